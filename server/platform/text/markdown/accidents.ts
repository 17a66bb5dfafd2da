import type MarkdownIt from "markdown-it";

/**
 * Undoes Markdown that people did not mean: a sentence above a row of dashes is no heading,
 * an address that nothing refers to stays visible, and 2*3*4 is a product.
 */
export function accidents(markdown: MarkdownIt): void {
  headings(markdown);
  references(markdown);
  products(markdown);
}

type Rule = Parameters<MarkdownIt["block"]["ruler"]["before"]>[2];

/** Finds a rule by its name. The library's types omit the list of rules. */
function ruleOf(markdown: MarkdownIt, name: string): Rule {
  const { __rules__ } = markdown.block.ruler as unknown as {
    __rules__: { name: string; fn: Rule }[];
  };
  const found = __rules__.find((rule) => rule.name === name);
  if (!found) throw new Error(`markdown-it has no rule "${name}"`);
  return found.fn;
}

/** Accepts a heading above dashes only if it is one line that is not a sentence, above at least three dashes. */
function headings(markdown: MarkdownIt): void {
  const original = ruleOf(markdown, "lheading");
  markdown.block.ruler.at("lheading", (state, from, last, silent) => {
    const before = state.tokens.length;
    if (!original(state, from, last, silent)) return false;
    const words = state.tokens[before + 1]?.content ?? "";
    const signs = state.getLines(state.line - 1, state.line, state.blkIndent, false).trim();
    if (signs.length > 2 && !words.includes("\n") && !/[.!?:;,…。！？：；，]$/.test(words))
      return true;
    state.tokens.length = before;
    state.line = from;
    return false;
  });
}

/** "[1]: https://example.org" is a link's other half only if the text has a "[1]"; else it is shown. */
function references(markdown: MarkdownIt): void {
  const original = ruleOf(markdown, "reference");
  markdown.block.ruler.at("reference", (state, from, last, silent) => {
    const line = state.src.slice((state.bMarks[from] ?? 0) + (state.tShift[from] ?? 0));
    const [, label] = /^\[((?:[^[\]\\\n]|\\.)+)\]:/.exec(line.slice(0, 1000)) ?? [];
    if (label !== undefined && !usedIn(state).has(normal(label))) return false;
    return original(state, from, last, silent);
  });
}

const normal = (label: string) => label.trim().replace(/\s+/g, " ").toLowerCase();

/** Caches the words in brackets that are not definitions. */
function usedIn({ src, env }: { src: string; env: { bracketed?: Set<string> } }): Set<string> {
  env.bracketed ??= new Set(
    [...src.matchAll(BRACKETED)].map(([, within, first = ""]) => normal(within ?? first)),
  );
  return env.bracketed;
}
/** Finds words in brackets, except those at the beginning of a line with a colon after them. */
const BRACKETED = /(?<!(?:^|\n)[ \t>]{0,20})\[((?:[^[\]\\]|\\.)+)\]|\[((?:[^[\]\\]|\\.)+)\](?!:)/g;

/** Reads a star right after a digit as multiplication, and two stars between digits as a power. */
function products(markdown: MarkdownIt): void {
  const { State } = markdown.inline;
  markdown.inline.State = class extends State {
    override scanDelims(start: number, canSplitWord: boolean) {
      const scanned = super.scanDelims(start, canSplitWord);
      if (this.src[start] !== "*" || !/\d/.test(this.src[start - 1] ?? "")) return scanned;
      const isPower = scanned.length === 2 && /\d/.test(this.src[start + 2] ?? "");
      if (scanned.length === 1 || isPower) scanned.can_open = false;
      return scanned;
    }
  };
}

import type MarkdownIt from "markdown-it";

/**
 * Undoes Markdown that people did not mean: a sentence above a row of dashes is no heading,
 * an address that nothing refers to is not taken away, and 2*3*4 is a product.
 */
export function accidents(markdown: MarkdownIt): void {
  headings(markdown);
  references(markdown);
  products(markdown);
}

type Rule = Parameters<MarkdownIt["block"]["ruler"]["before"]>[2];

/** A rule by its name. The list of all is none of its types. */
function ruleOf(markdown: MarkdownIt, name: string): Rule {
  const { __rules__ } = markdown.block.ruler as unknown as {
    __rules__: { name: string; fn: Rule }[];
  };
  const found = __rules__.find((rule) => rule.name === name);
  if (!found) throw new Error(`markdown-it has no rule "${name}"`);
  return found.fn;
}

/** A heading above dashes is one line of words that is no sentence, and the dashes are three or more. */
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

/** The words in brackets that are no definition, read once. */
function usedIn({ src, env }: { src: string; env: { bracketed?: Set<string> } }): Set<string> {
  env.bracketed ??= new Set(
    [...src.matchAll(BRACKETED)].map(([, within, first = ""]) => normal(within ?? first)),
  );
  return env.bracketed;
}
/** Words in brackets that do not begin a line with a colon after them. */
const BRACKETED = /(?<!(?:^|\n)[ \t>]{0,20})\[((?:[^[\]\\]|\\.)+)\]|\[((?:[^[\]\\]|\\.)+)\](?!:)/g;

/** A star right after a digit multiplies, two between digits raise to a power. */
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

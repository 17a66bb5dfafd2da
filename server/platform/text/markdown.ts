import "server-only";
import MarkdownIt, { type Token } from "markdown-it";
import cjkFriendly from "markdown-it-cjk-friendly";
import sanitize from "sanitize-html";
import { refuse } from "../refusal";
import { highlightCode } from "./code";
import { accidents } from "./markdown/accidents";
import { ALLOWED } from "./markdown/allowed";
import { formulas as formulaRules } from "./markdown/formulas";
import { links } from "./markdown/links";
import { notesAndTasks } from "./markdown/notes";
import { formulaSetter, type InText, TEXT } from "./math/formula-budget";

/** Cells of a table: a header of a thousand columns would otherwise fill 65,000 of them. */
const MOST_TABLE_CELLS = 3000;
/** Stands for a formula while the rest is sanitized; no text from outside can contain it. */
const MARK = "\u0001";
/** Placeholders for parts that we put in ourselves. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: nobody writes them
const MARKS = /[\u0001-\u0003]/g;

/** A text as HTML, and the faults of its formulas. */
export interface RenderedMarkdown {
  html: string;
  faults: string[];
}

/** The fault of a text over its budget, reported once however many formulas are over it. */
const TOO_MUCH = `One text can show at most ${TEXT.formulas} formulas with ${TEXT.latex} characters in all. The rest appears as it was written.`;

interface Formulas {
  set(source: string, display: boolean): InText;
  html: string[];
  faults: string[];
  /** Handles to mark as mentions. */
  mentions: ReadonlySet<string>;
}

/** Deepest nesting of quotes and lists. The parser drops anything deeper than its own bound. */
const DEEPEST = 36;

const markdown = new MarkdownIt({
  html: false,
  linkify: true,
  maxNesting: DEEPEST + 4,
  // An empty result makes the parser escape the code and show it plain.
  highlight: (code: string, language: string) => highlightCode(code, language) ?? "",
} as object);
// Allows emphasis between words without blanks, as in Chinese and Japanese.
markdown.use(cjkFriendly).use(formulaRules).use(links).use(notesAndTasks).use(accidents);
for (const kind of ["math_inline", "math_display", "math_block"]) {
  markdown.renderer.rules[kind] = (tokens, index, _, formulas: Formulas) => {
    const { content = "", info = "" } = tokens[index] ?? {};
    const mark = formula(formulas, content, info, kind !== "math_inline");
    if (kind === "math_block") return `<div>${mark}</div>\n`;
    return kind === "math_display" ? `<span class="formula">${mark}</span>` : mark;
  };
}

// Beyond this depth all marks are plain text, and every word is shown.
markdown.block.ruler.before("table", "deepest", (state, from, last, silent) => {
  if (silent || state.level < DEEPEST) return false;
  let to = from + 1;
  while (to < last && !state.isEmpty(to) && (state.sCount[to] ?? 0) >= state.blkIndent) to += 1;
  state.push("paragraph_open", "p", 1);
  const token = state.push("inline", "", 0);
  token.content = state.getLines(from, to, state.blkIndent, false).trim();
  token.children = [];
  state.push("paragraph_close", "p", -1);
  state.line = to;
  return true;
});

function formula(all: Formulas, source: string, written: string, display: boolean): string {
  const { escapeHtml } = markdown.utils;
  const shown = all.set(source, display);
  if ("html" in shown) {
    all.html.push(shown.html);
  } else if (shown.fault === null) {
    if (!all.faults.includes(TOO_MUCH)) all.faults.push(TOO_MUCH);
    all.html.push(`<code class="tex">${escapeHtml(written)}</code>`);
  } else {
    const { fault } = shown;
    all.faults.push(`${written.length > 60 ? `${written.slice(0, 60)}…` : written}: ${fault}`);
    all.html.push(
      `<code class="formula-fault" title="${escapeHtml(fault)}">${escapeHtml(written)}</code>`,
    );
  }
  return `${MARK}${all.html.length - 1}${MARK}`;
}

// An image would tell a foreign server who is reading this: it becomes a link.
markdown.renderer.rules.image = (tokens, index) => {
  const token = tokens[index];
  const words = markdown.utils.escapeHtml(token?.content || "image");
  const inLink = tokens.slice(0, index).reduce((open, { type }) => {
    return open + (type === "link_open" ? 1 : type === "link_close" ? -1 : 0);
  }, 0);
  if (inLink > 0) return words;
  return `<a href="${markdown.utils.escapeHtml(token?.attrGet("src") ?? "")}">${words}</a>`;
};

// A wide table scrolls, not the whole page.
markdown.renderer.rules.table_open = () => "<div><table>\n";
markdown.renderer.rules.table_close = () => "</table></div>\n";

/** A person named by handle: not within a word, an address or a link. */
const MENTION = /^@([a-z0-9][a-z0-9-]{1,29})(?![\w@])/i;

markdown.inline.ruler.push("mention", (state, silent) => {
  // The library's types omit the count of links around the text.
  const { src, pos, linkLevel } = state as typeof state & { linkLevel: number };
  if (src[pos] !== "@" || linkLevel > 0 || /[\w.@/+-]/.test(src[pos - 1] ?? " ")) return false;
  const [written, handle] = MENTION.exec(src.slice(pos, pos + 32)) ?? [];
  if (!written || !handle) return false;
  if (!silent) {
    const token = state.push("mention", "", 0);
    token.content = written;
    token.info = handle.toLowerCase();
  }
  state.pos += written.length;
  return true;
});
// Marks only people who may read the text, so that nobody learns whether others have this handle.
markdown.renderer.rules.mention = (tokens, index, _, { mentions }: Formulas) => {
  const { content = "", info = "" } = tokens[index] ?? {};
  return mentions.has(info) ? `<span class="mention">${content}</span>` : content;
};

/** The handles that a text names, each once, in the order of the text. Code and links name nobody. */
export function handlesIn(source: string): string[] {
  if (!source.includes("@")) return [];
  boundTables(source, "body");
  const tokens = markdown
    .parse(source.replace(MARKS, ""), {})
    .flatMap(({ children }) => children ?? []);
  return [...new Set(tokens.filter(({ type }) => type === "mention").map(({ info }) => info))];
}

/** Counts the cells of a table. The parser fills up short rows, so each line below may become a row of full width. */
function hasLargeTable(source: string): boolean {
  const lines = source.split("\n");
  return lines.some((line, at) => {
    if (!line.includes("|") || !/^[\s>*+\d.)|:-]*$/.test(line)) return false;
    return line.split("|").length * (lines.length - at) > MOST_TABLE_CELLS;
  });
}

function boundTables(source: string, field: string): void {
  if (hasLargeTable(source)) refuse("INVALID", { say: "This table is too large.", field });
}

/**
 * The words of a text without its marks, for places without markup. Formulas stand between dollars, and every other dollar has
 * a backslash before it.
 */
export function wordsWithFormulas(source: string): string {
  const escaped = (text: string) => text.replaceAll("$", "\\$");
  if (hasLargeTable(source)) return escaped(source);
  const wordsOf = ({ type, content, children }: Token): string => {
    if (children) return children.map(wordsOf).join("");
    if (type.startsWith("math_")) return `$${content}$`;
    return type.endsWith("break") ? " " : escaped(content);
  };
  const blocks = markdown.parse(source.replace(MARKS, ""), {}).map(wordsOf);
  return blocks.filter(Boolean).join(" ");
}

/**
 * Renders Markdown with LaTeX as HTML that is safe on a page. Raw HTML stays text. A formula that cannot be
 * read, or is over the budget of one text, stands there as it was written.
 * @param mentions handles of people to mark when the text names them
 * @param field the text's field in its form, for a refusal
 * @throws Refusal INVALID with larger tables than a page bears
 */
export function renderMarkdown(
  source: string,
  { mentions = new Set(), field = "body" }: { mentions?: ReadonlySet<string>; field?: string } = {},
): RenderedMarkdown {
  boundTables(source, field);
  const formulas: Formulas = { set: formulaSetter(TEXT), html: [], faults: [], mentions };
  const prose = sanitize(markdown.render(source.replace(MARKS, ""), formulas), ALLOWED);
  // The number of a formula stands between two marks.
  const pieces = prose.split(MARK);
  const html = pieces.map((piece, at) => (at % 2 ? formulas.html[Number(piece)] : piece)).join("");
  return { html, faults: formulas.faults };
}

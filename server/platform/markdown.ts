import "server-only";
import { katex } from "@mdit/plugin-katex";
import MarkdownIt from "markdown-it";
import sanitize from "sanitize-html";
import { highlighted } from "./code";
import { renderFormula } from "./formula";
import { refuse } from "./refusal";
import { isVisible } from "./text";

/** Formulas in one text; each costs about a millisecond. */
const MOST_FORMULAS = 100;
/** Characters of LaTeX in one text. */
const MOST_LATEX = 3000;
/** `&` signs in its formulas: a row of a thousand cells alone would take KaTeX a second. */
const MOST_MATRIX_CELLS = 400;
/** Characters of HTML that its formulas become; a line of mathematics has about 5,000. */
const MOST_FORMULA_HTML = 250_000;
/** Cells of a table: a header of a thousand columns would otherwise fill 65,000 of them. */
const MOST_TABLE_CELLS = 3000;
/** Characters of an address that becomes a link by itself. */
const LONGEST_ADDRESS = 800;
/** Stands for a formula while the rest is sanitized; no text from outside can hold it. */
const MARK = "\u0001";

/** A text as it is shown, and what is wrong with its formulas. */
export interface RenderedMarkdown {
  html: string;
  faults: string[];
}

interface Formulas {
  latex: number;
  cells: number;
  size: number;
  html: string[];
  faults: string[];
  /** Handles that are marked. */
  mentions: ReadonlySet<string>;
}

const markdown = new MarkdownIt({
  html: false,
  linkify: true,
  maxNesting: 40,
  // An empty answer leaves the code as it is, escaped.
  highlight: (code: string, language: string) => highlighted(code, language) ?? "",
} as object);
// Only whole addresses become links: "train.py" is a file, not a site in Paraguay.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
// For each bracket of an address it looks for the other one: long ones would cost their square.
const { linkify } = markdown;
const [match, matchAtStart] = [linkify.match.bind(linkify), linkify.matchAtStart.bind(linkify)];
const tooLong = new RegExp(`\\S{${LONGEST_ADDRESS}}`);
const tooLongAtStart = new RegExp(`^${tooLong.source}`);
linkify.match = (text) => (tooLong.test(text) ? [] : match(text));
linkify.matchAtStart = (text) => (tooLongAtStart.test(text) ? null : matchAtStart(text));
// An address is shown decoded, but not where that makes a NUL, our own mark or an invisible sign of it.
const { normalizeLinkText } = markdown;
markdown.normalizeLinkText = (address) => {
  const decoded = normalizeLinkText(address);
  return isVisible(decoded) ? decoded : address;
};
// The plugin finds the formulas; they are rendered below.
markdown.use(katex);
for (const kind of ["math_inline", "math_block"] as const) {
  markdown.renderer.rules[kind] = (tokens, index, _, formulas: Formulas) =>
    formula(formulas, tokens[index]?.content ?? "", kind === "math_block");
}

function formula(all: Formulas, source: string, display: boolean): string {
  all.latex += source.length;
  all.cells += source.split("&").length - 1;
  if (all.html.length >= MOST_FORMULAS || all.latex > MOST_LATEX || all.cells > MOST_MATRIX_CELLS) {
    tooMuch();
  }
  const rendered = renderFormula(source, display);
  if ("fault" in rendered) {
    const { fault } = rendered;
    const { escapeHtml } = markdown.utils;
    const written = display ? `$$${source.trim()}$$` : `$${source}$`;
    all.faults.push(`${written.length > 60 ? `${written.slice(0, 60)}…` : written}: ${fault}`);
    all.html.push(
      `<code class="formula-fault" title="${escapeHtml(fault)}">${escapeHtml(written)}</code>`,
    );
  } else {
    all.size += rendered.html.length;
    if (all.size > MOST_FORMULA_HTML) tooMuch();
    all.html.push(rendered.html);
  }
  const mark = `${MARK}${all.html.length - 1}${MARK}`;
  return display ? `<div>${mark}</div>\n` : mark;
}

function tooMuch(): never {
  refuse("INVALID", {
    say: `This is too much mathematics for one text: at most ${MOST_FORMULAS} formulas with ${MOST_LATEX} characters together. Split it.`,
    field: "body",
  });
}

// An image would tell a foreign server who reads what: it becomes a link.
markdown.renderer.rules.image = (tokens, index) => {
  const token = tokens[index];
  const words = markdown.utils.escapeHtml(token?.content || "image");
  const inLink = tokens.slice(0, index).reduce((open, { type }) => {
    return open + (type === "link_open" ? 1 : type === "link_close" ? -1 : 0);
  }, 0);
  if (inLink > 0) return words;
  return `<a href="${markdown.utils.escapeHtml(token?.attrGet("src") ?? "")}">${words}</a>`;
};

// Wide tables scroll by themselves.
markdown.renderer.rules.table_open = () => "<div><table>\n";
markdown.renderer.rules.table_close = () => "</table></div>\n";

/** A person named by handle: not within a word, an address or a link. */
const MENTION = /^@([a-z0-9][a-z0-9-]{1,29})(?![\w@])/i;

markdown.inline.ruler.push("mention", (state, silent) => {
  // Its types do not know that it counts the links around.
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
// Only who may read the text is marked: nothing tells whether there is somebody else of this name.
markdown.renderer.rules.mention = (tokens, index, _, { mentions }: Formulas) => {
  const { content = "", info = "" } = tokens[index] ?? {};
  return mentions.has(info) ? `<span class="mention">${content}</span>` : content;
};

/** The handles that a text names, each once, in the order of the text. Code and links name nobody. */
export function handlesIn(source: string): string[] {
  if (!source.includes("@")) return [];
  const tokens = markdown.parse(source, {}).flatMap(({ children }) => children ?? []);
  return [...new Set(tokens.filter(({ type }) => type === "mention").map(({ info }) => info))];
}

/** The parser fills up short rows: each line under a row of dashes may become a row of that width. */
function boundTables(source: string): void {
  const lines = source.split("\n");
  lines.forEach((line, at) => {
    if (!line.includes("|") || !/^[\s>*+\d.)|:-]*$/.test(line)) return;
    if (line.split("|").length * (lines.length - at) <= MOST_TABLE_CELLS) return;
    refuse("INVALID", { say: "This table is too large.", field: "body" });
  });
}

const PROSE =
  "p br hr em strong s a code span pre blockquote ul ol li h3 h4 h5 h6 div table thead tbody tr th td";

const RULES: sanitize.IOptions = {
  allowedTags: PROSE.split(" "),
  allowedAttributes: { a: ["href", "rel"], ol: ["start"], td: ["style"], th: ["style"] },
  // Colouring and mentions make the only spans here; formulas are put in later.
  allowedClasses: { span: ["hljs-*", "mention"] },
  allowedStyles: { "*": { "text-align": [/^(?:left|right|center)$/] } },
  allowedSchemes: ["http", "https", "mailto"],
  allowProtocolRelative: false,
  transformTags: {
    a: (tagName, { href = "" }) => ({
      tagName,
      attribs: { href, rel: "nofollow ugc noopener noreferrer" },
    }),
    // A text stands under the headings of its page.
    h1: "h3",
    h2: "h4",
    h3: "h5",
    h4: "h6",
    h5: "h6",
  },
};

/**
 * Markdown with LaTeX as HTML that may stand in a page. Raw HTML stays text. A formula that cannot be
 * read stands there as it was written.
 * @param mentions handles of people who are marked where the text names them
 * @throws Refusal INVALID with more mathematics or larger tables than a page bears
 */
export function renderMarkdown(
  source: string,
  { mentions = new Set() }: { mentions?: ReadonlySet<string> } = {},
): RenderedMarkdown {
  boundTables(source);
  const formulas: Formulas = { latex: 0, cells: 0, size: 0, html: [], faults: [], mentions };
  const prose = sanitize(markdown.render(source.replaceAll(MARK, ""), formulas), RULES);
  // Between two marks stands the number of a formula.
  const pieces = prose.split(MARK);
  const html = pieces.map((piece, at) => (at % 2 ? formulas.html[Number(piece)] : piece)).join("");
  return { html, faults: formulas.faults };
}

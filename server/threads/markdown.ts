import "server-only";
import { katex } from "@mdit/plugin-katex";
import MarkdownIt from "markdown-it";
import sanitize from "sanitize-html";
import { refuse } from "@/server/platform/refusal";

/** Formulas in one comment; each costs about a millisecond. */
const MOST_FORMULAS = 100;

const markdown = new MarkdownIt({ html: false, linkify: true, maxNesting: 40 } as object).use(
  katex,
  {
    trust: false,
    maxExpand: 100,
    maxSize: 10,
    throwOnError: false,
    strict: "ignore",
    output: "htmlAndMathml",
  },
);

// An image would tell a foreign server who reads what: it becomes a link.
markdown.renderer.rules.image = (tokens, index) => {
  const token = tokens[index];
  const href = markdown.utils.escapeHtml(token?.attrGet("src") ?? "");
  const words = markdown.utils.escapeHtml(token?.content || "image");
  return `<a href="${href}">${words}</a>`;
};

const MATHML = [
  "math",
  "semantics",
  "annotation",
  "mrow",
  "mi",
  "mn",
  "mo",
  "ms",
  "mtext",
  "mspace",
  "msup",
  "msub",
  "msubsup",
  "mfrac",
  "msqrt",
  "mroot",
  "mover",
  "munder",
  "munderover",
  "mtable",
  "mtr",
  "mtd",
  "mstyle",
  "mpadded",
  "mphantom",
  "menclose",
  "mmultiscripts",
  "mprescripts",
];
const PROSE = [
  "p",
  "br",
  "hr",
  "em",
  "strong",
  "s",
  "del",
  "a",
  "code",
  "pre",
  "blockquote",
  "ul",
  "ol",
  "li",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "table",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
];
/** Lengths and positions, as KaTeX writes them; nothing that can leave the comment's box. */
const LENGTH = /^-?[\d.]+(?:em|ex|px|%)?$/;

const RULES: sanitize.IOptions = {
  allowedTags: [...PROSE, ...MATHML, "span", "svg", "path", "line"],
  allowedAttributes: {
    a: ["href", "rel"],
    ol: ["start"],
    span: ["class", "style", "aria-hidden"],
    math: ["xmlns", "display"],
    annotation: ["encoding"],
    svg: ["width", "height", "viewbox", "preserveaspectratio", "xmlns", "style"],
    path: ["d"],
    line: ["x1", "x2", "y1", "y2", "stroke-width"],
    td: ["style"],
    th: ["style"],
    "*": [
      "mathvariant",
      "stretchy",
      "fence",
      "separator",
      "lspace",
      "rspace",
      "minsize",
      "maxsize",
      "width",
      "height",
      "depth",
      "voffset",
      "columnalign",
      "rowspacing",
      "columnspacing",
      "scriptlevel",
      "displaystyle",
      "linethickness",
      "accent",
      "accentunder",
      "notation",
      "movablelimits",
    ],
  },
  allowedClasses: {
    span: [
      /^(?:katex|m[a-z-]+|base|strut|vlist.*|sizing|reset-size\d+|size\d+|delim.*|text[a-z]*|frac-line|nulldelimiter|pstrut|col-align-[lcr]|arraycolsep|sqrt|root|hide-tail|accent.*|overline.*|underline.*|stretchy|op-.*|large-op|small-op|boxed|fbox|cancel.*|newline|tag|amsrm|halfarrow-.*|x-arrow.*|brace-.*|svg-align|inner|clap|rlap|llap|fix|rule|thinbox|mathnormal|mathit|mathbf|mathbb|mathcal|mathfrak|mathsf|mathtt|mathscr|mathrm|boldsymbol|katex-.*)$/,
    ],
  },
  allowedStyles: {
    "*": {
      height: [LENGTH],
      width: [LENGTH],
      "min-width": [LENGTH],
      "vertical-align": [LENGTH],
      top: [LENGTH],
      left: [LENGTH],
      "margin-left": [LENGTH],
      "margin-right": [LENGTH],
      "margin-top": [LENGTH],
      "padding-left": [LENGTH],
      "border-bottom-width": [LENGTH],
      "border-top-width": [LENGTH],
      "text-align": [/^(?:left|right|center)$/],
      color: [/^(?:#[0-9a-f]{3,8}|[a-z]+)$/i],
    },
  },
  allowedSchemes: ["http", "https", "mailto"],
  allowProtocolRelative: false,
  parser: { lowerCaseAttributeNames: true },
  transformTags: {
    a: (tagName, { href = "" }) => ({
      tagName,
      attribs: { href, rel: "nofollow ugc noopener noreferrer" },
    }),
  },
};

/**
 * Markdown with LaTeX as HTML that may stand in a page. Raw HTML stays text.
 * @throws Refusal INVALID with more than 100 formulas
 */
export function renderMarkdown(source: string): string {
  // One sign, or two, on each side of a formula; counted before anything is rendered.
  const formulas = (source.match(/\$+/g) ?? []).length / 2;
  if (formulas > MOST_FORMULAS) {
    refuse("INVALID", {
      say: `At most ${MOST_FORMULAS} formulas fit into one comment.`,
      field: "body",
    });
  }
  return sanitize(markdown.render(source), RULES);
}

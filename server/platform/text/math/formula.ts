import katex from "katex";
import { withLetters } from "./math-letters";

/** Most characters of one formula, ten lines of print; work that cannot be interrupted is kept short. */
const LONGEST = 1200;
/** `&` and `\\` of one formula; a row of a thousand cells alone would take KaTeX a second. */
const MOST_CELLS = 400;
/** Deepest nesting of elements; ten nested fractions have about 70. */
const DEEPEST = 150;

/** A formula as HTML, or the reason why it is shown as it was written. */
export type Rendered = { html: string } | { fault: string };

/**
 * `full` has what KaTeX draws and MathML beside it, and looks alike everywhere; `small` is MathML alone,
 * which takes a tenth of the room and is drawn by the browser.
 */
type Form = "full" | "small";

const COMMAND = /\\(?:[A-Za-z@]+|[\s\S])/g;
/**
 * Defining commands lets a few characters grow without bound (KaTeX counts expansions, not their
 * length); the last three print to the server's log.
 */
const NOT_HERE = new Set(
  (
    "def gdef edef xdef let futurelet global long " +
    "newcommand renewcommand providecommand message errmessage show"
  )
    .split(" ")
    .map((name) => `\\${name}`),
);

/**
 * Renders LaTeX as HTML; all mathematics is rendered here. Never throws, prints nothing, remembers nothing
 * between two formulas and ignores the clock, so that a text becomes the same HTML on every machine.
 */
export function renderFormula(source: string, displayMode: boolean, form: Form): Rendered {
  if (source.length > LONGEST) return { fault: `It has more than ${LONGEST} characters.` };
  const commands = source.match(COMMAND) ?? [];
  const refused = commands.find((command) => NOT_HERE.has(command));
  if (refused) return { fault: `${refused} cannot be used here. Write it out.` };
  if (cellsIn(source) > MOST_CELLS) return { fault: `It has more than ${MOST_CELLS} cells.` };
  let html: string;
  try {
    html = katex.renderToString(source, {
      displayMode,
      output: form === "full" ? "htmlAndMathml" : "mathml",
      trust: false,
      strict: "ignore",
      throwOnError: true,
      maxExpand: 1000,
      maxSize: 10,
      // KaTeX writes into this object; a shared one would carry definitions into other texts.
      macros: {},
    });
  } catch (error) {
    // A ParseError, or a RangeError if the nesting exhausts the stack.
    const said = error instanceof katex.ParseError ? error.rawMessage : "It is nested too deeply.";
    return { fault: said.slice(0, 200) };
  }
  html = slender(html);
  if (!isHarmless(html)) return { fault: "It uses something that cannot be shown here." };
  return { html: form === "full" ? marked(html) : html };
}

/** Marks around KaTeX's HTML, so that it can be removed later; no text from outside can contain them. */
const [DRAWN, END] = ["<!--drawn-->", "<!--/drawn-->"];
const HIDDEN = '<span class="katex-mathml">';

function marked(html: string): string {
  const from = html.indexOf('<span class="katex-html"');
  const to =
    html.length - (html.startsWith('<span class="katex-display">') ? 2 : 1) * "</span>".length;
  return from < 0
    ? html
    : `${html.slice(0, from)}${DRAWN}${html.slice(from, to)}${END}${html.slice(to)}`;
}

/** Converts the formulas of a text to the small form. */
export function inSmall(html: string): string {
  if (!html.includes(DRAWN)) return html;
  const [first = "", ...rest] = html.split(DRAWN);
  const kept = rest.map((piece) => piece.slice(piece.indexOf(END) + END.length));
  return [first, ...kept].join("").replaceAll(HIDDEN, "<span>");
}

/** The `&` and `\\` of a formula. */
function cellsIn(source: string): number {
  return source.split(/&|\\\\/).length - 1;
}

/** Adapts MathML to browsers: removes parts that HTML does not need, adds symbols and spaces that browsers do not. */
function slender(mathml: string): string {
  return withLetters(mathml.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")).replace(
    APPLIED,
    '<mo>\u2061</mo><mspace width="0.1667em"></mspace>',
  );
}

/** "log n" has a space, "log(n)" has none. */
const APPLIED = /<mo>\u2061<\/mo>(?!<mo stretchy="false">[([])(?=<m)/g;

const ELEMENTS = new Set(
  (
    "span svg path line math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup " +
    "mfrac msqrt mroot mover munder munderover mtable mtr mtd mstyle mpadded mphantom menclose"
  ).split(" "),
);
const ATTRIBUTES = new Set(
  (
    "class style aria-hidden xmlns encoding display width height depth voffset viewBox " +
    "preserveAspectRatio d x1 x2 y1 y2 stroke-width mathvariant mathcolor mathbackground mathsize " +
    "stretchy fence separator largeop accent accentunder lspace rspace minsize maxsize linebreak " +
    "linethickness columnalign columnlines columnspacing rowlines rowspacing scriptlevel " +
    "displaystyle notation movablelimits valign"
  ).split(" "),
);
const STYLES = new Set(
  (
    "height width min-width vertical-align top bottom left margin margin-left margin-right " +
    "margin-top padding padding-left border border-color border-style border-width " +
    "border-bottom-width border-top-width border-right-width border-right-style color " +
    "background-color text-shadow"
  ).split(" "),
);
const PIECE = /[^<]*(?:<(\/?)([a-z]+)((?: [A-Za-z0-9-]+ ?="[^"<>]*")*) ?(\/?)>|$)/y;
const ATTRIBUTE = / ([A-Za-z0-9-]+) ?="([^"]*)"/g;
const STYLE = /^([a-z-]+):\s*(?:[-\w.#% ]+|calc\([-\w.% ]+\))$/;

/**
 * Checks the HTML that KaTeX wrote, as a second lock behind `trust: false`. It changes nothing, so that HTML which
 * passes looks as KaTeX intended.
 */
function isHarmless(html: string): boolean {
  let depth = 0;
  for (PIECE.lastIndex = 0; PIECE.lastIndex < html.length; ) {
    const [piece, close, element, attributes = "", empty] = PIECE.exec(html) ?? [];
    if (piece === undefined) return false;
    if (element === undefined) break;
    if (!ELEMENTS.has(element)) return false;
    if (!empty) depth += close ? -1 : 1;
    if (depth > DEEPEST || depth < 0) return false;
    for (const [, name = "", value = ""] of attributes.matchAll(ATTRIBUTE)) {
      if (!ATTRIBUTES.has(name) || (name === "style" && !isStyle(value))) return false;
    }
  }
  return depth === 0;
}

function isStyle(value: string): boolean {
  return value.split(";").every((declaration) => {
    if (declaration.trim() === "") return true;
    if (declaration === "position:relative") return true;
    const [, property = ""] = STYLE.exec(declaration) ?? [];
    return STYLES.has(property);
  });
}

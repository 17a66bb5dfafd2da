import katex from "katex";

/** Characters of one formula, ten lines of print; what bears no interruption is kept short. */
const LONGEST = 1200;
/** Elements inside each other; ten nested fractions have about 70. */
const DEEPEST = 150;

/** What a formula became: HTML, or why it is shown as it was written. */
export type Rendered = { html: string } | { fault: string };

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

/** LaTeX as HTML with MathML. Never throws, prints nothing, remembers nothing between two formulas. */
export function renderFormula(source: string, displayMode: boolean): Rendered {
  const refused = source.match(COMMAND)?.find((command) => NOT_HERE.has(command));
  if (refused) return { fault: `${refused} cannot be used here. Write it out.` };
  if (source.length > LONGEST) return { fault: `It has more than ${LONGEST} characters.` };
  let html: string;
  try {
    html = katex.renderToString(source, {
      displayMode,
      trust: false,
      strict: "ignore",
      throwOnError: true,
      maxExpand: 1000,
      maxSize: 10,
      // KaTeX writes into this object; a shared one would carry definitions into other texts.
      macros: {},
    });
  } catch (error) {
    // ParseError, or a RangeError where the nesting exhausts the stack.
    const said = error instanceof katex.ParseError ? error.rawMessage : "It is nested too deeply.";
    return { fault: said.slice(0, 200) };
  }
  return isHarmless(html) ? { html } : { fault: "It uses something that is not shown here." };
}

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
 * Looks over what KaTeX wrote: a second lock behind `trust: false`. It rewrites nothing, so that what
 * passes looks as KaTeX meant it.
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

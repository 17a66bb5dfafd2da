import "server-only";
import katex from "katex";

/** Formulas of one abstract that are set; each costs about a millisecond. */
const MOST_FORMULAS = 100;
/** Characters of a formula. A longer one is two signs that have nothing to do with each other. */
const LONGEST = 500;

/** What may be a formula: between one or two dollar signs, \( and \), or \[ and \]. */
const FORMULA =
  /\\\$|\$\$([^$]+)\$\$|(?<![\p{L}\p{N}\\])\$(?![\s$])([^$\n]+?)(?<![\s\\])\$(?![\p{N}$])|\\\((.+?)\\\)|\\\[(.+?)\\\]/gsu;

/**
 * An abstract as HTML: its mathematics set, all else escaped text. What only looks like mathematics
 * ("$5 and $6") and what KaTeX cannot read stay as they were written.
 */
export function withMathematics(text: string): string {
  let html = "";
  let from = 0;
  let left = MOST_FORMULAS;
  for (const found of text.matchAll(FORMULA)) {
    const [whole, display, inline, round, square] = found;
    html += escaped(text.slice(from, found.index));
    from = found.index + whole.length;
    const tex = display ?? inline ?? round ?? square;
    const set = tex !== undefined && left > 0 && isMathematics(tex, inline !== undefined);
    html += set ? formula(tex, (display ?? square) !== undefined, whole) : escaped(plain(whole));
    if (set) left -= 1;
  }
  return html + escaped(text.slice(from));
}

/** A dollar sign written with a backslash is one. */
function plain(source: string): string {
  return source === "\\$" ? "$" : source;
}

const FUNCTIONS = new Set(["log", "exp", "sin", "cos", "tan", "max", "min", "arg", "det", "lim"]);

function isMathematics(tex: string, dollars: boolean): boolean {
  if (tex.length > LONGEST) return false;
  if (!dollars || /[\\^_{}=<>]/.test(tex)) return true;
  // Without any sign of TeX, $x$ and $O(n log n)$ are formulas; prose between two prices is not.
  const words = /\s/.test(tex) ? (tex.match(/\p{L}{2,}/gu) ?? []) : [];
  return words.every((word) => FUNCTIONS.has(word)) && isBalanced(tex);
}

function isBalanced(tex: string): boolean {
  let depth = 0;
  for (const sign of tex) {
    if (sign === "(") depth += 1;
    else if (sign === ")") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function formula(tex: string, displayMode: boolean, source: string): string {
  try {
    return katex.renderToString(tex, {
      displayMode,
      output: "htmlAndMathml",
      // Thrown and caught here, so that what cannot be read stays as it was written.
      throwOnError: true,
      trust: false,
      strict: "ignore",
      maxExpand: 100,
      maxSize: 10,
    });
  } catch {
    return escaped(source);
  }
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] as string);
}

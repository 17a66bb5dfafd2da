import "server-only";
import katex from "katex";
import { firstLines } from "./rules";

/** Formulas of one abstract that are set; each costs about a millisecond. */
const MOST_FORMULAS = 100;
/** Characters of a formula. A longer one is two signs that have nothing to do with each other. */
const LONGEST = 500;

/** What may be a formula: between one or two dollar signs, \( and \), or \[ and \]. */
export const FORMULA =
  /\\\$|\$\$([^$]+)\$\$|(?<![\p{L}\p{N}\\])\$(?![\s$])([^$\n]+?)(?<![\s\\])\$(?![\p{N}$])|\\\((.+?)\\\)|\\\[(.+?)\\\]/gsu;

/**
 * An abstract as HTML: its mathematics set, all else escaped text. What only looks like mathematics
 * ("$5 and $6") and what KaTeX cannot read stay as they were written.
 * @param output MathML alone is a tenth of the size, and what browsers make of it good enough for lists
 */
export function withMathematics(
  text: string,
  output: "htmlAndMathml" | "mathml" = "htmlAndMathml",
): string {
  let html = "";
  let from = 0;
  let left = MOST_FORMULAS;
  for (const found of text.matchAll(FORMULA)) {
    const [whole, display, inline, round, square] = found;
    html += escaped(text.slice(from, found.index));
    from = found.index + whole.length;
    const tex = display ?? inline ?? round ?? square;
    const set = tex !== undefined && left > 0 && isMathematics(tex, inline !== undefined);
    html += set
      ? formula(tex, whole, { output, displayMode: (display ?? square) !== undefined })
      : escaped(plain(whole));
    if (set) left -= 1;
  }
  return html + escaped(text.slice(from));
}

/** The first lines of an abstract as HTML, cut at a word and never within a formula. */
export function firstLinesWithMathematics(text: string, most: number): string {
  const plain = text.replace(/\s+/g, " ").trim();
  let lines = firstLines(plain, most);
  if (lines !== plain) {
    const cut = [...plain.matchAll(FORMULA)].find(
      ({ index, 0: { length } }) => index < lines.length - 1 && index + length > lines.length - 1,
    );
    if (cut) lines = `${plain.slice(0, cut.index).trimEnd()}…`;
  }
  return withMathematics(lines, "mathml");
}

/** A dollar sign written with a backslash is one. */
export function plain(source: string): string {
  return source === "\\$" ? "$" : source;
}

const FUNCTIONS = new Set(["log", "exp", "sin", "cos", "tan", "max", "min", "arg", "det", "lim"]);

/** Whether what stands between signs of mathematics is some. */
export function isMathematics(tex: string, dollars: boolean): boolean {
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

function formula(tex: string, source: string, kind: katex.KatexOptions): string {
  try {
    return katex.renderToString(tex, {
      ...kind,
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

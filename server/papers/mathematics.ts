import "server-only";
import { RENDERING } from "@/server/platform/formula";
import { formulaSetter, LINES, TEXT } from "@/server/platform/formula-budget";
import { firstLines } from "./rules";

/** Characters of the abstract on a card: some four lines. */
const EXCERPT = 280;
/** Characters that are looked at for them, so that a formula at the cut is seen as a whole. */
const LOOKED_AT = 800;

/**
 * What may be a formula: between one or two dollar signs, \( and \), or \[ and \]. Signs that are more than
 * 500 characters apart have nothing to do with each other; without that bound, each one would be looked for
 * up to the end.
 */
export const FORMULA =
  /\\\$|\$\$([^$]{1,500})\$\$|(?<![\p{L}\p{N}\\])\$(?![\s$])([^$\n]{1,500}?)(?<![\s\\])\$(?![\p{N}$])|\\\((.{1,500}?)\\\)|\\\[(.{1,500}?)\\\]/gsu;

/** An abstract as it is kept beside its source, so that no page renders it, and which renderer made it. */
export function renderedAbstract(abstract: string) {
  return {
    abstractHtml: withMathematics(abstract),
    excerptHtml: firstLinesWithMathematics(abstract, EXCERPT),
    rendering: RENDERING,
  };
}

/** The first lines of an abstract that nobody has rendered yet: its source. */
export function plainExcerpt(abstract: string): string {
  return escaped(firstLines(abstract.slice(0, LOOKED_AT), EXCERPT));
}

/**
 * An abstract as HTML: its mathematics set, all else escaped text. What only looks like mathematics
 * ("$5 and $6"), what KaTeX cannot read and what is over the budget stay as they were written.
 */
export function withMathematics(text: string, budget = TEXT): string {
  const set = formulaSetter(budget);
  let html = "";
  let from = 0;
  for (const found of text.matchAll(FORMULA)) {
    const [whole, display, inline, round, square] = found;
    html += escaped(text.slice(from, found.index));
    from = found.index + whole.length;
    const tex = display ?? inline ?? round ?? square;
    const formula =
      tex !== undefined && isMathematics(tex, inline !== undefined)
        ? set(tex, (display ?? square) !== undefined)
        : null;
    html += formula && "html" in formula ? formula.html : escaped(plain(whole));
  }
  return html + escaped(text.slice(from));
}

/**
 * The first lines of an abstract as HTML, cut at a word and not within a formula, unless that would leave
 * next to nothing.
 */
export function firstLinesWithMathematics(text: string, most: number): string {
  const plain = text.slice(0, LOOKED_AT).replace(/\s+/g, " ").trim();
  let lines = firstLines(plain, most);
  if (lines !== plain) {
    const cut = [...plain.matchAll(FORMULA)].find(
      ({ index, 0: { length } }) => index < lines.length - 1 && index + length > lines.length - 1,
    );
    if (cut && cut.index > most / 4) lines = `${plain.slice(0, cut.index).trimEnd()}…`;
  }
  return withMathematics(lines, LINES);
}

/** A dollar sign written with a backslash is one. */
export function plain(source: string): string {
  return source === "\\$" ? "$" : source;
}

const FUNCTIONS = new Set(["log", "exp", "sin", "cos", "tan", "max", "min", "arg", "det", "lim"]);

/** Whether what stands between signs of mathematics is some. */
export function isMathematics(tex: string, dollars: boolean): boolean {
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

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML that shows it as it is. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] as string);
}

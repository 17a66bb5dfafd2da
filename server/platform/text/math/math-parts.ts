import { type FoundFormula, formulaAt } from "./math-delimiters";

/** A part of a text that is not Markdown: words, or a formula with its delimiters. */
export interface Part {
  source: string;
  formula: FoundFormula | null;
}

/** Splits a text into words and formulas, in order and without loss. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let last = 0;
  for (let at = nextSign(text, 0); at < text.length; at = nextSign(text, at)) {
    const formula = formulaAt(text, at, last);
    if (!formula) {
      at += 1;
      continue;
    }
    if (at > last) parts.push({ source: text.slice(last, at), formula: null });
    parts.push({ source: text.slice(at, formula.end), formula });
    last = at = formula.end;
  }
  if (last < text.length) parts.push({ source: text.slice(last), formula: null });
  return parts;
}

/** Finds the next place where a formula may begin. */
function nextSign(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "$" && text[at] !== "\\") at += 1;
  return at;
}

import "server-only";
import { formulaSetter, LINES, TEXT } from "@/server/platform/text/math/formula-budget";
import { type Part, partsOf } from "@/server/platform/text/math/math-parts";
import { RENDERING } from "@/server/platform/text/rendering";
import { firstLines } from "../../platform/text/words";

/** Characters of the abstract on a card: about four lines. */
const EXCERPT = 280;
/** Characters that are read for an excerpt, so that a formula at the cut is seen whole. */
const LOOKED_AT = 4000;

/** Renders an abstract for its row, so that no page has to, and names the renderer. */
export function renderAbstract(abstract: string) {
  return {
    abstractHtml: withMathematics(abstract),
    excerptHtml: firstLinesWithMathematics(abstract, EXCERPT),
    rendering: RENDERING,
  };
}

/** The excerpt of an abstract that has not been rendered yet: its source, escaped. */
export function plainExcerpt(abstract: string): string {
  return escapeHtml(firstLines(abstract.slice(0, LOOKED_AT), EXCERPT));
}

/**
 * Renders an abstract as HTML: its mathematics by KaTeX, everything else as escaped text. Text that only looks like mathematics
 * ("$5 and $6"), formulas that KaTeX cannot read and formulas over the budget stay as text.
 */
export function withMathematics(text: string, budget = TEXT): string {
  return shown(partsOf(text), budget);
}

function shown(parts: readonly Part[], budget: typeof TEXT): string {
  const set = formulaSetter(budget);
  return parts
    .map(({ source, formula }) => {
      if (!formula) return escapeHtml(unescapeDollars(source));
      const rendered = set(formula.tex, formula.display);
      return "html" in rendered ? rendered.html : escapeHtml(source);
    })
    .join("");
}

/**
 * Renders the first lines of an abstract as HTML, cut at a word and not within a formula, unless that would leave
 * next to nothing.
 */
export function firstLinesWithMathematics(text: string, most: number): string {
  const parts = partsOf(text.slice(0, LOOKED_AT).trim()).map(({ source, formula }) => ({
    source: source.replace(/\s+/g, " "),
    formula,
  }));
  const whole = parts.map(({ source }) => source).join("");
  const lines = firstLines(whole, most);
  // The cut part is replaced by an ellipsis.
  let left = lines === whole ? lines.length : lines.length - 1;
  const kept: Part[] = [];
  for (const part of parts) {
    if (left <= 0) break;
    const { length } = part.source;
    if (length <= left) kept.push(part);
    else if (!part.formula || lines.length - 1 - left <= most / 4)
      kept.push({ source: part.source.slice(0, left), formula: null });
    left -= length;
  }
  const last = kept.at(-1);
  if (lines !== whole && last?.formula === null) last.source = last.source.trimEnd();
  return shown(kept, LINES) + (lines === whole ? "" : "…");
}

/** Unescapes dollar signs that are written with a backslash. */
export function unescapeDollars(words: string): string {
  return words.replaceAll("\\$", "$");
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Escapes text for HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] as string);
}

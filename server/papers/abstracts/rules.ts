import "server-only";
import { formulaSetter, LINES, TEXT } from "@/server/platform/text/formula-budget";
import { type Part, partsOf } from "@/server/platform/text/math-parts";
import { RENDERING } from "@/server/platform/text/rendering";
import { firstLines } from "../rules";

/** Characters of the abstract on a card: some four lines. */
const EXCERPT = 280;
/** Characters that are looked at for them, so that a formula at the cut is seen as a whole. */
const LOOKED_AT = 4000;

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
  return shown(partsOf(text), budget);
}

function shown(parts: readonly Part[], budget: typeof TEXT): string {
  const set = formulaSetter(budget);
  return parts
    .map(({ source, formula }) => {
      if (!formula) return escaped(plain(source));
      const rendered = set(formula.tex, formula.display);
      return "html" in rendered ? rendered.html : escaped(source);
    })
    .join("");
}

/**
 * The first lines of an abstract as HTML, cut at a word and not within a formula, unless that would leave
 * next to nothing.
 */
export function firstLinesWithMathematics(text: string, most: number): string {
  const parts = partsOf(text.slice(0, LOOKED_AT).trim()).map(({ source, formula }) => ({
    source: source.replace(/\s+/g, " "),
    formula,
  }));
  const whole = parts.map(({ source }) => source).join("");
  const lines = firstLines(whole, most);
  // Where it is cut, an ellipsis stands for the rest.
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

/** A dollar sign written with a backslash is one. */
export function plain(words: string): string {
  return words.replaceAll("\\$", "$");
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML that shows it as it is. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] as string);
}

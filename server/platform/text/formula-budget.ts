import { inSmall, type Rendered, renderFormula } from "./formula";

/** Bounds on the formulas of one text. All of it is counted, none is timed. */
interface Budget {
  /** Formulas that are tried. */
  formulas: number;
  /** Characters of LaTeX that are tried; half of it becomes a page of print. */
  latex: number;
  /** Bytes of HTML that they become. */
  bytes: number;
  /** Of these, bytes until which a formula is set in full; later ones are small. */
  full: number;
}

/** A text of its own: an abstract, a comment, an agenda, notes. A displayed sum has 3,000 bytes in full. */
export const TEXT: Budget = { formulas: 100, latex: 3000, bytes: 60_000, full: 40_000 };
/** A few lines in a list of twenty. A small formula has 200 to 500 bytes. */
export const LINES: Budget = { formulas: 12, latex: 400, bytes: 2600, full: 0 };

/** The fault of a formula over the budget of its text. */
const TOO_MUCH = { fault: null };
/** The shortest that a formula can become; with less left none is tried. */
const SHORTEST = 80;

/** A formula as HTML; or its fault, which is null if the text is over its budget. */
export type InText = Rendered | { fault: null };

/**
 * Sets the formulas of one text, in its order, as long as they fit. What is over the budget is left to be
 * shown as it was written; a smaller one that follows is set again.
 */
export function formulaSetter(budget: Budget): (source: string, display: boolean) => InText {
  const left = { ...budget };
  /** Takes a formula if there is room for it. */
  const taken = (html: string, room: number) => {
    const size = Buffer.byteLength(html);
    if (size > room) return null;
    left.bytes -= size;
    left.full -= size;
    return { html };
  };
  return (source, display) => {
    left.formulas -= 1;
    if (left.formulas < 0 || left.latex < source.length || left.bytes < SHORTEST) return TOO_MUCH;
    left.latex -= source.length;
    const rendered = renderFormula(source, display, left.full > 0 ? "full" : "small");
    if ("fault" in rendered) return rendered;
    const full = taken(rendered.html, Math.min(left.full, left.bytes));
    if (full) return full;
    // From the first that has no room all are small: one text looks alike from there on.
    left.full = 0;
    return taken(inSmall(rendered.html), left.bytes) ?? TOO_MUCH;
  };
}

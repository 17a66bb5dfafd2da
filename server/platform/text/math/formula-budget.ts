import { inSmall, type Rendered, renderFormula } from "./formula";

/** Limits for the formulas of one text. They count things and measure no time. */
interface Budget {
  /** Most formulas to render. */
  formulas: number;
  /** Most characters of LaTeX to render; half of them fill a printed page. */
  latex: number;
  /** Most bytes of HTML for all formulas. */
  bytes: number;
  /** Bytes of HTML up to which formulas are rendered in full; later ones use the small form. */
  full: number;
}

/** For a separate text: an abstract, a comment, an agenda, notes. A displayed sum has 3,000 bytes in full. */
export const TEXT: Budget = { formulas: 100, latex: 3000, bytes: 60_000, full: 40_000 };
/** For a few lines in a list of twenty. A small formula has 200 to 500 bytes. */
export const LINES: Budget = { formulas: 12, latex: 400, bytes: 2600, full: 0 };

/** The fault of a formula over the budget of its text. */
const TOO_MUCH = { fault: null };
/** Fewest bytes of a formula; with less room left, none is rendered. */
const SHORTEST = 80;

/** A formula as HTML; or its fault, which is null if the text is over its budget. */
export type InText = Rendered | { fault: null };

/**
 * Renders the formulas of one text in order, as long as they fit. A formula over the budget is
 * shown as it was written; a smaller one after it may fit again.
 */
export function formulaSetter(budget: Budget): (source: string, display: boolean) => InText {
  const left = { ...budget };
  /** Accepts a formula if there is room for it. */
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
    // After the first formula that does not fit in full, all are small, so that the rest of the text looks consistent.
    left.full = 0;
    return taken(inSmall(rendered.html), left.bytes) ?? TOO_MUCH;
  };
}

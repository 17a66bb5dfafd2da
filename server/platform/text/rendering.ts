/**
 * Version of the renderer, stored beside every text that is kept as HTML. Raise it with every change of its output:
 * Markdown (markdown.ts, markdown/), code (code.ts), formulas (formula.ts, formula-budget.ts, math-delimiters.ts,
 * papers/mathematics.ts) or one of their libraries. Texts of an older renderer are rendered anew (renewing.ts).
 */
export const RENDERING = 2;

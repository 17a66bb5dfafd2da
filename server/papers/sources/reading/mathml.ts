// Writes MathML as TeX, for formulas that a source has in no other form.
import { type Element, elementsOf, textOf } from "./markup";

/** Elements with a fixed number of parts, and the TeX around these. */
const SHAPES: Record<string, (parts: string[]) => string> = {
  msub: ([base, sub]) => `${base}_{${sub}}`,
  msup: ([base, sup]) => `${base}^{${sup}}`,
  msubsup: ([base, sub, sup]) => `${base}_{${sub}}^{${sup}}`,
  munder: ([base, sub]) => `${base}_{${sub}}`,
  mover: ([base, sup]) => `${base}^{${sup}}`,
  munderover: ([base, sub, sup]) => `${base}_{${sub}}^{${sup}}`,
  mfrac: ([above, below]) => `\\frac{${above}}{${below}}`,
  mroot: ([base, degree]) => `\\sqrt[${degree}]{${base}}`,
};

/** Writes a formula in TeX, without dollar signs. A formula that brings its own TeX keeps it. */
export function texOfMathml(math: Element): string {
  return texOf(math).replace(/\s+/g, " ").trim();
}

function texOf(element: Element): string {
  const parts = elementsOf(element);
  const shape = SHAPES[element.name];
  if (shape) return shape(parts.map(texOf));
  if (element.name === "msqrt") return `\\sqrt{${parts.map(texOf).join("")}}`;
  if (element.name === "mtext") return `\\text{${textOf(element).trim()}}`;
  if (element.name === "semantics") {
    const tex = parts.find(({ attributes }) => /tex/i.test(attributes.encoding ?? ""));
    return tex ? textOf(tex).trim() : parts.slice(0, 1).map(texOf).join("");
  }
  if (parts.length > 0) return parts.map(texOf).join("");
  return textOf(element).replace(/\s+/g, " ").trim();
}

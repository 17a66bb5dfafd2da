// Writes superscripts and subscripts, for which Markdown has no marks.
import type { Run } from "./runs";

const UP = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ";
const DOWN = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
const PLAIN = "0123456789+-=()ni";

/**
 * Writes a superscript or subscript within the line: x², H₂O, x^k, a_(ij). Letters stay letters, since 1st, Mlle and
 * trademarks mean the same without.
 * @param before the character before it
 */
function asIndex(text: string, name: "sup" | "sub", before: string): string {
  const words = text.trim().replaceAll("\u2212", "-");
  if (!/[\p{L}\p{N})\]|]/u.test(before) || /^[[(*†]?[\d,]+[\])]$/.test(words)) return text;
  const signs = name === "sup" ? UP : DOWN;
  const set = [...words].map((sign) => signs[PLAIN.indexOf(sign)]);
  if (words !== "" && set.every((sign) => sign !== undefined)) return set.join("");
  if (!/^[\p{L}\p{N}+*/',-]{1,12}$/u.test(words)) return text;
  if (/^\p{L}{2,}$/u.test(words) && (name === "sup" || words.length > 3)) return text;
  if (/^\p{L}$/u.test(words) && /\p{N}/u.test(before)) return text;
  const mark = name === "sup" ? "^" : "_";
  return words.length === 1 ? mark + words : `${mark}(${words})`;
}

/**
 * Remembers where a superscript or subscript begins in a line.
 * @returns a function that ends it, and does nothing if another line, link or look began in between
 */
export function beginIndex(line: Run[], name: "sup" | "sub"): () => void {
  const runs = line.length;
  const before = line.at(-1)?.text ?? "";
  return () => {
    const last = line.at(-1);
    const from = line.length === runs ? before.length : 0;
    if (!last || line.length > runs + 1 || (line[runs - 1]?.text.length ?? 0) < before.length)
      return;
    const index = last.text.slice(from);
    last.text = last.text.slice(0, from) + asIndex(index, name, before.slice(-1));
  };
}

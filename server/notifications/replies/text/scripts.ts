// Signs above and below the line, for which Markdown has none.
import type { Run } from "./runs";

const UP = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ";
const DOWN = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
const PLAIN = "0123456789+-=()ni";

/**
 * What a mail has set above or below the line as it can be read in one: x², H₂O, x^k, a_(ij). Words stay words:
 * 1st, M^lle and trademarks mean the same without.
 * @param before the sign that stands before it
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
 * Notes where an index begins in a line.
 * @returns what ends it; nothing changes where it went on in another line, or with links or other looks in it
 */
export function indexIn(line: Run[], name: "sup" | "sub"): () => void {
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

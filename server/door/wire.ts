import "server-only";

/** Most calls that may share one request. */
export const CALLS_A_REQUEST = 20;
/** Deepest nesting of brackets in a JSON text; an honest one has fewer than ten. */
const DEPTH = 40;
/** Values in a JSON text, each of which is parsed and validated. Twenty calls of our own client have a tenth of that. */
const VALUES = 20_000;

/** Whether a JSON text is nested too deeply, or holds too many values. The contents of strings do not count. */
export function isTooMuch(json: string): boolean {
  let depth = 0;
  let values = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (quoted) {
      if (character === "\\") at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ",") values += 1;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > DEPTH || values > VALUES) return true;
  }
  return false;
}

/** Finds the path of the first text that PostgreSQL cannot store (NUL, half a character). @returns null for none */
export function findUnstorable(value: unknown, place: readonly string[] = []): string | null {
  if (typeof value === "string") {
    return value.isWellFormed() && !value.includes("\0") ? null : place.join(".");
  }
  if (typeof value !== "object" || value === null) return null;
  for (const [key, below] of Object.entries(value)) {
    const found = findUnstorable(key, place) ?? findUnstorable(below, [...place, key]);
    if (found !== null) return found;
  }
  return null;
}

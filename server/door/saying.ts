// How answers are written, for the server alone: browsers only read them.
import superjson, { type SuperJSONResult } from "superjson";
import { readAnswer } from "./reading";

/** Names that superjson refuses. */
const REFUSED = new Set(["__proto__", "constructor", "prototype"]);

/** Writes a step of a path as superjson reads it. */
const step = (key: string) => key.replace(/[\\.]/g, "\\$&");

type Dates = Record<string, ["Date"]>;

/** Whether JSON says a value by itself. */
function isPlain(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  return typeof value === "string" || typeof value === "boolean" || value === null;
}

/**
 * Notes the paths of the dates in a value.
 * @returns whether the value has nothing but dates and what JSON can say; properties without a value are left out
 */
function noteDates(value: unknown, path: string, dates: Dates): boolean {
  if (typeof value !== "object" || value === null) return isPlain(value);
  if (value instanceof Date) {
    // A date that is the whole value has no path.
    if (path === "" || Number.isNaN(value.getTime())) return false;
    dates[path] = ["Date"];
    return true;
  }
  const before = path === "" ? "" : `${path}.`;
  // Most values are plain, and need no path.
  if (Array.isArray(value)) {
    return value.every((one, at) => isPlain(one) || noteDates(one, `${before}${at}`, dates));
  }
  const kind = Object.getPrototypeOf(value);
  if (kind !== Object.prototype && kind !== null) return false;
  for (const key of Object.keys(value)) {
    const own = (value as Record<string, unknown>)[key];
    if (own === undefined) continue;
    if (REFUSED.has(key)) return false;
    if (isPlain(own)) continue;
    if (key === "" || !noteDates(own, `${before}${step(key)}`, dates)) return false;
  }
  return true;
}

/**
 * Says a value as superjson does. Nearly all answers are JSON and dates: for these, superjson's walk through the value
 * costs several times what writing it costs, and is left out.
 * @throws Error if it is of a kind that browsers do not read
 */
export function sayAnswer(value: unknown): SuperJSONResult {
  const dates: Dates = {};
  if (!noteDates(value, "", dates)) {
    const said = superjson.serialize(value);
    // Reading changes what it reads.
    readAnswer(structuredClone(said));
    return said;
  }
  // JSON writes dates as superjson does.
  const json = value as SuperJSONResult["json"];
  return Object.keys(dates).length > 0 ? { json, meta: { values: dates, v: 1 } } : { json };
}

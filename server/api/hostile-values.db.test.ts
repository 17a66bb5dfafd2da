import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { PAST_THE_PARSER } from "@/server/platform/database/foreseen";
import { ownDatabase } from "@/server/testing/database/database";
import { DOORS } from "@/server/testing/doors/doors";
import { makeThings } from "@/server/testing/doors/things";
import { honestInputs, type Things } from "@/server/testing/hostile/honest-inputs";
import {
  ADDRESSES,
  LONG_TEXTS,
  MOMENTS,
  NUMBERS,
  SHAPES,
  TEXTS,
} from "@/server/testing/hostile/hostile-values";
import { type Place, places, valueAt, withValueAt } from "@/server/testing/hostile/input-places";
import { closeStreams } from "@/server/testing/streams";
import { drawer, size } from "@/server/testing/tier";
import { callBy, person } from "@/server/testing/world";
import { createCaller } from "./root";

// Each procedure, with values of each type in each place, says yes or a no that was foreseen: never a fault, and
// never the answer for what only the database refused.
ownDatabase();

/** So many values a place in `npm test`, of each sort dealt out in turn; `npm run test:long` tries each in every place. */
const DEALT = size(1, Number.POSITIVE_INFINITY);
/** Would leave nothing to try the others with. */
const ENDS = ["groups.leave", "people.deleteAccount"];

let me: Viewer;
let things: Things;
beforeAll(async () => {
  me = await person({ operator: true, moderator: true });
  things = await makeThings(me);
});

afterAll(closeStreams);

const ANY = [...SHAPES, ...NUMBERS, ...MOMENTS, ...TEXTS];
const WORDS = [...TEXTS, ...ADDRESSES];
/** Texts that no PostgreSQL column can hold, tried in every place that takes a text. */
const NUL = "a\u0000b";

const draw = drawer();
const decks = new Map<readonly unknown[], unknown[]>();
/** The next of these values; each has its turn before one comes again, in whichever place. */
function dealt(values: readonly unknown[], count = DEALT): unknown[] {
  if (count >= values.length) return [...values];
  return Array.from({ length: count }, () => {
    const left = decks.get(values)?.length ? (decks.get(values) as unknown[]) : [...values];
    decks.set(values, left);
    return left.splice(Math.floor(draw() * left.length), 1)[0];
  });
}

/** Values to try in place of an honest one: some of its type, some of other types. */
function valuesFor(honest: unknown): unknown[] {
  const others = dealt(ANY);
  if (typeof honest === "number") return [...dealt(NUMBERS), ...others];
  if (typeof honest !== "string") return [...dealt(SHAPES), ...others];
  const texts = [NUL, ...dealt(LONG_TEXTS), ...others];
  if (/^https?:/.test(honest)) return [...dealt(ADDRESSES, 9 * DEALT), ...texts];
  if (/^\d{4}-\d\d-/.test(honest)) return [...dealt(MOMENTS, 3 * DEALT), ...others];
  return [...dealt(WORDS), ...texts];
}

/** The outcome of a call if it is not an allowed answer, else null. */
async function wrong(path: string, input: unknown): Promise<string | null> {
  const leaving = new AbortController();
  const caller = createCaller(callBy(me), { signal: leaving.signal });
  const call = path
    .split(".")
    .reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], caller);
  try {
    await (call as (input: unknown) => Promise<unknown>)(input);
    return null;
  } catch (error) {
    if (!(error instanceof TRPCError)) return String(error);
    if (error.code === "INTERNAL_SERVER_ERROR") return String(error.cause ?? error).slice(-300);
    return error.message === PAST_THE_PARSER ? error.message : null;
  } finally {
    leaving.abort();
  }
}

for (const path of Object.keys(DOORS).filter((name) => !ENDS.includes(name))) {
  it(`${path} takes any value for what it is, or says no`, async () => {
    await db.rateLimit.deleteMany();
    const honest = honestInputs(things)[path];
    const found: string[] = [];
    let tried = 0;
    const attempt = async (at: Place, value: unknown) => {
      // Limits are not what is tried here.
      if (++tried % 20 === 0) await db.rateLimit.deleteMany();
      const fault = await wrong(path, withValueAt(honestInputs(things)[path], at, value));
      if (fault) found.push(`${at.join(".")} ${JSON.stringify(value)?.slice(0, 80)}: ${fault}`);
    };
    const fault = await wrong(path, honest);
    if (fault) found.push(`the honest input: ${fault}`);
    for (const at of places(honest))
      for (const value of valuesFor(valueAt(honest, at))) await attempt(at, value);
    expect(found).toEqual([]);
  });
}

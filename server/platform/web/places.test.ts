import fc from "fast-check";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { Places } from "./places";

const KEYS = ["ada", "bob", "house"];

it("never gives out more places than the limit, and counts exactly", () => {
  const step = fc.record({
    keys: fc.subarray(KEYS, { minLength: 1 }),
    most: fc.integer({ min: 0, max: 4 }),
    /** The taken place to give back, if any; some are given back twice. */
    back: fc.option(fc.nat(20)),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const places = new Places();
      const taken: { keys: string[]; free: () => void; held: boolean }[] = [];
      for (const { keys, most, back } of steps) {
        const given = taken[back ?? taken.length];
        if (given) {
          given.free();
          given.held = false;
        }
        const before = KEYS.map((key) => places.taken(key));
        const answer = places.take(keys.map((key) => ({ key, most })));
        if (typeof answer === "function") taken.push({ keys, free: answer, held: true });
        else {
          expect(places.taken(answer.key)).toBeGreaterThanOrEqual(most);
          expect(KEYS.map((key) => places.taken(key))).toEqual(before);
        }
        for (const key of KEYS) {
          const held = taken.filter((one) => one.held && one.keys.includes(key)).length;
          expect(places.taken(key)).toBe(held);
        }
      }
    }),
    { numRuns: size(200, 5000) },
  );
});

it("refuses one place more than the limit, and gives it once another is free", () => {
  const places = new Places();
  const bound = { key: "ada", most: 2 };
  const [first, second] = [places.take([bound]), places.take([bound])];
  expect(places.take([bound])).toBe(bound);
  if (typeof first !== "function" || typeof second !== "function") throw new Error("refused");
  first();
  first();
  expect(places.taken("ada")).toBe(1);
  expect(places.take([bound])).toBeTypeOf("function");
  expect(places.take([bound])).toBe(bound);
});

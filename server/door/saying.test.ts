import fc from "fast-check";
import superjson from "superjson";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { sayAnswer } from "./saying";

const sent = (value: unknown) => JSON.parse(JSON.stringify(sayAnswer(value)));

const key = fc.oneof(fc.string(), fc.constantFrom("a.b", "a\\b", "\\.", "", "constructor", "0"));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.date(),
    fc.bigInt(),
    fc.array(tie("tree"), { maxLength: 4 }),
    fc.dictionary(key, tie("tree"), { maxKeys: 4 }),
  ),
}));

it("says every value as superjson does", () => {
  fc.assert(
    fc.property(tree, (value) => {
      let theirs: unknown;
      try {
        theirs = JSON.parse(superjson.stringify(value));
      } catch (error) {
        expect(() => sayAnswer(value)).toThrow((error as Error).message);
        return;
      }
      expect(sent(value)).toEqual(theirs);
    }),
    { numRuns: size(500, 20_000) },
  );
});

it("reads back what it says", () => {
  const value = {
    at: new Date(0),
    list: [{ "with.dot": new Date(1), n: 0.5 }, null],
    sets: { of: new Set([new Date(2)]), missing: Number.NaN },
  };
  expect(superjson.deserialize(sent(value))).toEqual(value);
  const plain = { "with.dot": [new Date(1)], back: { "\\": new Date(3) } };
  expect(superjson.deserialize(sent(plain))).toEqual(plain);
});

it("leaves out properties without a value", () => {
  expect(sent({ a: undefined, b: 1 })).toEqual({ json: { b: 1 } });
});

it("keeps a missing element in its place", () => {
  expect(superjson.deserialize(sent([undefined, 1]))).toEqual([undefined, 1]);
});

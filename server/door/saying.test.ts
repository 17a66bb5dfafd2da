import fc from "fast-check";
import superjson from "superjson";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { readAnswer } from "./reading";
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
    fc.array(fc.oneof(tie("tree"), fc.constant(undefined)), { maxLength: 4 }),
    fc.dictionary(key, tie("tree"), { maxKeys: 4 }),
  ),
}));

it("says every value as superjson does, and browsers read it back", () => {
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
      expect(readAnswer(sent(value))).toEqual(superjson.deserialize(sent(value)));
    }),
    { numRuns: size(500, 20_000) },
  );
});

it("reads back what it says", () => {
  const value = {
    at: new Date(0),
    list: [{ "with.dot": new Date(1), n: 0.5 }, null],
    sets: { of: [new Date(2)], missing: Number.NaN, zero: -0 },
  };
  expect(readAnswer(sent(value))).toEqual(value);
  const plain = { "with.dot": [new Date(1)], back: { "\\": new Date(3) } };
  expect(readAnswer(sent(plain))).toEqual(plain);
});

it("leaves out properties without a value", () => {
  expect(sent({ a: undefined, b: 1 })).toEqual({ json: { b: 1 } });
});

it("keeps a missing element in its place", () => {
  expect(readAnswer(sent([undefined, 1]))).toEqual([undefined, 1]);
});

it.each([undefined, new Date(5), Number.NaN])(
  "says a value without JSON of its own by itself: %s",
  (value) => {
    expect(readAnswer(sent(value))).toEqual(value);
  },
);

it.each([new Set([1]), new Map([["a", 1]]), 5n, { list: [/a/] }])(
  "says nothing that browsers would not read: %s",
  (value) => {
    expect(() => sayAnswer(value)).toThrow("An answer has a value of another kind");
  },
);

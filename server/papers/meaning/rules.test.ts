import fc from "fast-check";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import {
  floorAbove,
  isFloorOld,
  isQuoted,
  leavesOpen,
  mixHits,
  type Nearness,
  normalize,
  textOf,
  toBytes,
  type WordHit,
} from "./rules";
import type { ModelSettings } from "./schema";

const BUILTIN: ModelSettings = { provider: "builtin", name: "any", revision: "1" };
const HTTP: ModelSettings = {
  provider: "http",
  name: "any",
  base: "http://h/v1",
  dimensions: null,
};

const hit = (id: string, score: number, coverage: number, named = false): WordHit => {
  return { id, score, coverage, named };
};
const near = (cosines: Record<string, number>, over: Partial<Nearness> = {}): Nearness => ({
  cosines: new Map(Object.entries(cosines)),
  mean: 0.2,
  deviation: 0.1,
  floor: 0.5,
  strength: "weak",
  ...over,
});
const idsOf = (hits: readonly { id: string }[]) => hits.map(({ id }) => id);

const vectors = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 64 })
  .map((numbers) => normalize(Float32Array.from(numbers)));

it("a vector in bytes points where the vector does", () => {
  fc.assert(
    fc.property(vectors, (vector) => {
      const { scale, bytes } = toBytes(vector);
      for (const [at, value] of vector.entries())
        expect(Math.abs(value - scale * (bytes[at] as number))).toBeLessThanOrEqual(
          scale / 2 + 1e-6,
        );
    }),
    { numRuns: size(200, 5000) },
  );
  expect(() => toBytes(Float32Array.of(1, Number.NaN))).toThrow("no numbers");
});

it("a text is cut, and never within a character", () => {
  const text = textOf({ title: "A", abstract: "𝒳".repeat(3000) });
  expect(text.length).toBeLessThanOrEqual(2500);
  expect(text.isWellFormed()).toBe(true);
});

it("words that say it all decide alone", () => {
  expect(leavesOpen([])).toBe(true);
  expect(leavesOpen([hit("a", 1, 0.5)])).toBe(true);
  expect(leavesOpen([hit("a", 1, 0.95)])).toBe(false);
  expect(leavesOpen([hit("a", 1, 0.5, true)])).toBe(false);
  expect(isQuoted('papers on "slow fading"')).toBe(true);
  expect(isQuoted("papers on slow fading")).toBe(false);
});

it("meaning moves a paper the further the less of the question is covered", () => {
  const meant = near({ a: 0.2, b: 0.5 });
  expect(idsOf(mixHits([hit("a", 2, 0.8), hit("b", 1, 0.5)], meant))).toEqual(["a", "b"]);
  expect(idsOf(mixHits([hit("a", 2, 0.2), hit("b", 1, 0.2)], meant))).toEqual(["b", "a"]);
  const strong = near({ a: 0.2, b: 0.5 }, { strength: "strong" });
  expect(idsOf(mixHits([hit("a", 2, 0.8), hit("b", 1, 0.5)], strong))).toEqual(["b", "a"]);
});

it("a paper without any of the words is found above the floor, and marked", () => {
  const mixed = mixHits([hit("a", 2, 0.2)], near({ a: 0.2, b: 0.6, c: 0.49 }));
  expect(mixed.map(({ id, byMeaning }) => [id, byMeaning])).toEqual([
    ["b", true],
    ["a", false],
  ]);
  expect(mixHits([], near({ b: 0.49 }))).toEqual([]);
});

it("no list has more than ten papers by meaning, and none is lost or twice in it", () => {
  const cosine = fc.float({ min: -1, max: 1, noNaN: true });
  const cosines = fc.dictionary(fc.stringMatching(/^[a-d][0-9]$/), cosine, { maxKeys: 40 });
  const hits = fc.uniqueArray(
    fc.record({
      id: fc.stringMatching(/^[a-d][0-9]$/),
      score: fc.float({ min: 0, max: 5, noNaN: true }),
      coverage: fc.float({ min: 0, max: 1, noNaN: true }),
      named: fc.constant(false),
    }),
    { selector: ({ id }) => id, maxLength: 20 },
  );
  fc.assert(
    fc.property(hits, cosines, (words, found) => {
      const mixed = mixHits(words, near(found));
      expect(new Set(idsOf(mixed)).size).toBe(mixed.length);
      expect(idsOf(mixed)).toEqual(expect.arrayContaining(idsOf(words)));
      const meant = mixed.filter(({ byMeaning }) => byMeaning);
      expect(meant.length).toBeLessThanOrEqual(10);
      for (const { id } of meant) expect(found[id]).toBeGreaterThanOrEqual(0.5);
      for (const { score } of mixed) expect(score).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: size(200, 5000) },
  );
});

it("the floor is above all questions off the topic, and is measured again when the catalogue has grown", () => {
  expect(floorAbove([0.1, 0.7, 0.3], HTTP)).toBeCloseTo(0.71);
  expect(floorAbove([0.1, 0.2], HTTP)).toBeCloseTo(0.21);
  expect(floorAbove([0.1, 0.2], BUILTIN)).toBeCloseTo(0.43);
  expect(isFloorOld(100, 120)).toBe(false);
  expect(isFloorOld(100, 130)).toBe(true);
});

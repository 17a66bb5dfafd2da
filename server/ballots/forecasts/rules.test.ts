import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SEED, size } from "@/server/testing/tier";
import {
  BALLOTS_NEEDED,
  chancesIn,
  forecast,
  nearness,
  PARTS,
  scoreOf,
  strengthOf,
  sumUp,
  toSeal,
  valuePlace,
} from "./rules";

const RUNS = { seed: SEED, numRuns: size(300, 10_000) };
const sealOf = (line: string) => createHash("sha256").update(line).digest("hex");
const ids = (count: number) => Array.from({ length: count }, (_, at) => `c${at}`);
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** Forecasts of two to fifty candidates. */
const anyForecast = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 50 })
  .map((strengths) => {
    const candidates = ids(strengths.length);
    const chances = forecast(
      strengths.map((strength, at) => [candidates[at] as string, strength] as const),
      BALLOTS_NEEDED,
    );
    return { strengths, candidates, chances: chances ?? {} };
  });

describe("a forecast", () => {
  it("has chances that add up to one, larger for what is stronger", () => {
    fc.assert(
      fc.property(anyForecast, ({ strengths, candidates, chances }) => {
        expect(Object.keys(chances)).toEqual(candidates);
        expect(sum(Object.values(chances))).toBe(PARTS);
        for (const [at, strength] of strengths.entries()) {
          const chance = chances[`c${at}`] as number;
          expect(Number.isInteger(chance) && chance >= 0).toBe(true);
          // Rounding may turn those around that are equal but for less than a part.
          for (const [other, its] of strengths.entries())
            if (its > strength) expect(chances[`c${other}`]).toBeGreaterThanOrEqual(chance - 1);
        }
      }),
      RUNS,
    );
  });

  it("is an even guess where nothing tells the papers apart", () => {
    expect(
      forecast(
        ids(4).map((id) => [id, 0.2]),
        9,
      ),
    ).toEqual({ c0: 2500, c1: 2500, c2: 2500, c3: 2500 });
  });

  it("leaves what rounding adds to the first", () => {
    expect(
      forecast(
        ids(3).map((id) => [id, 0]),
        9,
      ),
    ).toEqual({ c0: 3334, c1: 3333, c2: 3333 });
  });

  it.each([
    [2, 1],
    [2, 2],
    [BALLOTS_NEEDED, 1],
  ])("needs ballots and papers: none after %i ballots of %i papers", (ballots, papers) => {
    expect(
      forecast(
        ids(papers).map((id) => [id, 0]),
        ballots,
      ),
    ).toBeNull();
  });
});

describe("the seal", () => {
  it("is of a line that is always the same, and that holds the chances", () => {
    fc.assert(
      fc.property(anyForecast, ({ chances }) => {
        const line = toSeal("ballot", chances, "secret");
        const turned = Object.fromEntries(Object.entries(chances).toReversed());
        expect(toSeal("ballot", turned, "secret")).toBe(line);
        expect(chancesIn(line)).toEqual(chances);
        expect(line).not.toMatch(/['\s]/);
        expect(sealOf(toSeal("ballot", chances, "other"))).not.toBe(sealOf(line));
      }),
      RUNS,
    );
  });

  it("is what sha256sum prints", () => {
    const line = toSeal("b", { y: 4000, x: 6000 }, "n");
    expect(line).toBe('{"ballot":"b","chances":{"x":6000,"y":4000},"nonce":"n"}');
    expect(sealOf(line)).toBe("220ceb582110ad622d47f55e7be158005eb25763187bde2f0e7bc48209134534");
  });
});

describe("the score", () => {
  it("is between 0 and 2, and that of an even guess what it should be", () => {
    fc.assert(
      fc.property(anyForecast, fc.nat(), ({ candidates, chances }, drawn) => {
        const n = candidates.length;
        const score = scoreOf(chances, [candidates[drawn % n] as string]);
        expect(score.brier).toBeGreaterThanOrEqual(0);
        expect(score.brier).toBeLessThanOrEqual(2);
        expect(score.even).toBeCloseTo(1 - 1 / n, 10);
        expect(score.byLot).toBeCloseTo(1 / n, 10);
      }),
      RUNS,
    );
  });

  it("is best, in expectation, for the forecast that is true", () => {
    const truth = { a: 6000, b: 3000, c: 1000 };
    const expected = (chances: Record<string, number>) =>
      sum(
        Object.entries(truth).map(
          ([one, chance]) => (chance / PARTS) * scoreOf(chances, [one]).brier,
        ),
      );
    for (const other of [
      { a: 7000, b: 2000, c: 1000 },
      { a: 10_000, b: 0, c: 0 },
      { a: 3334, b: 3333, c: 3333 },
    ])
      expect(expected(truth)).toBeLessThan(expected(other));
  });

  it.each([
    ["sure and right", { a: PARTS, b: 0 }, ["a"], 0, 0.5, true],
    ["sure and wrong", { a: PARTS, b: 0 }, ["b"], 2, 0.5, false],
    ["of a paper that was added later", { a: 5000, b: 5000 }, ["late"], 1.5, 1.5, false],
    ["of two papers", { a: 5000, b: 5000, c: 0 }, ["a", "b"], 0, 1 / 6, false],
    [
      "of two papers with a favourite",
      { a: 6000, b: 2000, c: 2000 },
      ["a", "b"],
      0.14,
      1 / 6,
      true,
    ],
  ])("%s", (_, chances, chosen, brier, even, right) => {
    const score = scoreOf(chances, chosen);
    expect(score.brier).toBeCloseTo(brier, 10);
    expect(score.even).toBeCloseTo(even, 10);
    expect(score.favouriteChosen).toBe(right);
  });

  it("knows no favourite where only rounding prefers one", () => {
    expect(scoreOf({ a: 3334, b: 3333, c: 3333 }, ["a"])).toMatchObject({
      favourite: null,
      favouriteChosen: false,
    });
  });

  it("is summed up beside what lots would have done", () => {
    expect(sumUp([])).toBeNull();
    const scores = [
      scoreOf({ a: 8000, b: 2000 }, ["a"]),
      scoreOf({ a: 8000, b: 2000 }, ["b"]),
      scoreOf({ a: 5000, b: 5000 }, ["b"]),
    ];
    const { brier, ...rest } = sumUp(scores) ?? {};
    expect(brier).toBeCloseTo((0.08 + 1.28 + 0.5) / 3, 10);
    expect(rest).toEqual({ forecasts: 3, even: 0.5, favourites: 2, favouritesChosen: 1, byLot: 1 });
  });
});

it("values a place", () => {
  const places = [1, 2, 3].map((place) => valuePlace({ chosen: false, place, of: 3 }));
  expect(places).toEqual([1, 0, -1]);
  expect(valuePlace({ chosen: true, place: 2, of: 3 })).toBe(1);
  expect(valuePlace({ chosen: false, place: 1, of: 1 })).toBe(0);
});

it("finds papers near by their words, or by their topics", () => {
  const beside = { same: false, words: 0, topics: ["x", "y"], otherTopics: ["y", "z"] };
  expect(nearness({ ...beside, same: true })).toBe(1);
  expect(nearness(beside)).toBeCloseTo(0.1, 10);
  expect(nearness({ ...beside, words: 0.4 })).toBe(0.4);
  expect(nearness({ ...beside, topics: [], otherTopics: [] })).toBe(0);
});

it("says little from little evidence", () => {
  expect(strengthOf([])).toBe(0);
  expect(strengthOf([{ near: 0.1, value: 1 }])).toBeCloseTo(0.1 / 1.1, 10);
  expect(strengthOf(Array(9).fill({ near: 1, value: -1 }))).toBe(-0.9);
});

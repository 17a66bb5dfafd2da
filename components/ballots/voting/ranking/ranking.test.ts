import fc from "fast-check";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import {
  dropAt,
  isSameRanking,
  listUnranked,
  moveDown,
  moveFirst,
  moveLast,
  moveUp,
  placesOf,
  type Ranking,
  removeCandidate,
  type Spot,
  stopsOf,
  tierOf,
  tieWith,
  tieWithAbove,
} from "./ranking";

const RANKING = [["a"], ["b", "c"], ["d"]];

it.each([
  ["first", moveFirst(RANKING, "d"), [["d"], ["a"], ["b", "c"]]],
  ["last", moveLast(RANKING, "b"), [["a"], ["c"], ["d"], ["b"]]],
  ["up out of a tie", moveUp(RANKING, "c"), [["a"], ["c"], ["b"], ["d"]]],
  ["up past a tie", moveUp(RANKING, "d"), [["a"], ["d"], ["b", "c"]]],
  ["up from the top", moveUp(RANKING, "a"), RANKING],
  ["up into the ranking", moveUp(RANKING, "e"), [...RANKING, ["e"]]],
  ["down out of a tie", moveDown(RANKING, "b"), [["a"], ["c"], ["b"], ["d"]]],
  ["down past a tie", moveDown(RANKING, "a"), [["b", "c"], ["a"], ["d"]]],
  ["down from the end", moveDown(RANKING, "d"), RANKING],
  ["down while not ranked", moveDown(RANKING, "e"), RANKING],
  [
    "level with one",
    tieWith(RANKING, "d", "a"),
    [
      ["a", "d"],
      ["b", "c"],
    ],
  ],
  ["level with one that is not ranked", tieWith(RANKING, "d", "e"), [["a"], ["b", "c"]]],
  ["level with the tier above", tieWithAbove(RANKING, "d"), [["a"], ["b", "c", "d"]]],
  ["level from the top", tieWithAbove(RANKING, "a"), [["b", "c"], ["d"], ["a"]]],
  ["level while not ranked", tieWithAbove(RANKING, "e"), [["a"], ["b", "c"], ["d", "e"]]],
])("moves: %s", (_, moved, expected) => {
  expect(moved).toEqual(expected);
});

it.each<[Spot, Ranking]>([
  [{ at: "a", position: "before" }, [["d"], ["a"], ["b", "c"]]],
  [{ at: "a", position: "after" }, [["a"], ["d"], ["b", "c"]]],
  [{ at: "b", position: "before" }, [["a"], ["d"], ["b", "c"]]],
  [{ at: "b", position: "after" }, [["a"], ["b", "d", "c"]]],
  [{ at: "c", position: "before" }, [["a"], ["b", "d", "c"]]],
  [
    { at: "a", position: "on" },
    [
      ["a", "d"],
      ["b", "c"],
    ],
  ],
  [{ at: "d", position: "on" }, RANKING],
  [{ at: null, position: "before" }, RANKING],
  [{ at: null, position: "after" }, [["a"], ["b", "c"]]],
  [{ at: "e", position: "before" }, [["a"], ["b", "c"]]],
])("lets the last one go at %j", (spot, expected) => {
  expect(dropAt(RANKING, "d", spot)).toEqual(expected);
});

it("numbers places as in sports", () => {
  expect([...placesOf(RANKING)].map(([id, { place, tied }]) => `${id}${place}${tied ? "=" : ""}`)) //
    .toEqual(["a1", "b2=", "c2=", "d4"]);
});

const CANDIDATES = ["a", "b", "c", "d", "e", "f"];
/** Some of the candidates, cut into tiers. */
const rankings = fc
  .tuple(fc.shuffledSubarray(CANDIDATES), fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }))
  .map(([order, cuts]) => {
    const tiers: string[][] = [];
    for (const [at, id] of order.entries()) {
      const tier = tiers.at(-1);
      if (!tier || cuts[at]) tiers.push([id]);
      else tier.push(id);
    }
    return tiers;
  });
const one = fc.constantFrom(...CANDIDATES);
const spots = fc.record({
  at: fc.oneof(one, fc.constant(null)),
  position: fc.constantFrom("before" as const, "on" as const, "after" as const),
});
const MOVES: Record<string, (ranking: Ranking, id: string, spot: Spot) => string[][]> = {
  moveFirst,
  moveLast,
  moveUp,
  moveDown,
  tieWithAbove,
  removeCandidate,
  tieWith: (ranking, id, { at }) => tieWith(ranking, id, at ?? "a"),
  dropAt,
};

for (const [name, move] of Object.entries(MOVES)) {
  it(`${name} loses nobody, doubles nobody, and moves nobody else`, () => {
    fc.assert(
      fc.property(rankings, one, spots, (ranking, id, spot) => {
        const before = JSON.stringify(ranking);
        const after = move(ranking, id, spot);
        expect(JSON.stringify(ranking)).toBe(before);
        expect(after.every((tier) => tier.length > 0)).toBe(true);
        const all = [...after.flat(), ...listUnranked(CANDIDATES, after)];
        expect(all.toSorted()).toEqual(CANDIDATES);
        expect(removeCandidate(after, id)).toEqual(removeCandidate(ranking, id));
      }),
      { numRuns: size(200, 2000) },
    );
  });
}

it("up and down undo each other away from ties and ends", () => {
  fc.assert(
    fc.property(rankings, one, (ranking, id) => {
      const tier = tierOf(ranking, id);
      fc.pre(tier > 0 && ranking[tier]?.length === 1);
      expect(moveDown(moveUp(ranking, id), id)).toEqual(ranking);
    }),
  );
});

it("lists every place that arrow keys lead through", () => {
  expect(stopsOf([["a"], ["b", "c"]], "d")).toEqual([
    [["d"], ["a"], ["b", "c"]],
    [
      ["a", "d"],
      ["b", "c"],
    ],
    [["a"], ["d"], ["b", "c"]],
    [["a"], ["b", "c", "d"]],
    [["a"], ["b", "c"], ["d"]],
    [["a"], ["b", "c"]],
  ]);
  expect(stopsOf([], "a")).toEqual([[["a"]], []]);
});

it("leads from where a paper is, to each place once", () => {
  fc.assert(
    fc.property(rankings, one, (ranking, id) => {
      const stops = stopsOf(ranking, id);
      expect(stops.filter((stop) => isSameRanking(stop, ranking))).toHaveLength(1);
      const kinds = stops.map((stop) => JSON.stringify(stop.map((tier) => tier.toSorted())));
      expect(new Set(kinds).size).toBe(stops.length);
      for (const stop of stops)
        expect(removeCandidate(stop, id)).toEqual(removeCandidate(ranking, id));
    }),
  );
});

it("compares rankings without the order within a place", () => {
  expect(isSameRanking([["a", "b"], ["c"]], [["b", "a"], ["c"]])).toBe(true);
  expect(isSameRanking([["a", "b"], ["c"]], [["a"], ["b", "c"]])).toBe(false);
  expect(isSameRanking([["a"], ["b"]], [["b"], ["a"]])).toBe(false);
});

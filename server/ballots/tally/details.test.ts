import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { tierOf } from "./cast";
import { type Election, PERPETUAL, readElection } from "./election";
import { nearestDouble } from "./exact";
import { Malformed } from "./malformed";
import type { IrvResult } from "./methods/irv";
import type { SchulzeResult } from "./methods/schulze";
import { nameOf, takeTopTiers } from "./outcome";
import { tally } from "./tally";

const count = (rule: string, candidates: string, votes: object[]) =>
  tally(readElection({ rule, candidates: [...candidates], votes }));
const ranked = (order: string, times = 1) => ({
  count: times,
  ranking: [...order].map((name) => [name]),
});
const scored = (a: number, b: number, c: number) => ({ scores: { a, b, c } });

it.each([
  ["approval", { approvals: ["a"] }],
  ...["score", "star"].map((rule) => [rule, { scores: { a: 1 } }] as const),
  ...["plurality", "borda", "irv", "schulze", "ranked-pairs"].map(
    (rule) => [rule, { ranking: [["a"]] }] as const,
  ),
] as const)("says that it counted by %s, with votes and without", (rule, vote) => {
  for (const votes of [[vote], []]) expect(count(rule, "a", votes).rule).toBe(rule);
});

it.each(PERPETUAL)("says that it counted by %s", (rule) => {
  expect(tally(readElection({ rule, rounds: [] })).rule).toBe(rule);
});

describe("the path to a malformed part", () => {
  it.each([
    [[], "must be an object"],
    [{}, /^rule: must be one of/],
    [
      { rule: "star", candidates: ["a"], votes: [{ scores: null }] },
      "votes[0].scores: must be an object",
    ],
    [
      { rule: "star", candidates: ["a"], votes: [{ scores: 5 }] },
      "votes[0].scores: must be an object",
    ],
    [
      { rule: "star", candidates: ["a"], votes: [{ scores: "a" }] },
      "votes[0].scores: must be an object",
    ],
  ])("is the whole of the message: %j", (input, message) => {
    const wrong = expect.objectContaining({
      name: "Malformed",
      message: typeof message === "string" ? message : expect.stringMatching(message),
    });
    expect(() => readElection(input)).toThrow(Malformed);
    expect(() => readElection(input)).toThrow(wrong);
  });
});

it("refuses to count a vote for somebody who is not a candidate", () => {
  const stray = { rule: "borda", candidates: ["a"], votes: [{ ranking: [["x"]] }] } as Election;
  expect(() => tally(stray)).toThrow("x is not a candidate.");
});

it("gives the tiers of a vote one by one, and nothing after the last", () => {
  const vote = { order: Uint32Array.of(2, 0, 1), ends: Uint32Array.of(1, 3) };
  expect([0, 1, 2, 3].map((tier) => tierOf(vote, tier))).toEqual([[2], [0, 1], [], []]);
});

it("refuses to sort candidates that form a circle, or to name a candidate that is not there", () => {
  expect(() => takeTopTiers(3, (x, y) => y === (x + 1) % 3)).toThrow("in a circle");
  expect(takeTopTiers(3, (x, y) => x > y)).toEqual([[2], [1], [0]]);
  expect(() => nameOf(["a"], 1)).toThrow("no candidate 1");
});

it("rounds a very long fraction correctly in its last digit", () => {
  const middle = (2n ** 54n + 2n) * 2n ** 100n;
  expect(nearestDouble(new Fraction(middle, 1))).toBe(2 ** 154);
  expect(nearestDouble(new Fraction(middle + 1n, 1))).toBe((2 ** 54 + 4) * 2 ** 100);
});

it("irv: lists for each elimination the votes that it moved, and only candidates that gained", () => {
  // d goes out first; its vote names nobody else. Then c goes out, and one of its three votes goes on to a.
  const votes = [ranked("a", 5), ranked("b", 4), ranked("c", 2), ranked("ca"), ranked("d", 1)];
  const { eliminated, rounds, transfers } = count("irv", "abcd", votes) as IrvResult;
  expect(eliminated).toEqual(["d", "c"]);
  expect(rounds).toEqual([
    { counts: { a: 5, b: 4, c: 3, d: 1 }, exhausted: 0 },
    { counts: { a: 5, b: 4, c: 3 }, exhausted: 1 },
    { counts: { a: 6, b: 4 }, exhausted: 3 },
  ]);
  expect(transfers).toEqual([
    { from: "d", to: {}, exhausted: 1 },
    { from: "c", to: { a: 1 }, exhausted: 2 },
  ]);
});

describe("schulze: strongest paths", () => {
  const paths = (votes: object[]) => (count("schulze", "abc", votes) as SchulzeResult).paths;

  it("start at the winner, even if it is the first candidate, and there is none if nobody is ahead", () => {
    expect(paths([ranked("abc")])).toEqual([
      { against: "b", there: ["a", "b"], back: [] },
      { against: "c", there: ["a", "c"], back: [] },
    ]);
    expect(paths([{ ranking: [["a", "b"]] }])).toEqual([
      { against: "b", there: [], back: [] },
      { against: "c", there: ["a", "c"], back: [] },
    ]);
  });

  it("do not exist if nobody votes", () => expect(paths([])).toEqual([]));
});

describe("star: among equal sums", () => {
  it("a circle leaves only the winner of the runoff", () => {
    // Sums of 3 each; a beats b, b beats c, c beats a.
    expect(count("star", "abc", [scored(2, 1, 0), scored(0, 2, 1), scored(1, 0, 2)])).toMatchObject(
      {
        winner: "a",
        tied: ["a"],
        ranking: [["a"], ["b"], ["c"]],
        runoff: { finalists: ["a", "b"], votes: { a: 2, b: 1 } },
        leftOutByOrder: ["c"],
      },
    );
  });

  it("an equal runoff is decided by the tie order, even if the later candidate won more pairs", () => {
    // Sums of 2 each; b beats c, and a is level with both.
    expect(count("star", "abc", [scored(2, 1, 0), scored(0, 1, 0), scored(0, 0, 2)])).toMatchObject(
      {
        winner: "a",
        tied: ["a", "b"],
        ranking: [["a", "b"], ["c"]],
        runoff: { finalists: ["b", "a"], votes: { a: 1, b: 1 } },
        leftOutByOrder: ["c"],
      },
    );
  });

  it("the tie order leaves out only candidates level with the last finalist", () => {
    expect(count("star", "cab", [scored(1, 2, 5), scored(2, 1, 5)])).toMatchObject({
      runoff: { finalists: ["c", "a"] },
      leftOutByOrder: ["b"],
    });
  });

  it("nobody is left out if there is no runoff", () => {
    expect(count("star", "ab", [])).toMatchObject({ runoff: null, leftOutByOrder: [] });
  });
});

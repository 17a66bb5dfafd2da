import { describe, expect, it } from "vitest";
import { PERPETUAL, RULES } from "./election";
import { Malformed } from "./malformed";
import { isOverTime, type StoredRound, startOf, tallyStored } from "./stored";

const candidates = ["a", "b", "c"];
/** Votes with receipts r0, r1 and so on. */
const receipted = (votes: object[]) =>
  votes.map((vote, index) => ({ receipt: `r${index}`, ...vote }));
const approvals = (...votes: string[]) =>
  receipted(votes.map((vote) => ({ approvals: [...vote] })));

describe("the record of one round", () => {
  it("is counted by its rule, without its receipts", () => {
    const votes = receipted([
      { ranking: [["b"], ["a"]] },
      { ranking: [["b", "c"]] },
      { ranking: [] },
    ]);
    expect(tallyStored({ rule: "borda", candidates, votes })).toEqual({
      rule: "borda",
      voters: 2,
      abstentions: 1,
      winner: "b",
      tied: ["b"],
      ranking: [["b"], ["c"], ["a"]],
      scores: { a: 1, b: 3.5, c: 1.5 },
    });
  });

  it("says what is wrong, and where in a larger file", () => {
    const wrong = (input: object, at?: string[]) => () => tallyStored(input, at);
    const plain = { rule: "approval", candidates, votes: approvals("a", "b") };
    expect(wrong({ ...plain, votes: approvals("a", "x") })).toThrow(
      'votes[1].approvals[0]: "x" is not a candidate',
    );
    const twice = [...plain.votes, { receipt: "r0", approvals: [] }];
    expect(wrong({ ...plain, votes: twice }, ["record"])).toThrow(
      /^record\.votes\[2\]\.receipt: is there twice$/,
    );
    expect(wrong({ ...plain, rule: "dice" })).toThrow(/^rule: must be one of/);
    expect(wrong({ ...plain, candidates: "a" })).toThrow(/^candidates: /);
    for (const [input, place] of [
      [{ ...plain, votes: [{ approvals: [] }] }, "record.votes[0].receipt: "],
      [{ ...plain, votes: [{ receipt: "", approvals: [] }] }, "record.votes[0].receipt: "],
      [{ ...plain, candidates: "a" }, "record.candidates: "],
      [{ candidates, votes: [] }, "record.rule: "],
      [{ rule: "approval", candidates }, "record.votes: Invalid input: expected array"],
      [{ ...plain, carried: { r0: 1 } }, "record.carried.r0: "],
    ] as const) {
      expect(wrong(input, ["record"])).toThrow(Malformed);
      expect(wrong(input, ["record"])).toThrow(place);
    }
  });
});

describe("the record of a round over time", () => {
  it("counts with carried weights in exact fractions, and returns the weights that voters carry on", () => {
    const votes = approvals("a", "a", "b", "");
    const carried = { r0: "1/3", r2: "5/7", gone: "9" };
    expect(tallyStored({ rule: "perpetual-pav", candidates, votes, carried })).toEqual({
      rule: "perpetual-pav",
      voters: 3,
      abstentions: 1,
      winner: "a",
      tied: ["a"],
      ranking: [["a"], ["b"], ["c"]],
      scores: { a: 4 / 3, b: 5 / 7, c: 0 },
      weights: { r0: 1 / 3, r1: 1, r2: 5 / 7 },
      after: { r0: 1 / 4, r1: 1 / 2, r2: 5 / 7 },
      exact: {
        weights: { r0: "1/3", r1: "1", r2: "5/7" },
        after: { r0: "1/4", r1: "1/2", r2: "5/7" },
      },
    });
  });

  it("begins with the start weight if nothing was carried", () => {
    const started = (rule: string) => {
      const round = tallyStored({ rule, candidates, votes: approvals("a", "b") }) as StoredRound;
      return round.exact;
    };
    // The tie order gives it to a. Under consensus the one payer pays for both voters.
    expect(started("perpetual-consensus")).toMatchObject({ after: { r0: "0", r1: "2" } });
    expect(started("perpetual-pav")).toMatchObject({ after: { r0: "1/2", r1: "1" } });
    expect(started("perpetual-quota")).toMatchObject({ after: { r0: "-1/2", r1: "1/2" } });
  });

  it("has no winner if all abstain, and names the place of an error", () => {
    const round = { rule: "perpetual-quota", candidates, votes: approvals("") };
    expect(tallyStored(round)).toMatchObject({ winner: null, voters: 0, abstentions: 1 });
    expect(() => tallyStored({ ...round, votes: approvals("x") }, ["record"])).toThrow(
      'record.rounds[0].votes[0].approvals[0]: "x" is not a candidate',
    );
  });

  it("ignores inherited properties such as toString among carried weights", () => {
    const votes = [{ receipt: "toString", approvals: ["a"] }];
    const record = { rule: "perpetual-pav", candidates, votes, carried: {} };
    expect((tallyStored(record) as StoredRound).exact).toMatchObject({
      weights: { toString: "1" },
    });
  });

  it.each([
    ["0", true],
    ["-3", true],
    ["12/7", true],
    ["9".repeat(400), true],
    [`1/${"9".repeat(401)}`, true],
    ["9".repeat(401), false],
    [`1/${"9".repeat(402)}`, false],
    ["1/0", false],
    ["1/07", false],
    ["1/-2", false],
    ["+1", false],
    ["1.5", false],
    ["1/", false],
    ["/2", false],
    ["", false],
    [" 1", false],
    ["1 ", false],
  ])("reads %s as carried: %s", (brought, reads) => {
    const record = { rule: "perpetual-pav", candidates, votes: [], carried: { r0: brought } };
    if (reads) expect(tallyStored(record)).toMatchObject({ winner: null });
    else expect(() => tallyStored(record)).toThrow("carried.r0");
  });
});

it("knows which rules look at more than one ballot", () => {
  expect(RULES.filter(isOverTime)).toEqual([...PERPETUAL]);
  expect(isOverTime("dice")).toBe(false);
});

it("starts everybody with 1, but with nothing under a quota", () => {
  expect(PERPETUAL.map(startOf)).toEqual(["1", "1", "0"]);
});

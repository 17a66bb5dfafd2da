import { describe, expect, it } from "vitest";
import type { SeveralResult } from "../tally/seats/several";
import { atOnce } from "../tally/slices";
import { type StoredElection, tallyStored } from "../tally/stored";
import type { CountedForSeveral } from "./counted";
import { explain } from "./explained";
import { sayInShortOfSeveral } from "./several";

/** A ballot for two papers among a, b, c …, whose titles are capital letters. */
function ballotOf(
  rule: StoredElection["rule"],
  candidates: string,
  votes: object[],
  choices: Partial<CountedForSeveral> = {},
): CountedForSeveral {
  const election: StoredElection = {
    rule,
    seats: 2,
    candidates: [...candidates],
    votes: votes.map((vote, at) => ({ receipt: String(at), ...vote })),
  };
  const result = tallyStored(election) as SeveralResult;
  return {
    result,
    election,
    tieBreak: "nomination",
    outcome: result.winner === null ? "none" : "chosen",
    quorum: null,
    chosen: result.chosen,
    titleOf: (id) => id.toUpperCase(),
    ...choices,
  };
}

const ticks = (...votes: string[]) => votes.map((approvals) => ({ approvals: [...approvals] }));
const ranks = (...votes: string[]) =>
  votes.map((order) => ({ ranking: [...order].map((name) => [name]) }));
const scores = (...votes: Record<string, number>[]) => votes.map((one) => ({ scores: one }));
const explained = (ballot: CountedForSeveral) => atOnce(explain(ballot));
const inShort = (ballot: CountedForSeveral) =>
  ballot.chosen.map((one) => sayInShortOfSeveral(ballot, one));

describe("two papers", () => {
  it("by ticks: the first by most ticks, the second by ticks that count less", () => {
    const ballot = ballotOf("approval", "abc", ticks("ab", "ab", "a", "c", "c", ""));
    expect(explained(ballot)).toEqual({
      why: "“A” was approved by 3 of the 5 members who voted; no paper had more. From then on, ticks from members who had ticked one chosen paper counted half. “C” then had the most: 2. One more member left every box empty.",
      change: null,
    });
    expect(inShort(ballot)).toEqual([
      "3 of the 5 members who voted ticked it; no paper had more.",
      "2 of the 5 members who voted ticked it, the most once ticks from members who had ticked a chosen paper counted for less.",
    ]);
  });

  it("by scores", () => {
    const ballot = ballotOf("score", "abc", scores({ a: 5, b: 5 }, { a: 5, b: 4 }, { c: 5 }));
    expect(explained(ballot).why).toContain("“A” got 10 points from the 3 members who voted");
    expect(explained(ballot).why).toContain("“C” then had the most: 5.");
    expect(inShort(ballot)[1]).toBe(
      "It got 5 points, the most once votes for chosen papers counted for less.",
    );
  });

  it("by transfers: the quota, and papers that are left at the end", () => {
    const ballot = ballotOf("irv", "abcd", ranks("ab", "ab", "ab", "cd", "cd", "dc", "b"));
    expect(explained(ballot).why).toBe(
      "A paper needed 3 votes of 7 to be chosen (the quota). “A” reached it with 3 votes. Once one paper had dropped out, “C” reached it with 3 votes.",
    );
    expect(inShort(ballot)).toEqual([
      "With 3 votes it reached the quota of 3.",
      "With 3 votes it reached the quota of 3.",
    ]);
    const last = ballotOf("irv", "abc", ranks("a", "a", "b", "c", "c", "c"));
    expect(inShort(last)).toEqual([
      "With 3 votes it reached the quota of 3.",
      "It was among the last papers left when the others had dropped out.",
    ]);
  });

  it("by the other rules, which choose the best two", () => {
    const orders = ranks("abc", "abc", "bac", "bca", "cab");
    expect(explained(ballotOf("plurality", "abc", ranks("a", "a", "a", "b", "b", "c"))).why).toBe(
      "“A” and “B” had the most first places: 3 and 2.",
    );
    expect(inShort(ballotOf("borda", "abc", orders))).toEqual([
      "It got 6 points from the 5 members who voted, the highest number.",
      "It got 6 points from the 5 members who voted, the second highest number.",
    ]);
    expect(explained(ballotOf("schulze", "abc", ranks("abc", "abc", "bac"))).why).toBe(
      "Compared two by two, “A” and “B” come first.",
    );
    expect(inShort(ballotOf("ranked-pairs", "abc", ranks("abc", "abc", "bac")))).toEqual([
      "Compared two by two with all others, it comes 1st.",
      "Compared two by two with all others, it comes 2nd.",
    ]);
    const star = ballotOf("star", "abc", scores({ a: 5, b: 4 }, { a: 5, b: 3, c: 1 }));
    expect(explained(star).why).toBe(
      "“A” won the runoff between the two papers with the most points. Without the papers already chosen, “B” did.",
    );
  });
});

describe("ties", () => {
  const level = ticks("abc");

  it("go by the order of nomination or the draw, with the other choices", () => {
    const ballot = ballotOf("approval", "abc", level);
    expect(explained(ballot).why).toContain(
      "Only the order of nomination decided between level papers. The possible choices were “A” and “B”, or “A” and “C”, or “B” and “C”.",
    );
    expect(inShort(ballot)).toEqual([
      "Another paper was level with it, and it was nominated first.",
      "Another paper was level with it, and it was nominated first.",
    ]);
    expect(inShort({ ...ballot, tieBreak: "draw" })[0]).toContain("the sealed draw decided");
  });

  it("wait for an organizer, or were decided by one", () => {
    const open = ballotOf("approval", "abc", level, { tieBreak: "organizer", outcome: "tied" });
    expect(explained(open).why).toBe(
      "Three choices came out level: “A” and “B”, or “A” and “C”, or “B” and “C”; an organizer decides between them.",
    );
    const decided = { ...open, outcome: "decided", chosen: ["b", "c"] } as const;
    expect(explained(decided).why).toContain("an organizer chose “B” and “C”.");
    expect(inShort(decided)[0]).toBe(
      "Other papers could have been chosen too, and an organizer decided.",
    );
  });

  it("between two papers that are both chosen decide nothing", () => {
    const ballot = ballotOf("approval", "abc", ticks("a", "b"));
    expect(explained(ballot).why).not.toContain("Only the order");
    expect(inShort(ballot)[1]).toContain("1 of the 2 members who voted ticked it");
  });
});

it("says why no paper was chosen", () => {
  expect(explained(ballotOf("approval", "abc", ticks(""))).why).toContain("Every vote was empty");
  expect(
    explained(ballotOf("approval", "abc", ticks("a"), { outcome: "noQuorum", quorum: 3 })).why,
  ).toContain("Only 1 vote came in");
});

import { describe, expect, it } from "vitest";
import { answerInWords, confirmInWords, firstChoiceOf, voteInWords } from "./answer-words";
import type { BallotToVoteOn } from "./ballot";

const titleOf = (id: string) => id.toUpperCase();

it.each([
  [{ approvals: ["a", "b"] }, "“A”, “B”"],
  [{ approvals: [] }, "no paper"],
  [{ ranking: [["a"], ["b", "c"]] }, "1. “A”; 2. “B”, “C”"],
  [{ ranking: [] }, "no paper"],
  [{ scores: { a: 0, b: 5 } }, "B: 5; A: 0"],
  [{ scores: {} }, "no paper"],
])("%j: %s", (answer, words) => {
  expect(answerInWords(answer, titleOf)).toBe(words);
});

describe("a vote on the screen", () => {
  const candidates = ["a", "b", "c"].map((id) => ({ id, paper: { title: titleOf(id) } }));
  const words = (rule: string, wish: Parameters<typeof voteInWords>[1]) => {
    const ballot = { rule, candidates } as unknown as BallotToVoteOn;
    const { words, blank } = voteInWords(ballot, wish);
    return blank ? `${words} (blank)` : words;
  };

  it.each([
    ["approval", { approvals: [] }, "no paper ticked (blank)"],
    ["approval", { approvals: ["a"] }, "1 paper ticked"],
    ["score", { scores: {} }, "no paper scored (blank)"],
    ["score", { scores: { a: 0, b: 5 } }, "2 papers of 3 scored"],
    ["schulze", { ranking: [] }, "no paper ranked (blank)"],
    ["schulze", { ranking: [["a", "b"], ["c"]] }, "3 papers of 3 ranked"],
    ["plurality", { ranking: [] }, "no paper chosen (blank)"],
    ["plurality", { ranking: [["b"]] }, "for “B”"],
  ])("%s %j: %s", (rule, wish, shown) => expect(words(rule, wish)).toBe(shown));

  it("invites to vote in the way of the rule", () => {
    const hints = [
      voteInWords({ rule: "plurality", candidates: [] }, { ranking: [] }),
      voteInWords({ rule: "borda", candidates: [] }, { ranking: [] }),
    ].map(({ hint }) => hint);
    expect(hints).toEqual([
      "Choose the paper you would like to read most.",
      "Put the papers in your order of preference.",
    ]);
  });

  it("has one first choice, or none if several papers share the place", () => {
    expect(firstChoiceOf([["a"], ["b", "c"]])).toEqual(["a"]);
    expect(firstChoiceOf([["a", "b"]])).toEqual([]);
    expect(firstChoiceOf([])).toEqual([]);
  });
});

it.each([
  [{ approvals: ["b"] }, { approvals: [] }, "Vote for “B”"],
  [{ approvals: ["a", "b"] }, { approvals: ["a"] }, "Vote for “B”"],
  [{ approvals: ["a", "b", "c"] }, { approvals: ["a"] }, "Vote for 2 papers"],
  [{ ranking: [["c"]] }, { ranking: [["a"]] }, "Vote for “C”"],
  [{ scores: { a: 4 } }, { scores: {} }, "Vote 4 for “A”"],
  [{ scores: { a: 4, b: 0 } }, { scores: { a: 4 } }, "Vote 0 for “B”"],
  [{ scores: { a: 4, b: 0 } }, { scores: { a: 3 } }, "Vote on 2 papers"],
] as const)("confirms %j after %j: %s", (wish, known, words) => {
  const candidates = ["a", "b", "c"].map((id) => ({ id, paper: { title: titleOf(id) } }));
  const ballot = { candidates } as unknown as BallotToVoteOn;
  type Wish = Parameters<typeof confirmInWords>[1];
  expect(confirmInWords(ballot, wish as Wish, known as Wish)).toBe(words);
});

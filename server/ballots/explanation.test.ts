import { describe, expect, it } from "vitest";
import { explanation } from "./explanation";
import { tallyStored } from "./tally/stored";

describe("the explanation of a result", () => {
  const say = (candidates: string[], votes: string[][]) =>
    explanation(
      tallyStored({
        rule: "approval",
        candidates,
        votes: votes.map((approvals, index) => ({ receipt: String(index), approvals })),
      }),
      (id) => id.toUpperCase(),
    );

  it.each([
    ["nobody voted", ["a", "b"], [], "Nobody voted, so none was chosen. All stay nominated."],
    [
      "all abstained",
      ["a", "b"],
      [[], []],
      "Every vote was empty, so none was chosen. All stay nominated.",
    ],
    [
      "one voted",
      ["a", "b"],
      [["b"]],
      "“B” was approved by the one member who voted, more than any other.",
    ],
    [
      "most",
      ["a", "b"],
      [["b"], ["b", "a"], ["a", "b"], ["a"], ["b"]],
      "“B” was approved by 4 of 5 members who voted, more than any other.",
    ],
    [
      "a tie of two",
      ["a", "b"],
      [["a"], ["b"]],
      "“A” was approved by 1 of 2 members who voted, as was one other paper; it was nominated first, which decides a tie.",
    ],
    [
      "a tie of three behind which others stand",
      ["z", "a", "b", "c"],
      [["a", "b", "c"]],
      "“A” was approved by the one member who voted, as was each of 2 others; it was nominated first, which decides a tie.",
    ],
    [
      "one candidate",
      ["a"],
      [["a"], ["a"]],
      "“A” was approved by 2 of 2 members who voted; it was the only paper on the ballot.",
    ],
    [
      "one abstained",
      ["a", "b"],
      [["a"], []],
      "“A” was approved by the one member who voted, more than any other. One more member left every box empty.",
    ],
    [
      "two abstained",
      ["a", "b"],
      [["a"], [], []],
      "“A” was approved by the one member who voted, more than any other. 2 more members left every box empty.",
    ],
  ])("%s", (_, candidates, votes, sentence) => {
    expect(say(candidates, votes)).toBe(sentence);
  });
});

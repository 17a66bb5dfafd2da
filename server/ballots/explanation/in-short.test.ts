import { describe, expect, it } from "vitest";
import { type SingleResult, type StoredElection, tallyStored } from "../tally/stored";
import type { CountedBallot } from "./counted";
import { sayInShort } from "./in-short";
import { sayWhoBeatsWhom } from "./who-beats-whom";

type Choices = Partial<Pick<CountedBallot, "tieBreak" | "outcome" | "chosen">>;

function tally(rule: StoredElection["rule"], candidates: string, votes: object[]) {
  return tallyStored({
    rule,
    candidates: [...candidates],
    votes: votes.map((vote, index) => ({ receipt: String(index), ...vote })),
  }) as SingleResult;
}

/** The sentence about an election whose candidates are a, b, c … */
function say(
  rule: StoredElection["rule"],
  candidates: string,
  votes: object[],
  choices: Choices = {},
) {
  const result = tally(rule, candidates, votes);
  return sayInShort({
    result,
    tieBreak: "nomination",
    outcome: "chosen",
    chosen: result.winner,
    ...choices,
  });
}

const ticks = (...votes: string[]) => votes.map((vote) => ({ approvals: [...vote] }));
const ranks = (...votes: string[]) =>
  votes.map((vote) => ({ ranking: [...vote].map((one) => [one]) }));
const scores = (...votes: Record<string, number>[]) => votes.map((scores) => ({ scores }));
const CIRCLE = ranks("abc", "abc", "abc", "abc", "bca", "bca", "bca", "cab", "cab");

describe("why a paper was chosen, in one sentence", () => {
  it.each<[StoredElection["rule"], string, object[], string]>([
    [
      "approval",
      "ab",
      ticks("a", "ab", "a", "b"),
      "3 of the 4 members who voted ticked it, more than any other paper.",
    ],
    [
      "approval",
      "ab",
      ticks("b"),
      "The one member who voted ticked it, more than any other paper.",
    ],
    [
      "plurality",
      "ab",
      ranks("a", "a", "b"),
      "2 of the 3 members who voted put it first, more than any other paper.",
    ],
    [
      "score",
      "ab",
      scores({ a: 5, b: 1 }, { a: 2 }),
      "It got 7 points from the 2 members who voted, more than any other paper.",
    ],
    [
      "borda",
      "abc",
      ranks("abc", "abc"),
      "It got 4 points from the 2 members who voted, more than any other paper.",
    ],
    [
      "star",
      "abc",
      scores({ a: 5, b: 4 }, { a: 1, b: 2 }, { a: 5, b: 1 }),
      "In the runoff between the two papers with the most points, 2 votes scored it higher and 1 the other.",
    ],
    ["irv", "ab", ranks("a", "a", "b"), "It was the first choice in 2 of 3 votes, more than half."],
    [
      "irv",
      "abc",
      ranks("a", "a", "b", "b", "cb"),
      "Once one paper had dropped out, it had 3 of 5 votes, more than half.",
    ],
    [
      "schulze",
      "ab",
      ranks("ab", "ab", "ba"),
      "More members prefer it than the other way round, whichever other paper it is compared with.",
    ],
    [
      "schulze",
      "abc",
      CIRCLE,
      "No paper beats all others, and its chains of wins are the strongest.",
    ],
    [
      "ranked-pairs",
      "abc",
      CIRCLE,
      "No paper beats all others, and the clearest wins put it first.",
    ],
    [
      "perpetual-pav",
      "ab",
      ticks("a", "a", "b"),
      "It had a weight of 2 behind it, more than any other paper.",
    ],
  ])("%s of %s", (rule, candidates, votes, sentence) => {
    expect(say(rule, candidates, votes)).toBe(sentence);
  });

  it("says how a tie was settled", () => {
    const tie = ticks("a", "b", "c");
    expect(say("approval", "abc", tie)).toBe(
      "It tied with two other papers, and it was nominated first.",
    );
    expect(say("approval", "ab", ticks("a", "b"), { tieBreak: "draw" })).toBe(
      "It tied with one other paper, and the sealed draw decided.",
    );
    const decided = { tieBreak: "organizer", outcome: "decided", chosen: "b" } as const;
    expect(say("approval", "abc", tie, decided)).toBe(
      "It tied with two other papers, and an organizer decided.",
    );
    const circle = ranks("abc", "bca", "cab");
    expect(say("ranked-pairs", "abc", circle)).toBe(
      "Ties had to be settled on the way, and it was nominated first.",
    );
  });

  it("says nothing if no paper was chosen", () => {
    expect(say("approval", "ab", ticks())).toBeNull();
    expect(say("approval", "ab", ticks("a"), { outcome: "noQuorum", chosen: null })).toBeNull();
  });

  it("needs no comparison for the only paper", () => {
    expect(say("irv", "a", ranks("a"))).toBe("It was the only paper on the ballot.");
  });
});

describe("who beats whom", () => {
  const compare = (candidates: string, votes: object[]) => {
    const result = tally("schulze", candidates, votes);
    if (!("strengths" in result)) throw new Error("another rule");
    return sayWhoBeatsWhom(result, (id) => id.toUpperCase());
  };

  it("follows the ranking", () => {
    expect(compare("abc", ranks("bac", "bac", "abc"))).toEqual({
      sentences: [
        "“B” beats “A”: 2 prefer it, 1 prefers the other.",
        "“B” beats “C”: 3 prefer it, nobody prefers the other.",
        "“A” beats “C”: 3 prefer it, nobody prefers the other.",
      ],
      left: 0,
    });
  });

  it("names the paper that beats one above it", () => {
    expect(compare("abc", CIRCLE).sentences).toEqual([
      "“A” beats “B”: 6 prefer it, 3 prefer the other.",
      "“C” beats “A”: 5 prefer it, 4 prefer the other.",
      "“B” beats “C”: 7 prefer it, 2 prefer the other.",
    ]);
  });

  it("says which are level", () => {
    expect(compare("ab", ranks("ab", "ba")).sentences).toEqual([
      "“A” and “B” are level: 1 prefers each.",
    ]);
  });

  it("compares the first with all, then neighbours, as far as anybody reads", () => {
    const { sentences, left } = compare("abcde", ranks("abcde", "abcde"));
    expect(sentences.map((sentence) => sentence.replace(/:.*/, ""))).toEqual([
      "“A” beats “B”",
      "“A” beats “C”",
      "“A” beats “D”",
      "“A” beats “E”",
      "“B” beats “C”",
      "“C” beats “D”",
    ]);
    expect(left).toBe(4);
  });

  it("is silent if nobody voted", () => {
    expect(compare("abc", [])).toEqual({ sentences: [], left: 0 });
  });
});

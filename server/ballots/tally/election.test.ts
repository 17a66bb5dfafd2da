import { expect, it } from "vitest";
import { readElection } from "./election";
import { Malformed } from "./malformed";

const candidates = ["a", "b"];
const ranked = (...votes: unknown[]) => ({ rule: "schulze", candidates, votes });
const scored = (...votes: unknown[]) => ({ rule: "star", candidates, votes });
const approved = (...votes: unknown[]) => ({ rule: "approval", candidates, votes });
const history = (...votes: unknown[]) => ({
  rule: "perpetual-pav",
  rounds: [{ candidates, votes }],
});

const MALFORMED: [string, unknown, string][] = [
  ["nothing", null, "must be an object"],
  ["a list", [], "must be an object"],
  ["no rule", {}, "rule: must be one of approval, plurality"],
  ["an unknown rule", { rule: "dice" }, "rule: must be one of approval, plurality"],
  ["no candidates", { rule: "irv", votes: [] }, "candidates: is missing"],
  ["a nameless candidate", { rule: "irv", candidates: [""], votes: [] }, "candidates[0]: must not"],
  [
    "a candidate that is a number",
    { rule: "irv", candidates: ["a", 2], votes: [] },
    "candidates[1]: must be text",
  ],
  [
    "a repeated candidate",
    { rule: "irv", candidates: ["a", "b", "a"], votes: [] },
    'candidates[2]: "a" is listed twice',
  ],
  ["no votes", { rule: "irv", candidates }, "votes: is missing"],
  ["votes that are no list", { rule: "irv", candidates, votes: {} }, "votes: must be a list"],
  ["a vote that is no object", ranked([["a"]]), "votes[0]: must be an object"],
  ["an unknown word", { ...ranked(), places: 2 }, '"places" is not known'],
  ["no seats", { ...ranked(), seats: 0 }, "seats: must be a whole number from 1 to 3"],
  ["too many seats", { ...ranked(), seats: 4 }, "seats: must be a whole number from 1 to 3"],
  ["half a seat", { ...ranked(), seats: 1.5 }, "seats: must be a whole number from 1 to 3"],
  [
    "an unknown word in a vote",
    ranked({ ranking: [], cuont: 2 }),
    'votes[0]: "cuont" is not known',
  ],
  ["a vote of another kind", ranked({ approvals: ["a"] }), "votes[0].ranking: is missing"],
  [
    "a count of 0",
    ranked({ ranking: [] }, { count: 0, ranking: [] }),
    "votes[1].count: must be a positive whole number",
  ],
  [
    "a negative count",
    ranked({ count: -1, ranking: [] }),
    "votes[0].count: must be a positive whole number",
  ],
  [
    "half a count",
    approved({ count: 1.5, approvals: [] }),
    "votes[0].count: must be a positive whole number",
  ],
  [
    "a count in words",
    approved({ count: "2", approvals: [] }),
    "votes[0].count: must be a positive whole number",
  ],
  [
    "a count of null",
    approved({ count: null, approvals: [] }),
    "votes[0].count: must be a positive whole number",
  ],
  [
    "an endless count",
    JSON.parse('{"rule":"approval","candidates":["a"],"votes":[{"count":1e999,"approvals":[]}]}'),
    "votes[0].count: must be a positive whole number",
  ],
  [
    "more than can be counted",
    approved({ count: 2 ** 53 - 1, approvals: [] }, { approvals: [] }),
    "votes[1].count: makes more votes than can be counted exactly",
  ],
  [
    "approvals that are no list",
    approved({ approvals: "a" }),
    "votes[0].approvals: must be a list",
  ],
  [
    "an unknown approval",
    approved({ approvals: ["a", "x"] }),
    'votes[0].approvals[1]: "x" is not a candidate',
  ],
  [
    "a repeated approval",
    approved({ approvals: ["a", "a"] }),
    'votes[0].approvals[1]: "a" is named twice',
  ],
  [
    "a flat ranking",
    ranked({ ranking: ["a", "b"] }),
    "votes[0].ranking[0]: must be a list of candidates",
  ],
  [
    "an unknown ranked",
    ranked({ ranking: [["a"], ["x"]] }),
    'votes[0].ranking[1][0]: "x" is not a candidate',
  ],
  [
    "a repeat in a tier",
    ranked({ ranking: [["b", "b"]] }),
    'votes[0].ranking[0][1]: "b" is named twice',
  ],
  [
    "a repeat in another tier",
    ranked({ ranking: [["a"], ["b", "a"]] }),
    'votes[0].ranking[1][1]: "a" is named twice',
  ],
  ["a number in a ranking", ranked({ ranking: [[1]] }), "votes[0].ranking[0][0]: must be text"],
  ["scores in a list", scored({ scores: [1, 2] }), "votes[0].scores: must be an object"],
  ["an unknown scored", scored({ scores: { x: 1 } }), "votes[0].scores.x: is not a candidate"],
  [
    "an unknown one with a space",
    scored({ scores: { "x y": 1 } }),
    'votes[0].scores["x y"]: is not a candidate',
  ],
  [
    "an unknown __proto__",
    scored({ scores: JSON.parse('{"__proto__":1}') }),
    "votes[0].scores.__proto__: is not",
  ],
  [
    "a score of 6",
    scored({ scores: { a: 5, b: 6 } }),
    "votes[0].scores.b: must be a whole number from 0 to 5",
  ],
  [
    "a negative score",
    scored({ scores: { a: -1 } }),
    "votes[0].scores.a: must be a whole number from 0 to 5",
  ],
  [
    "half a score",
    scored({ scores: { a: 2.5 } }),
    "votes[0].scores.a: must be a whole number from 0 to 5",
  ],
  [
    "a score in words",
    scored({ scores: { a: "5" } }),
    "votes[0].scores.a: must be a whole number from 0 to 5",
  ],
  ["no rounds", { rule: "perpetual-pav", candidates, votes: [] }, "rounds: is missing"],
  ["a vote without a voter", history({ approvals: [] }), "rounds[0].votes[0].voter: is missing"],
  [
    "a voter twice",
    history({ voter: "v", approvals: [] }, { voter: "v", approvals: ["a"] }),
    'rounds[0].votes[1].voter: "v" votes twice',
  ],
  [
    "a count for a voter",
    history({ voter: "v", approvals: [], count: 2 }),
    'rounds[0].votes[0]: "count" is not known',
  ],
  [
    "an unknown approval in a round",
    history({ voter: "v", approvals: ["x"] }),
    'rounds[0].votes[0].approvals[0]: "x" is not',
  ],
  [
    "a repeated candidate in a round",
    { rule: "perpetual-quota", rounds: [{ candidates: ["a", "a"], votes: [] }] },
    'rounds[0].candidates[1]: "a" is listed twice',
  ],
];

it.each(MALFORMED)("names the place of %s", (_, election, message) => {
  expect(() => readElection(election)).toThrow(Malformed);
  expect(() => readElection(election)).toThrow(message);
});

it("names the election's place in a larger file", () => {
  expect(() => readElection(ranked({ ranking: [["x"]] }), ["cases", 3, "election"])).toThrow(
    /^cases\[3\]\.election\.votes\[0\]\.ranking\[0\]\[0\]: "x" is not a candidate$/,
  );
});

it("reads a correct election unchanged", () => {
  const elections = [
    ranked({ count: 3, ranking: [["b"], []] }, { ranking: [] }),
    scored({ scores: { a: 0, b: 5 } }, { scores: {} }),
    approved({ approvals: ["b", "a"] }),
    { rule: "irv", candidates: [], votes: [] },
    {
      rule: "perpetual-quota",
      rounds: [{ candidates, votes: [{ voter: "v", approvals: ["a"] }], left: ["w"] }],
    },
    { rule: "perpetual-consensus", rounds: [] },
  ];
  for (const election of elections) expect(readElection(election)).toEqual(election);
});

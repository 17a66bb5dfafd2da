import fc from "fast-check";
import { expect, it } from "vitest";
import type { Answer } from "../../schema";
import { isSameAnswer } from "./rules";
import { readChoice } from "./schema";

const [A, B, C] = [1, 2, 3].map((one) => `0192a000-0000-7000-8000-00000000000${one}`) as [
  string,
  string,
  string,
];
const STRANGER = "0192a000-0000-7000-8000-00000000000f";
const candidates = [A, B, C].map((id) => ({ id }));
const ballot = (rule: string, answer: Answer | null = null) => ({
  rule,
  candidates,
  myVote: answer && { answer },
});

it.each([
  ["nothing without a choice", "approval", undefined, null, null],
  ["a tick", "approval", B, null, { approvals: [B] }],
  ["ticks in the ballot's order", "approval", `${C},${A}`, null, { approvals: [A, C] }],
  ["a tick under a rule over time", "perpetual-pav", A, null, { approvals: [A] }],
  ["a tick beside earlier ones", "approval", C, { approvals: [A] }, { approvals: [A, C] }],
  ["upper case", "approval", B.toUpperCase(), null, { approvals: [B] }],
  ["the one choice", "plurality", B, null, { ranking: [[B]] }],
  ["the one choice instead of another", "plurality", B, { ranking: [[A]] }, { ranking: [[B]] }],
  ["a score", "score", `${A}:4`, null, { scores: { [A]: 4 } }],
  [
    "a score beside earlier ones",
    "star",
    `${A}:0`,
    { scores: { [A]: 4, [B]: 2 } },
    { scores: { [A]: 0, [B]: 2 } },
  ],
  ["no vote of another kind", "approval", A, { scores: { [B]: 2 } }, { approvals: [A] }],
  ["no choice given twice", "approval", [A, B], null, "unknown"],
  ["nothing empty", "approval", "", null, "unknown"],
  ["no stranger", "approval", `${A},${STRANGER}`, null, "unknown"],
  ["no two of one choice", "plurality", `${A},${B}`, null, "unknown"],
  ["no score where papers are ticked", "approval", `${A}:3`, null, "unknown"],
  ["no tick where papers are scored", "score", A, null, "unknown"],
  ["no score above the best", "score", `${A}:6`, null, "unknown"],
  ["no half score", "score", `${A}:2.5`, null, "unknown"],
  ["no order", "irv", A, null, "unknown"],
])("reads %s", (_, rule, given, before, wanted) => {
  expect(readChoice(given, ballot(rule, before as Answer | null))).toEqual(wanted);
});

it("refuses any other text, whatever its length", () => {
  const rules = fc.constantFrom("approval", "plurality", "score", "schulze");
  fc.assert(
    fc.property(rules, fc.string({ maxLength: 5000 }), (rule, text) => {
      expect(readChoice(text, ballot(rule))).toBe("unknown");
    }),
  );
});

it("compares votes by what they say", () => {
  expect(isSameAnswer({ approvals: [A, B] }, { approvals: [B, A] })).toBe(true);
  expect(isSameAnswer({ approvals: [A] }, { approvals: [A, B] })).toBe(false);
  expect(isSameAnswer({ ranking: [[A, B]] }, { ranking: [[B, A]] })).toBe(true);
  expect(isSameAnswer({ ranking: [[A], [B]] }, { ranking: [[B], [A]] })).toBe(false);
  expect(isSameAnswer({ scores: { [A]: 1, [B]: 2 } }, { scores: { [B]: 2, [A]: 1 } })).toBe(true);
  expect(isSameAnswer({ scores: { [A]: 1 } }, { scores: { [A]: 2 } })).toBe(false);
});

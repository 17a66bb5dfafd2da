import { expect, it } from "vitest";
import type { ShownReaction } from "@/server/threads/schema";
import { withReaction } from "./own-reaction";

const there: ShownReaction[] = [
  { kind: "agree", count: 1, mine: true },
  { kind: "thanks", count: 2, mine: false },
];

it("adds the viewer's own reaction, in the order of the kinds", () => {
  expect(withReaction(there, "insightful", true).map(({ kind, count }) => [kind, count])).toEqual([
    ["agree", 1],
    ["insightful", 1],
    ["thanks", 2],
  ]);
  expect(withReaction(there, "thanks", true)[1]).toEqual({ kind: "thanks", count: 3, mine: true });
});

it("removes a reaction that nobody has, and counts nothing twice", () => {
  expect(withReaction(there, "agree", false)).toEqual([there[1]]);
  expect(withReaction(there, "agree", true)).toEqual(there);
  expect(withReaction(there, "thanks", false)).toEqual(there);
});

import { expect, it } from "vitest";
import type { Role } from "@/server/groups/policy";
import { scopeOf } from "@/server/testing/fixtures/viewers";
import { shortenAnswer } from "@/server/testing/refusals";
import { maySeeDraft, mayWithdraw } from "./policy";

it.each<[Role | null, string, string]>([
  ["member", "ada", "yes"],
  ["member", "bela", "NOT_ALLOWED: …"],
  ["organizer", "bela", "yes"],
  ["owner", "bela", "yes"],
  // Ada nominated the paper, and has left the group.
  [null, "ada", "NOT_ALLOWED: …"],
  [null, "bela", "NOT_ALLOWED: …"],
])("Ada as %s withdraws what %s nominated: %s", (role, nominatedBy, said) => {
  expect(shortenAnswer(mayWithdraw(scopeOf(role), nominatedBy))).toBe(said);
});

it.each<[Role | null, string]>([
  [null, "NOT_FOUND"],
  ["member", "NOT_FOUND"],
  ["organizer", "yes"],
  ["owner", "yes"],
])("%s sees a draft: %s", (role, said) => {
  expect(shortenAnswer(maySeeDraft(scopeOf(role)))).toBe(said);
});

it("shows a guest no draft, and lets no guest withdraw anything", () => {
  expect(shortenAnswer(maySeeDraft(scopeOf(null, null)))).toBe("NOT_FOUND");
  expect(shortenAnswer(mayWithdraw(scopeOf(null, null), "ada"))).toBe("NOT_ALLOWED: …");
});

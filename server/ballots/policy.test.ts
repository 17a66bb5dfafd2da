import { expect, it } from "vitest";
import type { GroupScope, Role } from "@/server/groups/policy";
import { shortenAnswer } from "@/server/testing/refusals";
import { maySeeDraft, mayWithdraw } from "./policy";

const ADA = {
  id: "ada",
  handle: "ada",
  name: "Ada",
  timeZone: "UTC",
  suspended: false,
  welcomed: true,
  moderator: false,
  operator: false,
};

/** Ada in a group, or a guest looking at it. */
function scope(role: Role | null, viewer: typeof ADA | null = ADA): GroupScope {
  const group = { id: "group", slug: "group", name: "Group", timeZone: "UTC" };
  const entrance = { visibility: "public", joinPolicy: "open" } as const;
  return { group: { ...group, ...entrance }, role, viewer, suspended: false };
}

it.each<[Role | null, string, string]>([
  ["member", "ada", "yes"],
  ["member", "bela", "NOT_ALLOWED: …"],
  ["organizer", "bela", "yes"],
  ["owner", "bela", "yes"],
  // Ada nominated it, and has left the group.
  [null, "ada", "NOT_ALLOWED: …"],
  [null, "bela", "NOT_ALLOWED: …"],
])("Ada as %s withdraws what %s nominated: %s", (role, nominatedBy, said) => {
  expect(shortenAnswer(mayWithdraw(scope(role), nominatedBy))).toBe(said);
});

it.each<[Role | null, string]>([
  [null, "NOT_FOUND"],
  ["member", "NOT_FOUND"],
  ["organizer", "yes"],
  ["owner", "yes"],
])("%s sees a draft: %s", (role, said) => {
  expect(shortenAnswer(maySeeDraft(scope(role)))).toBe(said);
});

it("shows a guest no draft, and lets none withdraw anything", () => {
  expect(shortenAnswer(maySeeDraft(scope(null, null)))).toBe("NOT_FOUND");
  expect(shortenAnswer(mayWithdraw(scope(null, null), "ada"))).toBe("NOT_ALLOWED: …");
});

import { expect, it } from "vitest";
import type { GroupScope, Role } from "@/server/groups/policy";
import { inShort } from "@/server/testing/sayings/answers";
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
  ["member", "bob", "NOT_ALLOWED: …"],
  ["organizer", "bob", "yes"],
  ["owner", "bob", "yes"],
  // Ada nominated it, and has left the group.
  [null, "ada", "NOT_ALLOWED: …"],
  [null, "bob", "NOT_ALLOWED: …"],
])("Ada as %s withdraws what %s nominated: %s", (role, nominatedBy, said) => {
  expect(inShort(mayWithdraw(scope(role), nominatedBy))).toBe(said);
});

it.each<[Role | null, string]>([
  [null, "NOT_FOUND"],
  ["member", "NOT_FOUND"],
  ["organizer", "yes"],
  ["owner", "yes"],
])("%s sees a draft: %s", (role, said) => {
  expect(inShort(maySeeDraft(scope(role)))).toBe(said);
});

it("shows a guest no draft, and lets none withdraw anything", () => {
  expect(inShort(maySeeDraft(scope(null, null)))).toBe("NOT_FOUND");
  expect(inShort(mayWithdraw(scope(null, null), "ada"))).toBe("NOT_ALLOWED: …");
});

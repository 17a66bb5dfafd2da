import { expect, it } from "vitest";
import type { MemberScope, Role } from "@/server/groups/policy";
import { inShort } from "@/server/testing/sayings/answers";
import { mayHandOn, mayRemoveLink, mayWriteText } from "./policy";

/** Ada in a group. */
function scope(role: Role): MemberScope {
  const viewer = {
    id: "ada",
    handle: "ada",
    name: "Ada",
    timeZone: "UTC",
    suspended: false,
    welcomed: true,
    moderator: false,
    operator: false,
  };
  const group = { id: "group", slug: "group", name: "Group", timeZone: "UTC" };
  const entrance = { visibility: "public", joinPolicy: "open" } as const;
  return { group: { ...group, ...entrance }, role, viewer, suspended: false };
}

const NO = "NOT_ALLOWED: …";

it.each<[Role, string | null, Record<"handOn" | "agenda" | "notes" | "removeLink", string>]>([
  ["member", "ada", { handOn: "yes", agenda: "yes", notes: "yes", removeLink: "yes" }],
  ["member", "bob", { handOn: NO, agenda: NO, notes: "yes", removeLink: NO }],
  ["member", null, { handOn: NO, agenda: NO, notes: "yes", removeLink: NO }],
  ["organizer", "ada", { handOn: "yes", agenda: "yes", notes: "yes", removeLink: "yes" }],
  ["organizer", "bob", { handOn: NO, agenda: "yes", notes: "yes", removeLink: "yes" }],
  ["owner", "bob", { handOn: NO, agenda: "yes", notes: "yes", removeLink: "yes" }],
  ["owner", null, { handOn: NO, agenda: "yes", notes: "yes", removeLink: "yes" }],
])("Ada as %s, where %s presents and added a link", (role, somebody, said) => {
  const meeting = { presenterId: somebody };
  expect({
    handOn: inShort(mayHandOn(scope(role), meeting)),
    agenda: inShort(mayWriteText(scope(role), "agenda", meeting)),
    notes: inShort(mayWriteText(scope(role), "notes", meeting)),
    removeLink: inShort(mayRemoveLink(scope(role), somebody)),
  }).toEqual(said);
});

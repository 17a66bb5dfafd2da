import { expect, it } from "vitest";
import type { MemberScope, Role } from "@/server/groups/policy";
import { shortenAnswer } from "@/server/testing/refusals";
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
  ["member", "bela", { handOn: NO, agenda: NO, notes: "yes", removeLink: NO }],
  ["member", null, { handOn: NO, agenda: NO, notes: "yes", removeLink: NO }],
  ["organizer", "ada", { handOn: "yes", agenda: "yes", notes: "yes", removeLink: "yes" }],
  ["organizer", "bela", { handOn: NO, agenda: "yes", notes: "yes", removeLink: "yes" }],
  ["owner", "bela", { handOn: NO, agenda: "yes", notes: "yes", removeLink: "yes" }],
  ["owner", null, { handOn: NO, agenda: "yes", notes: "yes", removeLink: "yes" }],
])("Ada as %s, where %s presents and added a link", (role, somebody, said) => {
  const meeting = { presenterId: somebody };
  expect({
    handOn: shortenAnswer(mayHandOn(scope(role), meeting)),
    agenda: shortenAnswer(mayWriteText(scope(role), "agenda", meeting)),
    notes: shortenAnswer(mayWriteText(scope(role), "notes", meeting)),
    removeLink: shortenAnswer(mayRemoveLink(scope(role), somebody)),
  }).toEqual(said);
});

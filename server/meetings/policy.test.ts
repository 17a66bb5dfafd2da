import { expect, it } from "vitest";
import type { Role } from "@/server/groups/policy";
import { scopeOf } from "@/server/testing/fixtures/viewers";
import { shortenAnswer } from "@/server/testing/refusals";
import { mayHandOn, mayRemoveLink, mayWriteText } from "./policy";

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
    handOn: shortenAnswer(mayHandOn(scopeOf(role), meeting)),
    agenda: shortenAnswer(mayWriteText(scopeOf(role), "agenda", meeting)),
    notes: shortenAnswer(mayWriteText(scopeOf(role), "notes", meeting)),
    removeLink: shortenAnswer(mayRemoveLink(scopeOf(role), somebody)),
  }).toEqual(said);
});

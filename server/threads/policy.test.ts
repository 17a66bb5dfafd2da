import { expect, it } from "vitest";
import type { Role } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { inShort } from "@/server/testing/sayings/answers";
import {
  mayComment,
  mayEdit,
  mayMarkAnswered,
  mayModerate,
  mayPin,
  mayReact,
  mayRemove,
  mayReport,
  moderates,
  type ThreadAccess,
} from "./policy";

const ada: Viewer = {
  id: "ada",
  handle: "ada",
  name: "Ada",
  timeZone: "UTC",
  suspended: false,
  welcomed: true,
  moderator: false,
  operator: false,
};
const bob = { ...ada, id: "bob" };
const live = { authorId: "ada", deleted: false, hidden: false, label: null };
const gone = { ...live, deleted: true };
const hidden = { ...live, hidden: true };
const question = { ...live, label: "question" };
const answer = (said: true | { code: string }) => (said === true ? true : said.code);

/** In a public thread. */
const inPublic = (viewer: Viewer | null): ThreadAccess => ({
  viewer,
  role: null,
  inGroup: false,
  suspendedHere: false,
  locked: false,
});
/** In a group's thread. */
const inGroup = (viewer: Viewer, role: Role): ThreadAccess => ({
  ...inPublic(viewer),
  role,
  inGroup: true,
});

it("lets only the author edit, and nobody a deleted or hidden comment", () => {
  expect(answer(mayEdit(inPublic(ada), live))).toBe(true);
  expect(answer(mayEdit(inPublic(bob), live))).toBe("NOT_ALLOWED");
  expect(answer(mayEdit(inGroup(bob, "owner"), live))).toBe("NOT_ALLOWED");
  expect(answer(mayEdit(inPublic({ ...bob, moderator: true }), live))).toBe("NOT_ALLOWED");
  expect(answer(mayEdit(inPublic(null), live))).toBe("SIGN_IN_NEEDED");
  expect(answer(mayEdit(inPublic({ ...ada, suspended: true }), live))).toBe("SUSPENDED");
  expect(answer(mayEdit(inPublic(ada), gone))).toBe("CLOSED");
  expect(answer(mayEdit(inPublic(ada), hidden))).toBe("CLOSED");
});

it.each<[string, ThreadAccess, true | string]>([
  ["the author", inPublic(ada), true],
  ["the author in a group", inGroup(ada, "member"), true],
  ["another in a public thread", inPublic(bob), "NOT_ALLOWED"],
  ["a moderator of the site", inPublic({ ...bob, moderator: true }), true],
  ["another member", inGroup(bob, "member"), "NOT_ALLOWED"],
  [
    "a moderator of the site in a group",
    inGroup({ ...bob, moderator: true }, "member"),
    "NOT_ALLOWED",
  ],
  ["an organizer", inGroup(bob, "organizer"), true],
  ["the owner", inGroup(bob, "owner"), true],
  ["a suspended author", inPublic({ ...ada, suspended: true }), "SUSPENDED"],
  ["a guest", inPublic(null), "SIGN_IN_NEEDED"],
])("says whether %s may delete", (_, access, said) => {
  expect(answer(mayRemove(access, live))).toBe(said);
});

it("refuses to delete a deleted comment", () => {
  expect(answer(mayRemove(inPublic(ada), gone))).toBe("CLOSED");
});

it("lets only people who moderate a locked thread write in it", () => {
  const locked = (access: ThreadAccess) => ({ ...access, locked: true });
  expect(answer(mayComment(inGroup(bob, "member")))).toBe(true);
  expect(answer(mayComment(locked(inGroup(bob, "member"))))).toBe("CLOSED");
  expect(answer(mayComment(locked(inGroup(bob, "organizer"))))).toBe(true);
  expect(answer(mayComment(locked(inPublic(bob))))).toBe("CLOSED");
  expect(answer(mayComment(locked(inPublic({ ...bob, moderator: true }))))).toBe(true);
  expect(answer(mayEdit(locked(inPublic(ada)), live))).toBe("CLOSED");
});

it("lets people who are suspended from the group only read", () => {
  const out = { ...inGroup(ada, "organizer"), suspendedHere: true };
  expect(answer(mayComment(out))).toBe("SUSPENDED");
  expect(answer(mayEdit(out, live))).toBe("SUSPENDED");
  expect(answer(mayReact(out, live))).toBe("SUSPENDED");
  expect(answer(mayMarkAnswered(out, question))).toBe("SUSPENDED");
  expect(answer(mayModerate(out))).toBe("SUSPENDED");
  expect(answer(mayRemove(out, live))).toBe("SUSPENDED");
});

it("lets the author, and people who moderate the thread, mark a question as answered", () => {
  expect(answer(mayMarkAnswered(inPublic(ada), question))).toBe(true);
  expect(answer(mayMarkAnswered(inPublic(bob), question))).toBe("NOT_ALLOWED");
  expect(answer(mayMarkAnswered(inGroup(bob, "organizer"), question))).toBe(true);
  expect(answer(mayMarkAnswered(inPublic(ada), live))).toBe("INVALID");
  expect(answer(mayMarkAnswered(inPublic(ada), { ...question, hidden: true }))).toBe("INVALID");
});

it("lets people who moderate the thread pin visible comments", () => {
  expect(answer(mayPin(inGroup(bob, "organizer"), live))).toBe(true);
  expect(answer(mayPin(inGroup(ada, "member"), live))).toBe("NOT_ALLOWED");
  expect(answer(mayPin(inPublic(ada), live))).toBe("NOT_ALLOWED");
  expect(answer(mayPin(inPublic({ ...bob, moderator: true }), live))).toBe(true);
  for (const comment of [gone, hidden]) {
    expect(answer(mayPin(inGroup(bob, "organizer"), comment))).toBe("CLOSED");
  }
});

it("lets nobody react to a deleted or hidden comment, or report their own", () => {
  expect(answer(mayReact(inPublic(bob), live))).toBe(true);
  expect(answer(mayReact(inPublic(bob), gone))).toBe("CLOSED");
  expect(answer(mayReact(inPublic(bob), hidden))).toBe("CLOSED");
  expect(answer(mayReact(inPublic(null), live))).toBe("SIGN_IN_NEEDED");
  expect(answer(mayReport(inPublic(bob), live))).toBe(true);
  expect(answer(mayReport(inPublic(ada), live))).toBe("INVALID");
  expect(answer(mayReport(inPublic(bob), gone))).toBe("CLOSED");
});

it("lets nobody report as a guest or while suspended from the site", () => {
  expect(inShort(mayReport(inPublic(null), live))).toBe("SIGN_IN_NEEDED");
  expect(inShort(mayReport(inPublic({ ...bob, suspended: true }), live))).toBe("SUSPENDED");
  expect(inShort(mayReport({ ...inGroup(bob, "member"), suspendedHere: true }, live))).toBe("yes");
});

it("does not let guests moderate", () => {
  expect(moderates(inPublic(null))).toBe(false);
  expect(moderates({ ...inPublic(null), inGroup: true })).toBe(false);
});

it("gives the reason with each refusal", () => {
  const locked = { ...inPublic(bob), locked: true };
  const out = { ...inGroup(bob, "member"), suspendedHere: true };
  expect(inShort(mayComment(out))).toBe("SUSPENDED: …");
  expect(inShort(mayComment(locked))).toBe("CLOSED: …");
  expect(inShort(mayEdit(inPublic(bob), live))).toBe("NOT_ALLOWED: …");
  expect(inShort(mayEdit(inPublic(ada), hidden))).toBe("CLOSED: …");
  expect(inShort(mayMarkAnswered(inPublic(bob), live))).toBe("INVALID: …");
  expect(inShort(mayMarkAnswered(inPublic(bob), question))).toBe("NOT_ALLOWED: …");
  expect(inShort(mayReport(inPublic(ada), live))).toBe("INVALID: …");
  for (const refused of [
    mayEdit(inPublic(ada), gone),
    mayRemove(inPublic(ada), gone),
    mayReact(inPublic(bob), hidden),
    mayPin(inGroup(bob, "organizer"), gone),
    mayReport(inPublic(bob), gone),
  ]) {
    expect(inShort(refused)).toBe("CLOSED: …");
  }
});

it("names the people who may delete and moderate: organizers in a group, the site's moderators in public", () => {
  for (const may of [(access: ThreadAccess) => mayRemove(access, live), mayModerate]) {
    expect(may(inPublic(bob))).toMatchObject({ message: expect.stringMatching(/moderators? of/) });
    expect(may(inGroup(bob, "member"))).toMatchObject({
      message: expect.stringMatching(/organizers? of/),
    });
  }
});

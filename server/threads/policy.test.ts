import { expect, it } from "vitest";
import type { Role } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { viewerOf } from "@/server/testing/fixtures/viewers";
import { shortenAnswer } from "@/server/testing/refusals";
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

const ada = viewerOf("ada");
const bela = viewerOf("bela");
const live = { authorId: "ada", deleted: false, hidden: false, label: null };
const gone = { ...live, deleted: true };
const hidden = { ...live, hidden: true };
const question = { ...live, label: "question" };
const answer = (verdict: true | { code: string }) => (verdict === true ? true : verdict.code);

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
  expect(answer(mayEdit(inPublic(bela), live))).toBe("NOT_ALLOWED");
  expect(answer(mayEdit(inGroup(bela, "owner"), live))).toBe("NOT_ALLOWED");
  expect(answer(mayEdit(inPublic({ ...bela, moderator: true }), live))).toBe("NOT_ALLOWED");
  expect(answer(mayEdit(inPublic(null), live))).toBe("SIGN_IN_NEEDED");
  expect(answer(mayEdit(inPublic({ ...ada, suspended: true }), live))).toBe("SUSPENDED");
  expect(answer(mayEdit(inPublic(ada), gone))).toBe("CLOSED");
  expect(answer(mayEdit(inPublic(ada), hidden))).toBe("CLOSED");
});

it.each<[string, ThreadAccess, true | string]>([
  ["the author", inPublic(ada), true],
  ["the author in a group", inGroup(ada, "member"), true],
  ["another in a public thread", inPublic(bela), "NOT_ALLOWED"],
  ["a moderator of the site", inPublic({ ...bela, moderator: true }), true],
  ["another member", inGroup(bela, "member"), "NOT_ALLOWED"],
  [
    "a moderator of the site in a group",
    inGroup({ ...bela, moderator: true }, "member"),
    "NOT_ALLOWED",
  ],
  ["an organizer", inGroup(bela, "organizer"), true],
  ["the owner", inGroup(bela, "owner"), true],
  ["a suspended author", inPublic({ ...ada, suspended: true }), "SUSPENDED"],
  ["a guest", inPublic(null), "SIGN_IN_NEEDED"],
])("says whether %s may delete", (_, access, verdict) => {
  expect(answer(mayRemove(access, live))).toBe(verdict);
});

it("refuses to delete a deleted comment", () => {
  expect(answer(mayRemove(inPublic(ada), gone))).toBe("CLOSED");
});

it("lets only people who moderate a locked thread write in it", () => {
  const locked = (access: ThreadAccess) => ({ ...access, locked: true });
  expect(answer(mayComment(inGroup(bela, "member")))).toBe(true);
  expect(answer(mayComment(locked(inGroup(bela, "member"))))).toBe("CLOSED");
  expect(answer(mayComment(locked(inGroup(bela, "organizer"))))).toBe(true);
  expect(answer(mayComment(locked(inPublic(bela))))).toBe("CLOSED");
  expect(answer(mayComment(locked(inPublic({ ...bela, moderator: true }))))).toBe(true);
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
  expect(answer(mayMarkAnswered(inPublic(bela), question))).toBe("NOT_ALLOWED");
  expect(answer(mayMarkAnswered(inGroup(bela, "organizer"), question))).toBe(true);
  expect(answer(mayMarkAnswered(inPublic(ada), live))).toBe("INVALID");
  expect(answer(mayMarkAnswered(inPublic(ada), { ...question, hidden: true }))).toBe("INVALID");
});

it("lets moderators of the thread pin visible comments", () => {
  expect(answer(mayPin(inGroup(bela, "organizer"), live))).toBe(true);
  expect(answer(mayPin(inGroup(ada, "member"), live))).toBe("NOT_ALLOWED");
  expect(answer(mayPin(inPublic(ada), live))).toBe("NOT_ALLOWED");
  expect(answer(mayPin(inPublic({ ...bela, moderator: true }), live))).toBe(true);
  for (const comment of [gone, hidden]) {
    expect(answer(mayPin(inGroup(bela, "organizer"), comment))).toBe("CLOSED");
  }
});

it("lets nobody react to a deleted or hidden comment, or report their own", () => {
  expect(answer(mayReact(inPublic(bela), live))).toBe(true);
  expect(answer(mayReact(inPublic(bela), gone))).toBe("CLOSED");
  expect(answer(mayReact(inPublic(bela), hidden))).toBe("CLOSED");
  expect(answer(mayReact(inPublic(null), live))).toBe("SIGN_IN_NEEDED");
  expect(answer(mayReport(inPublic(bela), live))).toBe(true);
  expect(answer(mayReport(inPublic(ada), live))).toBe("INVALID");
  expect(answer(mayReport(inPublic(bela), gone))).toBe("CLOSED");
});

it("lets nobody report as a guest or while suspended from the site", () => {
  expect(shortenAnswer(mayReport(inPublic(null), live))).toBe("SIGN_IN_NEEDED");
  expect(shortenAnswer(mayReport(inPublic({ ...bela, suspended: true }), live))).toBe("SUSPENDED");
  expect(shortenAnswer(mayReport({ ...inGroup(bela, "member"), suspendedHere: true }, live))).toBe(
    "yes",
  );
});

it("does not let guests moderate", () => {
  expect(moderates(inPublic(null))).toBe(false);
  expect(moderates({ ...inPublic(null), inGroup: true })).toBe(false);
});

it("gives the reason with each refusal", () => {
  const locked = { ...inPublic(bela), locked: true };
  const out = { ...inGroup(bela, "member"), suspendedHere: true };
  expect(shortenAnswer(mayComment(out))).toBe("SUSPENDED: …");
  expect(shortenAnswer(mayComment(locked))).toBe("CLOSED: …");
  expect(shortenAnswer(mayEdit(inPublic(bela), live))).toBe("NOT_ALLOWED: …");
  expect(shortenAnswer(mayEdit(inPublic(ada), hidden))).toBe("CLOSED: …");
  expect(shortenAnswer(mayMarkAnswered(inPublic(bela), live))).toBe("INVALID: …");
  expect(shortenAnswer(mayMarkAnswered(inPublic(bela), question))).toBe("NOT_ALLOWED: …");
  expect(shortenAnswer(mayReport(inPublic(ada), live))).toBe("INVALID: …");
  for (const refused of [
    mayEdit(inPublic(ada), gone),
    mayRemove(inPublic(ada), gone),
    mayReact(inPublic(bela), hidden),
    mayPin(inGroup(bela, "organizer"), gone),
    mayReport(inPublic(bela), gone),
  ]) {
    expect(shortenAnswer(refused)).toBe("CLOSED: …");
  }
});

it("names the people who may delete and moderate: organizers in a group, the site's moderators in public", () => {
  for (const may of [(access: ThreadAccess) => mayRemove(access, live), mayModerate]) {
    expect(may(inPublic(bela))).toMatchObject({ message: expect.stringMatching(/moderators? of/) });
    expect(may(inGroup(bela, "member"))).toMatchObject({
      message: expect.stringMatching(/organizers? of/),
    });
  }
});

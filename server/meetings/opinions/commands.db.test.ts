import { afterEach, expect, it } from "vitest";
import { deleteAccount } from "@/server/accounts/commands";
import { leaveGroup } from "@/server/accounts/leaving/commands";
import type { MemberScope } from "@/server/groups/policy";
import { remind } from "@/server/notifications/reminding/commands";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { HOUR } from "@/server/testing/fixtures/ballots";
import { groupWithMeeting, memberAt } from "@/server/testing/fixtures/meetings";
import { emailNow, notificationsOf } from "@/server/testing/fixtures/notifications";
import { emailOf, person } from "@/server/testing/world";
import { cancelMeeting } from "../commands";
import type { OpinionAnswer, Question } from "./schema";

ownDatabase();
afterEach(() => setClock(undefined));

/** A group with three members and a meeting of an hour; `at` sets the hours since it began. */
async function world(visibility: "public" | "private" = "public") {
  const made = await groupWithMeeting({ members: 3, visibility });
  const { slug: group, meetingId, startsAt, others } = made;
  const at = (hours: number) => setClock(new Date(startsAt.getTime() + hours * HOUR));
  const say = ({ viewer }: MemberScope, question: Question, answer: OpinionAnswer) =>
    as(viewer).meetings.saveOpinion({ group, meetingId, question, answer });
  const page = (viewer: MemberScope["viewer"] | null) =>
    as(viewer).meetings.page({ group, meetingId });
  const cast = [0, 1, 2].map((place) => memberAt(others, place));
  return { ...made, at, say, page, cast: cast as [MemberScope, MemberScope, MemberScope] };
}

const asked = async ({ viewer }: MemberScope) =>
  (await notificationsOf(viewer)).filter((line) => line.startsWith("after")).length;
const mailTo = async ({ viewer }: MemberScope) =>
  db.mailMessage.findFirstOrThrow({
    where: { to: await emailOf(viewer) },
    orderBy: { id: "desc" },
  });

it("counts each member once for each question, with their last answer, and names nobody", async () => {
  const { at, say, page, cast, slug } = await world();
  const [ada, bela] = cast;
  expect(await outcomes([say(ada, "worth", "yes")])).toEqual(["PRECONDITION_FAILED"]);
  at(1);
  await Promise.all([
    say(ada, "worth", "no"),
    say(ada, "worth", "no"),
    say(bela, "worth", "maybe"),
  ]);
  await say(ada, "worth", "yes");
  await say(bela, "discussion", "no");
  const opinions = {
    worth: { yes: 1, maybe: 1, no: 0 },
    discussion: { yes: 0, maybe: 0, no: 1 },
  };
  expect(await page(ada.viewer)).toMatchObject({ opinions, member: { said: { worth: "yes" } } });
  for (const viewer of [null, await person()]) {
    expect(await page(viewer)).toMatchObject({ opinions, member: null });
    const { readings } = await as(viewer).meetings.history({ group: slug });
    expect(readings[0]?.opinions).toEqual(opinions);
    expect(JSON.stringify([await page(viewer), readings])).not.toContain(bela.viewer.handle);
  }
});

it("is refused for a cancelled meeting, in an archived group, and to strangers", async () => {
  const { at, say, organizer, slug, meetingId, cast } = await world();
  const stranger = { viewer: await person() } as MemberScope;
  at(2);
  await db.group.updateMany({ where: { slug }, data: { archivedAt: new Date() } });
  expect(await outcomes([say(cast[0], "worth", "yes")])).not.toContain("done");
  await db.group.updateMany({ where: { slug }, data: { archivedAt: null } });
  expect(await outcomes([say(stranger, "worth", "yes")])).toEqual(["FORBIDDEN"]);
  at(-2);
  await cancelMeeting(organizer, meetingId);
  at(2);
  expect(await outcomes([say(cast[0], "worth", "yes")])).toEqual(["PRECONDITION_FAILED"]);
  await remind();
  expect(await asked(cast[0])).toBe(0);
  expect(await db.opinion.count({ where: { meetingId } })).toBe(0);
});

it("is asked once the meeting is over, once, of those who were expected", async () => {
  const { at, cast, slug: group, meetingId } = await world();
  const [ada, bela, chen] = cast;
  await as(ada.viewer).meetings.rsvp({ group, meetingId, answer: "maybe" });
  await as(bela.viewer).meetings.rsvp({ group, meetingId, answer: "no" });
  at(0.9);
  await remind();
  expect(await asked(ada)).toBe(0);
  at(1);
  await Promise.all([remind(), remind()]);
  expect(await Promise.all(cast.map(asked))).toEqual([1, 0, 0]);
  expect(await asked(chen)).toBe(0);
});

it("is asked of all members where nobody said whether they come, by their choices, not days later", async () => {
  const { at, cast, slug: group, say } = await world();
  const [ada, bela] = cast;
  await as(ada.viewer).notifications.chooseInGroup({ group, kind: "after", via: "none" });
  at(1);
  await say(bela, "worth", "yes");
  await say(bela, "discussion", "yes");
  await remind();
  expect(await Promise.all(cast.map(asked))).toEqual([0, 0, 1]);
  setClock(undefined);
  const late = await world();
  late.at(72);
  await remind();
  expect(await Promise.all(late.cast.map(asked))).toEqual([0, 0, 0]);
});

it("is answered by a link that fills in the answer, and by one press, which can be changed", async () => {
  const { at, cast, page, slug: group, meetingId } = await world("private");
  const [ada] = cast;
  at(1);
  await remind();
  await emailNow(ada.viewer);
  const { text, subject } = await mailTo(ada);
  expect(subject).toContain(": how was it?");
  for (const line of text.split("\n")) expect(line.split("by-mail/opinion").length).toBeLessThan(3);
  const links = [...text.matchAll(/by-mail\/opinion\?token=([\w.%-]+)&answer=(\w+)/g)];
  expect(links.map(([, , answer]) => answer)).toEqual(
    [..."ymnymn"].map((of) => ({ y: "yes", m: "maybe", n: "no" })[of]),
  );
  const [worth, discussion] = [links[0], links[3]].map((link) =>
    decodeURIComponent(link?.[1] as string),
  ) as [string, string];
  const guest = as(null).digests;
  expect(await guest.opinionLink({ token: worth })).toMatchObject({
    question: "worth",
    answer: null,
  });
  expect(await db.opinion.count({ where: { meetingId } })).toBe(0);
  await guest.opinionByMail({ token: worth, answer: "yes" });
  await guest.opinionByMail({ token: worth, answer: "maybe" });
  await guest.opinionByMail({ token: discussion, answer: "no" });
  expect(await page(ada.viewer)).toMatchObject({
    member: { said: { worth: "maybe", discussion: "no" } },
  });
  await as(ada.viewer).groups.leave({ group });
  const tries = [
    guest.opinionLink({ token: worth }),
    guest.opinionByMail({ token: worth, answer: "yes" }),
  ];
  expect(await outcomes(tries)).toEqual(["NOT_FOUND", "NOT_FOUND"]);
});

it("sends no email to somebody who has answered both meanwhile", async () => {
  const { at, cast, say } = await world();
  const [ada] = cast;
  at(1);
  await remind();
  await say(ada, "worth", "yes");
  await say(ada, "discussion", "yes");
  const before = await db.mailMessage.count({ where: { subject: { startsWith: "How was" } } });
  await emailNow(ada.viewer);
  expect(await db.mailMessage.count({ where: { subject: { startsWith: "How was" } } })).toBe(
    before,
  );
});

it("stays when somebody leaves, and goes with their account", async () => {
  const { at, cast, say, page } = await world();
  const [ada, bela] = cast;
  at(1);
  await say(ada, "worth", "yes");
  await say(bela, "worth", "no");
  await leaveGroup(ada);
  await deleteAccount(bela.viewer, bela.viewer.handle);
  expect((await page(null)).opinions).toEqual({ worth: { yes: 1, maybe: 0, no: 0 } });
});

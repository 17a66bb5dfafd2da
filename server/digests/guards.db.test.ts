import { describe, expect, it } from "vitest";
import { cancelBallot, closeBallot } from "@/server/ballots/life/closing";
import { nominate, withdraw } from "@/server/ballots/nominations/commands";
import type { MemberScope } from "@/server/groups/policy";
import { cancelMeeting, planMeeting } from "@/server/meetings/commands";
import { removeComment } from "@/server/moderation/commands";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { groupWithBallot, groupWithPool, papersOf } from "@/server/testing/fixtures/ballots";
import { digestSubjects, subscribe } from "@/server/testing/fixtures/digests";
import { runNotificationJobs, writeAbout } from "@/server/testing/fixtures/notifications";
import { readContent } from "./composing/queries";
import { sendNow } from "./subscriptions/commands";

// Tests each reason to leave out an item of a group, one at a time. Without the reason, the item is included.
ownDatabase();

const DAY = 24 * 3_600_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);

/** A group with an open ballot, a meeting tomorrow and a nomination, and a member to send a digest to. */
async function world() {
  const made = await groupWithBallot(["One", "Two"], { members: 2, visibility: "private" });
  const [bela, chen] = made.others as [MemberScope, MemberScope];
  const [talked, nominated] = await papersOf([`Talked ${made.slug}`, `Nominated ${made.slug}`]);
  const when = { startsAt: inDays(1), minutes: 60, place: "Here", link: "" };
  const { id: meetingId } = await planMeeting(made.organizer, {
    paperId: `${talked?.id}`,
    ...when,
  });
  const { id: nominationId } = await nominate(chen, {
    paperId: `${nominated?.id}`,
    pitch: "Read it.",
    again: false,
  });
  const subscriptionId = await subscribe(bela.viewer, {
    sources: [{ kind: "group", group: made.slug }],
  });
  const { group } = made.organizer;
  // The other nominations are the organizer's, and too old for a digest.
  await db.nomination.updateMany({
    where: { groupId: group.id, id: { not: nominationId } },
    data: { createdAt: inDays(-20) },
  });
  return { ...made, bela, chen, groupId: group.id, meetingId, nominationId, subscriptionId };
}
type World = Awaited<ReturnType<typeof world>>;

/** The kinds of items in a digest written now, in order. */
async function kindsOf({ bela, subscriptionId }: World): Promise<string[]> {
  const { written } = await sendNow(bela.viewer, { subscriptionId });
  const [latest = []] = written ? await digestSubjects(subscriptionId) : [];
  return latest.map((subject) => subject.split(":")[0] ?? "");
}

/** Asks for another digest; none is written if nothing is new. */
const again = ({ bela, subscriptionId }: World) => sendNow(bela.viewer, { subscriptionId });

/** The kinds of items left in the latest digest when it is sent. */
async function kindsLeftOf({ subscriptionId }: World): Promise<string[]> {
  const { id } = await db.digest.findFirstOrThrow({
    where: { subscriptionId },
    orderBy: { createdAt: "desc" },
  });
  return ((await readContent(db, [id])).get(id) ?? []).map(({ kind }) => kind);
}

const ALL = ["ballot", "meeting", "nomination"];
const ballot = (data: object) => (made: World) =>
  db.ballot.update({ where: { id: made.id }, data });
const meeting = (data: object) => (made: World) =>
  db.meeting.update({ where: { id: made.meetingId }, data });
const nomination = (data: object) => (made: World) =>
  db.nomination.update({ where: { id: made.nominationId }, data });
const suspend = (until: Date | null) => (made: World) =>
  db.suspension.create({
    data: {
      groupId: made.groupId,
      personId: made.bela.viewer.id,
      until,
      suspendedAt: inDays(-2),
    },
  });

const REASONS: [string, (made: World) => Promise<unknown>, string[]][] = [
  ["nothing speaks against it", async () => {}, ALL],
  ["the reader is suspended from the group", suspend(null), ["meeting", "nomination"]],
  ["the reader's suspension has ended", suspend(inDays(-1)), ALL],
  ["the ballot opens later", ballot({ openedAt: inDays(0.01) }), ["meeting", "nomination"]],
  [
    "the ballot is over, but not counted yet",
    ballot({ opensAt: null, openedAt: inDays(-2), closesAt: inDays(-1) }),
    ["meeting", "nomination"],
  ],
  [
    "the ballot was called off",
    ({ id, organizer }) => cancelBallot(organizer, { ballotId: id, note: "Not now." }),
    ["meeting", "nomination"],
  ],
  [
    "the meeting was cancelled",
    (made) => cancelMeeting(made.organizer, made.meetingId),
    ["ballot", "nomination"],
  ],
  ["the meeting is over", meeting({ startsAt: inDays(-1) }), ["ballot", "nomination"]],
  ["the meeting is in a month", meeting({ startsAt: inDays(30) }), ["ballot", "nomination"]],
  ["the nomination is old", nomination({ createdAt: inDays(-15) }), ["ballot", "meeting"]],
  ["the nomination was chosen already", nomination({ chosenAt: inDays(0) }), ["ballot", "meeting"]],
  [
    "the nomination was withdrawn",
    ({ chen, nominationId }) => withdraw(chen, nominationId),
    ["ballot", "meeting"],
  ],
];

/** Events between writing a digest and sending it. */
const MEANWHILE: [string, (made: World) => Promise<unknown>, string[]][] = [
  ["nothing happens", async () => {}, ALL],
  [
    "the ballot is closed",
    ({ id, organizer }) => closeBallot(id, organizer),
    ["meeting", "nomination"],
  ],
  [
    "the ballot is called off",
    ({ id, organizer }) => cancelBallot(organizer, { ballotId: id, note: "Not now." }),
    ["meeting", "nomination"],
  ],
  [
    "the meeting is cancelled",
    (made) => cancelMeeting(made.organizer, made.meetingId),
    ["ballot", "nomination"],
  ],
  ["the meeting is moved", meeting({ startsAt: inDays(2) }), ["ballot", "nomination"]],
  [
    "the nomination is withdrawn",
    ({ chen, nominationId }) => withdraw(chen, nominationId),
    ["ballot", "meeting"],
  ],
  [
    "the nominator is blocked",
    ({ bela, chen }) =>
      db.block.create({ data: { personId: bela.viewer.id, blockedId: chen.viewer.id } }),
    ["ballot", "meeting"],
  ],
  [
    "the reader is removed",
    ({ bela }) => db.membership.deleteMany({ where: { personId: bela.viewer.id } }),
    [],
  ],
];

describe("a group's digest", () => {
  it.each(REASONS)("has the right items when %s", async (_, happens, kinds) => {
    const made = await world();
    await happens(made);
    expect(await kindsOf(made)).toEqual(kinds);
    expect(await again(made)).toEqual({ written: false });
  });

  it.each(MEANWHILE)("keeps the current items when meanwhile %s", async (_, happens, kinds) => {
    const made = await world();
    expect(await kindsOf(made)).toEqual(ALL);
    await happens(made);
    expect(await kindsLeftOf(made)).toEqual(kinds);
  });

  it.each([
    ["that is recent", {}, ["result", "meeting", "nomination"]],
    ["that is old", { closedAt: inDays(-15) }, ["meeting", "nomination"]],
    ["that is still a tie", { outcome: "tied" }, ["meeting", "nomination"]],
  ] as const)("has the right items for a result %s", async (_, change, kinds) => {
    const made = await world();
    await closeBallot(made.id, made.organizer);
    await db.ballot.update({ where: { id: made.id }, data: change });
    expect((await kindsOf(made)).sort()).toEqual([...kinds].sort());
    expect(await again(made)).toEqual({ written: false });
  });
});

/** A member with a reply in their private group, to be sent by digest. */
async function withReply() {
  const made = await groupWithPool(["One"], { members: 2, visibility: "private" });
  const [{ viewer: bela }, { viewer: chen }] = made.others as [MemberScope, MemberScope];
  const paper = made.papers[0]?.slug as string;
  await db.notificationChoice.create({
    data: { personId: bela.id, kind: "answer", via: "digest" },
  });
  const parentId = await writeAbout(bela, paper, { group: made.slug });
  await runNotificationJobs();
  const answer = await writeAbout(chen, paper, { group: made.slug, parentId });
  await runNotificationJobs();
  const subscriptionId = await subscribe(bela, { sources: [{ kind: "answers" }] });
  return { bela, chen, answer, subscriptionId };
}
type ReplyWorld = Awaited<ReturnType<typeof withReply>>;

const setNotification = (data: object) => (made: ReplyWorld) =>
  db.notification.updateMany({ where: { personId: made.bela.id }, data });

const REPLY_CASES: [string, (made: ReplyWorld) => Promise<unknown>, number][] = [
  ["nothing speaks against it", async () => {}, 1],
  ["it was read in the app", setNotification({ readAt: new Date() }), 0],
  ["it was emailed", setNotification({ mailedAt: new Date() }), 0],
  ["it comes by email", setNotification({ via: "mail" }), 0],
  ["it was deleted", ({ answer, chen }) => removeComment(chen, answer), 0],
  [
    "it was hidden",
    ({ answer }) => db.comment.update({ where: { id: answer }, data: { hiddenAt: new Date() } }),
    0,
  ],
  [
    "the reader has blocked its author",
    ({ bela, chen }) => db.block.create({ data: { personId: bela.id, blockedId: chen.id } }),
    0,
  ],
  [
    "the reader has left the group",
    ({ bela }) => db.membership.deleteMany({ where: { personId: bela.id } }),
    0,
  ],
];

describe("a reply in a group", () => {
  it.each(REPLY_CASES)("is included or not when %s", async (_, happens, count) => {
    const made = await withReply();
    await happens(made);
    const { written } = await sendNow(made.bela, made);
    expect(written ? (await digestSubjects(made.subscriptionId))[0] : []).toHaveLength(count);
  });
});

import { afterEach, expect, it } from "vitest";
import { deleteAccount } from "@/server/accounts/commands";
import { leaveGroup } from "@/server/accounts/leaving/commands";
import type { MemberScope } from "@/server/groups/policy";
import { handlers as notificationHandlers } from "@/server/notifications/jobs";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as } from "@/server/testing/doors/callers";
import { groupWithPool, HOUR } from "@/server/testing/fixtures/ballots";
import { groupWithReading, memberAt, THURSDAYS } from "@/server/testing/fixtures/meetings";
import { notificationsOf } from "@/server/testing/fixtures/notifications";
import { scheduleMeeting } from "../commands";
import { planReading } from "../planning/commands";
import { setSlot } from "../slot/commands";
import { answerPoll, cancelPoll, decidePoll, handlers, openPoll, settlePoll } from "./commands";

ownDatabase();
afterEach(() => setClock(undefined));

type Answer = "yes" | "maybe" | "no";
const inDays = (days: number) => new Date(Date.now() + days * 24 * HOUR);
const HOW = { days: 0, minutes: 60, place: "Room 4", link: "" };

/** A poll with three times about a chosen paper, in a group of an organizer and members. */
async function asked(members = 2) {
  const world = await groupWithPool(["Asked about"], { members });
  const { organizer, others, papers } = world;
  const dates = [inDays(3), inDays(4), inDays(5)];
  const paperId = papers[0]?.id as string;
  const { id: pollId } = await openPoll(organizer, { readingId: null, paperId, dates, ...HOW });
  const rows = await db.pollDate.findMany({ where: { pollId }, orderBy: { startsAt: "asc" } });
  const dateIds = rows.map(({ id }) => id);
  const say = (scope: MemberScope, ...answers: Answer[]) =>
    answerPoll(scope, {
      pollId,
      answers: dateIds.map((dateId, at) => ({ dateId, answer: answers[at] ?? "no" })),
    });
  const poll = () => db.datePoll.findUniqueOrThrow({ where: { id: pollId } });
  const meeting = async () =>
    db.meeting.findUnique({
      where: { readingId: (await poll()).readingId },
      include: { rsvps: { orderBy: { personId: "asc" } } },
    });
  const settle = () => workOff(handlers);
  return {
    ...world,
    cast: [organizer, ...others],
    pollId,
    dates,
    dateIds,
    say,
    poll,
    meeting,
    settle,
  };
}

it("becomes the meeting at the clear best time once everybody has answered, with RSVPs by the answers", async () => {
  const { cast, say, settle, meeting, poll, dates, dateIds } = await asked();
  const [organizer, ada, bela] = cast as [MemberScope, MemberScope, MemberScope];
  await say(organizer, "yes", "yes", "no");
  await say(ada, "no", "maybe", "yes");
  await settle();
  expect(await meeting()).toBeNull();
  await say(bela, "no", "no", "no");
  await settle();
  expect(await meeting()).toMatchObject({
    startsAt: dates[1],
    minutes: 60,
    place: "Room 4",
    scheduledById: null,
  });
  const rsvps = (await meeting())?.rsvps.map(({ personId, answer }) => [personId, answer]);
  expect(Object.fromEntries(rsvps ?? [])).toEqual({
    [organizer.viewer.id]: "yes",
    [ada.viewer.id]: "maybe",
    [bela.viewer.id]: "no",
  });
  expect(await poll()).toMatchObject({ chosenId: dateIds[1], chosenById: null });
  await expect(say(ada, "yes", "yes", "yes")).rejects.toMatchObject({ code: "CLOSED" });
});

it("asks the organizers, and nobody else, where the answers do not decide", async () => {
  const { slug, cast, pollId, dateIds, say, settle, meeting } = await asked();
  const [organizer, ada, bela] = cast as [MemberScope, MemberScope, MemberScope];
  await say(organizer, "yes", "yes", "no");
  await say(ada, "yes", "yes", "no");
  await say(bela, "no", "no", "yes");
  await workOff([...handlers, ...notificationHandlers]);
  expect(await meeting()).toBeNull();
  const page = await as(organizer.viewer).datePolls.page({ group: slug, pollId });
  expect(page).toMatchObject({ state: "undecided", bestId: dateIds[0], clear: false });
  expect(page.may).toEqual({ answer: false, decide: true });
  const undecided = `meeting datePoll:${pollId}:undecided`;
  expect(await notificationsOf(organizer.viewer)).toContain(undecided);
  expect(await notificationsOf(ada.viewer)).not.toContain(undecided);
  const tries = await Promise.allSettled([
    decidePoll(organizer, { pollId, dateId: dateIds[0] as string }),
    decidePoll(organizer, { pollId, dateId: dateIds[1] as string }),
    cancelPoll(organizer, pollId),
    settlePoll(pollId),
  ]);
  // One of the three ends it, and the clock has nothing left to do.
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  await settle();
  expect(await db.meeting.count({ where: { groupId: organizer.group.id } })).toBeLessThan(2);
});

it("tells members that they are asked, and leads them to the poll", async () => {
  const { slug, organizer, others, pollId } = await asked();
  const ada = memberAt(others);
  await workOff([...handlers, ...notificationHandlers]);
  const line = `meeting datePoll:${pollId}`;
  expect(await notificationsOf(ada.viewer)).toContain(line);
  expect(await notificationsOf(organizer.viewer)).not.toContain(line);
  const { notifications } = await as(ada.viewer).notifications.list({});
  expect(notifications.find(({ kind }) => kind === "meeting")).toMatchObject({
    path: `/groups/${slug}/meetings/polls/${pollId}`,
    detail: { of: "datePoll", state: "open" },
  });
});

it("takes all answers at once, can be changed, and has one answer from each member", async () => {
  const { slug, others, pollId, dateIds, say } = await asked(6);
  const ada = memberAt(others);
  await Promise.all(others.flatMap((scope) => [say(scope, "yes"), say(scope, "maybe", "yes")]));
  await say(ada, "no", "no", "maybe");
  expect(await db.dateAnswer.count({ where: { date: { pollId } } })).toBe(6 * 3);
  const { people, answered, members, dates } = await as(ada.viewer).datePolls.page({
    group: slug,
    pollId,
  });
  expect({ answered, members }).toEqual({ answered: 6, members: 7 });
  expect(people[0]).toMatchObject({ mine: true, answers: ["no", "no", "maybe"] });
  expect(dates.map(({ mine }) => mine)).toEqual(["no", "no", "maybe"]);
  const answers = dateIds.slice(1).map((dateId) => ({ dateId, answer: "yes" as const }));
  for (const some of [answers, [...answers, answers[0] as (typeof answers)[number]]])
    await expect(answerPoll(ada, { pollId, answers: some })).rejects.toMatchObject({
      code: "INVALID",
    });
});

it("closes at its time, when whoever has not answered is too late", async () => {
  const { others, say, poll, pollId } = await asked();
  await say(memberAt(others), "yes");
  await settlePoll(pollId);
  expect(await poll()).toMatchObject({ closedAt: null });
  setClock((await poll()).closesAt);
  await expect(say(memberAt(others, 1), "yes")).rejects.toMatchObject({ code: "CLOSED" });
  await settlePoll(pollId);
  expect(await poll()).toMatchObject({ closedAt: expect.any(Date), chosenId: null });
});

it("lets an answer and the end come at once: the answer counts, or is refused", async () => {
  const { cast, say, pollId, dateIds } = await asked(8);
  const [organizer, ...others] = cast as [MemberScope, ...MemberScope[]];
  const tries = await Promise.allSettled([
    ...others.slice(0, 4).map((scope) => say(scope, "yes")),
    decidePoll(organizer, { pollId, dateId: dateIds[0] as string }),
    ...others.slice(4).map((scope) => say(scope, "yes")),
  ]);
  const counted = tries.filter(({ status }) => status === "fulfilled").length - 1;
  const meeting = await db.meeting.findFirstOrThrow({ where: { groupId: organizer.group.id } });
  // Who was in time has an RSVP.
  expect(await db.rsvp.count({ where: { meetingId: meeting.id, answer: "yes" } })).toBe(counted);
  for (const one of tries)
    if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "CLOSED" });
});

it("waits for nobody who has left, and keeps none of their answers", async () => {
  const { cast, say, settle, meeting, dates, pollId } = await asked();
  const [organizer, ada, bela] = cast as [MemberScope, MemberScope, MemberScope];
  await say(organizer, "no", "no", "yes");
  await say(ada, "no", "no", "yes");
  await settle();
  expect(await meeting()).toBeNull();
  await leaveGroup(bela);
  await settle();
  expect(await meeting()).toMatchObject({ startsAt: dates[2] });
  await deleteAccount(ada.viewer, ada.viewer.handle);
  expect(await db.dateAnswer.count({ where: { date: { pollId } } })).toBe(3);
});

it("gives the presentation to a member who offered it and can come, and passes over one who cannot", async () => {
  const { organizer, others, papers, nominationIds } = await groupWithPool(["Offered"], {
    members: 2,
  });
  const [ada, bela] = [memberAt(others), memberAt(others, 1)];
  const group = organizer.group.slug;
  const nominationId = nominationIds[0] as string;
  for (const { viewer } of [ada, bela])
    await as(viewer).nominations.offer({ group, nominationId, on: true });
  const { id: pollId } = await openPoll(organizer, {
    ...{ readingId: null, paperId: papers[0]?.id as string, dates: [inDays(3), inDays(4)] },
    ...HOW,
  });
  const rows = await db.pollDate.findMany({ where: { pollId }, orderBy: { startsAt: "asc" } });
  const say = (scope: MemberScope, ...answers: Answer[]) =>
    answerPoll(scope, {
      pollId,
      answers: rows.map(({ id: dateId }, at) => ({ dateId, answer: answers[at] as Answer })),
    });
  await say(ada, "no", "no");
  await say(bela, "no", "yes");
  await say(organizer, "yes", "no");
  const page = await as(organizer.viewer).datePolls.page({ group, pollId });
  // As many can come at either time, but nobody would present at the first.
  expect(page.dates.map(({ lacksPresenter }) => lacksPresenter)).toEqual([true, false]);
  expect(page).toMatchObject({ bestId: rows[1]?.id, clear: true });
  await workOff(handlers);
  const meeting = await db.meeting.findFirstOrThrow({ where: { groupId: organizer.group.id } });
  expect(meeting).toMatchObject({ startsAt: rows[1]?.startsAt, presenterId: bela.viewer.id });
});

it("chooses no time at which the group meets about another paper", async () => {
  const { cast, organizer, say, settle, meeting, dates, dateIds, pollId } = await asked(1);
  const other = await groupWithReadingIn(organizer);
  await scheduleMeeting(organizer, { readingId: other, startsAt: dates[0] as Date, place: "" });
  for (const scope of cast) await say(scope, "yes", "maybe", "no");
  await expect(
    decidePoll(organizer, { pollId, dateId: dateIds[0] as string }),
  ).rejects.toMatchObject({ code: "INVALID" });
  await settle();
  expect(await meeting()).toMatchObject({ startsAt: dates[1] });
});

async function groupWithReadingIn({ group }: MemberScope): Promise<string> {
  const { papers } = await groupWithPool(["Elsewhere"], { members: 1 });
  const paperId = papers[0]?.id as string;
  return (await db.reading.create({ data: { groupId: group.id, paperId } })).id;
}

it("asks once about a reading, even if two organizers ask at once, and not about one that has its meeting", async () => {
  const { organizer, readingId, startsAt } = await groupWithReading();
  const input = { readingId, paperId: null, dates: [inDays(3), inDays(4)], ...HOW };
  const tries = await Promise.allSettled(
    Array.from({ length: 5 }, () => openPoll(organizer, input)),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await scheduleMeeting(organizer, { readingId, startsAt, place: "" });
  // The meeting that was planned by hand ends the poll.
  const polls = await db.datePoll.findMany({ where: { readingId } });
  expect(polls).toMatchObject([{ chosenId: null, cancelledById: organizer.viewer.id }]);
  await expect(openPoll(organizer, input)).rejects.toMatchObject({ code: "CONFLICT" });
});

it("keeps the regular time from being set while the group is asked", async () => {
  const { organizer, readingId } = await groupWithReading();
  await setSlot(organizer, THURSDAYS);
  const dates = [inDays(3), inDays(4)];
  const { id } = await openPoll(organizer, { readingId, paperId: null, dates, ...HOW });
  await planReading(readingId);
  expect(await db.meeting.count({ where: { readingId } })).toBe(0);
  await cancelPoll(organizer, id);
  await planReading(readingId);
  expect(await db.meeting.count({ where: { readingId } })).toBe(1);
});

it("refuses times that have passed or are years away", async () => {
  const { organizer, readingId } = await groupWithReading();
  for (const other of [inDays(-1), inDays(800)])
    await expect(
      openPoll(organizer, { readingId, paperId: null, dates: [inDays(3), other], ...HOW }),
    ).rejects.toMatchObject({ code: "INVALID", field: "dates" });
});

import { afterEach, expect, it } from "vitest";
import { closeBallot } from "@/server/ballots/life/closing";
import { chooseWithoutBallot } from "@/server/ballots/nominations/commands";
import { listReadings } from "@/server/ballots/readings/queries";
import { castVote } from "@/server/ballots/votes/commands";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import {
  groupWithBallot,
  groupWithPool,
  HOUR,
  inHours,
  openBallot,
} from "@/server/testing/fixtures/ballots";
import {
  groupWithMeeting,
  groupWithReading,
  meetingRow,
  memberAt,
} from "@/server/testing/fixtures/meetings";
import { listNextReadings, listQueue } from "./coming/queries";
import { cancelMeeting, planMeeting, scheduleMeeting } from "./commands";
import { openPoll } from "./polls/commands";
import { listMeetings, listPapersToMeetAbout } from "./queries";

ownDatabase();
afterEach(() => setClock(undefined));

it("sets time and place, changes them, and keeps one meeting per reading", async () => {
  const { organizer, others, readingId, startsAt } = await groupWithReading();
  await scheduleMeeting(organizer, { readingId, startsAt, place: "Room 4" });
  const later = new Date(startsAt.getTime() + HOUR);
  await Promise.all(
    Array.from({ length: 6 }, () =>
      scheduleMeeting(organizer, { readingId, startsAt: later, place: "Room 5" }),
    ),
  );
  expect(await db.meeting.count({ where: { readingId } })).toBe(1);
  const [reading] = (await listReadings(others[0] as MemberScope, 1)).readings;
  expect(reading?.meeting).toEqual({ startsAt: later, place: "Room 5" });
  // Five of the six calls found nothing to change.
  const { sequence } = await db.meeting.findUniqueOrThrow({ where: { readingId } });
  expect(sequence).toBe(1);
});

it("makes one meeting when two organizers set the first at once", async () => {
  const { organizer, readingId, startsAt } = await groupWithReading();
  await Promise.all(
    Array.from({ length: 6 }, (_, at) =>
      scheduleMeeting(organizer, { readingId, startsAt, place: `Room ${at}` }),
    ),
  );
  expect(await db.meeting.count({ where: { readingId } })).toBe(1);
});

it("refuses a past time at the field, but lets the place of a meeting that has begun change", async () => {
  const { organizer, readingId, startsAt } = await groupWithReading();
  const past = new Date(Date.now() - 1);
  const input = { readingId, startsAt: past, place: "" };
  await expect(scheduleMeeting(organizer, input)).rejects.toMatchObject({
    code: "INVALID",
    field: "startsAt",
  });
  await scheduleMeeting(organizer, { readingId, startsAt, place: "Room 4" });
  setClock(new Date(startsAt.getTime() + HOUR));
  await scheduleMeeting(organizer, { readingId, startsAt, place: "The lawn" });
  expect((await listReadings(organizer, 1)).readings[0]?.meeting?.place).toBe("The lawn");
});

it("keeps fields that a change leaves out, and raises the calendar's sequence once per change", async () => {
  const { organizer, meetingId, startsAt } = await groupWithMeeting();
  const { readingId, minutes, link, place } = await meetingRow(meetingId);
  await scheduleMeeting(organizer, { readingId, startsAt, place });
  expect(await meetingRow(meetingId)).toMatchObject({ sequence: 0, movedAt: null });
  await scheduleMeeting(organizer, { readingId, startsAt, place: "Elsewhere" });
  expect(await meetingRow(meetingId)).toMatchObject({ sequence: 1, minutes, link, movedAt: null });
  const later = new Date(startsAt.getTime() + HOUR);
  await scheduleMeeting(organizer, { readingId, startsAt: later, place: "Elsewhere", minutes: 45 });
  const moved = await meetingRow(meetingId);
  expect(moved).toMatchObject({ sequence: 2, minutes: 45, startsAt: later });
  expect(moved.movedAt).not.toBeNull();
});

it("is scheduled by organizers of its own group, and its place is shown to members only", async () => {
  const { slug, organizer, others, readingId, startsAt } = await groupWithReading();
  const other = await groupWithReading();
  const member = (others[0] as MemberScope).viewer;
  const input = { readingId, startsAt, place: "At Ada's" };
  await expect(scheduleMeeting(other.organizer, input)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const calls = [member, null].map((viewer) =>
    as(viewer).meetings.schedule({ group: slug, ...input }),
  );
  expect(await outcomes(calls)).toEqual(["FORBIDDEN", "UNAUTHORIZED"]);
  await scheduleMeeting(organizer, input);
  const placeSeenBy = async (viewer: MemberScope["viewer"] | null) => [
    (await as(viewer).meetings.queue({ group: slug })).next?.meeting?.place,
    (await as(viewer).ballots.readings({ group: slug })).readings[0]?.meeting?.place,
  ];
  expect(await placeSeenBy(member)).toEqual(["At Ada's", "At Ada's"]);
  expect(await placeSeenBy(null)).toEqual(["", ""]);
  expect(await placeSeenBy(other.organizer.viewer)).toEqual(["", ""]);
});

it("plans a meeting about any paper, and makes one in the pool chosen", async () => {
  const { organizer, papers, nominationIds } = await groupWithPool(["A", "B"], { members: 1 });
  const startsAt = new Date(Date.now() + 24 * HOUR);
  const when = { startsAt, minutes: 60, place: "", link: "" };
  await planMeeting(organizer, { paperId: papers[0]?.id as string, ...when });
  const nominations = await db.nomination.findMany({
    where: { id: { in: nominationIds } },
    orderBy: { createdAt: "asc" },
  });
  expect(nominations).toMatchObject([{ chosenAt: expect.any(Date) }, { chosenAt: null }]);
  const [reading] = (await listReadings(organizer, 1)).readings;
  expect(reading).toMatchObject({ ballotId: null, meeting: { startsAt } });
});

it("gives a chosen paper its meeting, instead of choosing it twice", async () => {
  const { organizer, papers, readingId, startsAt } = await groupWithReading();
  const paperId = papers[0]?.id as string;
  await planMeeting(organizer, { paperId, startsAt, minutes: 60, place: "", link: "" });
  const found = (await listReadings(organizer, 1)).readings;
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ id: readingId, meeting: { startsAt } });
  // Reading it again is another reading.
  const again = new Date(startsAt.getTime() + 48 * HOUR);
  await planMeeting(organizer, { paperId, startsAt: again, minutes: 60, place: "", link: "" });
  expect((await listReadings(organizer, 1)).readings).toHaveLength(2);
});

it("takes no paper from an open ballot, and no time twice", async () => {
  const { organizer, papers } = await groupWithBallot(["A"], { members: 1 });
  const { organizer: other, startsAt, papers: pool } = await groupWithMeeting();
  const when = { startsAt, minutes: 60, place: "", link: "" };
  await expect(
    planMeeting(organizer, { paperId: papers[0]?.id as string, ...when }),
  ).rejects.toMatchObject({ code: "CLOSED" });
  await expect(
    planMeeting(other, { paperId: pool[0]?.id as string, ...when }),
  ).rejects.toMatchObject({ code: "INVALID", field: "startsAt" });
});

it("makes one meeting from a form that was sent six times", async () => {
  const { organizer, papers } = await groupWithPool(["A"], { members: 1 });
  const startsAt = new Date(Date.now() + 24 * HOUR);
  const input = { paperId: papers[0]?.id as string, startsAt, minutes: 60, place: "", link: "" };
  const sent = await Promise.allSettled(
    Array.from({ length: 6 }, () => planMeeting(organizer, input)),
  );
  expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await listReadings(organizer, 1)).readings).toHaveLength(1);
});

it("is cancelled once, stays visible, and can be scheduled again", async () => {
  const { organizer, others, meetingId, startsAt } = await groupWithMeeting();
  await cancelMeeting(organizer, meetingId);
  await expect(cancelMeeting(organizer, meetingId)).rejects.toMatchObject({
    code: "ALREADY_DONE",
  });
  const cancelled = await meetingRow(meetingId);
  expect(cancelled).toMatchObject({ sequence: 1, cancelledById: organizer.viewer.id });
  const { ahead } = await listMeetings(memberAt(others), { page: 1, ahead: 1 });
  expect(ahead).toMatchObject([{ id: meetingId, state: "cancelled" }]);
  expect((await listQueue(memberAt(others))).next).toMatchObject({
    meeting: { cancelledAt: expect.any(Date) },
  });
  expect((await listReadings(organizer, 1)).readings).toMatchObject([{ meeting: null }]);

  const { readingId, place } = cancelled;
  const again = new Date(startsAt.getTime() + 24 * HOUR);
  await scheduleMeeting(organizer, { readingId, startsAt: again, place });
  expect(await meetingRow(meetingId)).toMatchObject({ sequence: 2, cancelledAt: null });
  expect((await listMeetings(organizer, { page: 1, ahead: 1 })).ahead).toMatchObject([
    { state: "ahead" },
  ]);
});

it("asks for a new time if the time of a cancelled meeting has passed", async () => {
  const { organizer, meetingId, startsAt } = await groupWithMeeting();
  await cancelMeeting(organizer, meetingId);
  setClock(new Date(startsAt.getTime() + HOUR));
  const { readingId, place } = await meetingRow(meetingId);
  await expect(scheduleMeeting(organizer, { readingId, startsAt, place })).rejects.toMatchObject({
    field: "startsAt",
  });
});

it("shows the next reading: the one with a future meeting, then the choice after it", async () => {
  const { id, organizer, others, candidates, nominationIds } = await groupWithBallot(["A", "B"]);
  const [ada] = others as [MemberScope];
  await castVote(ada, { ballotId: id, answer: { approvals: [candidates[0] as string] } });
  await closeBallot(id, organizer);
  const [first] = (await listReadings(organizer, 1)).readings;
  const startsAt = new Date(Date.now() + 24 * HOUR);
  await scheduleMeeting(organizer, { readingId: first?.id as string, startsAt, place: "Room 4" });
  const closesAt = new Date(Date.now() + HOUR);
  const left = nominationIds.slice(1);
  const second = await openBallot(organizer, { closesAt, nominationIds: left });
  const [candidate] = await db.candidate.findMany({ where: { ballotId: second.id } });
  await castVote(ada, { ballotId: second.id, answer: { approvals: [candidate?.id as string] } });
  await closeBallot(second.id, organizer);

  const onDesk = async () => Object.values(await listNextReadings(ada.viewer))[0];
  expect(await onDesk()).toMatchObject({
    id: first?.id,
    meeting: { startsAt, place: "Room 4" },
  });
  const queue = async () => {
    const { next, later } = await listQueue(ada);
    return [next, ...later].map((reading) => reading?.paper.title[0]);
  };
  expect(await queue()).toEqual(["A", "B"]);
  setClock(new Date(startsAt.getTime() + 4 * HOUR));
  expect((await onDesk())?.paper.title).toMatch(/^B/);
  expect(await queue()).toEqual(["B"]);
  expect((await onDesk())?.meeting).toBeNull();
});

it("offers the chosen papers without a meeting or a poll, and those of the pool that no ballot decides about", async () => {
  const { organizer, papers, nominationIds } = await groupWithPool(["A", "B", "C", "D", "E"]);
  const startsAt = new Date(Date.now() + 72 * HOUR);
  const [met, polled, chosen, votedOn, pooled] = papers.map(({ id }) => id) as string[];
  const how = { minutes: 60, place: "", link: "" };
  await planMeeting(organizer, { paperId: met as string, startsAt, ...how });
  await openPoll(organizer, {
    ...{ readingId: null, paperId: polled as string, days: 0 },
    ...{ dates: [inHours(96), inHours(97)], ...how },
  });
  await db.$transaction((tx) => chooseWithoutBallot(tx, organizer.group.id, chosen as string));
  await openBallot(organizer, {
    closesAt: inHours(1),
    nominationIds: nominationIds.slice(3, 4),
  });
  const offers = await listPapersToMeetAbout(organizer);
  expect([offers.chosen, offers.pool].map((one) => one.map(({ id }) => id))).toEqual([
    [chosen],
    [pooled],
  ]);
  // Each offer can be taken; the paper that is being voted on cannot.
  const plan = (paperId: string | undefined, hours: number) =>
    planMeeting(organizer, { paperId: paperId as string, startsAt: inHours(hours), ...how });
  await plan(chosen, 120);
  await plan(pooled, 144);
  await expect(plan(votedOn, 168)).rejects.toMatchObject({ code: "CLOSED" });
  expect(await listPapersToMeetAbout(organizer)).toEqual({ chosen: [], pool: [] });
});

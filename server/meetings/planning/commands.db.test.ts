import { afterEach, expect, it } from "vitest";
import { closeBallot } from "@/server/ballots/life/closing";
import { offerToPresent } from "@/server/ballots/nominations/commands";
import { castVote } from "@/server/ballots/votes/commands";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { groupWithBallot, HOUR, papersOf } from "@/server/testing/fixtures/ballots";
import {
  groupWithReading,
  memberAt,
  THURSDAYS,
  thursdayAfter,
} from "@/server/testing/fixtures/meetings";
import { cancelMeeting, handlers, planMeeting } from "../commands";
import { setPresenter } from "../presenters/commands";
import { readMeetingDefaults } from "../queries";
import { setSlot } from "../slot/commands";
import { planReading } from "./commands";

ownDatabase();
afterEach(() => setClock(undefined));

it("schedules a winner at the group's regular time, by the queue, once", async () => {
  const { id, organizer, others, candidates } = await groupWithBallot(["A"], { members: 2 });
  await setSlot(organizer, THURSDAYS);
  await castVote(memberAt(others), { ballotId: id, answer: { approvals: candidates } });
  await closeBallot(id, organizer);
  await workOff(handlers);
  const [reading] = await db.reading.findMany({
    where: { ballotId: id },
    select: { id: true, chosenAt: true, meeting: true },
  });
  const { chosenAt, meeting } = reading as NonNullable<typeof reading>;
  const { place, link, minutes } = THURSDAYS;
  expect(meeting).toMatchObject({
    startsAt: thursdayAfter(new Date(chosenAt.getTime() + 24 * HOUR)),
    place,
    link,
    minutes,
    presenterId: null,
  });
  await Promise.all(Array.from({ length: 4 }, () => planReading(reading?.id as string)));
  expect(await db.meeting.findMany({ where: { groupId: organizer.group.id } })).toEqual([meeting]);
});

it("gives two winners two slots, and none to a group without a time", async () => {
  const { organizer, readingId } = await groupWithReading();
  await planReading(readingId);
  expect(await db.meeting.count({ where: { readingId } })).toBe(0);
  await setSlot(organizer, THURSDAYS);
  const groupId = organizer.group.id;
  const { paperId, chosenAt } = await db.reading.findUniqueOrThrow({ where: { id: readingId } });
  const second = await db.reading.create({ data: { groupId, paperId, chosenAt } });
  await Promise.all([planReading(readingId), planReading(second.id), planReading(readingId)]);
  const rows = await db.meeting.findMany({ where: { groupId }, orderBy: { startsAt: "asc" } });
  const first = thursdayAfter(new Date(chosenAt.getTime() + 24 * HOUR));
  expect(rows.map(({ startsAt }) => startsAt)).toEqual([
    first,
    thursdayAfter(new Date(first.getTime() + 1)),
  ]);
  // The form for planning by hand offers the slot after these two.
  expect((await readMeetingDefaults(organizer))?.startsAt).toEqual(
    thursdayAfter(new Date((rows[1]?.startsAt.getTime() ?? 0) + 1)),
  );
});

it("plans nothing in the past if the queue is late", async () => {
  const { organizer, readingId } = await groupWithReading();
  await setSlot(organizer, THURSDAYS);
  const late = new Date(Date.now() + 40 * 24 * HOUR);
  setClock(late);
  await planReading(readingId);
  const { startsAt } = await db.meeting.findUniqueOrThrow({ where: { readingId } });
  expect(startsAt).toEqual(thursdayAfter(late));
});

it("is presented by the member who offered to; of several, by the one whose turn comes first", async () => {
  const world = await groupWithBallot(["A"], { members: 3 });
  const { id, organizer, others, candidates, nominationIds } = world;
  await setSlot(organizer, { ...THURSDAYS, rotates: true });
  const nominationId = nominationIds[0] as string;
  const [first, second, third] = others as [MemberScope, MemberScope, MemberScope];
  for (const scope of [first, second, third]) {
    await offerToPresent(scope, { nominationId, on: true });
  }
  await offerToPresent(third, { nominationId, on: false });
  // Members who have presented come later in turn, even if they offered as well.
  const [paper] = await papersOf([`Before in ${organizer.group.slug}`]);
  const startsAt = new Date(Date.now() + 24 * HOUR);
  const when = { startsAt, minutes: 60, place: "", link: "" };
  const before = await planMeeting(organizer, { paperId: paper?.id as string, ...when });
  await setPresenter(organizer, { meetingId: before.id, handle: first.viewer.handle });
  await castVote(first, { ballotId: id, answer: { approvals: candidates } });
  await closeBallot(id, organizer);
  const reading = await db.reading.findFirstOrThrow({ where: { ballotId: id } });
  await planReading(reading.id);
  const { presenterId } = await db.meeting.findUniqueOrThrow({ where: { readingId: reading.id } });
  expect(presenterId).toBe(second.viewer.id);
});

it("reuses the slot of a cancelled meeting", async () => {
  const { organizer, readingId } = await groupWithReading();
  await setSlot(organizer, THURSDAYS);
  await planReading(readingId);
  const { id, startsAt } = await db.meeting.findUniqueOrThrow({ where: { readingId } });
  await cancelMeeting(organizer, id);
  expect((await readMeetingDefaults(organizer))?.startsAt).toEqual(startsAt);
});

import { afterEach, expect, it } from "vitest";
import { closeBallot } from "@/server/ballots/closing";
import { readings } from "@/server/ballots/queries";
import { castVote } from "@/server/ballots/voting";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { as, outcomes } from "@/server/testing/callers";
import { HOUR, withBallot } from "@/server/testing/choosing";
import { ownDatabase } from "@/server/testing/database";
import { scheduleMeeting } from "./commands";

ownDatabase();
afterEach(() => setClock(undefined));

async function withReading() {
  const world = await withBallot(["A"], { members: 1 });
  const { id, organizer, others, candidates } = world;
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals: candidates } });
  await closeBallot(id, organizer);
  const [reading] = await readings(organizer);
  const startsAt = new Date(Date.now() + 24 * HOUR);
  return { ...world, readingId: reading?.id as string, startsAt };
}

it("sets when and where, changes it, and keeps one meeting a reading", async () => {
  const { organizer, others, readingId, startsAt } = await withReading();
  await scheduleMeeting(organizer, { readingId, startsAt, place: "Room 4" });
  const later = new Date(startsAt.getTime() + HOUR);
  await Promise.all(
    Array.from({ length: 6 }, () =>
      scheduleMeeting(organizer, { readingId, startsAt: later, place: "Room 5" }),
    ),
  );
  expect(await db.meeting.count({ where: { readingId } })).toBe(1);
  const [reading] = await readings(others[0] as MemberScope);
  expect(reading?.meeting).toEqual({ startsAt: later, place: "Room 5" });
});

it("makes one meeting when two organizers set the first at once", async () => {
  const { organizer, readingId, startsAt } = await withReading();
  await Promise.all(
    Array.from({ length: 6 }, (_, at) =>
      scheduleMeeting(organizer, { readingId, startsAt, place: `Room ${at}` }),
    ),
  );
  expect(await db.meeting.count({ where: { readingId } })).toBe(1);
});

it("refuses a time of the past at the field, but lets the place of a meeting that began change", async () => {
  const { organizer, readingId, startsAt } = await withReading();
  const past = new Date(Date.now() - 1);
  const input = { readingId, startsAt: past, place: "" };
  await expect(scheduleMeeting(organizer, input)).rejects.toMatchObject({
    code: "INVALID",
    field: "startsAt",
  });
  await scheduleMeeting(organizer, { readingId, startsAt, place: "Room 4" });
  setClock(new Date(startsAt.getTime() + HOUR));
  await scheduleMeeting(organizer, { readingId, startsAt, place: "The lawn" });
  expect((await readings(organizer))[0]?.meeting?.place).toBe("The lawn");
});

it("is set by organizers of the group that reads, and its place is told to members only", async () => {
  const { slug, organizer, others, readingId, startsAt } = await withReading();
  const other = await withReading();
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
    (await as(viewer).ballots.overview({ group: slug })).next?.meeting?.place,
    (await as(viewer).ballots.readings({ group: slug }))[0]?.meeting?.place,
  ];
  expect(await placeSeenBy(member)).toEqual(["At Ada's", "At Ada's"]);
  expect(await placeSeenBy(null)).toEqual(["", ""]);
  expect(await placeSeenBy(other.organizer.viewer)).toEqual(["", ""]);
});

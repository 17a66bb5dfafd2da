import "server-only";
import { lockGroup } from "@/server/groups/members/commands";
import { type GroupScope, groupTopic } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { wallClockOf } from "@/server/platform/time/local-time";
import { rotation, type Turn } from "../presenters/rules";
import { earliestMeeting, FURTHEST_DAYS } from "../rules";
import { MEETING_CHANGED } from "../schema";
import { findFreeTurn, type Slot } from "../slot/rules";

// Locks are taken in one order, so that nobody waits in a circle: group, ballot, nomination,
// membership, reading, meeting.

/** A calendar day as the database keeps it, YYYY-MM-DD. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** The slot of a group, or null. */
export async function slotOf(tx: Tx, groupId: string) {
  const found = await tx.meetingSlot.findUnique({ where: { groupId } });
  return found && { ...found, fromDay: dayOf(found.fromDay) };
}

/** The first free slot of a group from an instant on. */
export async function freeSlot(
  tx: Tx,
  group: { id: string; timeZone: string },
  slot: Slot,
  from: Date,
): Promise<Date | null> {
  const until = new Date(now().getTime() + FURTHEST_DAYS * 864e5);
  const bookings = await tx.meeting.findMany({
    where: { groupId: group.id, cancelledAt: null, startsAt: { gte: new Date(+from - 864e5) } },
    select: { startsAt: true, minutes: true },
  });
  return findFreeTurn(slot, group.timeZone, { from, until, bookings });
}

/** Refuses a second meeting at the very same time; the group is locked. */
export async function refuseDouble(
  tx: Tx,
  groupId: string,
  startsAt: Date,
  readingId: string | null,
): Promise<void> {
  const other = await tx.meeting.findFirst({
    where: {
      groupId,
      startsAt,
      cancelledAt: null,
      ...(readingId ? { readingId: { not: readingId } } : {}),
    },
    select: { id: true },
  });
  if (!other) return;
  const say = "The group already meets about another paper at this time.";
  refuse("INVALID", { say, field: "startsAt" });
}

/** The meeting for which somebody is looked for; an id that is nobody's while it is not made yet. */
interface Wanted {
  id: string;
  startsAt: Date;
}
const NOT_MADE = "00000000-0000-0000-0000-000000000000";

/** All members as the rotation sees them for a meeting. */
export async function turnsFor(
  tx: Tx,
  group: { id: string; timeZone: string },
  { id, startsAt }: Wanted,
): Promise<Turn[]> {
  const { date } = wallClockOf(startsAt, group.timeZone);
  return tx.$queryRaw<Turn[]>`
    SELECT m."personId", m."joinedAt", count(x.id)::int AS presented, max(x."startsAt") AS "lastAt",
      p."suspendedAt" IS NOT NULL
        OR EXISTS (SELECT FROM "Suspension" s WHERE s."groupId" = m."groupId"
          AND s."personId" = m."personId" AND (s."until" IS NULL OR s."until" > ${startsAt}))
        OR EXISTS (SELECT FROM "Away" a WHERE a."groupId" = m."groupId"
          AND a."personId" = m."personId" AND ${date}::date BETWEEN a."fromDay" AND a."lastDay")
        OR EXISTS (SELECT FROM "PassedTurn" t
          WHERE t."meetingId" = ${id}::uuid AND t."personId" = m."personId")
        OR EXISTS (SELECT FROM "Rsvp" r WHERE r."meetingId" = ${id}::uuid
          AND r."personId" = m."personId" AND r.answer = 'no') AS skipped
    FROM "Membership" m JOIN "Person" p ON p.id = m."personId"
    LEFT JOIN "Meeting" x ON x."presenterId" = m."personId" AND x."groupId" = m."groupId"
      AND x."cancelledAt" IS NULL AND x.id <> ${id}::uuid
    WHERE m."groupId" = ${group.id}::uuid
    GROUP BY m."groupId", m."personId", p."suspendedAt"`;
}

/** Whose turn it is to present, the next one first. The group is locked. */
export async function inTurn(
  tx: Tx,
  group: { id: string; timeZone: string },
  wanted: Wanted,
): Promise<string[]> {
  return rotation(await turnsFor(tx, group, wanted)).map(({ personId }) => personId);
}

/**
 * Who presents a meeting that is just being made: whoever offered to, if the paper wins; else, where the
 * group rotates, the next in turn. Of several who offered it is the one whose turn comes first.
 */
export async function firstPresenter(
  tx: Tx,
  group: { id: string; timeZone: string },
  wanted: { readingId: string; rotates: boolean; startsAt: Date },
): Promise<string | null> {
  const { readingId, rotates, startsAt } = wanted;
  const { paperId, chosenAt } = await tx.reading.findUniqueOrThrow({
    where: { id: readingId },
    select: { paperId: true, chosenAt: true },
  });
  const offers = await tx.presenterOffer.findMany({
    where: { nomination: { groupId: group.id, paperId, chosenAt } },
    select: { personId: true },
  });
  if (offers.length === 0 && !rotates) return null;
  const turn = await inTurn(tx, group, { id: NOT_MADE, startsAt });
  const offered = turn.find((id) => offers.some(({ personId }) => personId === id));
  return offered ?? (rotates ? (turn[0] ?? null) : null);
}

/**
 * Gives a chosen reading the next free slot of its group, at least a day after the choice. Does nothing
 * where the group has no slot, or the reading a meeting: it may run twice.
 */
export async function planReading(readingId: string): Promise<void> {
  await transact(async (tx) => {
    const reading = await tx.reading.findUnique({
      where: { id: readingId },
      select: { chosenAt: true, group: { select: { id: true, timeZone: true } } },
    });
    if (!reading) return;
    const { group, chosenAt } = reading;
    await lockGroup(tx, group.id);
    const [meeting, slot] = await Promise.all([
      tx.meeting.findUnique({ where: { readingId }, select: { id: true } }),
      slotOf(tx, group.id),
    ]);
    if (meeting || !slot) return;
    const at = now();
    const startsAt = await freeSlot(tx, group, slot, earliestMeeting(chosenAt, at));
    if (!startsAt) return;
    const { minutes, place, link, rotates } = slot;
    const presenterId = await firstPresenter(tx, group, { readingId, rotates, startsAt });
    await announce(tx, groupTopic(group.id));
    const { id } = await tx.meeting.create({
      data: {
        ...{ readingId, groupId: group.id, startsAt, minutes, place, link, presenterId },
        ...{ createdAt: at, changedAt: at },
      },
      select: { id: true },
    });
    await enqueue(tx, MEETING_CHANGED, { meetingId: id, byId: null });
  });
}

/** When a meeting that is planned now could be: the next free slot; null without one. */
export async function suggestion(tx: Tx, scope: GroupScope): Promise<Date | null> {
  const slot = await slotOf(tx, scope.group.id);
  return slot && freeSlot(tx, scope.group, slot, earliestMeeting(now(), now()));
}

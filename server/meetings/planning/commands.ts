import "server-only";
import { lockReading, readAtMeeting } from "@/server/ballots/readings/commands";
import { lockGroup } from "@/server/groups/members/commands";
import { type GroupScope, groupTopic } from "@/server/groups/policy";
import { suspendedIn } from "@/server/groups/sql";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { wallClockOf } from "@/server/platform/time/local-time";
import { orderByRotation, type Turn } from "../presenters/rules";
import { earliestMeeting, FURTHEST_DAYS } from "../rules";
import { MEETING_CHANGED } from "../schema";
import { findFreeTurn, type Slot } from "../slot/rules";

// The order of locks is in platform/database/locks.ts.

/** The calendar day of a DATE column, YYYY-MM-DD. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** The condition for polls that still lead to a meeting. */
export const LIVE = { chosenId: null, cancelledAt: null } as const;

/** Reads the slot of a group. */
export async function slotOf(tx: Tx, groupId: string) {
  const found = await tx.meetingSlot.findUnique({ where: { groupId } });
  return found && { ...found, fromDay: dayOf(found.fromDay) };
}

/** Finds the first free slot of a group from an instant on. */
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

/** Refuses a second meeting at the same time. The group has to be locked. */
export async function refuseSameTime(
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

/** The meeting that needs a presenter. The nil id stands for one that does not exist yet. */
interface Wanted {
  id: string;
  startsAt: Date;
}
export const NOT_MADE = "00000000-0000-0000-0000-000000000000";

/** Reads all members' turns for a meeting. @param options.away whether those who are away are skipped */
export async function readTurns(
  tx: Tx,
  group: { id: string; timeZone: string },
  { id, startsAt }: Wanted,
  { away = true } = {},
): Promise<Turn[]> {
  const date = away ? wallClockOf(startsAt, group.timeZone).date : null;
  return tx.$queryRaw<Turn[]>`
    SELECT m."personId", m."joinedAt", count(x.id)::int AS presented, max(x."startsAt") AS "lastAt",
      p."suspendedAt" IS NOT NULL
        OR ${suspendedIn(Prisma.sql`m."personId"`, Prisma.sql`m."groupId"`, startsAt)}
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

/** Orders the members by turn, the next presenter first. The group has to be locked. */
export async function orderByTurn(
  tx: Tx,
  group: { id: string; timeZone: string },
  wanted: Wanted,
): Promise<string[]> {
  return orderByRotation(await readTurns(tx, group, wanted)).map(({ personId }) => personId);
}

/** The query for the members who offered to present a chosen paper. */
export function offersFor(groupId: string, readingId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT o."personId" FROM "Reading" r
    JOIN "Nomination" n ON n."groupId" = ${groupId}::uuid AND n."paperId" = r."paperId" AND n."chosenAt" = r."chosenAt"
    JOIN "PresenterOffer" o ON o."nominationId" = n.id WHERE r.id = ${readingId}::uuid`;
}

/**
 * Finds the presenter of a new meeting: a member who offered to present the paper; otherwise, if the
 * group rotates, the next in turn. Of several offers, the one whose turn comes first wins.
 * @param wanted.absent members who said that they cannot come
 */
export async function firstPresenter(
  tx: Tx,
  group: { id: string; timeZone: string },
  wanted: { readingId: string; rotates: boolean; startsAt: Date; absent: readonly string[] },
): Promise<string | null> {
  const { readingId, rotates, startsAt, absent } = wanted;
  const found = await tx.$queryRaw<{ personId: string }[]>(offersFor(group.id, readingId));
  const offers = found.map(({ personId }) => personId);
  if (offers.length === 0 && !rotates) return null;
  const everybody = await orderByTurn(tx, group, { id: NOT_MADE, startsAt });
  const turn = everybody.filter((id) => !absent.includes(id));
  const offered = turn.find((id) => offers.includes(id));
  return offered ?? (rotates ? (turn[0] ?? null) : null);
}

/**
 * Gives a chosen reading the next free slot of its group, at least a day after the choice. Does nothing
 * if the group has no slot or the reading has a meeting, so it may run twice.
 */
export async function planReading(readingId: string): Promise<void> {
  await transact(async (tx) => {
    const reading = await tx.reading.findUnique({
      where: { id: readingId },
      select: { chosenAt: true, group: { select: { id: true, timeZone: true } } },
    });
    if (!reading) return;
    const { group, chosenAt } = reading;
    const { archivedAt } = await lockGroup(tx, group.id, { evenArchived: true });
    if (archivedAt) return;
    const [meeting, slot, polls] = await Promise.all([
      tx.meeting.findUnique({ where: { readingId }, select: { id: true } }),
      slotOf(tx, group.id),
      // The group is being asked already.
      tx.datePoll.count({ where: { readingId, ...LIVE } }),
    ]);
    if (meeting || !slot || polls > 0) return;
    const at = now();
    const startsAt = await freeSlot(tx, group, slot, earliestMeeting(chosenAt, at));
    if (!startsAt) return;
    const { minutes, place, link, rotates } = slot;
    const presenterId = await firstPresenter(tx, group, {
      readingId,
      rotates,
      startsAt,
      absent: [],
    });
    await notifyTopics(tx, groupTopic(group.id));
    await lockReading(tx, readingId);
    await readAtMeeting(tx, readingId, { startsAt, minutes });
    const { id } = await tx.meeting.create({
      data: {
        readingId,
        groupId: group.id,
        startsAt,
        minutes,
        place,
        link,
        presenterId,
        createdAt: at,
        changedAt: at,
      },
      select: { id: true },
    });
    await enqueue(tx, MEETING_CHANGED, { meetingId: id, byId: null });
  });
}

/** Suggests a time for a meeting planned now: the next free slot; null without one. */
export async function suggestStart(tx: Tx, scope: GroupScope): Promise<Date | null> {
  const slot = await slotOf(tx, scope.group.id);
  return slot && freeSlot(tx, scope.group, slot, earliestMeeting(now(), now()));
}

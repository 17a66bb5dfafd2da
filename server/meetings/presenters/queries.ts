import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { briefPapers } from "@/server/papers/brief";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { wallClockOf } from "@/server/platform/time/local-time";
import { dayOf, NOT_MADE, readTurns, slotOf } from "../planning/commands";
import { FURTHEST_DAYS } from "../rules";
import { findFreeTurn } from "../slot/rules";
import { type FreeSlot, forecastTurns, orderByRotation } from "./rules";

/** Meetings of the plan, and further times by the group's rhythm: three months of weeks. */
const MEETINGS = 50;
const SLOTS = 12;
/** Members in the order of turns, and stretches of days away. */
const ORDER = 50;
const AWAYS = 100;
/** A day is over everywhere a day later. */
const DAY_MS = 864e5;

/** Reads who presents what and when: planned meetings, then times by the group's rhythm, and who is away. */
export async function readPresenterPlan(scope: MemberScope) {
  const { group } = scope;
  const at = now();
  const groupId = group.id;
  const [meetings, slot, members, away] = await Promise.all([
    db.meeting.findMany({
      where: { groupId, cancelledAt: null, startsAt: { gt: at } },
      select: { id: true, startsAt: true, minutes: true, presenterId: true, readingId: true },
      orderBy: [{ startsAt: "asc" }, { id: "asc" }],
      take: MEETINGS,
    }),
    slotOf(db, groupId),
    readTurns(db, group, { id: NOT_MADE, startsAt: at }, { away: false }),
    db.away.findMany({
      where: { groupId, lastDay: { gte: new Date(dayOf(new Date(+at - DAY_MS))) } },
      select: { personId: true, fromDay: true, lastDay: true },
      orderBy: [{ fromDay: "asc" }, { id: "asc" }],
      take: AWAYS,
    }),
  ]);
  const free: FreeSlot[] = slot?.rotates
    ? freeTimes(at, (from, until) =>
        findFreeTurn(slot, group.timeZone, { from, until, bookings: meetings }),
      ).map((startsAt) => {
        const day = new Date(wallClockOf(startsAt, group.timeZone).date);
        const gone = away.filter(({ fromDay, lastDay }) => fromDay <= day && day <= lastDay);
        return { startsAt, away: new Set(gone.map(({ personId }) => personId)) };
      })
    : [];
  const forecast = forecastTurns(members, free);
  const order = orderByRotation(members).slice(0, ORDER);
  const [people, readings] = await Promise.all([
    db.person.findMany({
      where: {
        id: {
          in: [
            ...[...meetings.map(({ presenterId }) => presenterId), ...forecast].flatMap(
              (id) => id ?? [],
            ),
            ...[...order, ...away].map(({ personId }) => personId),
          ],
        },
      },
      select: { id: true, ...PERSON.select },
    }),
    db.reading.findMany({
      where: { id: { in: meetings.map(({ readingId }) => readingId) } },
      select: { id: true, paperId: true },
    }),
  ]);
  const paperOf = await briefPapers(readings.map(({ paperId }) => paperId));
  const papers = new Map(readings.map(({ id, paperId }) => [id, paperOf(paperId)]));
  const named = new Map(people.map(({ id, ...person }) => [id, person]));
  const byId = (id: string | null) => (id && named.get(id)) || null;
  const planned = meetings.map(({ id, startsAt, minutes, presenterId, readingId }) => ({
    ...{ meetingId: id as string | null, startsAt, minutes },
    paper: papers.get(readingId) ?? null,
    presenter: byId(presenterId),
  }));
  const coming = free.map(({ startsAt }, place) => ({
    ...{ meetingId: null, startsAt, minutes: slot?.minutes ?? 0, paper: null },
    presenter: byId(forecast[place] ?? null),
  }));
  return {
    /** Meetings, and times without one yet (`meetingId` is null), the earliest first. */
    times: [...planned, ...coming].toSorted((a, b) => +a.startsAt - +b.startsAt),
    /** Whether the presenters of new meetings are chosen by rotation. */
    rotates: slot?.rotates ?? false,
    order: order.flatMap(({ personId, presented, lastAt }) => {
      const person = named.get(personId);
      return person ? [{ ...person, presented, lastAt }] : [];
    }),
    away: away.flatMap(({ personId, fromDay, lastDay }) => {
      const person = named.get(personId);
      return person ? [{ ...person, fromDay: dayOf(fromDay), lastDay: dayOf(lastDay) }] : [];
    }),
  };
}

/** Finds the next times of a rhythm that are free. */
function freeTimes(at: Date, next: (from: Date, until: Date) => Date | null): Date[] {
  const until = new Date(+at + FURTHEST_DAYS * DAY_MS);
  const found: Date[] = [];
  for (let from = at; found.length < SLOTS; ) {
    const startsAt = next(from, until);
    if (!startsAt) break;
    found.push(startsAt);
    from = new Date(+startsAt + 1);
  }
  return found;
}

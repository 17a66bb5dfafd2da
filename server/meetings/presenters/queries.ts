import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { BRIEF, type BriefPaper, briefIn, type WithPaper } from "@/server/papers/brief";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { readTogether } from "@/server/platform/database/together";
import { wallClockOf } from "@/server/platform/time/local-time";
import { dayOf, NOT_MADE, readTurns } from "../planning/commands";
import { type SlotRow, slotsOf } from "../queries";
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
  const yesterday = dayOf(new Date(+at - DAY_MS));
  const [{ meetings, slots, away }, members] = await Promise.all([
    readTogether<{ meetings: Planned; slots: SlotRow; away: AwayRow }>(
      db,
      {
        meetings: Prisma.sql`
          SELECT m.id, m."startsAt", m.minutes, by.handle, by.name, ${BRIEF}
          FROM "Meeting" m JOIN "Reading" r ON r.id = m."readingId" JOIN "Paper" p ON p.id = r."paperId"
          LEFT JOIN "Person" by ON by.id = m."presenterId"
          WHERE m."groupId" = ${groupId}::uuid AND m."cancelledAt" IS NULL AND m."startsAt" > ${at}
          ORDER BY m."startsAt", m.id LIMIT ${MEETINGS}`,
        slots: slotsOf(groupId),
        away: Prisma.sql`
          SELECT a."personId", a."fromDay", a."lastDay", by.handle, by.name
          FROM "Away" a JOIN "Person" by ON by.id = a."personId" WHERE a."groupId" = ${groupId}::uuid AND a."lastDay" >= ${yesterday}::date
          ORDER BY a."fromDay", a.id LIMIT ${AWAYS}`,
      },
      ["startsAt"],
    ),
    readTurns(db, group, { id: NOT_MADE, startsAt: at }, { away: false }),
  ]);
  const [slot] = slots;
  const free: FreeSlot[] = slot?.rotates
    ? freeTimes(at, (from, until) =>
        findFreeTurn(slot, group.timeZone, { from, until, bookings: meetings }),
      ).map((startsAt) => {
        const day = wallClockOf(startsAt, group.timeZone).date;
        const gone = away.filter(({ fromDay, lastDay }) => fromDay <= day && day <= lastDay);
        return { startsAt, away: new Set(gone.map(({ personId }) => personId)) };
      })
    : [];
  const forecast = forecastTurns(members, free);
  const order = orderByRotation(members).slice(0, ORDER);
  const inTurn = [...forecast.flatMap((id) => id ?? []), ...order.map(({ personId }) => personId)];
  const people = await db.person.findMany({
    where: { id: { in: inTurn } },
    select: { id: true, ...PERSON.select },
  });
  const paperOf = briefIn(meetings);
  const named = new Map(people.map(({ id, ...person }) => [id, person]));
  const byId = (id: string | null) => (id && named.get(id)) || null;
  const planned = meetings.map(({ id, startsAt, minutes, handle, name, paperId }) => ({
    ...{ meetingId: id as string | null, startsAt, minutes },
    paper: paperOf(paperId) as BriefPaper | null,
    presenter: handle ? { handle, name } : null,
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
    away: away.map(({ personId: _, ...row }) => row),
  };
}

interface Planned extends WithPaper {
  id: string;
  startsAt: Date;
  minutes: number;
  /** Of the presenter; null without one. */
  handle: string | null;
  name: string;
}

/** Days as YYYY-MM-DD. */
interface AwayRow {
  personId: string;
  fromDay: string;
  lastDay: string;
  handle: string;
  name: string;
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

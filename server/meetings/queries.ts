import "server-only";
import { readingIsRead } from "@/server/ballots/readings/sql";
import { NOMINATION_VOTED_ON, NOMINATION_WAITS } from "@/server/ballots/sql";
import { actsAs, type GroupScope, type MemberScope } from "@/server/groups/policy";
import { BRIEF, briefIn, type WithPaper } from "@/server/papers/brief";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { readTogether } from "@/server/platform/database/together";
import { refuse } from "@/server/platform/refusal";
import type { ListPosition } from "@/server/platform/text/inputs";
import { wallClockOf } from "@/server/platform/time/local-time";
import { readTurns, slotOf, suggestStart } from "./planning/commands";
import { type LivePoll, livePollsOf } from "./polls/queries";
import { orderByRotation } from "./presenters/rules";
import { readReaders } from "./readers/queries";
import { stateOf } from "./rules";

/** Future meetings per page, and past ones. */
const A_PAGE = 20;
/** Chosen papers without a meeting on a page. */
const WAITING = 10;
/** Papers of the pool that the form of a meeting offers; the search finds the others. */
const POOL = 20;
/** Members in the list of turns, the next ones first. */
const TURNS = 500;
/** Milliseconds of the longest meeting. One that began longer ago is over. */
const LONGEST_MS = 12 * 3600 * 1000;

interface Whereabouts {
  place: string;
  link: string;
}

/** Hides the place from strangers, because it may be a private home or the link to a call. */
export function hidePlace<Row extends Whereabouts>(scope: { role: unknown }, row: Row): Row {
  return scope.role ? row : { ...row, place: "", link: "" };
}

const STARTS = { by: "startsAt", as: "time", sql: Prisma.sql`m."startsAt"` } as const;
const ID = { by: "id", as: "id", sql: Prisma.sql`m.id` } as const;
const BY_TIME: ListOrder = [STARTS, ID];
const LATEST_FIRST: ListOrder = [
  { ...STARTS, desc: true },
  { ...ID, desc: true },
];

interface Listed extends WithPaper, Whereabouts {
  id: string;
  startsAt: Date;
  minutes: number;
  cancelledAt: Date | null;
  readingId: string;
  /** Of the presenter; null without one. */
  handle: string | null;
  name: string;
}

/** The query for a page of the meetings `m` of a group. */
function meetingsOf(groupId: string, when: Prisma.Sql, page: ReturnType<typeof planPage>) {
  const { sql, take, skip } = page;
  return Prisma.sql`
    SELECT m.id, m."startsAt", m.minutes, m.place, m.link, m."cancelledAt", m."readingId",
      by.handle, by.name, ${BRIEF}
    FROM (SELECT * FROM "Meeting" m WHERE m."groupId" = ${groupId}::uuid AND ${when} AND ${sql.where}
      ORDER BY ${sql.order} LIMIT ${take} OFFSET ${skip}) m
    JOIN "Reading" r ON r.id = m."readingId" JOIN "Paper" p ON p.id = r."paperId"
    LEFT JOIN "Person" by ON by.id = m."presenterId" ORDER BY ${sql.order}`;
}

interface Waiting extends WithPaper {
  id: string;
  chosenAt: Date;
  ballotId: string | null;
}

/** The query for the readings of a group that wait for a meeting, the earliest choice first. */
function waitingOf(groupId: string, at: Date): Prisma.Sql {
  return Prisma.sql`
    SELECT r.id, r."chosenAt", r."ballotId", ${BRIEF} FROM "Reading" r JOIN "Paper" p ON p.id = r."paperId"
    WHERE r."groupId" = ${groupId}::uuid AND NOT ${readingIsRead(at)}
      AND NOT EXISTS (SELECT FROM "Meeting" m WHERE m."readingId" = r.id)
    ORDER BY r."chosenAt", r.id LIMIT ${WAITING}`;
}

export interface SlotRow extends Whereabouts {
  fromDay: string;
  everyWeeks: number;
  weekday: number;
  time: string;
  minutes: number;
  rotates: boolean;
}

/** The query for the regular time of a group, if it has one. */
export function slotsOf(groupId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT s.place, s.link, s."fromDay", s."everyWeeks", s.weekday, s.time, s.minutes, s.rotates
    FROM "MeetingSlot" s WHERE s."groupId" = ${groupId}::uuid`;
}

/** Lists a page of future meetings, a page of past ones, and chosen papers without a meeting, in two statements. */
export async function listMeetings(
  scope: GroupScope,
  positions: { page: ListPosition; ahead: ListPosition },
) {
  const pageAhead = planPage(positions.ahead, A_PAGE, BY_TIME);
  const pagePast = planPage(positions.page, A_PAGE, LATEST_FIRST);
  const at = now();
  const groupId = scope.group.id;
  const maybeAhead = new Date(at.getTime() - LONGEST_MS);
  const read = await readTogether<{
    ahead: Listed;
    past: Listed;
    waiting: Waiting;
    slots: SlotRow;
    polls: LivePoll;
  }>(
    db,
    {
      ahead: meetingsOf(groupId, Prisma.sql`m."startsAt" > ${maybeAhead}`, pageAhead),
      past: meetingsOf(groupId, Prisma.sql`m."startsAt" <= ${at}`, pagePast),
      waiting: waitingOf(groupId, at),
      slots: slotsOf(groupId),
      polls: scope.role === null ? null : livePollsOf(scope as MemberScope),
    },
    ["startsAt", "cancelledAt", "chosenAt", "closesAt", "closedAt"],
  );
  const { waiting, polls } = read;
  const [slot] = read.slots;
  const { rows: recent, more: moreAhead, pages: pagesAhead } = pageAhead.cut(read.ahead);
  const { rows: before, more, pages } = pagePast.cut(read.past);
  const toRead = [...recent.map(({ readingId }) => readingId), ...waiting.map(({ id }) => id)];
  const readers = scope.role === null ? null : await readReaders(scope as MemberScope, toRead);
  const paperOf = briefIn([...recent, ...before, ...waiting, ...polls]);
  const shown = ({ readingId, paperId, handle, name, ...row }: Listed) => ({
    ...{ id: row.id, startsAt: row.startsAt, minutes: row.minutes, cancelledAt: row.cancelledAt },
    ...hidePlace(scope, { place: row.place, link: row.link }),
    presenter: handle ? { handle, name } : null,
    paper: paperOf(paperId),
    /** The members who have read it, for members only. */
    readers: readers?.get(readingId) ?? null,
    state: stateOf(row, at),
  });
  return {
    ahead: recent
      .map(shown)
      .filter(
        ({ state, startsAt }) => state === "ahead" || (state === "cancelled" && startsAt > at),
      ),
    moreAhead,
    pagesAhead,
    past: before.map(shown).filter(({ state }) => state !== "ahead"),
    more,
    pages,
    waiting: waiting.map(({ id, chosenAt, ballotId, paperId }) => ({
      ...{ id, chosenAt, ballotId },
      paper: paperOf(paperId),
      readers: readers?.get(id) ?? null,
      pollId: polls.find(({ readingId }) => readingId === id)?.id ?? null,
    })),
    /** Times that members are asked about, for members only. */
    polls: polls.map(({ id, closesAt, closedAt, answered, paperId }) => ({
      ...{ id, closesAt, closedAt, answered },
      paper: paperOf(paperId),
    })),
    slot: slot ? hidePlace(scope, slot) : null,
    may: { plan: actsAs(scope, "organizer"), subscribe: scope.role !== null },
  };
}

/**
 * Lists papers that a meeting may be about: those that the group has chosen and neither meets about nor asks about yet,
 * and those of its pool that no ballot is deciding about.
 */
export async function listPapersToMeetAbout(scope: MemberScope) {
  const groupId = scope.group.id;
  const { waiting, polls, pool } = await readTogether<{
    waiting: Waiting;
    polls: LivePoll;
    pool: WithPaper;
  }>(db, {
    waiting: waitingOf(groupId, now()),
    polls: livePollsOf(scope),
    pool: Prisma.sql`
      SELECT ${BRIEF} FROM "Nomination" n JOIN "Paper" p ON p.id = n."paperId"
      WHERE n."groupId" = ${groupId}::uuid AND ${NOMINATION_WAITS} AND NOT ${NOMINATION_VOTED_ON}
      ORDER BY n."createdAt", n.id LIMIT ${POOL}`,
  });
  const chosen = waiting.filter(({ id }) => !polls.some(({ readingId }) => readingId === id));
  const paperOf = briefIn([...chosen, ...pool]);
  return {
    chosen: chosen.map(({ paperId }) => paperOf(paperId)),
    pool: pool.map(({ paperId }) => paperOf(paperId)),
  };
}

/** Reads the defaults of the form for a new meeting: time, length and place. */
export async function readMeetingDefaults(scope: MemberScope) {
  const [slot, startsAt] = await Promise.all([slotOf(db, scope.group.id), suggestStart(db, scope)]);
  return slot && { startsAt, minutes: slot.minutes, place: slot.place, link: slot.link };
}

/** Reads the group's regular time for its settings, null without one, and the current day in its time zone. */
export async function readSlotSettings(scope: MemberScope) {
  const { date: today } = wallClockOf(now(), scope.group.timeZone);
  const found = await slotOf(db, scope.group.id);
  if (!found) return { slot: null, today };
  const { groupId: _, changedAt: __, changedById: ___, ...shown } = found;
  return { slot: shown, today };
}

/** Lists the turns for a meeting: the next presenter first, members who are skipped last, with the reasons. */
export async function listTurns(scope: MemberScope, meetingId: string) {
  const meeting = await db.meeting.findFirst({
    where: { id: meetingId, groupId: scope.group.id },
    select: { id: true, startsAt: true, presenterId: true },
  });
  if (!meeting) refuse("NOT_FOUND");
  const members = await readTurns(db, scope.group, meeting);
  const ordered = [...orderByRotation(members), ...members.filter(({ skipped }) => skipped)];
  const shown = ordered.slice(0, TURNS);
  const people = await db.person.findMany({
    where: { id: { in: shown.map(({ personId }) => personId) } },
    select: { id: true, ...PERSON.select },
  });
  const named = new Map(people.map(({ id, ...person }) => [id, person]));
  return shown.flatMap(({ personId, presented, lastAt, skipped }) => {
    const person = named.get(personId);
    if (!person) return [];
    return [{ ...person, presented, lastAt, skipped, presents: personId === meeting.presenterId }];
  });
}

import "server-only";
import { unread } from "@/server/ballots/readings/sql";
import { actsAs, type GroupScope, type MemberScope } from "@/server/groups/policy";
import { briefPapers } from "@/server/papers/brief";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { refuse } from "@/server/platform/refusal";
import type { ListPosition } from "@/server/platform/text/inputs";
import { wallClockOf } from "@/server/platform/time/local-time";
import { readTurns, slotOf, suggestStart } from "./planning/commands";
import { listPolls } from "./polls/queries";
import { orderByRotation } from "./presenters/rules";
import { readReaders } from "./readers/queries";
import { stateOf } from "./rules";

/** Future meetings per page, and past ones. */
const A_PAGE = 20;
/** Chosen papers without a meeting on a page. */
const WAITING = 10;
/** Members in the list of turns, the next ones first. */
const TURNS = 500;
/** Milliseconds of the longest meeting. One that began longer ago is over. */
const LONGEST_MS = 12 * 3600 * 1000;

/** Columns of a meeting in a list. */
export const LINE = {
  id: true,
  startsAt: true,
  minutes: true,
  place: true,
  link: true,
  cancelledAt: true,
  presenter: PERSON,
} as const;

interface Whereabouts {
  place: string;
  link: string;
}

/** Hides the place from strangers, because it may be a private home or the link to a call. */
export function hidePlace<Row extends Whereabouts>(scope: { role: unknown }, row: Row): Row {
  return scope.role ? row : { ...row, place: "", link: "" };
}

const BY_TIME: ListOrder = [
  { by: "startsAt", as: "time" },
  { by: "id", as: "id" },
];
const LATEST_FIRST: ListOrder = [
  { by: "startsAt", as: "time", desc: true },
  { by: "id", as: "id", desc: true },
];

/** Lists a page of future meetings, a page of past ones, and chosen papers without a meeting. */
export async function listMeetings(
  scope: GroupScope,
  positions: { page: ListPosition; ahead: ListPosition },
) {
  const pageAhead = planPage(positions.ahead, A_PAGE, BY_TIME);
  const pagePast = planPage(positions.page, A_PAGE, LATEST_FIRST);
  const at = now();
  const groupId = scope.group.id;
  const { presenter: _, ...columns } = LINE;
  const select = { ...columns, presenterId: true, readingId: true };
  const maybeAhead = { gt: new Date(at.getTime() - LONGEST_MS) };
  const [readAhead, readPast, waiting, slot, polls] = await Promise.all([
    db.meeting.findMany({
      where: { AND: [{ groupId, startsAt: maybeAhead }, pageAhead.where] },
      select,
      orderBy: pageAhead.orderBy,
      skip: pageAhead.skip,
      take: pageAhead.take,
    }),
    db.meeting.findMany({
      where: { AND: [{ groupId, startsAt: { lte: at } }, pagePast.where] },
      select,
      orderBy: pagePast.orderBy,
      skip: pagePast.skip,
      take: pagePast.take,
    }),
    db.reading.findMany({
      where: { groupId, meeting: null, ...unread(at) },
      select: { id: true, chosenAt: true, ballotId: true, paperId: true },
      orderBy: [{ chosenAt: "asc" }, { id: "asc" }],
      take: WAITING,
    }),
    slotOf(db, groupId),
    scope.role === null ? [] : listPolls(scope as MemberScope),
  ]);
  const { rows: recent, more: moreAhead, pages: pagesAhead } = pageAhead.cut(readAhead);
  const { rows: before, more, pages } = pagePast.cut(readPast);
  // Both lists at once: each would read its papers and presenters on its own.
  const listed = [...recent, ...before];
  const toRead = [...recent.map(({ readingId }) => readingId), ...waiting.map(({ id }) => id)];
  const [readings, people, readers] = await Promise.all([
    db.reading.findMany({
      where: { id: { in: listed.map(({ readingId }) => readingId) } },
      select: { id: true, paperId: true },
    }),
    db.person.findMany({
      where: { id: { in: listed.flatMap(({ presenterId }) => presenterId ?? []) } },
      select: { id: true, ...PERSON.select },
    }),
    scope.role === null ? null : readReaders(scope as MemberScope, toRead, 0),
  ]);
  const paperOf = await briefPapers(
    [...readings, ...waiting, ...polls].map(({ paperId }) => paperId),
  );
  const papers = new Map(readings.map(({ id, paperId }) => [id, paperId]));
  const presenters = new Map(people.map(({ id, ...person }) => [id, person]));
  const shown = ({ readingId, presenterId, ...row }: (typeof recent)[number]) => ({
    ...hidePlace(scope, row),
    presenter: (presenterId && presenters.get(presenterId)) || null,
    paper: paperOf(papers.get(readingId) ?? ""),
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
    waiting: waiting.map(({ paperId, ...reading }) => ({
      ...reading,
      paper: paperOf(paperId),
      readers: readers?.get(reading.id) ?? null,
      pollId: polls.find(({ readingId }) => readingId === reading.id)?.id ?? null,
    })),
    /** Times that members are asked about, for members only. */
    polls: polls.map(({ paperId, readingId: __, ...poll }) => ({
      ...poll,
      paper: paperOf(paperId),
    })),
    slot: slot && {
      ...hidePlace(scope, { place: slot.place, link: slot.link }),
      fromDay: slot.fromDay,
      everyWeeks: slot.everyWeeks,
      weekday: slot.weekday,
      time: slot.time,
      minutes: slot.minutes,
      rotates: slot.rotates,
    },
    may: { plan: actsAs(scope, "organizer"), subscribe: scope.role !== null },
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

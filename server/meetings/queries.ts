import "server-only";
import { atLeast, type GroupScope, type MemberScope } from "@/server/groups/policy";
import { briefPapers } from "@/server/papers/brief";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { refuse } from "@/server/platform/refusal";
import type { ListPosition } from "@/server/platform/text/inputs";
import { wallClockOf } from "@/server/platform/time/local-time";
import { readTurns, slotOf, suggestStart } from "./planning/commands";
import { mayHandOn, mayRemoveLink, mayWriteText } from "./policy";
import { orderByRotation } from "./presenters/rules";
import { isRsvpOutdated, stateOf } from "./rules";
import { latestText } from "./texts/commands";

/** Future meetings per page, and past ones. */
const A_PAGE = 20;
/** Chosen papers without a meeting on a page. */
const WAITING = 10;
/** People named for each RSVP of a meeting; the rest are counted. */
const NAMES = 100;
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
  const select = { ...LINE, reading: { select: { paperId: true } } };
  const maybeAhead = { gt: new Date(at.getTime() - LONGEST_MS) };
  const [readAhead, readPast, waiting, slot] = await Promise.all([
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
      where: { groupId, meeting: null },
      select: { id: true, chosenAt: true, ballotId: true, paperId: true },
      orderBy: [{ chosenAt: "desc" }, { id: "desc" }],
      take: WAITING,
    }),
    slotOf(db, groupId),
  ]);
  const { rows: recent, more: moreAhead, pages: pagesAhead } = pageAhead.cut(readAhead);
  const { rows: before, more, pages } = pagePast.cut(readPast);
  const paperOf = await briefPapers([
    ...[...recent, ...before].map(({ reading }) => reading.paperId),
    ...waiting.map(({ paperId }) => paperId),
  ]);
  const shown = ({ reading, ...row }: (typeof recent)[number]) => ({
    ...hidePlace(scope, row),
    paper: paperOf(reading.paperId),
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
    waiting: waiting.map(({ paperId, ...reading }) => ({ ...reading, paper: paperOf(paperId) })),
    slot: slot && {
      ...hidePlace(scope, { place: slot.place, link: slot.link }),
      fromDay: slot.fromDay,
      everyWeeks: slot.everyWeeks,
      weekday: slot.weekday,
      time: slot.time,
      minutes: slot.minutes,
      rotates: slot.rotates,
    },
    may: { plan: atLeast(scope.role, "organizer"), subscribe: scope.role !== null },
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

/** Reads a meeting. Parts of it are for members only. */
export async function meetingPage(scope: GroupScope, meetingId: string) {
  const meeting = await db.meeting.findFirst({
    where: { id: meetingId, groupId: scope.group.id },
    select: {
      ...LINE,
      readingId: true,
      presenterId: true,
      movedAt: true,
      cancelledById: true,
      reading: { select: { ballotId: true, paperId: true } },
    },
  });
  if (!meeting) refuse("NOT_FOUND");
  const { reading, presenterId, movedAt, cancelledById, ...row } = meeting;
  const state = stateOf(row, now());
  const organizes = atLeast(scope.role, "organizer");
  const [member, paperOf] = await Promise.all([
    scope.role ? membersOnly(scope as MemberScope, meeting) : null,
    briefPapers([reading.paperId]),
  ]);
  return {
    ...hidePlace(scope, row),
    state,
    paper: paperOf(reading.paperId),
    ballotId: reading.ballotId,
    member,
    may: {
      organize: organizes,
      answer: member !== null && state === "ahead",
      volunteer: member !== null && state === "ahead" && presenterId === null,
      handOn:
        member !== null &&
        state === "ahead" &&
        mayHandOn(scope as MemberScope, { presenterId }) === true,
      writeAgenda:
        member !== null && mayWriteText(scope as MemberScope, "agenda", { presenterId }) === true,
    },
  };
}

/** Reads the parts of a meeting that only members see. */
async function membersOnly(
  scope: MemberScope,
  meeting: {
    id: string;
    startsAt: Date;
    movedAt: Date | null;
    cancelledById: string | null;
  },
) {
  const { id: meetingId, movedAt } = meeting;
  const { date } = wallClockOf(meeting.startsAt, scope.group.timeZone);
  const day = new Date(date);
  const [agenda, notes, links, rsvps, away, slot, canceller] = await Promise.all([
    latestText(db, meetingId, "agenda"),
    latestText(db, meetingId, "notes"),
    db.meetingLink.findMany({
      where: { meetingId },
      select: { id: true, title: true, url: true, addedById: true, addedBy: PERSON },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),
    countRsvps(meetingId),
    findAway(scope.group.id, day),
    slotOf(db, scope.group.id),
    meeting.cancelledById
      ? db.person.findUnique({ where: { id: meeting.cancelledById }, ...PERSON })
      : null,
  ]);
  const mine = await db.rsvp.findUnique({
    where: { meetingId_personId: { meetingId, personId: scope.viewer.id } },
    select: { answer: true, changedAt: true },
  });
  const who = (answer: Answer["answer"]) => {
    const people = rsvps
      .filter((given) => given.answer === answer)
      .map(({ handle, name, changedAt }) => ({
        handle,
        name,
        /** Whether the RSVP was given for another time. */
        stale: isRsvpOutdated(changedAt, movedAt),
      }));
    const count = rsvps.find((given) => given.answer === answer)?.count ?? 0;
    return { people, more: count - people.length };
  };
  return {
    agenda,
    notes,
    links: links.map(({ addedById, ...link }) => ({
      ...link,
      mayRemove: mayRemoveLink(scope, addedById) === true,
    })),
    rsvps: { yes: who("yes"), maybe: who("maybe"), no: who("no") },
    mine: mine ? { answer: mine.answer, stale: isRsvpOutdated(mine.changedAt, movedAt) } : null,
    away: { people: away.slice(0, NAMES), more: away.length > NAMES },
    cancelledBy: canceller,
    /** Whether handing on gives the meeting to the next in turn. */
    rotates: slot?.rotates ?? false,
  };
}

interface Answer {
  answer: "yes" | "maybe" | "no";
  /** The number of people with this RSVP. */
  count: number;
  changedAt: Date;
  handle: string;
  name: string;
}

/** Reads the RSVPs of a meeting by kind, the first ones by name, in one query. */
function countRsvps(meetingId: string) {
  return db.$queryRaw<Answer[]>`
    SELECT given.answer::text AS answer, given.count, given."changedAt", p.handle, p.name FROM (
      SELECT "personId", answer, "changedAt", count(*) OVER (PARTITION BY answer)::int AS count,
        row_number() OVER (PARTITION BY answer ORDER BY "changedAt", "personId") AS place
      FROM "Rsvp" WHERE "meetingId" = ${meetingId}::uuid) given
    JOIN "Person" p ON p.id = given."personId" WHERE given.place <= ${NAMES} ORDER BY given.place`;
}

/** Finds members who are away on a day, one more than are named. */
function findAway(groupId: string, day: Date) {
  return db.$queryRaw<{ handle: string; name: string }[]>`
    SELECT p.handle, p.name FROM "Person" p WHERE p.id IN (
      SELECT a."personId" FROM "Away" a WHERE a."groupId" = ${groupId}::uuid
        AND ${day}::date BETWEEN a."fromDay" AND a."lastDay")
    ORDER BY p.id LIMIT ${NAMES + 1}`;
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

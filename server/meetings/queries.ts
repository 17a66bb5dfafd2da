import "server-only";
import { atLeast, type GroupScope, type MemberScope } from "@/server/groups/policy";
import { briefPapers } from "@/server/papers/brief";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { wallClockOf } from "@/server/platform/time/local-time";
import { readTurns, slotOf, suggestStart } from "./planning/commands";
import { orderByRotation } from "./presenters/rules";
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

/** Lists a page of future meetings, a page of past ones, and chosen papers without a meeting. */
export async function listMeetings(scope: GroupScope, pages: { page: number; ahead: number }) {
  const at = now();
  const groupId = scope.group.id;
  const select = { ...LINE, reading: { select: { paperId: true } } };
  const maybeAhead = { gt: new Date(at.getTime() - LONGEST_MS) };
  const [recent, before, waiting, slot] = await Promise.all([
    db.meeting.findMany({
      where: { groupId, startsAt: maybeAhead },
      select,
      orderBy: [{ startsAt: "asc" }, { id: "asc" }],
      ...pageOf(pages.ahead),
    }),
    db.meeting.findMany({
      where: { groupId, startsAt: { lte: at } },
      select,
      orderBy: [{ startsAt: "desc" }, { id: "desc" }],
      ...pageOf(pages.page),
    }),
    db.reading.findMany({
      where: { groupId, meeting: null },
      select: { id: true, chosenAt: true, ballotId: true, paperId: true },
      orderBy: [{ chosenAt: "desc" }, { id: "desc" }],
      take: WAITING,
    }),
    slotOf(db, groupId),
  ]);
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
      .slice(0, A_PAGE)
      .map(shown)
      .filter(
        ({ state, startsAt }) => state === "ahead" || (state === "cancelled" && startsAt > at),
      ),
    moreAhead: recent.length > A_PAGE,
    past: before
      .slice(0, A_PAGE)
      .map(shown)
      .filter(({ state }) => state !== "ahead"),
    more: before.length > A_PAGE,
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

/** Takes one more than a page, to know whether there is another. */
const pageOf = (page: number) => ({ skip: (page - 1) * A_PAGE, take: A_PAGE + 1 });

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

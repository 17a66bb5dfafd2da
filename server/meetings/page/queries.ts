import "server-only";
import { atLeast, type GroupScope, type MemberScope } from "@/server/groups/policy";
import { briefPapers } from "@/server/papers/brief";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { cutToFit, fitOnPage, type PlacedText } from "@/server/platform/text/page-texts";
import { wallClockOf } from "@/server/platform/time/local-time";
import { slotOf } from "../planning/commands";
import { mayHandOn, mayRemoveLink, mayWriteText } from "../policy";
import { hidePlace, LINE } from "../queries";
import { readReaders } from "../readers/queries";
import { isRsvpOutdated, stateOf } from "../rules";
import { latestText, type SavedText } from "../texts/commands";

/** People named for each RSVP of a meeting; the rest are counted. */
const NAMES = 100;
/** Bytes of all these names, and characters of those that no longer fit. */
const NAME_BYTES = 40_000;
const BEGINNING_OF_NAME = 15;
/** The part of a page's room for notes and agenda. The thread has the rest. */
const FOR_TEXTS = 0.6;

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
    readingId: string;
    startsAt: Date;
    movedAt: Date | null;
    cancelledById: string | null;
  },
) {
  const { id: meetingId, movedAt } = meeting;
  const { date } = wallClockOf(meeting.startsAt, scope.group.timeZone);
  const day = new Date(date);
  const [agenda, notes, links, answers, away, slot, canceller, readers] = await Promise.all([
    latestText(db, meetingId, "agenda"),
    latestText(db, meetingId, "notes"),
    db.meetingLink.findMany({
      where: { meetingId },
      select: { id: true, title: true, url: true, addedById: true, addedBy: PERSON },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    }),
    countRsvps(meetingId, scope.viewer.id),
    findAway(scope.group.id, day),
    slotOf(db, scope.group.id),
    meeting.cancelledById
      ? db.person.findUnique({ where: { id: meeting.cancelledById }, ...PERSON })
      : null,
    readReaders(scope, [meeting.readingId], NAMES),
  ]);
  const mine = answers.find((given) => given.mine);
  const rsvps = answers.filter(({ place }) => place <= NAMES);
  const read = readers.get(meeting.readingId);
  const readBy = read?.people ?? [];
  const names = cutToFit(
    [...rsvps, ...away, ...readBy].map(({ name }) => name),
    NAME_BYTES,
    BEGINNING_OF_NAME,
  );
  const who = (answer: Answer["answer"]) => {
    const people = rsvps
      .map((given, at) => ({ ...given, name: names[at] ?? given.name }))
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
    ...shownTexts(notes, agenda),
    links: links.map(({ addedById, ...link }) => ({
      ...link,
      mayRemove: mayRemoveLink(scope, addedById) === true,
    })),
    rsvps: { yes: who("yes"), maybe: who("maybe"), no: who("no") },
    mine: mine ? { answer: mine.answer, stale: isRsvpOutdated(mine.changedAt, movedAt) } : null,
    away: {
      people: away
        .slice(0, NAMES)
        .map(({ handle }, at) => ({ handle, name: names[rsvps.length + at] ?? "" })),
      more: away.length > NAMES,
    },
    readers: read && {
      ...read,
      people: readBy.map(({ handle }, at) => ({
        handle,
        name: names[rsvps.length + away.length + at] ?? "",
      })),
    },
    cancelledBy: canceller,
    /** Whether handing on gives the meeting to the next in turn. */
    rotates: slot?.rotates ?? false,
  };
}

/**
 * Notes and agenda as the page shows them, without their sources, which the editor asks for. Notes come first: this
 * is the page that others link to where they have no room for them.
 */
function shownTexts(notes: SavedText, agenda: SavedText) {
  const [placedNotes, placedAgenda] = fitOnPage([notes.html, agenda.html], FOR_TEXTS);
  const shown = ({ body, ...text }: SavedText, placed: PlacedText | undefined) => ({
    ...text,
    ...placed,
    empty: body === "",
    folded: placed?.folded ?? false,
  });
  return { notes: shown(notes, placedNotes), agenda: shown(agenda, placedAgenda) };
}

interface Answer {
  answer: "yes" | "maybe" | "no";
  mine: boolean;
  /** Its place among the same answers, from 1. */
  place: number;
  /** The number of people with this RSVP. */
  count: number;
  changedAt: Date;
  handle: string;
  name: string;
}

/** Reads the RSVPs of a meeting by kind, the first ones and the viewer’s by name, in one query. */
function countRsvps(meetingId: string, viewerId: string) {
  return db.$queryRaw<Answer[]>`
    SELECT given.answer::text AS answer, given.count, given.place, given."changedAt", p.handle, p.name,
      given."personId" = ${viewerId}::uuid AS mine FROM (
      SELECT "personId", answer, "changedAt", count(*) OVER (PARTITION BY answer)::int AS count,
        row_number() OVER (PARTITION BY answer ORDER BY "changedAt", "personId")::int AS place
      FROM "Rsvp" WHERE "meetingId" = ${meetingId}::uuid) given
    JOIN "Person" p ON p.id = given."personId"
    WHERE given.place <= ${NAMES} OR given."personId" = ${viewerId}::uuid ORDER BY given.place`;
}

/** Finds members who are away on a day, one more than are named. */
function findAway(groupId: string, day: Date) {
  return db.$queryRaw<{ handle: string; name: string }[]>`
    SELECT p.handle, p.name FROM "Person" p WHERE p.id IN (
      SELECT a."personId" FROM "Away" a WHERE a."groupId" = ${groupId}::uuid
        AND ${day}::date BETWEEN a."fromDay" AND a."lastDay")
    ORDER BY p.id LIMIT ${NAMES + 1}`;
}

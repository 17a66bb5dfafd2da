import "server-only";
import { actsAs, type GroupScope, type MemberScope } from "@/server/groups/policy";
import { BRIEF, briefIn, type WithPaper } from "@/server/papers/brief";
import { namedPerson } from "@/server/people/sql";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { readTogether } from "@/server/platform/database/together";
import { refuse } from "@/server/platform/refusal";
import { cutToFit, fitOnPage, type PlacedText } from "@/server/platform/text/page-texts";
import { wallClockOf } from "@/server/platform/time/local-time";
import type { OpinionAnswer, Question } from "../opinions/schema";
import { type OpinionCounts, opinionCounts, opinionsOf } from "../opinions/sql";
import { mayHandOn, mayRemoveLink, mayWriteText } from "../policy";
import { hidePlace } from "../queries";
import { type ReadersRow, readersOf } from "../readers/queries";
import { isRsvpOutdated, stateOf } from "../rules";
import { latestTextsOf, type SavedText, type TextRow, textsIn } from "../texts/commands";

/** People named for each RSVP of a meeting; the rest are counted. */
const NAMES = 100;
/** Bytes of all these names, and characters of those that no longer fit. */
const NAME_BYTES = 40_000;
const BEGINNING_OF_NAME = 15;
/** The part of a page's room for notes and agenda. The thread has the rest. */
const FOR_TEXTS = 0.6;

interface Found extends WithPaper {
  id: string;
  startsAt: Date;
  minutes: number;
  place: string;
  link: string;
  cancelledAt: Date | null;
  presenter: { handle: string; name: string } | null;
  readingId: string;
  ballotId: string | null;
  presenterId: string | null;
  movedAt: Date | null;
  /** The person who cancelled it. */
  canceller: { handle: string; name: string } | null;
  /** Whether the presenters of the group rotate. */
  rotates: boolean;
  opinions: OpinionCounts | null;
  /** The viewer's own answers after the meeting. */
  said: Partial<Record<Question, OpinionAnswer>> | null;
  /** Null for other people than members. */
  links: Link[] | null;
}

interface Link {
  id: string;
  title: string;
  url: string;
  addedById: string | null;
  addedBy: { handle: string; name: string } | null;
}

/** Reads a meeting. Parts of it are for members only. */
export async function meetingPage(scope: GroupScope, meetingId: string) {
  const [meeting] = await db.$queryRaw<Found[]>`
    SELECT m.id, m."startsAt", m.minutes, m.place, m.link, m."cancelledAt", m."presenterId", m."movedAt",
      r.id AS "readingId", r."ballotId", ${BRIEF},
      ${namedPerson(Prisma.sql`m."presenterId"`)} AS presenter, ${namedPerson(Prisma.sql`m."cancelledById"`)} AS canceller,
      CASE WHEN ${scope.role !== null} THEN coalesce((SELECT json_agg(json_build_object('id', l.id, 'title', l.title,
          'url', l.url, 'addedById', l."addedById", 'addedBy', ${namedPerson(Prisma.sql`l."addedById"`)})
          ORDER BY l."createdAt", l.id)
        FROM "MeetingLink" l WHERE l."meetingId" = m.id), '[]') END AS links,
      ${opinionCounts(Prisma.sql`m.id`)} AS opinions,
      ${opinionsOf(Prisma.sql`m.id`, Prisma.sql`${scope.viewer?.id ?? null}::uuid`)} AS said,
      coalesce((SELECT s.rotates FROM "MeetingSlot" s WHERE s."groupId" = m."groupId"), false) AS rotates
    FROM "Meeting" m JOIN "Reading" r ON r.id = m."readingId" JOIN "Paper" p ON p.id = r."paperId"
    WHERE m.id = ${meetingId}::uuid AND m."groupId" = ${scope.group.id}::uuid`;
  if (!meeting) refuse("NOT_FOUND");
  const { readingId, ballotId, presenterId, startsAt, minutes, cancelledAt, presenter } = meeting;
  const state = stateOf(meeting, now());
  const organizes = actsAs(scope, "organizer");
  const member = scope.role ? await membersOnly(scope as MemberScope, meeting) : null;
  return {
    ...hidePlace(scope, { place: meeting.place, link: meeting.link }),
    id: meeting.id,
    startsAt,
    minutes,
    cancelledAt,
    presenter,
    readingId,
    state,
    paper: briefIn([meeting])(meeting.paperId),
    ballotId,
    member,
    /** How many members gave each answer after the meeting; null before it is over, and without answers. */
    opinions: state === "over" ? meeting.opinions : null,
    may: {
      giveOpinion: actsAs(scope, "member") && state === "over",
      organize: organizes,
      answer: member !== null && state === "ahead",
      volunteer: member !== null && state === "ahead" && presenterId === null,
      handOn:
        member !== null &&
        state === "ahead" &&
        mayHandOn(scope as MemberScope, { presenterId }) === true,
      writeNotes: actsAs(scope, "member"),
      writeAgenda:
        actsAs(scope, "member") &&
        mayWriteText(scope as MemberScope, "agenda", { presenterId }) === true,
    },
  };
}

/** Reads the parts of a meeting that only members see. */
async function membersOnly(scope: MemberScope, meeting: Found) {
  const { id: meetingId, readingId, movedAt, canceller, rotates, links } = meeting;
  const { date } = wallClockOf(meeting.startsAt, scope.group.timeZone);
  const day = new Date(date);
  const { texts, given, away, readers } = await readTogether<{
    texts: TextRow;
    given: Answer;
    away: { handle: string; name: string };
    readers: ReadersRow;
  }>(
    db,
    {
      texts: latestTextsOf(meetingId),
      given: rsvpsOf(meetingId, scope.viewer.id),
      away: awayOn(day, scope.group.id),
      readers: readersOf(scope, Prisma.sql`ARRAY[${readingId}::uuid]`, NAMES),
    },
    ["createdAt", "changedAt"],
  );
  const { agenda, notes } = textsIn(texts);
  const mine = given.find((one) => one.mine);
  const rsvps = given.filter(({ named }) => named);
  const [read] = readers;
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
    links: (links ?? []).map(({ addedById, ...link }) => ({
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
      ...{ count: read.count, members: read.members, mine: read.mine },
      people: readBy.map(({ handle }, at) => ({
        handle,
        name: names[rsvps.length + away.length + at] ?? "",
      })),
    },
    /** The viewer's answers after the meeting, by question. */
    said: meeting.said ?? {},
    cancelledBy: canceller,
    /** Whether handing on gives the meeting to the next in turn. */
    rotates,
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
  /** The number of people with this RSVP. */
  count: number;
  changedAt: Date;
  handle: string;
  name: string;
  /** Whether it is the viewer's own. */
  mine: boolean;
  /** Whether it is one of the first, which are shown by name. */
  named: boolean;
}

/** The query for the RSVPs of a meeting by kind, the first ones by name and the viewer's own. */
function rsvpsOf(meetingId: string, viewerId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT given.answer::text AS answer, given.count, given."changedAt", p.handle, p.name,
      given."personId" = ${viewerId}::uuid AS mine, given.place <= ${NAMES} AS named FROM (
      SELECT "personId", answer, "changedAt", count(*) OVER (PARTITION BY answer)::int AS count,
        row_number() OVER (PARTITION BY answer ORDER BY "changedAt", "personId") AS place
      FROM "Rsvp" WHERE "meetingId" = ${meetingId}::uuid) given
    JOIN "Person" p ON p.id = given."personId"
    WHERE given.place <= ${NAMES} OR given."personId" = ${viewerId}::uuid ORDER BY given.place`;
}

/** The query for members who are away on a day, one more than are named. */
function awayOn(day: Date, groupId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT p.handle, p.name FROM "Person" p WHERE p.id IN (
      SELECT a."personId" FROM "Away" a WHERE a."groupId" = ${groupId}::uuid
        AND ${day}::date BETWEEN a."fromDay" AND a."lastDay")
    ORDER BY p.id LIMIT ${NAMES + 1}`;
}

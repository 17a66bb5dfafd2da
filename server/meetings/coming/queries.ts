import "server-only";
import type { RsvpAnswer } from "@/prisma/generated/enums";
import { readingIsRead } from "@/server/ballots/readings/sql";
import { BALLOT_OPEN } from "@/server/ballots/sql";
import { findInvitedGroup } from "@/server/groups/invitations/queries";
import type { GroupScope } from "@/server/groups/policy";
import { BRIEF, briefIn, type WithPaper } from "@/server/papers/brief";
import { titleInSigns } from "@/server/papers/titles/shown";
import { profileTopic, type Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";

import { db, Prisma } from "@/server/platform/database/db";
import { noteShown } from "@/server/platform/web/finished/shown";
import { hidePlace } from "../queries";

/** Chosen papers that the page of a group lists; further ones are counted. */
const QUEUE = 10;
/** The most groups of a person on their desk. */
const GROUPS = 100;

interface Row extends WithPaper {
  group: string;
  /** Of the reading; null where the group has none to read. */
  id: string | null;
  chosenAt: Date;
  ballotId: string | null;
  /** The number of readings in the group's queue. */
  waiting: number;
  meetingId: string | null;
  startsAt: Date;
  minutes: number;
  cancelledAt: Date | null;
  place: string;
  link: string;
  presenterId: string | null;
  handle: string | null;
  name: string;
  answer: RsvpAnswer | null;
}

/**
 * Reads the queues of groups: papers chosen and not read, those with a meeting in its order, then the others in the
 * order in which they were chosen.
 * @param groups a query for their ids and slugs, each with its place in the answer
 * @param most readings of each group
 */
async function readQueues(groups: Prisma.Sql, most: number, viewer: Viewer | null) {
  const rows = await db.$queryRaw<Row[]>`
    SELECT g.slug AS "group", ${BRIEF}, q.*, by.handle, by.name, v.answer
    FROM (${groups}) g
    LEFT JOIN LATERAL (
      SELECT r.id, r."chosenAt", r."ballotId", r."paperId" AS "readPaperId", count(*) OVER ()::int AS waiting, m.id AS "meetingId",
        m."startsAt", m.minutes, m."cancelledAt", m.place, m.link, m."presenterId"
      FROM "Reading" r LEFT JOIN "Meeting" m ON m."readingId" = r.id
      WHERE r."groupId" = g.id AND NOT ${readingIsRead(now())}
      ORDER BY CASE WHEN m."cancelledAt" IS NULL THEN m."startsAt" END NULLS LAST, r."chosenAt", r.id
      LIMIT ${most}) q ON true
    LEFT JOIN "Paper" p ON p.id = q."readPaperId" LEFT JOIN "Person" by ON by.id = q."presenterId"
    LEFT JOIN "Rsvp" v ON v."meetingId" = q."meetingId" AND v."personId" = ${viewer?.id ?? null}::uuid
    ORDER BY g.place, CASE WHEN q."cancelledAt" IS NULL THEN q."startsAt" END NULLS LAST, q."chosenAt", q.id`;
  const found = rows.flatMap(({ id, ...row }) => (id ? [{ id, ...row }] : []));
  const paperOf = briefIn(found);
  const readings = found.map(
    ({ group, waiting, id, chosenAt, ballotId, paperId, meetingId, handle, name, ...row }) => ({
      slug: group,
      waiting,
      reading: { id, chosenAt, ballotId, paper: paperOf(paperId) },
      meeting: meetingId
        ? { ...meetingIn(row), id: meetingId, presenter: handle ? { handle, name } : null }
        : null,
    }),
  );
  return { slugs: [...new Set(rows.map(({ group }) => group))], readings };
}

function meetingIn({ startsAt, minutes, cancelledAt, place, link, presenterId, answer }: Meeting) {
  return { startsAt, minutes, cancelledAt, place, link, presenterId, answer };
}

type Meeting = Omit<UpMeeting, "id"> & Pick<Row, "link">;

/** Lists the group's queue: chosen papers that are not read yet, with their meetings. */
export async function listQueue(scope: GroupScope) {
  const { id: groupId, slug } = scope.group;
  const { readings } = await readQueues(
    Prisma.sql`SELECT ${groupId}::uuid AS id, ${slug} AS slug, 1 AS place`,
    QUEUE,
    null,
  );
  const [first, ...others] = readings;
  return {
    next: first
      ? { ...first.reading, meeting: first.meeting && inFull(scope, first.meeting) }
      : null,
    later: others.map(({ reading, meeting }) => {
      if (!meeting) return { ...reading, meeting };
      const { id, startsAt, minutes, cancelledAt } = meeting;
      return { ...reading, meeting: { id, startsAt, minutes, cancelledAt } };
    }),
    /** Readings beyond those listed. */
    more: Math.max(0, (first?.waiting ?? 0) - readings.length),
  };
}

/** The meeting of the next reading, with its presenter and, for members, its place. */
function inFull(scope: GroupScope, meeting: UpMeeting & Presented) {
  const { presenterId, answer: _, ...line } = meeting;
  if (presenterId) noteShown(profileTopic(presenterId));
  return hidePlace(scope, line);
}

interface Presented {
  link: string;
  presenter: { handle: string; name: string } | null;
}

/** Finds the next reading of each of the viewer's groups, by slug, with the viewer's RSVP. */
export async function listNextReadings(viewer: Viewer) {
  const { slugs, readings } = await readQueues(
    Prisma.sql`
      SELECT g.id, g.slug, row_number() OVER (ORDER BY m."joinedAt", m."groupId") AS place
      FROM "Membership" m JOIN "Group" g ON g.id = m."groupId" WHERE m."personId" = ${viewer.id}::uuid
      ORDER BY m."joinedAt", m."groupId" LIMIT ${GROUPS}`,
    1,
    viewer,
  );
  const next = new Map(readings.map((row) => [row.slug, row]));
  return Object.fromEntries(
    slugs.map((slug) => {
      const up = next.get(slug);
      return [
        slug,
        up ? { ...up.reading, meeting: up.meeting && asMine(viewer, up.meeting) } : null,
      ];
    }),
  );
}

type UpMeeting = Pick<Row, "startsAt" | "minutes" | "cancelledAt" | "place" | "answer"> & {
  id: string;
  presenterId: string | null;
};

/** A meeting with the viewer's own RSVP and presentation. */
function asMine(viewer: Viewer, meeting: UpMeeting) {
  const { id, startsAt, minutes, cancelledAt, place, answer, presenterId } = meeting;
  const presenting = presenterId === viewer.id;
  return { id, startsAt, minutes, cancelledAt, place, answer, presenting };
}

/** Candidates of open ballots that an invitation names. */
const NAMED = 5;

/**
 * Reads what a group is choosing and reading, by titles alone, for somebody who holds an invitation.
 * @returns null where the invitation does not show it
 */
export async function readForInvited(token: string) {
  const group = await findInvitedGroup(token);
  if (!group) return null;
  const [candidates, queue] = await Promise.all([
    db.$queryRaw<{ title: string; closesAt: Date; last: Date; more: number }[]>`
      SELECT p.title, b."closesAt", max(b."closesAt") OVER () AS last, (count(*) OVER () - ${NAMED})::int AS more FROM "Ballot" b
      JOIN "Candidate" c ON c."ballotId" = b.id JOIN "Paper" p ON p.id = c."paperId"
      WHERE b."groupId" = ${group.id}::uuid AND ${BALLOT_OPEN} AND b."closesAt" > ${now()}
      ORDER BY b."closesAt", b.id, c.position LIMIT ${NAMED}`,
    readQueues(
      Prisma.sql`SELECT ${group.id}::uuid AS id, ${group.slug} AS slug, 1 AS place`,
      1,
      null,
    ),
  ]);
  const [up] = queue.readings;
  const startsAt = up?.meeting && !up.meeting.cancelledAt ? up.meeting.startsAt : null;
  const [first] = candidates;
  return {
    ballot: first
      ? {
          titles: candidates.map(({ title }) => titleInSigns(title)),
          more: Math.max(0, first.more),
          /** Null if several ballots close at different times. */
          closesAt: first.closesAt.getTime() === first.last.getTime() ? first.closesAt : null,
        }
      : null,
    next: up ? { title: up.reading.paper.title, startsAt } : null,
  };
}

import "server-only";
import type { RsvpAnswer } from "@/prisma/generated/enums";
import { BALLOT_OPEN } from "@/server/ballots/sql";
import { findInvitedGroup } from "@/server/groups/invitations/queries";
import type { GroupScope } from "@/server/groups/policy";
import { briefPapers } from "@/server/papers/brief";
import { profileTopic, type Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { noteShown } from "@/server/platform/web/finished/shown";
import { hidePlace } from "../queries";
import { findNextUp, type MeetingState } from "../rules";

/** Latest readings of a group that are searched for the next one. */
const LATEST = 20;
/** The most groups of a person on their desk. */
const GROUPS = 100;

/** The state of one of a group's readings; of no reading (null) where the group has none. */
type LatestRow = { slug: string; id: string | null; meetingId: string | null } & MeetingState;

/**
 * Finds the next reading of each group by `findNextUp`, among the latest ones.
 * @param groups a query for their ids and slugs, each with its place in the answer
 */
async function nextOf(groups: Prisma.Sql): Promise<{ slug: string; id: string | null }[]> {
  const rows = await db.$queryRaw<LatestRow[]>`
    SELECT g.slug, r.id, m.id AS "meetingId", m."startsAt", m.minutes, m."cancelledAt"
    FROM (${groups}) g
    LEFT JOIN LATERAL (SELECT r.id, r."chosenAt" FROM "Reading" r WHERE r."groupId" = g.id
      ORDER BY r."chosenAt" DESC, r.id DESC LIMIT ${LATEST}) r ON true
    LEFT JOIN "Meeting" m ON m."readingId" = r.id ORDER BY g.place, r."chosenAt" DESC, r.id DESC`;
  const at = now();
  const latest = new Map<string, { id: string; meeting: MeetingState | null }[]>();
  for (const { id, slug, meetingId, ...meeting } of rows) {
    const readings = latest.get(slug) ?? [];
    if (id) readings.push({ id, meeting: meetingId ? meeting : null });
    latest.set(slug, readings);
  }
  return [...latest].map(([slug, readings]) => ({
    slug,
    id: findNextUp(readings, at)?.id ?? null,
  }));
}

interface Row extends MeetingState {
  id: string;
  ballotId: string | null;
  paperId: string;
  meetingId: string | null;
  place: string;
  link: string;
  presenterId: string | null;
  handle: string | null;
  name: string;
  answer: RsvpAnswer | null;
}

/** Reads readings with their papers, meetings, and the viewer's RSVPs, by id. */
async function readAll(ids: readonly string[], viewer: Viewer | null) {
  const rows = await db.$queryRaw<Row[]>`
    SELECT r.id, r."ballotId", r."paperId", m.id AS "meetingId", m."startsAt", m.minutes, m.place, m.link,
      m."cancelledAt", m."presenterId", p.handle, p.name, v.answer
    FROM "Reading" r LEFT JOIN "Meeting" m ON m."readingId" = r.id
    LEFT JOIN "Person" p ON p.id = m."presenterId"
    LEFT JOIN "Rsvp" v ON v."meetingId" = m.id AND v."personId" = ${viewer?.id ?? null}::uuid
    WHERE r.id = ANY(${[...ids]}::uuid[])`;
  const paperOf = await briefPapers(rows.map(({ paperId }) => paperId));
  return new Map(
    rows.map(({ id, ballotId, paperId, meetingId, handle, name, ...meeting }) => [
      id,
      {
        reading: { id, ballotId, paper: paperOf(paperId) },
        meeting: meetingId
          ? { ...meeting, id: meetingId, presenter: handle ? { handle, name } : null }
          : null,
      },
    ]),
  );
}

/** Finds the group's next reading and its meeting. */
export async function findNextReading(scope: GroupScope) {
  const { id: groupId, slug } = scope.group;
  const [next] = await nextOf(
    Prisma.sql`SELECT ${groupId}::uuid AS id, ${slug} AS slug, 1 AS place`,
  );
  if (!next?.id) return null;
  const found = (await readAll([next.id], null)).get(next.id);
  if (!found) return null;
  const { reading, meeting } = found;
  if (!meeting) return { ...reading, meeting };
  const { presenterId, answer: _, ...line } = meeting;
  if (presenterId) noteShown(profileTopic(presenterId));
  return { ...reading, meeting: hidePlace(scope, line) };
}

/** Finds the next reading of each of the viewer's groups, by slug, with the viewer's RSVP. */
export async function listNextReadings(viewer: Viewer) {
  const next = await nextOf(Prisma.sql`
    SELECT g.id, g.slug, row_number() OVER (ORDER BY m."joinedAt", m."groupId") AS place
    FROM "Membership" m JOIN "Group" g ON g.id = m."groupId" WHERE m."personId" = ${viewer.id}::uuid
    ORDER BY m."joinedAt", m."groupId" LIMIT ${GROUPS}`);
  const found = await readAll(
    next.flatMap(({ id }) => id ?? []),
    viewer,
  );
  return Object.fromEntries(
    next.map(({ slug, id }) => {
      const up = id ? found.get(id) : undefined;
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

/** Candidates of an open ballot that an invitation names. */
const NAMED = 5;

/**
 * Reads what a group is choosing and reading, by titles alone, for somebody who holds an invitation.
 * @returns null where the invitation does not show it
 */
export async function readForInvited(token: string) {
  const group = await findInvitedGroup(token);
  if (!group) return null;
  const [candidates, [next]] = await Promise.all([
    db.$queryRaw<{ title: string; closesAt: Date; more: number }[]>`
      SELECT p.title, b."closesAt", (count(*) OVER () - ${NAMED})::int AS more FROM "Ballot" b
      JOIN "Candidate" c ON c."ballotId" = b.id JOIN "Paper" p ON p.id = c."paperId"
      WHERE b."groupId" = ${group.id}::uuid AND ${BALLOT_OPEN} AND b."closesAt" > ${now()}
      ORDER BY b."closesAt", b.id, c.position LIMIT ${NAMED}`,
    nextOf(Prisma.sql`SELECT ${group.id}::uuid AS id, ${group.slug} AS slug, 1 AS place`),
  ]);
  const up = next?.id ? (await readAll([next.id], null)).get(next.id) : undefined;
  const startsAt = up?.meeting && !up.meeting.cancelledAt ? up.meeting.startsAt : null;
  const [first] = candidates;
  return {
    ballot: first
      ? {
          titles: candidates.map(({ title }) => title),
          more: Math.max(0, first.more),
          closesAt: first.closesAt,
        }
      : null,
    next: up ? { title: up.reading.paper.title, startsAt } : null,
  };
}

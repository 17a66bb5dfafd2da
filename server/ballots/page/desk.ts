// The ballots that wait for a person's vote, in all their groups.
import "server-only";
import type { Role } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { BALLOT_OPEN, ELECTORS, memberMayVote } from "../sql";

/** Most groups of a person to load. */
const MOST = 100;

/**
 * Loads each of the viewer's groups with its open ballot. Ballots that wait for the viewer's vote come
 * first, the one that closes soonest on top.
 */
export async function loadDesk(viewer: Viewer) {
  const rows = await db.$queryRaw<DeskRow[]>`
    SELECT m.role, g.slug, g.name, b.id, b.title, b."closesAt", ${ELECTORS} AS electors,
      (SELECT count(*)::int FROM "Vote" v WHERE v."ballotId" = b.id) AS votes,
      (SELECT count(*)::int FROM "Candidate" c WHERE c."ballotId" = b.id) AS candidates,
      EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = m."personId") AS voted
    FROM (SELECT * FROM "Membership" WHERE "personId" = ${viewer.id}::uuid
      ORDER BY "joinedAt", "groupId" LIMIT ${MOST}) m
    JOIN "Group" g ON g.id = m."groupId"
    LEFT JOIN "Ballot" b ON b."groupId" = g.id AND ${BALLOT_OPEN}
    ORDER BY m."joinedAt", m."groupId"`;
  const at = now();
  return rows
    .map(({ role, slug, name, id, closesAt, ...rest }) => {
      const open = id && closesAt ? { id, closesAt, ...rest } : null;
      return { slug, name, role, open };
    })
    .toSorted((a, b) => urgency(a.open, at) - urgency(b.open, at));
}

interface DeskRow {
  role: Role;
  slug: string;
  name: string;
  /** Null without an open ballot; a group has one at most. */
  id: string | null;
  title: string;
  closesAt: Date | null;
  candidates: number;
  votes: number;
  electors: number;
  voted: boolean;
}

/** The closing time of a ballot that waits for the viewer's vote; the end of time for others. */
function urgency(open: { closesAt: Date; voted: boolean } | null, at: Date): number {
  return open && !open.voted && open.closesAt > at
    ? open.closesAt.getTime()
    : Number.MAX_SAFE_INTEGER;
}

/** Finds the ballot that a person who has just joined can vote on; null if there is none, or more than one. */
export async function findBallotForNewcomer(groupId: string): Promise<string | null> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM "Ballot" b
    WHERE b."groupId" = ${groupId}::uuid AND ${memberMayVote(Prisma.sql`${now()}::timestamptz`, now())} LIMIT 2`;
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

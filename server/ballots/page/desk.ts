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
 * Loads each of the viewer's groups with its open ballots. Those that wait for the viewer's vote come first, the one
 * that closes soonest on top, among the ballots of a group and among the groups.
 */
export async function loadDesk(viewer: Viewer) {
  const rows = await db.$queryRaw<DeskRow[]>`
    SELECT m.role, g.slug, g.name, b.id, b.title, b.seats, b."closesAt", ${ELECTORS} AS electors,
      (SELECT count(*)::int FROM "Vote" v WHERE v."ballotId" = b.id) AS votes,
      (SELECT count(*)::int FROM "Candidate" c WHERE c."ballotId" = b.id) AS candidates,
      EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = m."personId") AS voted
    FROM (SELECT * FROM "Membership" WHERE "personId" = ${viewer.id}::uuid
      ORDER BY "joinedAt", "groupId" LIMIT ${MOST}) m
    JOIN "Group" g ON g.id = m."groupId"
    LEFT JOIN "Ballot" b ON b."groupId" = g.id AND ${BALLOT_OPEN}
    ORDER BY m."joinedAt", m."groupId", b."closesAt", b.id`;
  const at = now();
  const groups = new Map<string, DeskGroup>();
  for (const { slug, name, role, id, closesAt, ...rest } of rows) {
    const group = groups.get(slug) ?? { slug, name, role, open: [] };
    if (id && closesAt) group.open.push({ id, closesAt, ...rest });
    groups.set(slug, group);
  }
  return [...groups.values()]
    .map(({ open, ...group }) => ({
      ...group,
      open: open.toSorted((a, b) => urgency(a, at) - urgency(b, at)),
    }))
    .toSorted((a, b) => urgency(a.open[0], at) - urgency(b.open[0], at));
}

interface DeskBallot {
  id: string;
  title: string;
  /** How many papers it chooses. */
  seats: number;
  closesAt: Date;
  candidates: number;
  votes: number;
  electors: number;
  voted: boolean;
}

interface DeskGroup {
  role: Role;
  slug: string;
  name: string;
  open: DeskBallot[];
}

/** One open ballot of a group; of a group without one, a row with no ballot. */
type DeskRow = Omit<DeskGroup, "open"> &
  Omit<DeskBallot, "id" | "closesAt"> & { id: string | null; closesAt: Date | null };

/** The closing time of a ballot that waits for the viewer's vote; the end of time for others. */
function urgency(open: { closesAt: Date; voted: boolean } | undefined, at: Date): number {
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

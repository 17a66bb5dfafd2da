import "server-only";
import type { Viewer } from "@/server/people/policy";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import { BALLOT_OPEN, ELECTORS, memberIsElector } from "../sql";

interface Counts {
  candidates: number;
  votes: number;
  electors: number;
  voted: boolean;
  /** The papers that it chose, by seat. */
  chosen: { slug: string; title: string }[];
}

/**
 * Counts candidates, votes and, of open ballots, electors, and says whether the viewer has voted and which papers were
 * chosen, in one query.
 */
export async function countByBallot(ballotIds: readonly string[], viewer: Viewer | null) {
  // Prisma's _count would group all votes of the site.
  const rows = await db.$queryRaw<(Counts & { id: string })[]>`
    SELECT w.id, coalesce(o.electors, 0) AS electors, (SELECT count(*)::int FROM "Candidate" c WHERE c."ballotId" = w.id) AS candidates,
      (SELECT count(*)::int FROM "Vote" v WHERE v."ballotId" = w.id) AS votes,
      EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = w.id AND v."personId" = ${viewer?.id ?? null}::uuid) AS voted,
      coalesce(x.chosen, '[]') AS chosen
    FROM unnest(${[...ballotIds]}::uuid[]) AS w(id)
    LEFT JOIN (SELECT b.id, ${ELECTORS} AS electors FROM "Ballot" b
      WHERE b.id = ANY(${[...ballotIds]}::uuid[]) AND ${BALLOT_OPEN}) o ON o.id = w.id
    LEFT JOIN (SELECT r."ballotId", json_agg(json_build_object('slug', p.slug, 'title', p.title) ORDER BY r.seat) AS chosen
      FROM "Reading" r JOIN "Paper" p ON p.id = r."paperId"
      WHERE r."ballotId" = ANY(${[...ballotIds]}::uuid[]) GROUP BY 1) x ON x."ballotId" = w.id`;
  const found = new Map(rows.map(({ id, ...counts }) => [id, counts]));
  const none: Counts = { candidates: 0, votes: 0, electors: 0, voted: false, chosen: [] };
  return (id: string) => found.get(id) ?? none;
}

/** Members listed as not having voted; further ones are counted. */
const WAITING_FOR = 100;

/** A member `e` of the electorate of a ballot `b` who has not voted. */
const HAS_NOT_VOTED = Prisma.sql`(${memberIsElector(Prisma.sql`e."joinedAt"`)}
  AND NOT EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = b.id AND v."personId" = e."personId"))`;

/** Whether anybody may vote on a ballot and has not. */
export async function hasWaitingVoters(tx: Tx, ballotId: string): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ some: boolean }[]>`
    SELECT EXISTS (SELECT FROM "Ballot" b JOIN "Membership" e ON e."groupId" = b."groupId"
      WHERE b.id = ${ballotId}::uuid AND ${HAS_NOT_VOTED}) AS some`;
  return found?.some ?? false;
}

interface Turnout {
  /** When the viewer joined the group; null if they are not a member. */
  joinedAt: Date | null;
  electors: number;
  /** Members who have not voted, on an open ballot by name, for organizers only. */
  missing: { handle: string; name: string }[] | null;
}

/** Loads the viewer's membership in the group of a ballot, and who is expected to vote, in one query. */
export async function loadTurnout(
  ballotId: string,
  viewerId: string,
  organizer: boolean,
): Promise<Turnout | undefined> {
  const [found] = await db.$queryRaw<Turnout[]>`
    SELECT m."joinedAt", ${ELECTORS} AS electors,
      CASE WHEN ${organizer} AND NOT b.secret AND b."openedAt" IS NOT NULL AND b."closedAt" IS NULL THEN (
        SELECT coalesce(json_agg(json_build_object('handle', p.handle, 'name', p.name) ORDER BY p.name, p.handle), '[]')
        FROM (SELECT e."personId" FROM "Membership" e WHERE e."groupId" = b."groupId" AND ${HAS_NOT_VOTED}
          LIMIT ${WAITING_FOR}) e JOIN "Person" p ON p.id = e."personId") END AS missing
    FROM "Ballot" b LEFT JOIN "Membership" m
      ON m."groupId" = b."groupId" AND m."personId" = ${viewerId}::uuid
    WHERE b.id = ${ballotId}::uuid`;
  return found;
}

import "server-only";
import type { Viewer } from "@/server/people/policy";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import type { Answer } from "../schema";
import { BALLOT_OPEN, ELECTORS, memberIsElector } from "../sql";

/** The counts of a ballot. */
export interface CountsRow {
  id: string;
  candidates: number;
  votes: number;
  /** Of an open ballot; otherwise 0. */
  electors: number;
  /** Whether the viewer has voted. */
  voted: boolean;
}

/** The query for the counts of ballots. Prisma's _count would group all votes of the site. */
export function countsOf(ballotIds: readonly string[], viewer: Viewer | null): Prisma.Sql {
  return Prisma.sql`
    SELECT w.id, coalesce(o.electors, 0) AS electors, (SELECT count(*)::int FROM "Candidate" c WHERE c."ballotId" = w.id) AS candidates,
      (SELECT count(*)::int FROM "Vote" v WHERE v."ballotId" = w.id) AS votes,
      EXISTS (SELECT FROM "Vote" v WHERE v."ballotId" = w.id AND v."personId" = ${viewer?.id ?? null}::uuid) AS voted
    FROM unnest(${[...ballotIds]}::uuid[]) AS w(id)
    LEFT JOIN (SELECT b.id, ${ELECTORS} AS electors FROM "Ballot" b
      WHERE b.id = ANY(${[...ballotIds]}::uuid[]) AND ${BALLOT_OPEN}) o ON o.id = w.id`;
}

/** Takes the counts of a ballot out of their rows. */
export function countsIn(rows: readonly CountsRow[]) {
  const found = new Map(rows.map(({ id, ...counts }) => [id, counts]));
  return (id: string) => found.get(id) ?? { candidates: 0, votes: 0, electors: 0, voted: false };
}

/** Counts candidates, votes and, of open ballots, electors, and whether the viewer has voted, in one query. */
export async function countByBallot(ballotIds: readonly string[], viewer: Viewer | null) {
  return countsIn(await db.$queryRaw<CountsRow[]>(countsOf(ballotIds, viewer)));
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

/** The viewer's own vote. */
interface OwnVote {
  answer: Answer;
  receipt: string;
  changedAt: Date;
}

type Row = Turnout & { [Field in keyof OwnVote]: OwnVote[Field] | null };

/** Loads the viewer's membership in the group of a ballot, their vote, and who is expected to vote, in one query. */
export async function loadTurnout(
  ballotId: string,
  viewerId: string,
  organizer: boolean,
): Promise<(Turnout & { vote: OwnVote | null }) | undefined> {
  const [found] = await db.$queryRaw<Row[]>`
    SELECT m."joinedAt", own.answer, own.receipt, own."changedAt", ${ELECTORS} AS electors,
      CASE WHEN ${organizer} AND NOT b.secret AND b."openedAt" IS NOT NULL AND b."closedAt" IS NULL THEN (
        SELECT coalesce(json_agg(json_build_object('handle', p.handle, 'name', p.name) ORDER BY p.name, p.handle), '[]')
        FROM (SELECT e."personId" FROM "Membership" e WHERE e."groupId" = b."groupId" AND ${HAS_NOT_VOTED}
          LIMIT ${WAITING_FOR}) e JOIN "Person" p ON p.id = e."personId") END AS missing
    FROM "Ballot" b
    LEFT JOIN "Membership" m ON m."groupId" = b."groupId" AND m."personId" = ${viewerId}::uuid
    LEFT JOIN "Vote" own ON own."ballotId" = b.id AND own."personId" = ${viewerId}::uuid
    WHERE b.id = ${ballotId}::uuid`;
  if (!found) return undefined;
  const { answer, receipt, changedAt, ...turnout } = found;
  const vote = answer && receipt && changedAt ? { answer, receipt, changedAt } : null;
  return { ...turnout, vote };
}

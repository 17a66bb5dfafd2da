import "server-only";
import { Prisma } from "@/server/platform/database/db";

// Rules of ballots as conditions for the database, each beside the function of rules.ts that it repeats.

/** `isWaiting`. */
export const WAITING = { withdrawnAt: null, chosenAt: null } as const;
/** `isWaiting` of a nomination `n`. */
export const NOMINATION_WAITS = Prisma.sql`(n."withdrawnAt" IS NULL AND n."chosenAt" IS NULL)`;

/** `stageOf` is "draft". */
export const DRAFT = { openedAt: null, closedAt: null, cancelledAt: null } as const;
/** `stageOf` is "open", which includes the time between closing and counting. */
export const OPEN = { openedAt: { not: null }, closedAt: null, cancelledAt: null } as const;
/** `stageOf` of a ballot `b` is "draft" or "open". */
export const BALLOT_UNFINISHED = Prisma.sql`(b."closedAt" IS NULL AND b."cancelledAt" IS NULL)`;
/** `stageOf` of a ballot `b` is "open". */
export const BALLOT_OPEN = Prisma.sql`(b."openedAt" IS NOT NULL AND ${BALLOT_UNFINISHED})`;

/** Whether a nomination `n` is on an open ballot; it is on one at most. */
export const NOMINATION_VOTED_ON = Prisma.sql`EXISTS (SELECT FROM "Candidate" c JOIN "Ballot" b ON b.id = c."ballotId"
  WHERE c."nominationId" = n.id AND ${BALLOT_OPEN})`;

/** `isElector` of a ballot `b`. @param joinedAt the expression for when the member joined */
export function memberIsElector(joinedAt: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(b.electorate = 'open' OR ${joinedAt} <= b."openedAt")`;
}

/** `mayVote` on a ballot `b`. @param joinedAt the expression for when the member joined */
export function memberMayVote(joinedAt: Prisma.Sql, at: Date): Prisma.Sql {
  return Prisma.sql`(${BALLOT_OPEN} AND b."closesAt" > ${at} AND ${memberIsElector(joinedAt)})`;
}

/** Counts the electorate of a ballot `b`. */
export const ELECTORS = Prisma.sql`(SELECT count(*)::int FROM "Membership" e
  WHERE e."groupId" = b."groupId" AND ${memberIsElector(Prisma.sql`e."joinedAt"`)})`;

import "server-only";
import { Prisma } from "../database/db";
import { LOCK_NAMES } from "../database/locks";

/**
 * Builds SQL that waits for a ballot in the order of arrival and holds it until the commit, either alone or shared with
 * others. A row lock would not be enough: PostgreSQL lets sharers in ahead of somebody who waits to have
 * it alone, so that a ballot could not close while people went on voting.
 * @param ballotId an expression of type uuid
 */
export function takeTurn(ballotId: Prisma.Sql, how: "beside others" | "alone"): Prisma.Sql {
  const key = Prisma.sql`hashtextextended(${LOCK_NAMES.ballot}::text || ${ballotId}, 0)`;
  return how === "alone"
    ? Prisma.sql`pg_advisory_xact_lock(${key})`
    : Prisma.sql`pg_advisory_xact_lock_shared(${key})`;
}

import "server-only";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { SUGGESTION_WAITS, suggestedSince } from "@/server/watches/sql";
import { isUntold } from "./sql";

/** A suggestion in a digest that still waits. */
export interface ShownSuggestion {
  watch: string;
  /** Other new suggestions of its group, which the digest leaves out; zero unless it is the last of its group there. */
  others: number;
}

/** The key of an item of a digest. */
export const suggestionKey = (digestId: string, position: number) => `${digestId} ${position}`;

interface Row extends ShownSuggestion {
  digestId: string;
  position: number;
}

/**
 * Reads the suggestions of digests that still wait in their group, in one statement. Others are new if they came since the digest
 * before.
 * @returns by the key of the item; those that wait no longer are missing
 */
export async function readSuggestions(
  tx: Tx,
  items: readonly { digestId: string; position: number }[],
  at: Date,
): Promise<Map<string, ShownSuggestion>> {
  if (items.length === 0) return new Map();
  const isNew = Prisma.sql`f."foundAt" > greatest((i.why ->> 'of')::timestamptz, ${suggestedSince(at)}::timestamptz)
    AND f."foundAt" <= d."createdAt"`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT i."digestId", i.position, w.name AS watch,
      CASE WHEN i.position = max(i.position) OVER (PARTITION BY i."digestId", i."groupId") THEN
        (SELECT count(*)::int FROM "Watch" w JOIN "WatchedPaper" f ON f."watchId" = w.id
          WHERE w."groupId" = i."groupId" AND ${isNew} AND ${SUGGESTION_WAITS} AND ${isUntold(Prisma.sql`i."readerId"`)})
        ELSE 0 END AS others
    FROM unnest(${items.map(({ digestId }) => digestId)}::uuid[], ${items.map(({ position }) => position)}::int[])
      AS x(digest, position)
    JOIN "DigestItem" i ON i."digestId" = x.digest AND i.position = x.position
    JOIN "Digest" d ON d.id = i."digestId"
    JOIN "WatchedPaper" f ON f.id = split_part(i.subject, ':', 2)::uuid
    JOIN "Watch" w ON w.id = f."watchId" AND w."groupId" = i."groupId"
    WHERE i.kind = 'suggestion' AND ${SUGGESTION_WAITS}`;
  return new Map(rows.map((row) => [suggestionKey(row.digestId, row.position), row]));
}

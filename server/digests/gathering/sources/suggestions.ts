import "server-only";
import { getsByEmail } from "@/server/notifications/notifying/sql";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { SUGGESTION_WAITS, suggestedSince } from "@/server/watches/sql";
import { isUntold, suggestionSubject } from "../../suggestions/sql";
import { type FoundItem, type Reader, readersWithSources } from "../reader";

/** Suggestions to find in each group; a digest takes fewer, and counts the others. */
const SUGGESTIONS_MAX = 20;

/**
 * Finds what watches have suggested, since the digest before, to groups that the reader is a member of at this moment, the
 * latest first. Organizers who are told of them by email are not told again.
 */
export async function findSuggestions(
  tx: Tx,
  readers: readonly Reader[],
  at: Date,
): Promise<FoundItem[]> {
  return tx.$queryRaw<FoundItem[]>`
    SELECT r.id AS "subscriptionId", 'suggestion' AS kind, ${suggestionSubject} AS subject,
      extract(epoch FROM f."foundAt")::float8 AS score, 'group' AS source,
      to_char(r.since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS of, f."paperId", s."groupId",
      NULL AS "ballotId", NULL AS "meetingId", NULL AS "nominationId", NULL AS "notificationId"
    FROM ${readersWithSources(readers, ["group"])}
    JOIN "Membership" m ON m."groupId" = s."groupId" AND m."personId" = r."personId"
    JOIN "Group" h ON h.id = s."groupId" AND h."archivedAt" IS NULL
    JOIN "Person" p ON p.id = m."personId" AND NOT (m.role <> 'member' AND ${getsByEmail("watch")})
    CROSS JOIN LATERAL (
      SELECT f.id, f."paperId", f."foundAt" FROM "Watch" w JOIN "WatchedPaper" f ON f."watchId" = w.id
      WHERE w."groupId" = s."groupId" AND f."foundAt" > greatest(r.since, ${suggestedSince(at)}) AND f."foundAt" <= ${at}
        AND ${SUGGESTION_WAITS} AND ${isUntold(Prisma.sql`r."readerId"`)}
      ORDER BY f."foundAt" DESC, f.id DESC LIMIT ${SUGGESTIONS_MAX}) f`;
}

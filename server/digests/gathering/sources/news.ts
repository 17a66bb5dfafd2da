import "server-only";
import { visibleToReader } from "@/server/notifications/sql";
import type { Tx } from "@/server/platform/db";
import { type Found, type Reader, withSources } from "../reader";

/** Of one reader and source; a digest takes fewer. */
const EACH = 40;

/**
 * What the reader was told in the app, has not read there, and got no mail about: answers and mentions, and
 * what was written in threads, papers and topics that she follows. The latest is the highest.
 */
export async function newsFor(tx: Tx, readers: readonly Reader[]): Promise<Found[]> {
  return tx.$queryRaw<Found[]>`
    SELECT r.id AS "subscriptionId", CASE s.kind WHEN 'answers' THEN 'answer' ELSE 'thread' END AS kind,
      'notification:' || n.id AS subject, extract(epoch FROM n."createdAt")::float8 AS score,
      s.kind::text AS source, NULL AS of, n."paperId", n."groupId", NULL AS "ballotId",
      NULL AS "meetingId", NULL AS "nominationId", n.id AS "notificationId"
    FROM ${withSources(readers, ["answers", "threads"])}
    CROSS JOIN LATERAL (
      SELECT n.id, n."paperId", n."groupId", n."createdAt" FROM "Notification" n
      WHERE n."personId" = r."personId" AND n."readAt" IS NULL AND n."mailedAt" IS NULL AND n.via <> 'mail'
        AND n.kind::text = ANY(CASE s.kind WHEN 'answers' THEN ARRAY['answer', 'mention']
          ELSE ARRAY['comment', 'paper'] END)
        AND ${visibleToReader}
      ORDER BY n."createdAt" DESC LIMIT ${EACH}) n`;
}

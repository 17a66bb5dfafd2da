import "server-only";
import { visibleToReader } from "@/server/notifications/sql";
import type { Tx } from "@/server/platform/database/db";
import { type FoundItem, type Reader, readersWithSources } from "../reader";

/** Notifications to find for each reader and source; a digest takes fewer. */
const NEWS_MAX = 40;

/**
 * Finds notifications that the reader has neither read in the app nor been emailed: replies and mentions, and
 * activity in followed threads, papers and topics. The latest has the highest score.
 */
export async function findNewsItems(tx: Tx, readers: readonly Reader[]): Promise<FoundItem[]> {
  return tx.$queryRaw<FoundItem[]>`
    SELECT r.id AS "subscriptionId", CASE s.kind WHEN 'answers' THEN 'answer' ELSE 'thread' END AS kind,
      'notification:' || n.id AS subject, extract(epoch FROM n."createdAt")::float8 AS score,
      s.kind::text AS source, NULL AS of, n."paperId", n."groupId", NULL AS "ballotId",
      NULL AS "meetingId", NULL AS "nominationId", n.id AS "notificationId"
    FROM ${readersWithSources(readers, ["answers", "threads"])}
    CROSS JOIN LATERAL (
      SELECT n.id, n."paperId", n."groupId", n."createdAt" FROM "Notification" n
      WHERE n."personId" = r."personId" AND n."readAt" IS NULL AND n."mailedAt" IS NULL AND n.via <> 'mail'
        AND n.kind::text = ANY(CASE s.kind WHEN 'answers' THEN ARRAY['answer', 'mention']
          ELSE ARRAY['comment', 'paper'] END)
        AND ${visibleToReader}
      ORDER BY n."createdAt" DESC LIMIT ${NEWS_MAX}) n`;
}

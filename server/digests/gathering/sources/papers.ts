import "server-only";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { type FoundItem, type Reader, readersWithSources } from "../reader";

/** Trending papers to look at. */
const TRENDING_MAX = 300;
/** Papers to find for each source; a digest takes fewer. */
const PAPERS_MAX = 30;

/** Whether no digest of the reader `w` contained a paper `p`, in any kind of item. */
const IS_NEW_TO_READER = Prisma.sql`NOT EXISTS (SELECT FROM "DigestItem" i
  WHERE i."readerId" = w."readerId" AND i."paperId" = p.id)`;

/**
 * Finds papers that trend, overall and in topics, and papers that are new for a saved search. Trending papers
 * are read once for all readers: the same few hundred are checked for each.
 */
export async function findPaperItems(tx: Tx, readers: readonly Reader[]): Promise<FoundItem[]> {
  return tx.$queryRaw<FoundItem[]>`
    WITH wanted AS (
      SELECT r.id, r."readerId", r.since, s.kind, s."topicSlug", s.query
      FROM ${readersWithSources(readers, ["trending", "topic", "search"])}
    ),
    top AS MATERIALIZED (SELECT "paperId" AS id, heat FROM "PaperStanding" ORDER BY heat DESC, "paperId" LIMIT ${TRENDING_MAX}),
    "inTopic" AS MATERIALIZED (
      SELECT t."topicSlug", p.id, p.heat FROM (SELECT DISTINCT "topicSlug" FROM wanted WHERE kind = 'topic') t
      CROSS JOIN LATERAL (
        SELECT s."paperId" AS id, s.heat FROM "PaperTopic" x JOIN "PaperStanding" s ON s."paperId" = x."paperId"
        WHERE x."topicSlug" = t."topicSlug" ORDER BY s.heat DESC, s."paperId" LIMIT ${TRENDING_MAX}) p
    ),
    found AS (
      SELECT w.id, 'trending' AS source, NULL AS of, p.id AS "paperId", p.heat AS score
      FROM wanted w CROSS JOIN LATERAL (SELECT p.id, p.heat FROM top p WHERE ${IS_NEW_TO_READER}
        ORDER BY p.heat DESC, p.id LIMIT ${PAPERS_MAX}) p
      WHERE w.kind = 'trending'
      UNION ALL
      SELECT w.id, 'topic', t.name, p.id, p.heat
      FROM wanted w JOIN "Topic" t ON t.slug = w."topicSlug"
      CROSS JOIN LATERAL (SELECT p.id, p.heat FROM "inTopic" p
        WHERE p."topicSlug" = w."topicSlug" AND ${IS_NEW_TO_READER} ORDER BY p.heat DESC, p.id LIMIT ${PAPERS_MAX}) p
      WHERE w.kind = 'topic'
      UNION ALL
      SELECT w.id, 'search', w.query, p.id, p.heat
      FROM wanted w CROSS JOIN LATERAL (SELECT p.id, p.heat FROM (SELECT "paperId" AS id, "addedAt", heat FROM "PaperStanding") p
        JOIN "PaperSearch" x ON x."paperId" = p.id
        WHERE x.search @@ search_query(w.query) AND p."addedAt" > w.since
          AND ${IS_NEW_TO_READER} ORDER BY p."addedAt" DESC, p.id LIMIT ${PAPERS_MAX}) p
      WHERE w.kind = 'search'
    )
    SELECT id AS "subscriptionId", 'paper' AS kind, 'paper:' || "paperId" AS subject,
      score::float8 AS score, source, of, "paperId", NULL AS "groupId", NULL AS "ballotId",
      NULL AS "meetingId", NULL AS "nominationId", NULL AS "notificationId"
    FROM found`;
}

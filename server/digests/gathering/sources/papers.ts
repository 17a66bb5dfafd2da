import "server-only";
import { nameOfAuthor } from "@/server/papers/authors/sql";
import { conditionsIn, readQuestion } from "@/server/papers/search/language/rules";
import { fittingEach } from "@/server/papers/search/language/sql";
import { cutWords } from "@/server/papers/search/rules";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { inGroupsOf } from "@/server/search/papers/sql";
import { type FoundItem, type Reader, readersWithSources } from "../reader";

/** Trending papers to look at. */
const TRENDING_MAX = 300;
/** Papers to find for each source; a digest takes fewer. */
const PAPERS_MAX = 30;
/** Saved searches with more than words that one statement answers. */
const QUESTIONS_AT_ONCE = 40;

/** Whether no digest of the reader `w` contained a paper `p`, in any kind of item. */
const IS_NEW_TO_READER = Prisma.sql`NOT EXISTS (SELECT FROM "DigestItem" i
  WHERE i."readerId" = w."readerId" AND i."paperId" = p.id)`;

/**
 * Finds papers that trend, overall and in topics, and papers that are new for a saved search or from an author. Trending papers
 * are read once for all readers: the same few hundred are checked for each. Searches with operators are answered
 * by forty a statement, each once for all of its readers.
 */
export async function findPaperItems(tx: Tx, readers: readonly Reader[]): Promise<FoundItem[]> {
  const asked = await findQueries(tx, readers);
  const beyondWords = asked.filter((query) => conditionsIn(readQuestion(query)).length > 0);
  const found = await findByWords(tx, readers, { asked, beyondWords });
  for (let from = 0; from < beyondWords.length; from += QUESTIONS_AT_ONCE) {
    const some = beyondWords.slice(from, from + QUESTIONS_AT_ONCE);
    found.push(...(await findByQuestions(tx, readers, some)));
  }
  return found;
}

/** Reads the saved searches of these readers, each once. */
async function findQueries(tx: Tx, readers: readonly Reader[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ query: string }[]>`
    SELECT DISTINCT s.query FROM ${readersWithSources(readers, ["search"])} ORDER BY s.query`;
  return rows.map(({ query }) => query);
}

/** Finds the new papers of saved searches as the search of the catalogue does, except that all words have to be there. */
function findByQuestions(tx: Tx, readers: readonly Reader[], queries: readonly string[]) {
  const found = queries.map((query) => {
    const question = readQuestion(query);
    const isNew = Prisma.sql`p."addedAt" > w.since AND ${IS_NEW_TO_READER}`;
    const { from, where } = fittingEach(question, inGroupsOf(Prisma.sql`w."personId"`), isNew);
    return Prisma.sql`
      SELECT w.id, 'search' AS source, w.query AS of, p.id AS "paperId",
        (SELECT own.heat FROM "PaperStanding" own WHERE own."paperId" = p.id) AS score
      FROM wanted w CROSS JOIN LATERAL (SELECT p.id FROM ${from} WHERE ${where}
        ORDER BY p."addedAt" DESC, p.id LIMIT ${PAPERS_MAX}) p
      WHERE w.query = ${query}`;
  });
  return tx.$queryRaw<FoundItem[]>`
    WITH wanted AS (
      SELECT r.id, r."personId", r."readerId", r.since, s.query FROM ${readersWithSources(readers, ["search"])}
    ), found AS (${Prisma.join(
      found.map((one) => Prisma.sql`(${one})`),
      " UNION ALL ",
    )})
    ${ITEMS}`;
}

/** The items of `found`. */
const ITEMS = Prisma.sql`
  SELECT id AS "subscriptionId", 'paper' AS kind, 'paper:' || "paperId" AS subject,
    score::float8 AS score, source, of, "paperId", NULL AS "groupId", NULL AS "ballotId",
    NULL AS "meetingId", NULL AS "nominationId", NULL AS "notificationId"
  FROM found`;

/** The saved searches of readers, and those of them that ask for more than words. */
interface Queries {
  asked: readonly string[];
  beyondWords: readonly string[];
}

function findByWords(tx: Tx, readers: readonly Reader[], { asked, beyondWords }: Queries) {
  // Writing without blanks is cut by dictionaries that the database does not have.
  const unbroken = asked.filter((query) => cutWords(query) !== query);
  return tx.$queryRaw<FoundItem[]>`
    WITH wanted AS (
      SELECT r.id, r."readerId", r.since, s.kind, s."topicSlug", s.query, s."authorKey"
      FROM ${readersWithSources(readers, ["trending", "topic", "search", "author"])}
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
        WHERE x.search @@ search_query(coalesce((SELECT cut.query FROM unnest(${unbroken}::text[], ${unbroken.map(cutWords)}::text[])
            AS cut(asked, query) WHERE cut.asked = w.query), w.query)) AND p."addedAt" > w.since
          AND ${IS_NEW_TO_READER} ORDER BY p."addedAt" DESC, p.id LIMIT ${PAPERS_MAX}) p
      WHERE w.kind = 'search' AND w.query <> ALL(${[...beyondWords]}::text[])
      UNION ALL
      SELECT w.id, 'author', ${nameOfAuthor(Prisma.sql`w."authorKey"`)}, p.id, p.heat
      FROM wanted w CROSS JOIN LATERAL (
        SELECT p.id, p.heat FROM (
          SELECT DISTINCT "paperId" AS id, "addedAt" FROM "PaperAuthor"
          WHERE key = w."authorKey" AND "addedAt" > w.since) x
        JOIN LATERAL (SELECT "paperId" AS id, heat FROM "PaperStanding" WHERE "paperId" = x.id) p ON true
        WHERE ${IS_NEW_TO_READER} ORDER BY x."addedAt" DESC, p.id LIMIT ${PAPERS_MAX}) p
      WHERE w.kind = 'author'
    )
    ${ITEMS}`;
}

// Which papers a search ranks: as SQL, after the expressions `asked` and `term`, up to `rare` and `strong`.
import "server-only";
import { Prisma } from "@/server/platform/database/db";
import { normalizedTitle } from "../rules";
import { type Fitting, WITH_WORDS } from "./language/sql";

/** Papers that are ranked: those that match most of the query. A page shows fifty at most. */
const STRONG = 500;
/**
 * A word that more papers have is common. Papers that have nothing but common words of a query are not all looked
 * at: see `inCatalogue`. A smaller catalogue has no common word.
 */
const COMMON = 1000;
/** Papers looked at that have all words of a query, or all but one. */
const WITH_ALL = 2000;
const WITH_ALL_BUT_ONE = 300;
/** Part of the catalogue: where each word is in more, their combination is not looked up, only the trending papers are. */
const BROAD = 0.1;
/** Words of a query up to which one of them may be missing in all the others' papers. */
const MOST_LEFT_OUT = 8;
/** The papers of the trending order among which common words are looked for. */
const TRENDING = 1500;
/** Papers that fit the conditions of a question, up to which all are looked at. */
const MOST_FITTING = 5000;
/** Catalogues up to here are counted, larger ones estimated as PostgreSQL does for its plans. */
const COUNTED = 5000;

/** Reads the words of one paper by its id, whatever the planner thinks of the other papers (OFFSET 0 sees to that). */
export const wordsOf = (id: Prisma.Sql) =>
  Prisma.sql`SELECT search FROM "PaperSearch" WHERE "paperId" = ${id} OFFSET 0`;

/** Papers in the catalogue, and the words that are common in it with the number of their papers. */
const CATALOGUE = Prisma.sql`
  catalogue AS MATERIALIZED (
    SELECT CASE WHEN reltuples > ${COUNTED}::int THEN reltuples::float8
      ELSE (SELECT count(*) FROM "Paper") END AS papers
    FROM pg_class WHERE oid = '"Paper"'::regclass
  )`;

/** The words that are common in the catalogue, and the terms with the number of their papers; null unless common. */
const SIZED = Prisma.sql`
  ${CATALOGUE}, usual AS MATERIALIZED (
    SELECT lexeme, share * papers AS papers FROM catalogue, pg_stats s,
      unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) AS e(lexeme, share)
    WHERE s.schemaname = current_schema() AND s.tablename = 'PaperSearch' AND s.attname = 'search'
      AND lexeme IS NOT NULL AND share * papers > ${COMMON}::int
  ), sized AS MATERIALIZED (
    SELECT term.*, (SELECT sum(papers) FROM usual WHERE array_to_tsvector(ARRAY[lexeme]) @@ term.query) AS papers
    FROM term
  )`;

/**
 * Finds candidates in the whole catalogue, and ranks a bounded number of them whatever it holds: every paper with one
 * of the rare words; of those with all words, or all but one, the first that the index has; and of those with
 * a common word, the ones that are trending. What is common follows from the statistics that PostgreSQL keeps
 * of the column anyway; without statistics no word is common, and every paper is found.
 */
const inCatalogue = Prisma.sql`
  ${SIZED}, hit AS MATERIALIZED (
    SELECT p.id, s.term FROM sized s CROSS JOIN LATERAL (
      SELECT p."paperId" AS id FROM "PaperSearch" p WHERE p.search @@ s.query LIMIT ${WITH_ALL}
    ) p WHERE s.papers IS NULL
  ), rare AS MATERIALIZED (
    SELECT term, at, query, trust, n, s.papers IS NOT NULL AS common,
      ln(1 + (c.papers - n + 0.5) / (n + 0.5))::float8 AS rarity
    FROM sized s CROSS JOIN catalogue c CROSS JOIN LATERAL (
      SELECT least(c.papers, coalesce(s.papers, (SELECT count(*) FROM hit WHERE hit.term = s.term))) AS n
    ) counted WHERE n > 0
  ), word AS MATERIALIZED (
    SELECT at, max(rarity) AS rarity, bool_or(common) AS common, max(n) AS papers,
      string_agg('(' || query::text || ')', '|')::tsquery AS query
    FROM rare WHERE trust > 0.5 GROUP BY at
  ), narrow AS MATERIALIZED (
    SELECT NULL::int AS without, ${WITH_ALL}::int AS most,
      string_agg('(' || query::text || ')', '&')::tsquery AS query
    FROM word HAVING bool_or(common) AND count(*) > 1
      AND min(papers) < (SELECT papers FROM catalogue) * ${BROAD}
    UNION ALL
    SELECT w.at, ${WITH_ALL_BUT_ONE}::int, string_agg('(' || other.query::text || ')', '&')::tsquery
    FROM word w JOIN word other ON other.at <> w.at
    WHERE (SELECT bool_or(common) AND count(*) BETWEEN 3 AND ${MOST_LEFT_OUT}::int FROM word)
    GROUP BY w.at HAVING min(other.papers) < (SELECT papers FROM catalogue) * ${BROAD}
  ), reached AS (
    SELECT id, at, trust * rarity AS most FROM hit JOIN rare USING (term)
    UNION ALL
    SELECT p.id, word.at, word.rarity FROM narrow CROSS JOIN LATERAL (
      SELECT p."paperId" AS id FROM "PaperSearch" p WHERE p.search @@ narrow.query LIMIT narrow.most
    ) p JOIN word ON word.at IS DISTINCT FROM narrow.without
    UNION ALL
    -- Among those that are level, the ones that trend most are ranked.
    SELECT p.id, word.at, word.rarity * (1 - 1e-6 * place) FROM (
      SELECT top.id, top.place, s.search || ''::tsvector AS search FROM (
        SELECT p."paperId" AS id, row_number() OVER (ORDER BY p.heat DESC, p."paperId") AS place
        FROM "PaperStanding" p WHERE (SELECT bool_or(common) FROM word)
        ORDER BY p.heat DESC, p."paperId" LIMIT ${TRENDING}
      ) top CROSS JOIN LATERAL (${wordsOf(Prisma.sql`top.id`)}) s
    ) p JOIN word ON word.common AND p.search @@ word.query
  )`;

/**
 * Finds candidates among the papers that fit: all of them, and where these are very many, the newest ones, every one
 * with a rare word, and of those with all of several common words the first that the index has.
 */
const amongFitting = ({ from, where }: Fitting) => Prisma.sql`
  ${SIZED}, fitting AS MATERIALIZED (
    SELECT p.id FROM ${from} WHERE ${where} ORDER BY p."addedAt" DESC, p.id LIMIT ${MOST_FITTING + 1}
  ), word AS (
    SELECT at, max(papers) AS papers, string_agg('(' || query::text || ')', '|') AS query FROM sized
    WHERE trust > 0.5 GROUP BY at
  ), beyond AS MATERIALIZED (
    SELECT query FROM (
      SELECT query FROM sized WHERE papers IS NULL
      UNION ALL
      SELECT string_agg('(' || query || ')', '&')::tsquery FROM word
      HAVING count(*) = count(papers) AND count(*) > 1 AND min(papers) < (SELECT papers FROM catalogue) * ${BROAD}
    ) one WHERE (SELECT count(*) FROM fitting) > ${MOST_FITTING}
  ), looked AS (
    SELECT id FROM fitting
    UNION
    SELECT found.id FROM beyond CROSS JOIN LATERAL (
      SELECT p.id FROM ${WITH_WORDS} WHERE s.search @@ beyond.query AND ${where} LIMIT ${WITH_ALL}
    ) found
  ), hit AS MATERIALIZED (
    SELECT s.id, t.term FROM (
      SELECT looked.id, s.search || ''::tsvector AS search FROM looked
      CROSS JOIN LATERAL (${wordsOf(Prisma.sql`looked.id`)}) s
    ) s JOIN term t ON s.search @@ t.query
  ), rare AS MATERIALIZED (
    SELECT term, at, query, trust, rarity FROM term JOIN (
      SELECT term, ln(1 + ((SELECT papers FROM catalogue) - count(*) + 0.5) / (count(*) + 0.5))::float8 AS rarity
      FROM hit GROUP BY term
    ) AS r USING (term)
  ), reached AS (
    SELECT id, at, trust * rarity AS most FROM hit JOIN rare USING (term)
  )`;

/** Selects the words that differ from that of the row `a` by one letter added, changed or left out, or two exchanged. */
export const SLIPS = Prisma.sql`
  SELECT left(a.word, i) || letter || substr(a.word, i + 1 + cut) AS word
  FROM generate_series(0, length(a.word)) AS i, generate_series(0, 1) AS cut,
    unnest(string_to_array('abcdefghijklmnopqrstuvwxyz0123456789', NULL) || '{""}'::text[]) AS letter
  UNION
  SELECT left(a.word, i) || substr(a.word, i + 2, 1) || substr(a.word, i + 1, 1) || substr(a.word, i + 3)
  FROM generate_series(0, length(a.word) - 2) AS i`;

/** Letters of a beginning that is looked for. */
export const LEAST_BEGINNING = 4;

/** The beginning that a column `word` has in common with its relatives: "autom" of "automated" and "automatic". */
export const BEGINNING = Prisma.sql`(
  SELECT CASE WHEN length(stems[1]) >= ${LEAST_BEGINNING}::int AND stems[2] IS NULL THEN stems[1] ELSE word END
  FROM tsvector_to_array(to_tsvector('english', word)) AS stems
)`;

/** Papers found by the beginning of their titles. */
const BEGUN = 20;
/** The last character of Unicode, behind everything that begins with a text. */
export const LAST = "\u{10FFFF}";

/**
 * Writes the expressions `whole`, the query as a phrase, and `begun`, the papers whose titles begin with it, by the
 * index of titles: of common words, a title of many papers may consist. One word is no phrase.
 */
export function begunBy(q: string, fits: Fitting | null): Prisma.Sql {
  const key = /\S\s+\S/.test(q) ? normalizedTitle(q) : null;
  return Prisma.sql`
    whole AS MATERIALIZED (SELECT CASE WHEN ${key}::text IS NOT NULL THEN trim(search_text(${q})) END AS words),
    begun AS MATERIALIZED (
      SELECT id FROM (
        SELECT id, title FROM "Paper"
        WHERE lower("normalizedTitle") ~>=~ ${key}::text AND lower("normalizedTitle") ~<~ (${key}::text || ${LAST}::text)
          ${fits ? Prisma.sql`AND EXISTS (SELECT FROM ${fits.from} WHERE p.id = "Paper".id AND ${fits.where})` : Prisma.empty}
        ORDER BY lower("normalizedTitle") USING ~<~, id LIMIT ${BEGUN}
      ) p, whole WHERE starts_with(ltrim(search_text(title)), words)
    )`;
}

/**
 * Writes the expressions `rare`, the ways to match a word with their rarity (inverse document frequency: Spärck Jones,
 * 1972), and `strong`, the papers that match most of the query. @param fits the papers that are searched, if not all
 */
export function candidates(fits: Fitting | null): Prisma.Sql {
  return Prisma.sql`${fits ? amongFitting(fits) : inCatalogue}, strong AS (
    SELECT id FROM (
      SELECT id, at, max(most) AS most FROM reached GROUP BY id, at
    ) AS m GROUP BY id ORDER BY sum(most) DESC FETCH FIRST (${STRONG}) ROWS WITH TIES
  )`;
}

import "server-only";
import { db, Prisma } from "@/server/platform/database/db";
import { pastedIn } from "../pasting/alone/rules";
import { normalizedTitle } from "../rules";
import { FORMS, queryWords } from "../search/asked-words";
import { LAST, SLIPS, wordsOf } from "../search/candidates";
import { findPasted } from "../search/pasted/queries";
import { titleInSigns } from "../titles/shown";

/** Papers offered while somebody types. */
const SHOWN = 5;
/** Authors named with each. */
const NAMED = 2;
/** Letters of the last word from which its endings are looked up. */
const ENDED_FROM = 3;
/** Words with the same beginning that are read, and the most frequent ones among them, which are searched for. */
const BEGINNINGS = 3000;
const ENDINGS = 12;
/** Words that a misspelt one may mean. */
const MEANT = 3;
/** A word that more papers have is common: papers with nothing but common words are found among the trending ones. */
const COMMON = 1000;
/** Papers of a word up to which its combination with other words is looked up. */
const COMBINED = 10_000;
/** Papers read of those that a combination has, and of the trending order. */
const WITH_ALL = 600;
const TRENDING = 400;
/** Papers read by the beginning of their titles. */
const BEGUN = 20;
/** Papers whose titles are looked at. */
const LOOKED_AT = 40;

interface Row {
  slug: string;
  title: string;
  authors: string[];
}

/**
 * Finds papers for what somebody has typed so far: those whose titles begin with it, and those that have each of the words
 * in their title or among their authors, where the last one may be the beginning of a word, and each may have
 * a slip. Titles that begin with it come first, then those that have more of the words, then those that trend.
 * However many papers there are, a bounded number of rows is read.
 */
export async function hintPapers(q: string): Promise<Row[]> {
  const pasted = pastedIn(q).map(({ text }) => text);
  const rows = pasted.length > 0 ? await readPasted(pasted.slice(0, SHOWN)) : await findByTyped(q);
  return rows.map(({ slug, title, authors }) => ({
    slug,
    title: titleInSigns(title),
    authors: authors.slice(0, NAMED),
  }));
}

async function readPasted(texts: readonly string[]): Promise<Row[]> {
  const ids = (await findPasted(texts)).flatMap((id) => id ?? []);
  return db.paper.findMany({
    where: { id: { in: ids } },
    select: { slug: true, title: true, authors: true },
    orderBy: { id: "asc" },
  });
}

/** Reads the rows of `table` whose `word` begins with that of the row `a`, by the index of beginnings. */
const beginningWith = (word: Prisma.Sql, most: number) => Prisma.sql`
  SELECT s.word, s.papers FROM "SearchWord" s
  WHERE lower(s.word) ~>=~ ${word} AND lower(s.word) ~<~ (${word} || ${LAST}::text)
  ORDER BY lower(s.word) USING ~<~ LIMIT ${most}`;

/** Signs that make another word of a letter, as in "C++", "C#" and ".NET". A key of letters alone would be any title with C. */
const SIGNED = /\p{L}(?:\+\+?|#)|(?<![\p{L}\p{N}])\.\p{L}/u;

function findByTyped(q: string): Promise<Row[]> {
  const key = SIGNED.test(q) ? null : normalizedTitle(q);
  const beginsWithKey = Prisma.sql`lower("normalizedTitle") ~>=~ ${key}::text
    AND lower("normalizedTitle") ~<~ (${key}::text || ${LAST}::text)`;
  return db.$queryRaw<Row[]>`
    WITH asked AS MATERIALIZED (${queryWords(q)}),
    known AS MATERIALIZED (SELECT a.at, s.word, s.papers FROM asked a JOIN "SearchWord" s USING (word)),
    ending AS MATERIALIZED (
      SELECT a.at, e.word, e.papers FROM (SELECT at, word FROM asked ORDER BY at DESC LIMIT 1) a
      CROSS JOIN LATERAL (
        SELECT word, papers FROM (${beginningWith(Prisma.sql`a.word`, BEGINNINGS)}) begun
        ORDER BY papers DESC, word LIMIT ${ENDINGS}
      ) e WHERE length(a.word) >= ${ENDED_FROM}::int
    ),
    meant AS MATERIALIZED (
      SELECT a.at, m.word, m.papers FROM asked a CROSS JOIN LATERAL (
        SELECT DISTINCT word, papers FROM (
          -- The last word may be a beginning, with its slip.
          (SELECT s.word, s.papers FROM (${SLIPS}) slip CROSS JOIN LATERAL (
            ${beginningWith(Prisma.sql`slip.word`, 1)}
          ) s WHERE a.at = (SELECT max(at) FROM asked) OR s.word = slip.word)
          UNION ALL
          (SELECT s.word, s.papers FROM "SearchWord" s WHERE s.word % a.word
            ORDER BY similarity(s.word, a.word) DESC, s.papers DESC, s.word LIMIT ${MEANT})
        ) near ORDER BY papers DESC, word LIMIT ${MEANT}
      ) m
      WHERE length(a.word) BETWEEN 4 AND 30 AND NOT a.unbroken AND a.at NOT IN (SELECT at FROM known UNION SELECT at FROM ending)
    ),
    way AS (
      SELECT at, papers, ${FORMS} AS query FROM (
        SELECT *, false AS unbroken, word AS signs FROM (
          SELECT * FROM known UNION SELECT * FROM ending UNION SELECT * FROM meant
        ) w
        UNION ALL
        -- The dictionary has each two signs.
        SELECT at, word, (SELECT min(s.papers) FROM "SearchWord" s WHERE s.word = ANY(string_to_array(signs, ' '))), true, signs
        FROM asked WHERE unbroken
      ) w
      UNION ALL
      -- The dictionary has no single letters, and too many words begin with one or two: these are only looked for.
      SELECT at, NULL, to_tsquery('simple', quote_literal(word) || CASE WHEN last THEN ':*' ELSE '' END) FROM (
        SELECT at, word, at = max(at) OVER () AS last FROM asked
      ) a WHERE length(word) = 1 OR (last AND length(word) < ${ENDED_FROM}::int)
    ),
    term AS MATERIALIZED (
      SELECT at, string_agg('(' || query::text || ')', '|')::tsquery AS query,
        CASE WHEN bool_and(papers IS NOT NULL) THEN sum(papers) END AS papers
      FROM way GROUP BY at
    ),
    -- Nothing, if a word is in no paper.
    whole AS MATERIALIZED (
      SELECT string_agg('(' || query::text || ')', '&')::tsquery AS query, min(papers) AS fewest
      FROM term HAVING count(*) = (SELECT count(*) FROM asked) AND count(*) > 0
    ),
    narrow AS MATERIALIZED (
      SELECT string_agg('(' || query::text || ')', '&')::tsquery AS query FROM term
      WHERE papers IS NOT NULL AND EXISTS (SELECT FROM whole)
      HAVING min(papers) <= ${COMMON}::int OR (count(*) > 1 AND min(papers) <= ${COMBINED}::int)
    ),
    reached AS MATERIALIZED (
      SELECT s."paperId" AS id, s.search FROM narrow CROSS JOIN LATERAL (
        SELECT p."paperId", p.search FROM "PaperSearch" p WHERE p.search @@ narrow.query LIMIT ${WITH_ALL}
      ) s
      UNION ALL
      SELECT top."paperId", s.search FROM (
        SELECT p."paperId" FROM "PaperStanding" p
        WHERE EXISTS (SELECT FROM whole WHERE fewest IS NULL OR fewest > ${COMMON}::int)
        ORDER BY p.heat DESC, p."paperId" LIMIT ${TRENDING}
      ) top CROSS JOIN LATERAL (${wordsOf(Prisma.sql`top."paperId"`)}) s
    ),
    begun AS MATERIALIZED (
      SELECT id FROM "Paper" WHERE ${beginsWithKey} ORDER BY lower("normalizedTitle") USING ~<~, id LIMIT ${BEGUN}
    ),
    matched AS MATERIALIZED (
      SELECT r.id, (SELECT count(*) FROM term WHERE ts_filter(r.search, '{a}') @@ term.query) AS titled
      FROM (SELECT DISTINCT ON (id) id, search FROM reached ORDER BY id) r CROSS JOIN whole
      WHERE ts_filter(r.search, '{a,b}') @@ whole.query
    ),
    found AS MATERIALIZED (
      SELECT id, max(titled) AS titled FROM (
        SELECT id, titled FROM matched UNION ALL SELECT id, 0 FROM begun
      ) one GROUP BY id
    ),
    best AS MATERIALIZED (
      SELECT f.id, f.titled, s.heat FROM found f CROSS JOIN LATERAL (
        SELECT heat FROM "PaperStanding" WHERE "paperId" = f.id OFFSET 0
      ) s ORDER BY f.id IN (SELECT id FROM begun) DESC, f.titled DESC, s.heat DESC, f.id LIMIT ${LOOKED_AT}
    )
    SELECT p.slug, p.title, p.authors FROM best CROSS JOIN LATERAL (
      SELECT slug, title, authors, (${beginsWithKey}) AS begins FROM "Paper" WHERE id = best.id OFFSET 0
    ) p ORDER BY p.begins DESC, best.titled DESC, best.heat DESC, best.id LIMIT ${SHOWN}`;
}

import "server-only";
import type { z } from "zod";
import { db, Prisma } from "@/server/platform/database/db";
import type { Limit } from "@/server/platform/limits";
import { spend } from "@/server/platform/limits";
import { findNearness } from "../meaning/queries";
import { isQuoted, leavesOpen, mixHits, type WordHit } from "../meaning/rules";
import { pastedIn } from "../pasting/alone/rules";
import { readCards } from "../queries";
import type { searchInput } from "../schema";
import { FORMS, PARTS, queryWords, triplesIn } from "./asked-words";
import { BEGINNING, begunBy, candidates, LEAST_BEGINNING, SLIPS, wordsOf } from "./candidates";
import { listFitting, whichFit } from "./language/queries";
import { type Question, readQuestion, wordsOf as wordsAsked } from "./language/rules";
import { type Fitting, fitting, type GroupCondition } from "./language/sql";
import { findByIdentifier, findPasted } from "./pasted/queries";
import { type Alike, BEST, gatherAlike } from "./rules";

const SEARCHES: Limit = { name: "search", points: 120, perSeconds: 60 };
/** Papers whose titles are compared with the whole query. */
const MOST_TITLES = 100;
/** Dictionary words tried for one misspelt word. */
const MOST_MEANT = 2;

/** A result of a search. */
export interface Hit {
  id: string;
  score: number;
  /** Whether it has no word of the question in common, so that only meaning found it. */
  byMeaning?: boolean;
}

/**
 * Finds papers with any of the words, best first, in one query.
 *
 * A paper matches each word in the best of several ways: the word in any inflection, joined
 * with its neighbour ("fine tuning", "fine-tuning", "finetuning"), by the beginning that it shares with other words,
 * or, if the catalogue does not have it, words one typo or a few letters away. A match counts
 * by its place in the paper (title before authors before abstract, PostgreSQL's ts_rank), by how
 * rare the word is (inverse document frequency: Spärck Jones, 1972), and by how reliable that way is.
 * Neighbouring words that are adjacent in the paper count once more. The sum is multiplied by the root of
 * the share of the query that the paper matches. A title that begins with the words as they were asked comes first,
 * then one that has them as a phrase. The constants were found by trying about two
 * hundred queries on 230 papers; results are flat around them.
 * @param fits the papers that are searched, if not all
 */
export async function searchHits(
  q: string,
  limit: number,
  fits: Fitting | null = null,
): Promise<WordHit[]> {
  return db.$queryRaw<WordHit[]>`
    WITH asked AS (${queryWords(q)}),
    pair AS (
      SELECT a.at, a.word || b.word AS joined, to_tsquery('english', quote_literal(search_signs(
        a.word || CASE WHEN a.unbroken AND b.unbroken THEN '' ELSE ' ' END || b.word))) AS phrase
      FROM asked a JOIN asked b ON b.at = a.at + 1
    ),
    triple AS (${triplesIn(q)}),
    stranger AS (
      SELECT at, word FROM asked a WHERE length(word) BETWEEN 4 AND 30 AND NOT unbroken
        AND NOT EXISTS (SELECT FROM "SearchWord" s WHERE s.word = a.word)
    ),
    meant AS (
      SELECT at, near.word, near.trust FROM stranger a CROSS JOIN LATERAL (
        SELECT word, max(trust) AS trust FROM (
          -- One letter added, changed, left out or two exchanged.
          (SELECT s.word, 0.8 AS trust FROM (
            ${SLIPS}
          ) slip JOIN "SearchWord" s USING (word) ORDER BY s.papers DESC, s.word LIMIT ${MOST_MEANT})
          UNION ALL
          -- Further off: words that share enough trigrams.
          (SELECT s.word, 0.8 * similarity(s.word, a.word) FROM "SearchWord" s WHERE s.word % a.word
            ORDER BY similarity(s.word, a.word) DESC, s.papers DESC, s.word LIMIT ${MOST_MEANT})
        ) found GROUP BY word ORDER BY trust DESC, word LIMIT ${MOST_MEANT}
      ) near
    ),
    way AS (
      SELECT at, 1.0 AS trust, ${FORMS} AS query FROM asked
      UNION ALL
      SELECT at + next, 1.0, to_tsquery('english', quote_literal(joined)) FROM pair, generate_series(0, 1) AS next
      WHERE EXISTS (SELECT FROM "SearchWord" s WHERE s.word = joined)
      UNION ALL
      SELECT at, 1.0, to_tsquery('english', quote_literal(joined)) FROM triple JOIN asked ON word = ANY(parts)
      WHERE EXISTS (SELECT FROM "SearchWord" s WHERE s.word = joined)
      UNION ALL
      -- In titles and abstracts: initials of authors are no parts.
      SELECT at, 0.7, to_tsquery('simple', quote_literal(part) || ':AC') FROM asked CROSS JOIN LATERAL ${PARTS} apart
      UNION ALL
      SELECT at, 0.5, to_tsquery('simple', quote_literal(${BEGINNING}) || ':*') FROM asked
      WHERE length(word) >= ${LEAST_BEGINNING}::int AND NOT unbroken
      UNION ALL
      SELECT at, trust, to_tsquery('english', quote_literal(word)) FROM meant
    ),
    term AS (
      SELECT row_number() OVER () AS term, at, query, max(trust)::float8 AS trust FROM way
      WHERE numnode(query) > 0 GROUP BY at, query
    ),
    ${candidates(fits)},
    ${begunBy(q, fits)},
    weight AS (SELECT at, max(rarity) AS weight FROM rare GROUP BY at),
    -- Words that no paper has are the rarest.
    asking AS (SELECT coalesce(weight, ln(2 * papers + 2)) AS weight FROM asked LEFT JOIN weight USING (at), catalogue),
    -- Ranking reads the whole text: it is done for those that meet most of the question.
    -- Held as it is, and unpacked once: the words are looked for in these, not in the index once more.
    paper AS MATERIALIZED (
      SELECT id, s.search || ''::tsvector AS search FROM (SELECT id FROM strong UNION SELECT id FROM begun) one
      CROSS JOIN LATERAL (${wordsOf(Prisma.sql`one.id`)}) s
    ),
    met AS (
      -- ts_rank divides by the forms of the query, which is not wanted here. A long text meets more
      -- words by chance; a usual one has about a hundred different words.
      SELECT id, at, max(trust) AS trust, max(trust * rarity * ts_rank('{0, 0.4, 0.5, 1}', search, query)
        * (numnode(query) + 1) / 2 / (0.7 + 0.3 * length(search) / 100)) AS value
      FROM paper JOIN rare ON search @@ query GROUP BY id, at
    ),
    together AS (
      SELECT id, sum(ts_rank('{0, 0.4, 0.5, 1}', search, phrase)
        * (SELECT max(weight) FROM weight WHERE weight.at IN (pair.at, pair.at + 1))) AS value
      FROM paper JOIN pair ON search @@ phrase GROUP BY id
    ),
    ranked AS MATERIALIZED (
      SELECT m.id, m.id IN (SELECT id FROM begun) AS begins, sum(m.trust * w.weight) AS covered,
        ((sum(m.value) + 0.4 * coalesce(max(t.value), 0))
        * sqrt(sum(m.trust * w.weight) / coalesce((SELECT sum(weight) FROM weight), 1)))::float8 AS score
      FROM (
        SELECT * FROM met
        -- Words such as "why most" are in no index, but titles begin with them.
        UNION ALL SELECT id, 0, 1, 1e-3 FROM begun WHERE NOT EXISTS (SELECT FROM asked)
      ) m JOIN (SELECT * FROM weight UNION ALL SELECT 0, 1) w USING (at) LEFT JOIN together t ON t.id = m.id
      GROUP BY m.id ORDER BY begins DESC, score DESC, m.id LIMIT ${Math.max(limit, MOST_TITLES)}
    )
    SELECT id, score + max(score) OVER () * CASE WHEN begins THEN 2 WHEN strpos(title, words) > 0 THEN 1 ELSE 0 END AS score,
      coalesce(covered / (SELECT sum(weight) FROM asking), 1)::float8 AS coverage, (begins OR coalesce(strpos(title, words) > 0, false)) AS named
    FROM ranked CROSS JOIN (SELECT ' ' || words AS words FROM whole) whole LEFT JOIN LATERAL (
      SELECT ' ' || search_text(p.title) AS title FROM "Paper" p WHERE p.id = ranked.id AND words IS NOT NULL OFFSET 0
    ) named ON true
    ORDER BY score DESC, id LIMIT ${limit}`;
}

function hitsOf(ids: readonly (string | null)[]): Hit[] {
  return [...new Set(ids.flatMap((id) => id ?? []))].map((id) => ({ id, score: 1 }));
}

/** Counts a search against the limit. @param key the network address */
export function spendSearch(key: string): Promise<void> {
  return spend(SEARCHES, key);
}

/** Looks pasted identifiers and links up. @param ip counts it against the limit of searches */
export async function lookUpPapers(texts: readonly string[], ip: string) {
  await spendSearch(ip);
  const ids = await findPasted(texts);
  const cards = await readCards([...new Set(ids.flatMap((id) => id ?? []))]);
  const cardOf = new Map(cards.map((card) => [card.id, card]));
  return texts.map((text, at) => ({ text, paper: cardOf.get(ids[at] ?? "") ?? null }));
}

type Search = z.output<typeof searchInput>;

async function findHits({ q, limit }: Search, ip: string, group?: GroupCondition): Promise<Hit[]> {
  await spendSearch(ip);
  return findAsked(q, limit, group);
}

/**
 * Finds the papers that a search text asks for, best first; by operators alone, the newest first.
 * @param group the condition on papers of groups; without it, operators of groups find nothing
 */
export async function findAsked(q: string, limit: number, group?: GroupCondition): Promise<Hit[]> {
  const pasted = pastedIn(q).map(({ text }) => text);
  if (pasted.length > 0) return hitsOf(await findPasted(pasted));
  const question = readQuestion(q);
  const fits = fitting(question, group);
  // An identifier means its paper and no other, whatever words its letters resemble.
  const exact = fits === null ? hitsOf(await findByIdentifier(q)) : [];
  if (exact.length > 0) return exact;
  if (fits === null) return searchWithMeaning(q, limit);
  const words = wordsAsked(question);
  if (words === "") return hitsOf((await listFitting(fits, 1, limit)).ids);
  return searchWithMeaning(words, limit, isVerbatim(question) ? async () => null : undefined, fits);
}

/** Whether somebody wants words as they are: in quotes, or one of several. A text of both has the meaning of neither. */
function isVerbatim({ terms }: Question): boolean {
  return terms.some((term) => term.kind === "either" || (term.kind === "phrase" && !term.not));
}

/** Papers that words find, to be ordered by their meaning as well. */
const MOST_ORDERED = 100;

/**
 * Finds papers by words and by meaning. Where words are asked for as they are, or say it all, they decide alone, but
 * for the order of those that are like the best.
 * @param findNear reads how near papers are in meaning; null if that is not known
 * @param fits the papers that are searched, if not all
 */
export async function searchWithMeaning(
  q: string,
  limit: number,
  findNear: typeof findNearness = findNearness,
  fits: Fitting | null = null,
): Promise<Hit[]> {
  const words = searchHits(q, Math.max(limit, MOST_ORDERED), fits);
  const beside = words.then((hits) => hits.map(({ id }) => id));
  // A search that failed is told by `words`.
  beside.catch(() => {});
  const isOpen = !isQuoted(q) && /\p{L}{2}/u.test(q);
  const [hits, near] = await Promise.all([words, isOpen ? findNear(q, beside) : null]);
  const mixed: Hit[] = near && leavesOpen(hits) ? mixHits(hits, near) : hits;
  const found = fits ? await keepFitting(mixed, fits) : mixed;
  // The best of a few words of the question may be the wrong ones, and so what is like them.
  const isSure = !isQuoted(q) && (near !== null || !leavesOpen(hits));
  const named = hits.filter((hit) => hit.named).length;
  return (isSure ? gatherAlike(found, await readAlike(found), named) : found).slice(0, limit);
}

/** Leaves out what only meaning found and the question rules out. Words were looked for in papers that fit. */
async function keepFitting(hits: readonly Hit[], fits: Fitting): Promise<Hit[]> {
  const others = hits.flatMap(({ id, byMeaning }) => (byMeaning ? [id] : []));
  const fit = await whichFit(others, fits);
  return hits.filter(({ id, byMeaning }) => !byMeaning || fit.has(id));
}

/** Reads which papers are like the best of these. */
async function readAlike(hits: readonly Hit[]): Promise<Alike[]> {
  const best = hits.slice(0, BEST).map(({ id }) => id);
  if (best.length < 2) return [];
  const select = { paperId: true, similarId: true, score: true } as const;
  return db.similarPaper.findMany({ where: { paperId: { in: best } }, select });
}

/** Searches the catalogue. @param ip counts searches against the limit @returns cards, best first */
export async function searchPapers(search: Search, ip: string) {
  const hits = await findHits(search, ip);
  const papers = await readCards(hits.map(({ id }) => id));
  const found = new Map(hits.map((hit) => [hit.id, hit]));
  return papers.map((paper) => {
    const { score = 0, byMeaning = false } = found.get(paper.id) ?? {};
    return { ...paper, score, byMeaning };
  });
}

/** Searches the catalogue for a program, which gets titles as they were written. @returns the papers, best first */
export async function searchTitles(search: Search, ip: string, group?: GroupCondition) {
  const hits = await findHits(search, ip, group);
  const where = { id: { in: hits.map(({ id }) => id) } };
  const select = { id: true, slug: true, title: true } as const;
  const found = await db.paper.findMany({ where, select });
  const papers = new Map(found.map((paper) => [paper.id, paper]));
  return hits.flatMap(({ id, score, byMeaning = false }) => {
    const paper = papers.get(id);
    return paper ? [{ ...paper, score, byMeaning }] : [];
  });
}

import "server-only";
import type { z } from "zod";
import { db } from "@/server/platform/db";
import type { Limit } from "@/server/platform/limits";
import { spend } from "@/server/platform/limits";
import { cardsOf } from "./queries";
import type { searchInput } from "./schema";

const SEARCHES: Limit = { name: "search", points: 120, perSeconds: 60 };
/** Words of a query that count; a title has fewer than this. */
const MOST_WORDS = 24;

export interface Hit {
  id: string;
  score: number;
}

/**
 * Papers that hold any of the words, best first. A word weighs by where it stands (title before
 * authors before abstract) and by how rare it is: Σ rank(word) · ln(1 + papers / papers with it),
 * the inverse document frequency of Spärck Jones, 1972. A word the catalogue does not know is
 * replaced by the words most like it (trigrams), at a lower weight.
 */
export async function searchHits(q: string, limit: number): Promise<Hit[]> {
  const words = [...new Set(q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  return db.$queryRaw<Hit[]>`
    WITH asked AS (SELECT DISTINCT search_text(w) AS word FROM unnest(${words}::text[]) AS w),
    known AS (
      SELECT a.word, a.word AS meant, 1.0::float8 AS trust FROM asked a
      UNION ALL
      SELECT a.word, n.word, n.alike::float8 * 0.8 FROM asked a
      CROSS JOIN LATERAL (
        SELECT s.word, similarity(s.word, a.word) AS alike FROM "SearchWord" s
        WHERE s.word % a.word ORDER BY alike DESC, s.papers DESC LIMIT 3
      ) n
      WHERE length(a.word) >= 4 AND NOT EXISTS (SELECT FROM "SearchWord" s WHERE s.word = a.word)
    ),
    term AS (
      SELECT word, trust, to_tsquery('english', quote_literal(meant)) AS stem,
        to_tsquery('simple', quote_literal(meant)) AS plain FROM known
    ),
    hit AS (
      SELECT p.id, t.word, max(t.trust * ts_rank('{0.1, 0.2, 0.4, 1.0}', p.search, t.stem || t.plain)) AS rank
      FROM term t JOIN "Paper" p ON p.search @@ (t.stem || t.plain)
      WHERE numnode(t.stem) > 0 GROUP BY p.id, t.word
    ),
    weight AS (
      SELECT word, ln(1 + (SELECT count(*) FROM "Paper")::float8 / count(*)) AS rarity FROM hit GROUP BY word
    )
    SELECT h.id, sum(h.rank * w.rarity)::float8 AS score FROM hit h JOIN weight w USING (word)
    GROUP BY h.id ORDER BY score DESC, h.id LIMIT ${limit}`;
}

/** A search of the catalogue, as cards. @param ip for whom searches are counted */
export async function searchPapers({ q, limit }: z.output<typeof searchInput>, ip: string) {
  await spend(SEARCHES, ip);
  const hits = await searchHits(q, limit);
  const papers = await cardsOf(hits.map(({ id }) => id));
  return papers.map((paper, place) => ({ ...paper, score: hits[place]?.score ?? 0 }));
}

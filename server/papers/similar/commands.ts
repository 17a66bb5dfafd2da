// Keeps, for each paper, the papers most like it.
import "server-only";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { paperTopic } from "../rules";
import { PLAIN_WORDS } from "./plain-words";
import {
  KEPT,
  type Likeness,
  mostAlike,
  type PaperWords,
  rarityIn,
  type Stem,
  sayStems,
  tellingStems,
  type Written,
  weigh,
  wordsIn,
} from "./rules";

/** Papers compared at a time. */
export const AT_A_TIME = 4;
/** Stems by which candidates are found, papers looked at for each, and candidates compared. */
const TELLING = 24;
const OF_A_STEM = 2000;
const CANDIDATES = 200;
/** Hours after which the words of the catalogue are counted again. */
const COUNTED_HOURS = 24;
/** A catalogue that is this much larger is counted at once. */
const GROWN = 1.1;
/** One that is this much larger is compared again as a whole, because what is rare in it has changed. */
const OUTGROWN = 1.5;

const HOUR_MS = 3_600_000;

interface Waiting {
  paperId: string;
  since: Date;
}

/** Compares papers whose words are new or have changed with the others. @param most papers of this run @returns how many */
export async function comparePapers(most: number): Promise<number> {
  let done = 0;
  while (done < most) {
    const waiting = await db.$queryRaw<Waiting[]>`
      SELECT "paperId", since FROM "PaperToCompare" ORDER BY since, "paperId" LIMIT ${AT_A_TIME}`;
    if (waiting.length === 0) break;
    await compare(waiting);
    done += waiting.length;
  }
  return done;
}

/** Counts the papers of each stem, if papers wait to be compared, and the last count is old or the catalogue has grown. */
export async function countStems(): Promise<void> {
  const [last] = await db.$queryRaw<
    { papers: number; counted: number | null; countedAt: Date | null }[]
  >`
    SELECT (SELECT count(*)::int FROM "PaperSearch") AS papers, c.papers AS counted, c."countedAt"
    FROM (SELECT FROM "PaperToCompare" LIMIT 1) one LEFT JOIN "WordStemCount" c ON true`;
  if (!last) return;
  const { papers, counted, countedAt } = last;
  const at = now();
  const fresh = countedAt && at.getTime() - countedAt.getTime() < COUNTED_HOURS * HOUR_MS;
  if (fresh && counted !== null && papers <= counted * GROWN) return;
  await transact(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "WordStemCount" ("countedAt", papers) VALUES (${at}, ${papers})
      ON CONFLICT ("only") DO UPDATE SET "countedAt" = EXCLUDED."countedAt", papers = EXCLUDED.papers`;
    await tx.wordStem.deleteMany();
    await tx.$executeRaw`
      INSERT INTO "WordStem" (stem, papers)
      SELECT word, ndoc FROM ts_stat('SELECT search FROM "PaperSearch"', 'ac') WHERE ndoc > 1`;
    if (counted !== null && papers > counted * OUTGROWN) {
      await tx.$executeRaw`
        INSERT INTO "PaperToCompare" ("paperId", since) SELECT "paperId", ${at} FROM "PaperSearch"
        ON CONFLICT ("paperId") DO NOTHING`;
    }
  });
}

interface Text {
  id: string;
  title: string;
  abstract: string;
}

async function compare(waiting: readonly Waiting[]): Promise<void> {
  const ids = waiting.map(({ paperId }) => paperId);
  const texts = await db.$queryRaw<Text[]>`
    SELECT id, title, abstract FROM "Paper" WHERE id = ANY(${ids}::uuid[])`;
  const own = await weighPapers(ids);
  const candidates = await findCandidates(own);
  const others = await weighPapers([...new Set(candidates.map(({ id }) => id))]);
  const words = new Map(others.map((other) => [other.id, other]));
  const plain = await plainStems();
  const alike = own.map((paper) => ({
    id: paper.id,
    found: mostAlike(
      paper,
      candidates.flatMap(({ of, id }) => (of === paper.id ? (words.get(id) ?? []) : [])),
      plain,
    ),
  }));
  const written = await readWritten(texts);
  const rows = alike.flatMap(({ id, found }) =>
    found.map(({ shared, ...likeness }) => ({
      ...likeness,
      of: id,
      shared: sayStems(shared, written.get(id) ?? []),
    })),
  );
  await keep(waiting, rows);
}

/** The stems of plain words, as PostgreSQL makes them. They never change. */
let plainRead: Promise<ReadonlySet<string>> | undefined;

function plainStems(): Promise<ReadonlySet<string>> {
  plainRead ??= db.$queryRaw<{ stem: string }[]>`
    SELECT unnest(tsvector_to_array(to_tsvector('pg_catalog.english', ${PLAIN_WORDS.join(" ")}))) AS stem`.then(
    (rows) => new Set(rows.map(({ stem }) => stem)),
    (error) => {
      plainRead = undefined;
      throw error;
    },
  );
  return plainRead;
}

/** Reads and weighs the words of these papers, without those of their authors' names. */
async function weighPapers(ids: readonly string[]): Promise<PaperWords[]> {
  const papers = await db.$queryRaw<{ id: string; stems: Stem[] }[]>`
    SELECT "paperId" AS id, (
      SELECT coalesce(json_agg(json_build_array(lexeme, positions, array_to_string(weights, ''))), '[]')
      FROM unnest(search)
    ) AS stems FROM "PaperSearch" WHERE "paperId" = ANY(${[...ids]}::uuid[])`;
  const all = [...new Set(papers.flatMap(({ stems }) => stems.map(([stem]) => stem)))];
  const counts = await db.$queryRaw<{ stem: string; papers: number; all: number }[]>`
    SELECT w.stem, w.papers, c.papers AS "all" FROM "WordStem" w, "WordStemCount" c WHERE w.stem = ANY(${all}::text[])`;
  const rarity = rarityIn(
    counts[0]?.all ?? 0,
    new Map(counts.map(({ stem, papers }) => [stem, papers])),
  );
  return papers.map(({ id, stems }) => weigh(id, stems, rarity));
}

/** Finds, for each of these papers, the ones that share most of what says most about it. */
async function findCandidates(
  papers: readonly PaperWords[],
): Promise<{ of: string; id: string }[]> {
  const asked = papers.flatMap((paper) =>
    tellingStems(paper, TELLING).map(([stem, weight]) => ({ of: paper.id, stem, weight })),
  );
  return db.$queryRaw`
    SELECT asked.of, near.id FROM (
      SELECT DISTINCT of FROM unnest(${asked.map(({ of }) => of)}::uuid[]) AS of
    ) asked CROSS JOIN LATERAL (
      SELECT hit.id FROM unnest(
        ${asked.map(({ of }) => of)}::uuid[],
        ${asked.map(({ stem }) => queryFor(stem))}::text[],
        ${asked.map(({ weight }) => weight)}::float8[]
      ) AS word(of, query, weight) CROSS JOIN LATERAL (
        SELECT "paperId" AS id FROM "PaperSearch" WHERE search @@ word.query::tsquery LIMIT ${OF_A_STEM}
      ) hit
      WHERE word.of = asked.of AND hit.id <> asked.of
      GROUP BY hit.id ORDER BY sum(word.weight) DESC, hit.id LIMIT ${CANDIDATES}
    ) near`;
}

/** Writes a query for a stem in titles and abstracts as PostgreSQL reads it, without reducing it once more. */
const queryFor = (stem: string) => `'${stem.replaceAll("\\", "\\\\").replaceAll("'", "''")}':AC`;

/** Reads the stems of the words of these texts. @returns the words of each with their stems, in the order of the text */
async function readWritten(texts: readonly Text[]): Promise<Map<string, Written[]>> {
  const words = texts.flatMap(({ id, title, abstract }) =>
    wordsIn(`${title} ${abstract}`).map((word) => ({ id, ...word })),
  );
  const rows = await db.$queryRaw<{ id: string; word: string; stem: string }[]>`
    SELECT id, word, (tsvector_to_array(read))[1] AS stem FROM unnest(
      ${words.map(({ id }) => id)}::uuid[],
      ${words.map(({ word }) => word)}::text[],
      ${words.map(({ plain }) => plain)}::text[]
    ) WITH ORDINALITY AS w(id, word, plain, place)
    CROSS JOIN LATERAL (SELECT to_tsvector('pg_catalog.english', search_text(plain)) AS read) AS one
    WHERE length(read) = 1 ORDER BY place`;
  const written = new Map<string, Written[]>(texts.map(({ id }) => [id, []]));
  for (const { id, ...word } of rows) written.get(id)?.push(word);
  return written;
}

interface Row extends Likeness {
  /** The paper in whose list it is. */
  of: string;
}

/**
 * Keeps what was found, also in the lists of the papers that were found. A paper that changed meanwhile stays in the
 * queue.
 */
async function keep(waiting: readonly Waiting[], found: readonly Row[]): Promise<void> {
  const touched = [
    ...new Set([...waiting.map(({ paperId }) => paperId), ...found.map(({ id }) => id)]),
  ];
  await transact(async (tx) => {
    // Those that are being deleted are left out, so that no two wait for each other.
    const there = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Paper" WHERE id = ANY(${touched}::uuid[]) ORDER BY id FOR KEY SHARE SKIP LOCKED`;
    const present = new Set(there.map(({ id }) => id));
    // A paper that changed meanwhile still waits, and what was found for it is out of date. One
    // that no longer waits was compared by another process.
    const done = await tx.$queryRaw<{ id: string }[]>`
      DELETE FROM "PaperToCompare" q USING unnest(
        ${waiting.map(({ paperId }) => paperId)}::uuid[],
        ${waiting.map(({ since }) => since)}::timestamptz[]
      ) AS done(id, since) WHERE q."paperId" = done.id AND q.since = done.since
      RETURNING q."paperId" AS id`;
    const ids = done.map(({ id }) => id);
    const rows = found.filter(
      ({ of, id }) => ids.includes(of) && present.has(of) && present.has(id),
    );
    const left = await tx.$queryRaw<{ id: string }[]>`
      DELETE FROM "SimilarPaper" WHERE "paperId" = ANY(${ids}::uuid[]) OR "similarId" = ANY(${ids}::uuid[])
      RETURNING "paperId" AS id`;
    await tx.similarPaper.createMany({
      data: rows.flatMap(({ of, id, score, shared }) => [
        { paperId: of, similarId: id, score, shared },
        { paperId: id, similarId: of, score, shared },
      ]),
      skipDuplicates: true,
    });
    await tx.$executeRaw`
      DELETE FROM "SimilarPaper" s USING (
        SELECT "paperId", "similarId", row_number() OVER (PARTITION BY "paperId" ORDER BY score DESC, "similarId") AS place
        FROM "SimilarPaper" WHERE "paperId" = ANY(${touched}::uuid[])
      ) ranked
      WHERE ranked.place > ${KEPT} AND s."paperId" = ranked."paperId" AND s."similarId" = ranked."similarId"`;
    const joined = await tx.$queryRaw<{ id: string }[]>`
      SELECT "paperId" AS id FROM "SimilarPaper" WHERE "similarId" = ANY(${ids}::uuid[])`;
    const changed = new Set([...left, ...joined].map(({ id }) => id));
    await notifyTopics(tx, ...[...changed].map(paperTopic));
  });
}

import "server-only";
import { randomBytes } from "node:crypto";
import { now } from "@/server/platform/clock";
import { isDuplicate, type Tx, transact } from "@/server/platform/database/db";
import { LOCK_NUMBERS } from "@/server/platform/database/locks";
import { notifyTopics } from "@/server/platform/live";
import { slugOf } from "@/server/platform/text/slugs";
import { renderAbstract } from "../abstracts/rules";
import { catalogueTopic, normalizedTitle } from "../rules";
import { fileUnderTopics } from "../topics/commands";
import { topicsOf } from "../topics/rules";

/** A paper to add, from any source. */
export interface NewPaper {
  title: string;
  abstract: string;
  authors: string[];
  url?: string | null;
  arxivId?: string | null;
  doi?: string | null;
  publishedOn?: Date | null;
}

/** Papers written by one statement. */
const BATCH = 1000;
const ATTEMPTS = 5;
/** Characters of an address that come from the title. */
const SLUG_LENGTH = 71;
/** Enough for very large files: 20,000 papers take half a minute. */
const IMPORT_SECONDS = 3600;

/** Retries if another transaction added the paper, or took its slug, since this one looked. */
export async function retryOnDuplicate<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isDuplicate(error) || attempt >= ATTEMPTS) throw error;
    }
  }
}

/**
 * Adds papers, all or none. Leaves papers that are there already unchanged.
 * @param onProgress receives the number of papers processed so far
 */
export async function importPapers(
  papers: readonly NewPaper[],
  onProgress: (done: number) => void = () => {},
): Promise<{ imported: number; there: number }> {
  const work = async (tx: Tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_NUMBERS.importingPapers})`;
    let imported = 0;
    for (let start = 0; start < papers.length; start += BATCH) {
      const fresh = await dropKnown(tx, papers.slice(start, start + BATCH));
      imported += (await insertPapers(tx, fresh, null)).length;
      onProgress(Math.min(start + BATCH, papers.length));
    }
    return { imported, there: papers.length - imported };
  };
  return retryOnDuplicate(() => transact(work, IMPORT_SECONDS));
}

/** Drops papers that the database, or an earlier place of the list, has already. */
async function dropKnown(tx: Tx, papers: readonly NewPaper[]): Promise<NewPaper[]> {
  const titles = papers.map(({ title }) => normalizedTitle(title));
  const arxiv = papers.flatMap(({ arxivId }) => arxivId ?? []);
  const dois = papers.flatMap(({ doi }) => doi ?? []);
  const rows = await tx.paper.findMany({
    where: {
      OR: [{ normalizedTitle: { in: titles } }, { arxivId: { in: arxiv } }, { doi: { in: dois } }],
    },
    select: { normalizedTitle: true, arxivId: true, doi: true },
  });
  const known = new Set(rows.flatMap((row) => [row.normalizedTitle, row.arxivId, row.doi]));
  known.delete(null);
  return papers.filter((paper, place) => {
    const keys = [titles[place], paper.arxivId, paper.doi].filter((key) => key != null);
    if (keys.some((key) => known.has(key as string))) return false;
    for (const key of keys) known.add(key as string);
    return true;
  });
}

/** Writes papers with their topics and search words. @returns their slugs, in order */
export async function insertPapers(
  tx: Tx,
  papers: readonly NewPaper[],
  addedById: string | null,
): Promise<string[]> {
  if (papers.length === 0) return [];
  const addedAt = now();
  const slugs = await freeSlugs(
    tx,
    papers.map(({ title }) => slugOf(title, "paper", SLUG_LENGTH)),
  );
  const rows = await tx.paper.createManyAndReturn({
    data: papers.map((paper, place) => ({
      title: paper.title,
      abstract: paper.abstract,
      ...renderAbstract(paper.abstract),
      authors: paper.authors,
      url: paper.url ?? null,
      arxivId: paper.arxivId ?? null,
      doi: paper.doi ?? null,
      publishedOn: paper.publishedOn ?? null,
      slug: slugs[place] as string,
      normalizedTitle: normalizedTitle(paper.title),
      addedById,
      addedAt,
    })),
    select: { id: true, slug: true },
  });
  const ids = new Map(rows.map(({ id, slug }) => [slug, id]));
  const topics = papers.flatMap(({ title, abstract }, place) => {
    const paperId = ids.get(slugs[place] as string) as string;
    return topicsOf(title, abstract).map((topicSlug) => ({ paperId, topicSlug }));
  });
  await fileUnderTopics(tx, topics);
  await addSearchWords(tx, [...ids.values()]);
  await notifyTopics(tx, catalogueTopic());
  return slugs;
}

/** Adds the words of these papers to the dictionary for misspelt searches. */
export async function addSearchWords(tx: Tx, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "SearchWord" (word, papers)
    SELECT word, count(*)::int FROM (
      SELECT DISTINCT p.id, word FROM "Paper" p CROSS JOIN LATERAL string_to_table(
        search_words(p.title || ' ' || array_to_string(p.authors, ' ') || ' ' || p.abstract), ' ') AS word
      WHERE p.id = ANY(${ids}::uuid[]) AND length(word) BETWEEN 2 AND 60
    ) AS held GROUP BY word ORDER BY word
    ON CONFLICT (word) DO UPDATE SET papers = "SearchWord".papers + EXCLUDED.papers`;
}

/** Takes the words of these papers out of that dictionary, before they change or go. */
export async function removeSearchWords(tx: Tx, ids: string[]): Promise<void> {
  // Locked in one order, as the insertion above writes them.
  await tx.$executeRaw`
    WITH held AS (
      SELECT word, count(*)::int AS papers FROM (
        SELECT DISTINCT p.id, word FROM "Paper" p CROSS JOIN LATERAL string_to_table(
          search_words(p.title || ' ' || array_to_string(p.authors, ' ') || ' ' || p.abstract), ' ') AS word
        WHERE p.id = ANY(${ids}::uuid[]) AND length(word) BETWEEN 2 AND 60
      ) AS words GROUP BY word
    ), locked AS (
      SELECT s.word, held.papers FROM "SearchWord" s JOIN held USING (word) ORDER BY s.word FOR UPDATE OF s
    ), fewer AS (
      UPDATE "SearchWord" s SET papers = s.papers - locked.papers FROM locked
      WHERE s.word = locked.word AND s.papers > locked.papers
    )
    DELETE FROM "SearchWord" s USING locked WHERE s.word = locked.word AND s.papers <= locked.papers`;
}

async function freeSlugs(tx: Tx, wanted: string[]): Promise<string[]> {
  const rows = await tx.paper.findMany({ where: { slug: { in: wanted } }, select: { slug: true } });
  const taken = new Set(rows.map(({ slug }) => slug));
  return wanted.map((slug) => {
    const free = taken.has(slug) ? `${slug}-${randomBytes(4).toString("hex")}` : slug;
    taken.add(free);
    return free;
  });
}

import "server-only";
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { isDuplicate, type Tx, transact } from "@/server/platform/database/db";
import { LOCK_NUMBERS } from "@/server/platform/database/locks";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { untilInWords } from "@/server/platform/text/inputs";
import { slugOf } from "@/server/platform/text/slugs";
import { countInWords } from "@/server/platform/text/words";
import { renderAbstract } from "./abstracts/rules";
import {
  arxivIdOf,
  catalogueTopic,
  doiOf,
  nextPaperAt,
  normalizedTitle,
  PAPERS_A_DAY,
  papersADay,
  paperTopic,
  rankingTopic,
  scoreOfWeight,
  standingOf,
  trendingWeight,
} from "./rules";
import type { paperFields, upvoteInput } from "./schema";
import { fileUnderTopics } from "./topics/commands";
import { topicsOf } from "./topics/rules";

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

/**
 * Sets or takes back the viewer's upvote. Safe to repeat. Reads and writes as many rows for a paper with a hundred
 * thousand upvotes as for one with none. @returns the count afterwards
 */
export async function upvote(viewer: Viewer, { paperId, on }: z.output<typeof upvoteInput>) {
  return transact(async (tx) => {
    // The lock makes count, score and row change together, however many come at once.
    const [paper] = await tx.$queryRaw<StandingPaper[]>`
      SELECT "upvoteCount", "trendingWeight"::text AS weight FROM "Paper" WHERE id = ${paperId}::uuid FOR UPDATE`;
    if (!paper) refuse("NOT_FOUND");
    const at = on ? await addUpvote(tx, viewer, paperId) : await removeUpvote(tx, viewer, paperId);
    if (!at) return { upvoteCount: paper.upvoteCount, on };
    const [sum, one] = [BigInt(paper.weight), trendingWeight(at)];
    const weight = on ? sum + one : sum - one;
    const upvoteCount = paper.upvoteCount + (on ? 1 : -1);
    await tx.paper.update({
      where: { id: paperId },
      data: {
        upvoteCount,
        trendingWeight: weight.toString(),
        trendingScore: scoreOfWeight(weight),
      },
    });
    await notifyTopics(tx, paperTopic(paperId), rankingTopic());
    return { upvoteCount, on };
  });
}

interface StandingPaper {
  upvoteCount: number;
  /** Whole number in decimal digits, far beyond what a JavaScript number holds. */
  weight: string;
}

/** Writes the upvote. @returns its time, or null if it was there already */
async function addUpvote(tx: Tx, viewer: Viewer, paperId: string): Promise<Date | null> {
  const createdAt = now();
  const { count } = await tx.upvote.createMany({
    data: [{ paperId, personId: viewer.id, createdAt }],
    skipDuplicates: true,
  });
  return count > 0 ? createdAt : null;
}

/** Deletes the upvote. @returns the time at which it was given, or null where there was none */
async function removeUpvote(tx: Tx, viewer: Viewer, paperId: string): Promise<Date | null> {
  const [removed] = await tx.$queryRaw<{ createdAt: Date }[]>`
    DELETE FROM "Upvote" WHERE "paperId" = ${paperId}::uuid AND "personId" = ${viewer.id}::uuid
    RETURNING "createdAt"`;
  return removed?.createdAt ?? null;
}

/**
 * Adds a paper by hand. Finds the same paper instead of adding it again.
 * @returns its address
 * @throws Refusal TOO_MANY if the viewer has added as many today as an account of that age may
 */
export async function addPaper(viewer: Viewer, input: z.output<typeof paperFields>) {
  const paper = { ...input, url: input.url || null, ...identifiersOf(input.url) };
  return retryOnDuplicate(() =>
    transact(async (tx) => {
      const same = await findSame(tx, paper);
      if (same) return { slug: same, found: true };
      if (!viewer.operator) await enforceDailyLimit(tx, viewer);
      const [slug] = await insertPapers(tx, [paper], viewer.id);
      return { slug: slug as string, found: false };
    }),
  );
}

/** Enforces the daily limit of papers. Papers that a person adds at the same moment wait for each other. */
async function enforceDailyLimit(tx: Tx, viewer: Viewer): Promise<void> {
  const [person] = await tx.$queryRaw<{ createdAt: Date }[]>`
    SELECT "createdAt" FROM "Person" WHERE id = ${viewer.id}::uuid FOR NO KEY UPDATE`;
  if (!person) refuse("NOT_FOUND");
  const latest = await tx.paper.findMany({
    where: { addedById: viewer.id },
    select: { addedAt: true },
    orderBy: { addedAt: "desc" },
    take: PAPERS_A_DAY,
  });
  const at = now();
  const added = latest.map(({ addedAt }) => addedAt);
  const next = nextPaperAt(person.createdAt, added, at);
  if (next <= at) return;
  const { papers, age } = papersADay(person.createdAt, at);
  const whose = age ? `Your account is ${age}: it can add` : "An account can add";
  refuse("TOO_MANY", {
    retryAfterSeconds: Math.ceil((next.getTime() - at.getTime()) / 1000),
    say: `${whose} ${countInWords(papers, "paper")} within 24 hours. You can add the next one from ${untilInWords(next, viewer.timeZone)}.`,
  });
}

/** Retries if another transaction added the paper, or took its slug, since this one looked. */
async function retryOnDuplicate<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isDuplicate(error) || attempt >= ATTEMPTS) throw error;
    }
  }
}

function identifiersOf(url: string) {
  return { arxivId: arxivIdOf(url), doi: doiOf(url) };
}

async function findSame(tx: Tx, paper: NewPaper): Promise<string | null> {
  const same = await tx.paper.findFirst({
    where: {
      OR: [
        { normalizedTitle: normalizedTitle(paper.title) },
        ...(paper.arxivId ? [{ arxivId: paper.arxivId }] : []),
        ...(paper.doi ? [{ doi: paper.doi }] : []),
      ],
    },
    select: { slug: true },
  });
  return same?.slug ?? null;
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
      ...standingOf(addedAt, []),
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

async function freeSlugs(tx: Tx, wanted: string[]): Promise<string[]> {
  const rows = await tx.paper.findMany({ where: { slug: { in: wanted } }, select: { slug: true } });
  const taken = new Set(rows.map(({ slug }) => slug));
  return wanted.map((slug) => {
    const free = taken.has(slug) ? `${slug}-${randomBytes(4).toString("hex")}` : slug;
    taken.add(free);
    return free;
  });
}

/** Changes the count of public comments that lists of papers show. */
export async function changeCommentCount(tx: Tx, paperId: string, by: 1 | -1): Promise<void> {
  await tx.paper.update({ where: { id: paperId }, data: { commentCount: { increment: by } } });
  await notifyTopics(tx, paperTopic(paperId));
}

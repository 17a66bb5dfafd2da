import "server-only";
import { randomBytes } from "node:crypto";
import { v7 } from "uuid";
import { now } from "@/server/platform/clock";
import { isDuplicate, Prisma, type Tx } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { slugOf } from "@/server/platform/text/slugs";
import { renderAbstract } from "../abstracts/rules";
import type { DatePrecision } from "../dates/rules";
import { ADDRESSES } from "../merging/sql";
import { noteArrivals } from "../origins/arrivals";
import type { Origins } from "../origins/rules";
import { type Identifier, identifierOf, identifierOfDoi } from "../pasting/identifiers";
import { catalogueTopic, normalizedTitle } from "../rules";
import { fileNew } from "../topics/commands";
import type { AuthorPart } from "./authors/rules";
import { addIdentifiers } from "./identifiers/commands";
import { identifiersOf } from "./identifiers/rules";
import { describePaper } from "./queries";
import { type Numbered, nextNumbers } from "./rules";

/** A paper to add, from any source. */
export interface NewPaper {
  title: string;
  abstract: string;
  authors: string[];
  url?: string | null;
  arxivId?: string | null;
  doi?: string | null;
  /** Further identifiers, in their canonical forms. */
  identifiers?: readonly Identifier[];
  publishedOn?: Date | null;
  /** Only if not the day is known. */
  publishedPrecision?: DatePrecision;
  venue?: string | null;
  /** For each author in order, what is known beside the name. */
  authorParts?: readonly (AuthorPart | null)[] | null;
  /** Whether a person has decided that it is none of the papers with its title. */
  isAnother?: boolean;
  /** Where its fields come from, if that is known. */
  origins?: Origins;
}

const ATTEMPTS = 5;
/** Characters of an address that come from the title. */
const SLUG_LENGTH = 71;

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

/** Describes a paper of a list, so that it can be told from those of the catalogue. */
export function entryOf(given: NewPaper) {
  const paper = tidy(given);
  return { paper, described: describePaper(paper), isAnother: given.isAnother === true };
}

/** Brings the main identifiers of a paper into their canonical forms. A DOI that arXiv gave is an arXiv ID. */
export function tidy(paper: NewPaper): NewPaper {
  const doi = paper.doi ? (identifierOfDoi(paper.doi) ?? { type: "doi", value: paper.doi }) : null;
  const held = doi?.type === "arxiv" ? doi.value : null;
  const typed = paper.arxivId ? identifierOf("arxiv", paper.arxivId)?.value : null;
  const arxivId = typed ?? paper.arxivId ?? held;
  return { ...paper, arxivId, doi: doi?.type === "doi" ? doi.value : null };
}

/**
 * Writes papers with their topics and search words.
 * @param known the papers of the catalogue with which these were compared
 * @returns their slugs, in order
 */
export async function insertPapers(
  tx: Tx,
  papers: readonly NewPaper[],
  addedById: string | null,
  known: readonly Numbered[],
): Promise<string[]> {
  if (papers.length === 0) return [];
  const addedAt = now();
  const slugs = await freeSlugs(
    tx,
    papers.map(({ title }) => slugOf(title, "paper", SLUG_LENGTH)),
  );
  const keys = papers.map(({ title }) => normalizedTitle(title));
  const next = nextNumbers(known);
  const named = papers.map(identifiersOf);
  const rows = papers.map((paper, place) => ({
    id: v7(),
    slug: slugs[place] as string,
    title: paper.title,
    normalizedTitle: keys[place] as string,
    namesake: takeNumber(next, keys[place] as string),
    abstract: paper.abstract,
    ...renderAbstract(paper.abstract),
    authors: paper.authors,
    authorParts: paper.authorParts ?? null,
    url: paper.url ?? null,
    ...mainOf(named[place] ?? []),
    publishedOn: paper.publishedOn ?? null,
    publishedPrecision: paper.publishedPrecision ?? "day",
    venue: paper.venue ?? null,
    ...{ addedById, addedAt },
  }));
  await writeRows(tx, rows);
  const idsAt = (place: number) => (rows[place] as (typeof rows)[number]).id;
  await addIdentifiers(
    tx,
    named.flatMap((mine, place) => mine.map((id) => ({ ...id, paperId: idsAt(place) }))),
  );
  await fileNew(tx, rows);
  await addSearchWords(
    tx,
    rows.map(({ id }) => id),
  );
  await noteArrivals(
    tx,
    papers.map((paper, place) => ({
      ...{ ...paper, ...mainOf(named[place] ?? []) },
      ...{ paperId: idsAt(place), identifiers: named[place] ?? [] },
    })),
    addedAt,
  );
  await notifyTopics(tx, catalogueTopic());
  return slugs;
}

/**
 * Writes the rows of papers by one statement: Prisma takes several times as long to make one of a thousand rows as the
 * database to run it.
 * @throws a duplicate (`isDuplicate`)
 */
async function writeRows(tx: Tx, rows: readonly object[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Paper" (id, slug, title, "normalizedTitle", namesake, abstract, "abstractHtml", "excerptHtml",
      rendering, authors, "authorParts", "arxivId", doi, url, "publishedOn", "publishedPrecision", venue,
      "addedById", "addedAt")
    SELECT id, slug, title, "normalizedTitle", namesake, abstract, "abstractHtml", "excerptHtml",
      rendering, authors, nullif("authorParts", 'null'), "arxivId", doi, url, "publishedOn", "publishedPrecision", venue,
      "addedById", "addedAt"
    FROM json_populate_recordset(NULL::"Paper", ${JSON.stringify(rows)}::json)`;
}

/** The column of what is known of authors. */
export function storedParts(parts: readonly (AuthorPart | null)[] | null | undefined) {
  return parts && parts.length > 0 ? (parts as Prisma.InputJsonArray) : Prisma.DbNull;
}

/** The identifiers that the paper's own row holds: the first of each type. */
function mainOf(ids: readonly Identifier[]) {
  const first = (wanted: "arxiv" | "doi") => ids.find(({ type }) => type === wanted)?.value ?? null;
  return { arxivId: first("arxiv"), doi: first("doi") };
}

/** Takes the next number among papers of one title. */
function takeNumber(next: Map<string, number>, key: string): number {
  const number = next.get(key) ?? 0;
  next.set(key, number + 1);
  return number;
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
  const rows = await tx.$queryRaw<{ slug: string }[]>`
    SELECT a.slug FROM ${ADDRESSES} a WHERE a.slug = ANY(${wanted}::text[])`;
  const taken = new Set(rows.map(({ slug }) => slug));
  return wanted.map((slug) => {
    const free = taken.has(slug) ? `${slug}-${randomBytes(4).toString("hex")}` : slug;
    taken.add(free);
    return free;
  });
}

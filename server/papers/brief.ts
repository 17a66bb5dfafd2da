// Short forms of papers, for lists of other nouns.
import "server-only";
import { db, Prisma } from "@/server/platform/database/db";
import { cutToFit } from "@/server/platform/text/page-texts";
import { noteShown } from "@/server/platform/web/finished/shown";
import { paperTopic } from "./rules";
import type { ShownTitle } from "./schema";
import { showTitles } from "./titles/shown";
import { type PaperStatus, type Warning, warningOf } from "./versions/rules";

/** Authors named per paper: some papers have hundreds. */
const NAMED = 4;
/** Bytes of all titles, and of all author names, in a list sent to the browser. */
const TITLES = 100_000;
const NAMES = 100_000;
/** Characters kept of a name once a list is full. */
const BEGINNING_OF_NAME = 15;

/** The short form of a paper. */
export interface BriefPaper extends ShownTitle {
  id: string;
  slug: string;
  /** The first few. */
  authors: string[];
  authorCount: number;
}

/** Shows titles and names of a list within its bounds in bytes. Those that come first stay whole. */
export function shortenToFit<Paper extends Pick<BriefPaper, "title" | "authors">>(
  papers: readonly Paper[],
  titleBytes = TITLES,
): (Paper & ShownTitle)[] {
  const titles = showTitles(
    papers.map(({ title }) => title),
    titleBytes,
  );
  const names = cutToFit(
    papers.flatMap(({ authors }) => authors),
    NAMES,
    BEGINNING_OF_NAME,
  );
  return papers.map((paper, at) => {
    const authors = names.splice(0, paper.authors.length);
    return { ...paper, authors, ...titles[at] };
  });
}

/** The columns of the short form of a paper `p`, for a query that reads papers with what is about them. */
export const BRIEF = Prisma.sql`p.id AS "paperId", p.slug, p.title, coalesce(p.authors[1:${NAMED}::int], '{}') AS authors,
  coalesce(cardinality(p.authors), 0) AS "authorCount", p.status::text AS status`;

/** The warning beside a title; nothing for most papers. */
export function warnOf(status: PaperStatus): { warning?: Warning } {
  const warning = warningOf(status);
  return warning ? { warning } : {};
}

/** A row with the columns of `BRIEF`. */
export type WithPaper = Omit<BriefPaper, "id" | "titleHtml" | "warning"> & {
  paperId: string;
  status: PaperStatus;
};

/**
 * Takes the papers of a list out of its rows.
 * @param titleBytes for all titles; fewer if each appears on the page several times
 * @returns a function from id to paper
 */
export function briefIn(
  rows: readonly WithPaper[],
  titleBytes = TITLES,
): (id: string) => BriefPaper {
  const papers = new Map(
    rows.map(({ paperId: id, slug, title, authors, authorCount, status }) => [
      id,
      { id, slug, title, authors, authorCount, ...warnOf(status) },
    ]),
  );
  // A title can be corrected.
  if (papers.size > 0) noteShown(...[...papers.keys()].map(paperTopic));
  const found = new Map(
    shortenToFit([...papers.values()], titleBytes).map((paper) => [paper.id, paper]),
  );
  return (id) => {
    const paper = found.get(id);
    if (!paper) throw new Error(`There is no paper ${id}`);
    return paper;
  };
}

/**
 * Reads the papers of a list in one query, each with its first few authors only.
 * @param titleBytes for all titles; fewer if each appears on the page several times
 * @returns a function from id to paper
 */
export async function briefPapers(
  ids: readonly string[],
  titleBytes = TITLES,
): Promise<(id: string) => BriefPaper> {
  const wanted = [...new Set(ids)];
  const rows =
    wanted.length === 0
      ? []
      : await db.$queryRaw<WithPaper[]>`
    SELECT ${BRIEF} FROM unnest(${wanted}::uuid[]) WITH ORDINALITY AS w(id, place) JOIN "Paper" p ON p.id = w.id
    ORDER BY w.place`;
  return briefIn(rows, titleBytes);
}

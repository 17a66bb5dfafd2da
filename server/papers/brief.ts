// Papers in brief, as lists of other things name them.
import "server-only";
import { db } from "@/server/platform/db";
import { cutToFit } from "@/server/platform/text/page-texts";

/** Authors that are named: some papers have hundreds. */
const NAMED = 4;
/** Bytes that titles and names of a list have on their way to the browser. */
const TITLES = 100_000;
const NAMES = 100_000;
/** Characters that are left of a title and of a name that have no room. */
const BEGINNING = 30;
const BEGINNING_OF_NAME = 15;

/** A paper as lists of other things name it. */
export interface BriefPaper {
  id: string;
  slug: string;
  title: string;
  /** The first few. */
  authors: string[];
  authorCount: number;
}

/** Titles and names of a list, which have a bound together: those that come first are whole. */
export function fitting<Paper extends Pick<BriefPaper, "title" | "authors">>(
  papers: readonly Paper[],
  titleBytes = TITLES,
): Paper[] {
  const titles = fittingTitles(
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
    return { ...paper, authors, title: titles[at] ?? paper.title };
  });
}

/** Titles of a list that names papers by nothing else. */
export function fittingTitles(titles: readonly string[], bytes = TITLES): string[] {
  return cutToFit(titles, bytes, BEGINNING);
}

/**
 * The papers of a list, in one query that reads their first authors only.
 * @param titleBytes for all titles, fewer where each stands on the page several times
 * @returns a paper by its id
 */
export async function briefPapers(
  ids: readonly string[],
  titleBytes = TITLES,
): Promise<(id: string) => BriefPaper> {
  const wanted = [...new Set(ids)];
  const rows =
    wanted.length === 0
      ? []
      : await db.$queryRaw<BriefPaper[]>`
    SELECT p.id, p.slug, p.title, coalesce(p.authors[1:${NAMED}::int], '{}') AS authors, coalesce(cardinality(p.authors), 0) AS "authorCount"
    FROM unnest(${wanted}::uuid[]) WITH ORDINALITY AS w(id, place) JOIN "Paper" p ON p.id = w.id
    ORDER BY w.place`;
  const found = new Map(fitting(rows, titleBytes).map((paper) => [paper.id, paper]));
  return (id) => {
    const paper = found.get(id);
    if (!paper) throw new Error(`There is no paper ${id}`);
    return paper;
  };
}

import "server-only";
import { db } from "@/server/platform/database/db";
import { planPage } from "@/server/platform/database/list-pages";
import { furtherOf, type Identified } from "../catalogue/identifiers/rules";
import { findPaperIds, LIST_ORDERS, type List, rowsOfList } from "../queries";
import { type FiledPaper, PAPERS_A_FILE } from "./rules";

/** Papers read and written at a time: with the longest abstracts, two megabytes. */
const AT_A_TIME = 100;

const FILED = {
  slug: true,
  title: true,
  abstract: true,
  authors: true,
  arxivId: true,
  doi: true,
  url: true,
  identifiers: { select: { type: true, value: true } },
  publishedOn: true,
  publishedPrecision: true,
  venue: true,
  authorParts: true,
} as const;

/** Finds the papers of a list of the catalogue, in its order, as many as a file has. */
export async function listedIds(list: List): Promise<string[]> {
  const { sql } = planPage(1, PAPERS_A_FILE, LIST_ORDERS[list.order]);
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT s."paperId" AS id FROM ${rowsOfList(list)} s ORDER BY ${sql.order} LIMIT ${PAPERS_A_FILE}`;
  return rows.map(({ id }) => id);
}

/** Finds a paper by its slug, or by that of a paper that was merged into it. @returns null for none */
export async function findPaperAt(slug: string): Promise<{ id: string; slug: string } | null> {
  const id = (await findPaperIds([slug])).get(slug);
  if (!id) return null;
  return db.paper.findUnique({ where: { id }, select: { id: true, slug: true } });
}

/** Reads papers for a file, in this order. */
export async function readFiled(ids: readonly string[]): Promise<(FiledPaper & { id: string })[]> {
  const rows = await db.paper.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, ...FILED },
  });
  const papers = new Map(rows.map((row) => [row.id, withParts(row)]));
  return ids.flatMap((id) => papers.get(id) ?? []);
}

/** Reads what the person who asks for a file noted about some papers, by their ids. */
export type ReadNotes = (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/**
 * Reads papers for a file in batches; none at all are one empty batch, so that the file gets its head.
 * @param readNotes reads the notes that go into the file; null for none
 */
export async function* filedInBatches(
  ids: readonly string[],
  readNotes: ReadNotes | null = null,
): AsyncGenerator<FiledPaper[], void, void> {
  for (let from = 0; from === 0 || from < ids.length; from += AT_A_TIME) {
    const some = ids.slice(from, from + AT_A_TIME);
    const [papers, notes] = await Promise.all([readFiled(some), readNotes?.(some)]);
    yield notes
      ? papers.map((paper) => ({ ...paper, ownNote: notes.get(paper.id) ?? "" }))
      : papers;
  }
}

/** Reads papers for a file by their slugs. */
export async function readFiledBySlug(slugs: readonly string[]): Promise<Map<string, FiledPaper>> {
  const rows = await db.paper.findMany({ where: { slug: { in: [...slugs] } }, select: FILED });
  return new Map(rows.map((row) => [row.slug, withParts(row)]));
}

/**
 * Gives what is known of authors its type, because commands write nothing else into this column, and leaves out
 * identifiers that are in other fields.
 */
function withParts<Row extends { authorParts: unknown } & Identified>(row: Row) {
  const authorParts = row.authorParts as FiledPaper["authorParts"];
  return { ...row, authorParts, identifiers: furtherOf(row) };
}

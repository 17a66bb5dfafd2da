import "server-only";
import { db } from "@/server/platform/database/db";
import { planPage } from "@/server/platform/database/list-pages";
import { LIST_ORDERS, type List, rowsOfList } from "../queries";
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

/** Finds a paper by its slug. @returns its id, or nothing */
export async function idOfPaper(slug: string): Promise<string[]> {
  const paper = await db.paper.findUnique({ where: { slug }, select: { id: true } });
  return paper ? [paper.id] : [];
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

/** Reads papers for a file in batches; none at all are one empty batch, so that the file gets its head. */
export async function* filedInBatches(
  ids: readonly string[],
): AsyncGenerator<FiledPaper[], void, void> {
  for (let from = 0; from === 0 || from < ids.length; from += AT_A_TIME) {
    yield await readFiled(ids.slice(from, from + AT_A_TIME));
  }
}

/** Reads papers for a file by their slugs. */
export async function readFiledBySlug(slugs: readonly string[]): Promise<Map<string, FiledPaper>> {
  const rows = await db.paper.findMany({ where: { slug: { in: [...slugs] } }, select: FILED });
  return new Map(rows.map((row) => [row.slug, withParts(row)]));
}

/** Gives what is known of authors its type: commands write nothing else into this column. */
function withParts<Row extends { authorParts: unknown }>(row: Row) {
  return { ...row, authorParts: row.authorParts as FiledPaper["authorParts"] };
}

import "server-only";
import { db } from "@/server/platform/database/db";
import { planPage } from "@/server/platform/database/list-pages";
import type { ListPosition } from "@/server/platform/text/inputs";
import { LIST_ORDERS } from "../../queries";
import type { Fitting } from "./sql";

/** Lists the papers that fit, the newest first, page by page. */
export async function listFitting({ from, where }: Fitting, cursor: ListPosition, size: number) {
  const page = planPage(cursor, size, LIST_ORDERS.new);
  const read = await db.$queryRaw<{ paperId: string; addedAt: Date }[]>`
    SELECT s."paperId", s."addedAt" FROM (
      SELECT p.id AS "paperId", p."addedAt" FROM ${from} WHERE ${where}
    ) s WHERE ${page.sql.where} ORDER BY ${page.sql.order} LIMIT ${page.take} OFFSET ${page.skip}`;
  const { rows, pages } = page.cut(read.map(({ paperId, addedAt }) => ({ id: paperId, addedAt })));
  return { ids: rows.map(({ id }) => id), pages };
}

/** Finds those of these papers that fit. */
export async function whichFit(
  ids: readonly string[],
  { from, where }: Fitting,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM ${from} WHERE p.id = ANY(${[...ids]}::uuid[]) AND ${where}`;
  return new Set(rows.map(({ id }) => id));
}

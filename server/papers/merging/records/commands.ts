import "server-only";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { OWN_TABLES, type OwnRows, type OwnTable } from "../rules";

const named = (table: OwnTable) => Prisma.raw(`"${table}"`);

/** Reads the rows of a paper alone, in one statement. */
export async function readOwnRows(tx: Tx, paperId: string): Promise<OwnRows> {
  const parts = OWN_TABLES.map(
    (table) => Prisma.sql`
      SELECT ${table}::text AS "table", jsonb_agg(to_jsonb(t)) AS rows FROM ${named(table)} t
      WHERE t."paperId" = ${paperId}::uuid HAVING count(*) > 0`,
  );
  const rows = await tx.$queryRaw<{ table: OwnTable; rows: Record<string, unknown>[] }[]>`
    ${Prisma.join(parts, " UNION ALL ")}`;
  return Object.fromEntries(rows.map(({ table, rows }) => [table, rows]));
}

/** Writes them again, without what they refer to and is gone by now. */
export async function restoreOwnRows(tx: Tx, own: OwnRows): Promise<void> {
  const persons = await stillThere(own.PaperStatement, "statedById", (ids) =>
    tx.person.findMany({ where: { id: { in: ids }, deletedAt: null }, select: { id: true } }),
  );
  const papers = await stillThere(own.PaperCompletion, "duplicateOfId", (ids) =>
    tx.paper.findMany({ where: { id: { in: ids } }, select: { id: true } }),
  );
  const whole: OwnRows = {
    ...own,
    ...(own.PaperStatement && { PaperStatement: persons }),
    ...(own.PaperCompletion && { PaperCompletion: papers }),
  };
  for (const table of OWN_TABLES) {
    const rows = whole[table];
    if (!rows) continue;
    await tx.$executeRaw`
      INSERT INTO ${named(table)} SELECT * FROM jsonb_populate_recordset(NULL::${named(table)}, ${JSON.stringify(rows)}::jsonb)
      ON CONFLICT DO NOTHING`;
  }
}

/** Empties a column of rows whose value refers to something that is gone. */
async function stillThere(
  rows: Record<string, unknown>[] | undefined,
  column: string,
  find: (ids: string[]) => Promise<{ id: string }[]>,
): Promise<Record<string, unknown>[]> {
  const ids = (rows ?? []).flatMap((row) => (row[column] ? [String(row[column])] : []));
  if (!rows || ids.length === 0) return rows ?? [];
  const there = new Set((await find(ids)).map(({ id }) => id));
  return rows.map((row) => (there.has(String(row[column])) ? row : { ...row, [column]: null }));
}

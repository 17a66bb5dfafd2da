import "server-only";
import { v7 } from "uuid";
import { Prisma, type Tx } from "@/server/platform/database/db";
import type { Identifier } from "../../pasting/identifiers";
import { isSameIdentifier, namesOnePaper } from "../rules";

/**
 * Writes identifiers of papers. A page or a book that another paper names already stays that paper's.
 * @throws a duplicate (`isDuplicate`) if another paper has an identifier that names one paper
 */
export async function addIdentifiers(
  tx: Tx,
  rows: readonly (Identifier & { paperId: string })[],
): Promise<void> {
  const [own, shared] = [rows.filter(namesOnePaper), rows.filter((row) => !namesOnePaper(row))];
  if (own.length > 0) await tx.$executeRaw`${insertion(own)}`;
  if (shared.length > 0) await tx.$executeRaw`${insertion(shared)} ON CONFLICT DO NOTHING`;
}

function insertion(rows: readonly (Identifier & { paperId: string })[]): Prisma.Sql {
  const column = (of: (row: Identifier & { paperId: string }) => string) => rows.map(of);
  return Prisma.sql`
    INSERT INTO "PaperIdentifier" (id, "paperId", type, value)
    SELECT id, paper, type::"IdentifierType", value FROM unnest(
      ${column(() => v7())}::uuid[], ${column(({ paperId }) => paperId)}::uuid[],
      ${column(({ type }) => type)}::text[], ${column(({ value }) => value)}::text[]) AS r(id, paper, type, value)`;
}

/**
 * Replaces the identifiers that a paper had by its fields. Further ones stay.
 * @throws a duplicate (`isDuplicate`) if another paper has one of them
 */
export async function replaceIdentifiers(
  tx: Tx,
  paperId: string,
  before: readonly Identifier[],
  after: readonly Identifier[],
): Promise<void> {
  const without = (ids: readonly Identifier[], others: readonly Identifier[]) =>
    ids.filter((id) => !others.some((other) => isSameIdentifier(id, other)));
  const [gone, fresh] = [without(before, after), without(after, before)];
  if (gone.length > 0) await tx.paperIdentifier.deleteMany({ where: { paperId, OR: gone } });
  if (fresh.length === 0) return;
  const where = { paperId, OR: fresh };
  const select = { type: true, value: true } as const;
  const there = await tx.paperIdentifier.findMany({ where, select });
  await addIdentifiers(
    tx,
    without(fresh, there).map((id) => ({ ...id, paperId })),
  );
}

import "server-only";
import type { Tx } from "@/server/platform/database/db";
import { type Changes, changedFields } from "../corrections/rules";
import { type FieldOrigin, originsAfter } from "./rules";

/** Writes where the fields of new papers came from, in one statement. */
export async function writeOrigins(
  tx: Tx,
  rows: readonly (FieldOrigin & { paperId: string })[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "PaperOrigin" ("paperId", field, kind, name, at)
    SELECT paper, field::"PaperField", kind::"OriginKind", name, ${at}
    FROM unnest(${rows.map(({ paperId }) => paperId)}::uuid[], ${rows.map(({ field }) => field)}::text[],
      ${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ name }) => name)}::text[]) AS came(paper, field, kind, name)`;
}

/** Writes where changed fields come from now. An empty field has no origin. */
export async function changeOrigins(
  tx: Tx,
  paperId: string,
  changes: Changes,
  change: { id: string; kind: string; source: string; at: Date },
): Promise<void> {
  await tx.paperOrigin.deleteMany({ where: { paperId, field: { in: changedFields(changes) } } });
  const { id: changeId, at } = change;
  await tx.paperOrigin.createMany({
    data: originsAfter(changes, change.kind, change.source).map((origin) => ({
      ...{ ...origin, paperId, at, changeId },
    })),
  });
}

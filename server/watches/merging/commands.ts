import "server-only";
import type { Route } from "@/server/papers/merging/moving/commands";
import type { Moved } from "@/server/papers/merging/rules";
import type { Tx } from "@/server/platform/database/db";

/** Moves what watches have found of a paper to the one that stays. */
export async function moveToPaper(tx: Tx, { from, to }: Route): Promise<Moved<"watched">[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "WatchedPaper" SET "paperId" = ${to}::uuid WHERE "paperId" = ${from}::uuid RETURNING id`;
  return rows.map(({ id }) => ({ kind: "watched", rowId: id }));
}

/** Moves it back. */
export async function moveBack(
  tx: Tx,
  { from, to }: Route,
  moved: readonly Moved[],
): Promise<void> {
  const ids = moved.flatMap(({ kind, rowId }) => (kind === "watched" && rowId ? [rowId] : []));
  await tx.watchedPaper.updateMany({
    where: { id: { in: ids }, paperId: from },
    data: { paperId: to },
  });
}

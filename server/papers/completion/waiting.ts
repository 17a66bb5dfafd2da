// The list of papers whose missing fields are searched for, which other commands write.
import "server-only";
import type { Tx } from "@/server/platform/database/db";

/** Puts poor papers on the list, in one statement. */
export async function awaitCompletion(tx: Tx, paperIds: string[], askAt: Date): Promise<void> {
  if (paperIds.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "PaperCompletion" ("paperId", "askAt") SELECT id, ${askAt} FROM unnest(${paperIds}::uuid[]) AS id`;
}

/** Ends the search for a paper for good, because somebody has undone its completion. */
export async function endCompletion(tx: Tx, paperId: string): Promise<void> {
  await tx.paperCompletion.updateMany({
    where: { paperId },
    data: { outcome: "undone", askAt: null, duplicateOfId: null },
  });
}

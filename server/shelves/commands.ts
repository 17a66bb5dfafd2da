import "server-only";
import type { Tx } from "@/server/platform/database/db";

/**
 * Deletes everything that a person keeps. Papers that they added to a group's list stay there, as the group's, and nobody
 * reads that they added them.
 */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  const theirs = { where: { personId } };
  await tx.paperList.deleteMany(theirs);
  await tx.listedPaper.updateMany({ where: { addedById: personId }, data: { addedById: null } });
  await tx.shelvedPaper.deleteMany(theirs);
  await tx.paperNote.deleteMany(theirs);
  await tx.tellingChoice.deleteMany(theirs);
}

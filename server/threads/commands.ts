import "server-only";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/db";
import { announceThread } from "./live";
import type { ThreadScope } from "./scope";

/** Locks or unlocks a thread. @returns whether that changed anything */
export async function setThreadLock(
  tx: Tx,
  { thread }: ThreadScope,
  lockedById: string,
  on: boolean,
): Promise<boolean> {
  const { count } = await tx.thread.updateMany({
    where: { id: thread.id, lockedAt: on ? null : { not: null } },
    data: on ? { lockedAt: now(), lockedById } : { lockedAt: null, lockedById: null },
  });
  if (count > 0) await announceThread(tx, thread);
  return count > 0;
}

/** Deletes a person's private rows: visits, mentions, and the quoted text removed from replies by email. */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  await tx.threadVisit.deleteMany({ where: { personId } });
  await tx.mention.deleteMany({ where: { personId } });
  await tx.comment.updateMany({
    where: { authorId: personId, quotedText: { not: null } },
    data: { quotedText: null },
  });
}

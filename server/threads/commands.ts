import "server-only";
import { groupTopic } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { type ThreadKey, threadTopic } from "./rules";
import type { ThreadScope } from "./scope";

/** Tells open pages of a thread and of its group that it has changed. */
export function announceThread(tx: Tx, thread: ThreadKey): Promise<void> {
  const { groupId } = thread;
  return announce(tx, threadTopic(thread), ...(groupId ? [groupTopic(groupId)] : []));
}

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

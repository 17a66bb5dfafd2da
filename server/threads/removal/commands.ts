import "server-only";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database/db";
import { RENDERING } from "@/server/platform/text/rendering";
import { addToCommentCounts, announceThread } from "../commands";
import type { CommentScope } from "../scope";

/** Locks a comment before it is erased. @returns null if it is already deleted */
export async function lockToErase(
  tx: Tx,
  { thread, comment }: CommentScope,
): Promise<{ hidden: boolean } | null> {
  await tx.$queryRaw`SELECT id FROM "Thread" WHERE id = ${thread.id}::uuid FOR UPDATE`;
  const [found] = await tx.$queryRaw<{ hidden: boolean }[]>`
    SELECT "hiddenAt" IS NOT NULL AS hidden FROM "Comment"
    WHERE id = ${comment.id}::uuid AND "deletedAt" IS NULL FOR UPDATE`;
  return found ?? null;
}

/**
 * Erases a locked comment. A comment with replies leaves a tombstone; tombstones without replies are deleted.
 */
export async function eraseComment(
  tx: Tx,
  { thread, comment }: CommentScope,
  { hidden }: { hidden: boolean },
  deletedById: string,
): Promise<void> {
  const commentId = comment.id;
  await tx.comment.update({
    where: { id: commentId },
    data: {
      rendering: RENDERING,
      body: "",
      html: "",
      quotedText: null,
      label: null,
      spoiler: null,
      reactedCount: 0,
      answeredAt: null,
      answeredById: null,
      pinnedAt: null,
      pinnedById: null,
      hiddenAt: null,
      hiddenById: null,
      deletedAt: now(),
      deletedById,
    },
  });
  const of = { where: { commentId } };
  await tx.quote.deleteMany(of);
  await tx.mention.deleteMany(of);
  await tx.reaction.deleteMany(of);
  await tx.commentVersion.deleteMany(of);
  if (!hidden) await addToCommentCounts(tx, thread, -1);
  await sweepTombstones(tx, commentId);
  await announceThread(tx, thread);
}

/** Hides a locked, visible comment; unpins it and deletes its removed quoted text. */
export async function hideLockedComment(
  tx: Tx,
  { thread, comment }: CommentScope,
  hiddenById: string,
): Promise<void> {
  await tx.comment.update({
    where: { id: comment.id },
    data: {
      hiddenAt: now(),
      hiddenById,
      pinnedAt: null,
      pinnedById: null,
      quotedText: null,
    },
  });
  await addToCommentCounts(tx, thread, -1);
  await announceThread(tx, thread);
}

/** Makes a locked, hidden comment visible again. */
export async function restoreLockedComment(
  tx: Tx,
  { thread, comment }: CommentScope,
): Promise<void> {
  await tx.comment.update({
    where: { id: comment.id },
    data: { hiddenAt: null, hiddenById: null },
  });
  await addToCommentCounts(tx, thread, 1);
  await announceThread(tx, thread);
}

/** Deletes a chain of tombstones without replies, from this one up, in one statement. */
async function sweepTombstones(tx: Tx, commentId: string): Promise<void> {
  await tx.$executeRaw`
    WITH RECURSIVE up AS (
      SELECT id, "parentId" FROM "Comment" WHERE id = ${commentId}::uuid AND "answerCount" = 0
      UNION ALL
      SELECT c.id, c."parentId" FROM up JOIN "Comment" c ON c.id = up."parentId"
      WHERE c."deletedAt" IS NOT NULL AND c."answerCount" = 1
    ), gone AS (
      DELETE FROM "Comment" WHERE id IN (SELECT id FROM up) RETURNING id, "parentId"
    )
    UPDATE "Comment" c SET "answerCount" = c."answerCount" - 1
    FROM gone WHERE c.id = gone."parentId" AND NOT EXISTS (SELECT FROM up WHERE up.id = c.id)`;
}

import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { transact } from "@/server/platform/database/db";
import { demand, refuse } from "@/server/platform/refusal";
import { announceThread, lockComment } from "../commands";
import { mayMarkAnswered, mayPin } from "../policy";
import { KEY_POINTS, type markAnsweredInput, type pinInput } from "../schema";
import { commentScope } from "../scope";

/** Marks a question as answered or as open again. */
export async function markAnswered(
  viewer: Viewer,
  { commentId, answered }: z.output<typeof markAnsweredInput>,
): Promise<void> {
  const found = await commentScope(viewer, commentId);
  demand(mayMarkAnswered(found, found.comment));
  await transact(async (tx) => {
    const { label, answeredAt } = await lockComment(tx, commentId);
    // Its author may have changed the label meanwhile.
    demand(mayMarkAnswered(found, { ...found.comment, label }));
    if ((answeredAt !== null) === answered) return;
    await tx.comment.update({
      where: { id: commentId },
      data: answered
        ? { answeredAt: now(), answeredById: viewer.id }
        : { answeredAt: null, answeredById: null },
    });
    await announceThread(tx, found.thread);
  });
}

/** Adds a comment to the thread's key points or removes it from them. */
export async function pinComment(
  viewer: Viewer,
  { commentId, pinned }: z.output<typeof pinInput>,
): Promise<void> {
  const found = await commentScope(viewer, commentId);
  demand(mayPin(found, found.comment));
  await transact(async (tx) => {
    // Pins in one thread queue here, so that their number stays within the limit.
    await tx.$queryRaw`SELECT id FROM "Thread" WHERE id = ${found.thread.id}::uuid FOR UPDATE`;
    const { pinnedAt } = await lockComment(tx, commentId);
    if ((pinnedAt !== null) === pinned) return;
    if (pinned) {
      const there = await tx.comment.count({
        where: { threadId: found.thread.id, pinnedAt: { not: null } },
      });
      if (there >= KEY_POINTS) {
        refuse("INVALID", {
          say: `A thread has at most ${KEY_POINTS} key points. Remove one of them first.`,
        });
      }
    }
    await tx.comment.update({
      where: { id: commentId },
      data: pinned
        ? { pinnedAt: now(), pinnedById: viewer.id }
        : { pinnedAt: null, pinnedById: null },
    });
    await announceThread(tx, found.thread);
  });
}

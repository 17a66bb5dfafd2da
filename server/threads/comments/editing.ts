// Edits comments.
import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { transact } from "@/server/platform/database/db";
import { enqueue } from "@/server/platform/queue";
import { demand } from "@/server/platform/refusal";
import { RENDERING } from "@/server/platform/text/rendering";
import { announceThread, lockComment } from "../commands";
import { renderComment, saveMentions } from "../mentions/commands";
import { mayEdit } from "../policy";
import { COMMENT_WRITTEN, type editInput } from "../schema";
import { commentScope } from "../scope";
import { limitNewcomer, spendComment } from "./limits";

/** Edits the viewer's own comment; the earlier text stays as a version for everyone who may read the comment. */
export async function editComment(
  viewer: Viewer,
  { commentId, body, label, spoiler, forgetsQuoted }: z.output<typeof editInput>,
): Promise<void> {
  const found = await commentScope(viewer, commentId);
  demand(mayEdit(found, found.comment));
  await spendComment(viewer);
  const { html, mentioned } = await renderComment(viewer, found.thread.groupId, body);
  await limitNewcomer(viewer, html, { writes: false });
  await transact(async (tx) => {
    const before = await lockComment(tx, commentId);
    const reworded = body !== before.body;
    const same = !reworded && label === before.label && spoiler === before.spoiler;
    if (same && !forgetsQuoted) return;
    if (reworded) {
      const { body, html, rendering, writtenAt } = before;
      const version = (await tx.commentVersion.count({ where: { commentId } })) + 1;
      await tx.commentVersion.create({
        data: { commentId, version, body, html, rendering, createdAt: writtenAt },
      });
      const mentions = await saveMentions(tx, commentId, mentioned);
      if (mentions > 0) await enqueue(tx, COMMENT_WRITTEN, { commentId, change: true });
    }
    await tx.comment.update({
      where: { id: commentId },
      data: {
        label,
        spoiler,
        ...(reworded ? { body, html, rendering: RENDERING, editedAt: now() } : {}),
        ...(forgetsQuoted ? { quotedText: null } : {}),
        // Only a question can be answered.
        ...(label === "question" ? {} : { answeredAt: null, answeredById: null }),
      },
    });
    await announceThread(tx, found.thread);
  });
}

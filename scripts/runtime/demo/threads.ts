import { randomUUID } from "node:crypto";
import type { Handle } from "@/prisma/demo/cast";
import type { DemoComment, DemoThread } from "@/prisma/demo/story";
import type { MemberScope } from "@/server/groups/policy";
import { removeComment } from "@/server/moderation/commands";
import { setClock } from "@/server/platform/clock";
import { addComment, addGroupComment } from "@/server/threads/comments/commands";
import { editComment } from "@/server/threads/comments/editing";
import { markAnswered, pinComment } from "@/server/threads/marks/commands";
import { setReaction } from "@/server/threads/reactions/commands";
import { addInput, editInput } from "@/server/threads/schema";
import { daysBefore } from "./calendar";
import type { Shelf } from "./papers";
import type { Cast } from "./people";

/** Days from writing a comment to editing it. */
const EDITED_AFTER = 1 / 24;

interface Stage {
  cast: Cast;
  shelf: Shelf;
  now: Date;
  /** The writer as a member; null in a public thread. */
  scopeOf(handle: Handle): Promise<MemberScope | null>;
}

interface Line {
  comment: DemoComment;
  parent: DemoComment | null;
}

/** Writes a thread in order of time, then deletes the comments that its writers deleted. */
export async function addThread(
  thread: DemoThread,
  { cast, shelf, now, scopeOf }: Stage,
): Promise<void> {
  const ids = new Map<DemoComment, string>();
  for (const { comment: line, parent } of inOrder(thread)) {
    const { by, daysAgo, body, before, label = null, spoiler = null } = line;
    setClock(daysBefore(now, daysAgo));
    const { paper, ...comment } = addInput.parse({
      paper: shelf[thread.paper].slug,
      body: before ?? body,
      label,
      spoiler,
      parentId: parent && ids.get(parent),
      clientKey: randomUUID(),
    });
    const scope = await scopeOf(by);
    const { id } = await (scope
      ? addGroupComment(scope, paper, comment)
      : addComment(cast[by], paper, comment));
    ids.set(line, id);
    if (before === undefined) continue;
    setClock(daysBefore(now, daysAgo - EDITED_AFTER));
    await editComment(cast[by], editInput.parse({ commentId: id, body, label, spoiler }));
  }
  setClock(now);
  for (const [{ by, removed, answered, keyPoint, reactions = {} }, commentId] of ids) {
    for (const [handle, kind] of Object.entries(reactions)) {
      await setReaction(cast[handle as Handle], { commentId, kind, on: true });
    }
    if (answered) await markAnswered(cast[by], { commentId, answered });
    if (keyPoint) await pinComment(cast[keyPoint], { commentId, pinned: true });
    if (removed) await removeComment(cast[by], commentId);
  }
}

/** Lists all comments, oldest first; a reply is always younger than its parent. */
function inOrder({ comments }: DemoThread): Line[] {
  const lines: Line[] = comments.map((comment) => ({ comment, parent: null }));
  // The list grows during the loop, until no replies are left.
  for (const { comment } of lines) {
    for (const answer of comment.answers ?? []) lines.push({ comment: answer, parent: comment });
  }
  return lines.toSorted((a, b) => b.comment.daysAgo - a.comment.daysAgo);
}

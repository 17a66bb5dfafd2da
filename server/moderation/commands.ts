import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { type Tx, transact } from "@/server/platform/db";
import { demand, Refusal, refuse } from "@/server/platform/refusal";
import { setLock as lockOrUnlock } from "@/server/threads/commands";
import { eraseComment, hide, lockToErase, unhide } from "@/server/threads/comments/commands";
import { mayModerate, mayRemove } from "@/server/threads/policy";
import { type CommentScope, commentScope, threadScope } from "@/server/threads/scope";
import { logAct } from "./log";
import { closeReports } from "./reports/commands";
import type {
  noteOnCommentInput,
  noteOnThreadInput,
  onCommentInput,
  onThreadInput,
} from "./schema";

/** A comment as it stands while nobody writes in its thread. */
async function lockedComment(tx: Tx, { thread, comment }: CommentScope) {
  await tx.$queryRaw`SELECT id FROM "Thread" WHERE id = ${thread.id}::uuid FOR UPDATE`;
  const [row] = await tx.$queryRaw<{ deleted: boolean; hidden: boolean }[]>`
    SELECT "deletedAt" IS NOT NULL AS deleted, "hiddenAt" IS NOT NULL AS hidden
    FROM "Comment" WHERE id = ${comment.id}::uuid FOR UPDATE`;
  if (!row || row.deleted) refuse("CLOSED", { say: "This comment is deleted." });
  return row;
}

function onComment({ thread, comment, viewer }: CommentScope, reason: string) {
  return {
    ...{ groupId: thread.groupId, threadId: thread.id, commentId: comment.id, reason },
    ...{ actorId: (viewer as Viewer).id, personId: comment.authorId },
  };
}

type State = Awaited<ReturnType<typeof lockedComment>>;

/** Does something about a comment of somebody else's for who moderates its thread. */
async function aboutOthers(
  viewer: Viewer,
  commentId: string,
  act: (tx: Tx, found: CommentScope, state: State) => Promise<void>,
): Promise<void> {
  const found = await commentScope(viewer, commentId);
  demand(mayModerate(found));
  demand(isOthers(viewer, found.comment));
  await transact(async (tx) => act(tx, found, await lockedComment(tx, found)));
}

/** Hides a comment from everybody but its author and who may restore it. Its reports are answered. */
export async function hideComment(
  viewer: Viewer,
  { commentId, reason }: z.output<typeof onCommentInput>,
): Promise<void> {
  await aboutOthers(viewer, commentId, async (tx, found, { hidden }) => {
    if (hidden) return;
    await hide(tx, found, viewer.id);
    await closeReports(tx, commentId, viewer.id);
    await logAct(tx, { kind: "hide", ...onComment(found, reason) });
  });
}

/** Shows a hidden comment again. */
export async function restoreComment(
  viewer: Viewer,
  { commentId, reason }: z.output<typeof noteOnCommentInput>,
): Promise<void> {
  await aboutOthers(viewer, commentId, async (tx, found, { hidden }) => {
    if (!hidden) return;
    await unhide(tx, found);
    await logAct(tx, { kind: "restore", ...onComment(found, reason) });
  });
}

/** Leaves a comment as it is and answers its reports. */
export async function dismissReports(
  viewer: Viewer,
  { commentId, reason }: z.output<typeof noteOnCommentInput>,
): Promise<void> {
  await aboutOthers(viewer, commentId, async (tx, found) => {
    if ((await closeReports(tx, commentId, viewer.id)) === 0) return;
    await logAct(tx, { kind: "dismiss", ...onComment(found, reason) });
  });
}

/** Deletes what somebody else wrote, and says why. */
export async function removeOthersComment(
  viewer: Viewer,
  { commentId, reason }: z.output<typeof onCommentInput>,
): Promise<void> {
  demand(mayModerate(await commentScope(viewer, commentId)));
  await removeComment(viewer, commentId, reason);
}

/**
 * Deletes a comment: one's own, or as a moderator of its thread.
 * @param reason for the log, where somebody else wrote it
 */
export async function removeComment(viewer: Viewer, commentId: string, reason = ""): Promise<void> {
  const found = await commentScope(viewer, commentId);
  // Deleting twice does what was wanted.
  demand(mayRemove(found, { ...found.comment, deleted: false }));
  await transact(async (tx) => {
    const there = await lockToErase(tx, found);
    if (!there) return;
    // The log names the comment while it is still there.
    if (found.comment.authorId !== viewer.id) {
      await closeReports(tx, commentId, viewer.id);
      await logAct(tx, { kind: "remove", ...onComment(found, reason) });
    }
    await eraseComment(tx, found, there, viewer.id);
  });
}

/** Whether it is for the viewer to decide: what others hid of one's own, others restore. */
function isOthers(viewer: Viewer, comment: { authorId: string }): true | Refusal {
  if (viewer.id !== comment.authorId) return true;
  return new Refusal("NOT_ALLOWED", { say: "You cannot moderate your own comment." });
}

/** Locks a thread: nobody writes in it but who may unlock it. */
export async function lockThread(
  viewer: Viewer,
  { threadId, reason }: z.output<typeof onThreadInput>,
): Promise<void> {
  await setLock(viewer, threadId, true, reason);
}

/** Lets everybody write in a thread again. */
export async function unlockThread(
  viewer: Viewer,
  { threadId, reason }: z.output<typeof noteOnThreadInput>,
): Promise<void> {
  await setLock(viewer, threadId, false, reason);
}

async function setLock(viewer: Viewer, threadId: string, on: boolean, reason: string) {
  const found = await threadScope(viewer, threadId);
  demand(mayModerate(found));
  const { groupId } = found.thread;
  await transact(async (tx) => {
    if (!(await lockOrUnlock(tx, found, viewer.id, on))) return;
    const kind = on ? "lock" : "unlock";
    await logAct(tx, { kind, groupId, threadId, actorId: viewer.id, reason });
  });
}

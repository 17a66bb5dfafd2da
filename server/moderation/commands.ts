import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { type Tx, transact } from "@/server/platform/database/db";
import { demand, Refusal, refuse } from "@/server/platform/refusal";
import { setThreadLock } from "@/server/threads/commands";
import { mayModerate, mayRemove } from "@/server/threads/policy";
import {
  eraseComment,
  hideLockedComment,
  lockToErase,
  restoreLockedComment,
} from "@/server/threads/removal/commands";
import { type CommentScope, commentScope, threadScope } from "@/server/threads/scope";
import { logAct } from "./log";
import { closeReports } from "./reports/commands";
import type {
  noteOnCommentInput,
  noteOnThreadInput,
  onCommentInput,
  onThreadInput,
} from "./schema";

/** Locks a comment and its thread. @throws Refusal CLOSED if it is deleted */
async function lockComment(tx: Tx, { thread, comment }: CommentScope) {
  await tx.$queryRaw`SELECT id FROM "Thread" WHERE id = ${thread.id}::uuid FOR UPDATE`;
  const [row] = await tx.$queryRaw<{ deleted: boolean; hidden: boolean }[]>`
    SELECT "deletedAt" IS NOT NULL AS deleted, "hiddenAt" IS NOT NULL AS hidden
    FROM "Comment" WHERE id = ${comment.id}::uuid FOR UPDATE`;
  if (!row || row.deleted) refuse("CLOSED", { say: "This comment is deleted." });
  return row;
}

function actOn({ thread, comment, viewer }: CommentScope, reason: string) {
  return {
    groupId: thread.groupId,
    threadId: thread.id,
    commentId: comment.id,
    reason,
    actorId: (viewer as Viewer).id,
    personId: comment.authorId,
  };
}

type State = Awaited<ReturnType<typeof lockComment>>;

/** Runs an act on somebody else's comment, for a viewer who moderates its thread. @throws Refusal NOT_ALLOWED, CLOSED */
async function moderateComment(
  viewer: Viewer,
  commentId: string,
  act: (tx: Tx, found: CommentScope, state: State) => Promise<void>,
): Promise<void> {
  const found = await commentScope(viewer, commentId);
  demand(mayModerate(found));
  demand(mayDecideAbout(viewer, found.comment));
  await transact(async (tx) => act(tx, found, await lockComment(tx, found)));
}

/** Hides a comment from everybody but its author and people who may restore it, and closes its reports. */
export async function hideComment(
  viewer: Viewer,
  { commentId, reason }: z.output<typeof onCommentInput>,
): Promise<void> {
  await moderateComment(viewer, commentId, async (tx, found, { hidden }) => {
    if (hidden) return;
    await hideLockedComment(tx, found, viewer.id);
    await closeReports(tx, commentId, viewer.id);
    await logAct(tx, { kind: "hide", ...actOn(found, reason) });
  });
}

/** Shows a hidden comment again. */
export async function restoreComment(
  viewer: Viewer,
  { commentId, reason }: z.output<typeof noteOnCommentInput>,
): Promise<void> {
  await moderateComment(viewer, commentId, async (tx, found, { hidden }) => {
    if (!hidden) return;
    await restoreLockedComment(tx, found);
    await logAct(tx, { kind: "restore", ...actOn(found, reason) });
  });
}

/** Leaves a comment as it is and closes its reports. */
export async function dismissReports(
  viewer: Viewer,
  { commentId, reason }: z.output<typeof noteOnCommentInput>,
): Promise<void> {
  await moderateComment(viewer, commentId, async (tx, found) => {
    if ((await closeReports(tx, commentId, viewer.id)) === 0) return;
    await logAct(tx, { kind: "dismiss", ...actOn(found, reason) });
  });
}

/** Deletes somebody else's comment for a reason that the log shows. */
export async function removeOthersComment(
  viewer: Viewer,
  { commentId, reason }: z.output<typeof onCommentInput>,
): Promise<void> {
  demand(mayModerate(await commentScope(viewer, commentId)));
  await removeComment(viewer, commentId, reason);
}

/**
 * Deletes a comment: the viewer's own, or another in a thread they moderate.
 * @param reason for the log, unless it is the viewer's own
 */
export async function removeComment(viewer: Viewer, commentId: string, reason = ""): Promise<void> {
  const found = await commentScope(viewer, commentId);
  // Deleting a deleted comment is no error: two clicks, one result.
  demand(mayRemove(found, { ...found.comment, deleted: false }));
  await transact(async (tx) => {
    const there = await lockToErase(tx, found);
    if (!there) return;
    // The log refers to the comment, so it is written before the comment goes.
    if (found.comment.authorId !== viewer.id) {
      await closeReports(tx, commentId, viewer.id);
      await logAct(tx, { kind: "remove", ...actOn(found, reason) });
    }
    await eraseComment(tx, found, there, viewer.id);
  });
}

/** Whether the viewer may decide about a comment: never about their own, so authors cannot restore it. */
function mayDecideAbout(viewer: Viewer, comment: { authorId: string }): true | Refusal {
  if (viewer.id !== comment.authorId) return true;
  return new Refusal("NOT_ALLOWED", { say: "You cannot moderate your own comment." });
}

/** Locks a thread: only people who may unlock it can write in it. */
export async function lockThread(
  viewer: Viewer,
  { threadId, reason }: z.output<typeof onThreadInput>,
): Promise<void> {
  await changeLock(viewer, threadId, true, reason);
}

/** Unlocks a thread. */
export async function unlockThread(
  viewer: Viewer,
  { threadId, reason }: z.output<typeof noteOnThreadInput>,
): Promise<void> {
  await changeLock(viewer, threadId, false, reason);
}

async function changeLock(viewer: Viewer, threadId: string, on: boolean, reason: string) {
  const found = await threadScope(viewer, threadId);
  demand(mayModerate(found));
  const { groupId } = found.thread;
  await transact(async (tx) => {
    if (!(await setThreadLock(tx, found, viewer.id, on))) return;
    const kind = on ? "lock" : "unlock";
    await logAct(tx, { kind, groupId, threadId, actorId: viewer.id, reason });
  });
}

import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { MemberScope, Role } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, isDuplicate, type Tx, transact } from "@/server/platform/db";
import { type Limit, spend } from "@/server/platform/limits";
import { renderMarkdown } from "@/server/platform/markdown";
import { demand, refuse } from "@/server/platform/refusal";
import { mayEdit, mayRemove } from "./policy";
import type { addInput, editInput } from "./schema";

const COMMENTS: Limit = { name: "comments", points: 60, perSeconds: 600 };
/** Answers to answers; deeper than this nobody follows, and pages stay readable. */
const DEEPEST = 200;

/** Writes a comment. The same clientKey is the same comment. @returns its id */
export async function addComment(
  viewer: Viewer,
  scope: MemberScope | null,
  input: z.output<typeof addInput>,
) {
  await spend(COMMENTS, viewer.id);
  const { html } = renderMarkdown(input.body);
  const add = () =>
    transact(async (tx) => {
      const key = { authorId: viewer.id, clientKey: input.clientKey };
      const there = await tx.comment.findUnique({
        where: { authorId_clientKey: key },
        select: { id: true },
      });
      if (there) return there;
      const thread = await lockThread(tx, input.paper, scope?.group.id ?? null);
      const branch = await branchOf(tx, thread.id, input.parentId);
      const id = randomUUID();
      const createdAt = laterThan(branch?.createdAt, now());
      await tx.comment.create({
        data: {
          id,
          ...key,
          threadId: thread.id,
          parentId: input.parentId,
          rootId: branch?.rootId ?? id,
          depth: branch ? branch.depth + 1 : 0,
          body: input.body,
          html,
          createdAt,
        },
      });
      await count(tx, thread, 1, createdAt);
      return { id };
    });
  try {
    return await add();
  } catch (error) {
    // The same comment, or the thread's first one, came by another request: look again.
    if (!isDuplicate(error)) throw error;
    return add();
  }
}

/** A comment as it will be shown, with what is wrong with its formulas. */
export function previewComment(body: string) {
  return renderMarkdown(body);
}

interface LockedThread {
  id: string;
  paperId: string;
  groupId: string | null;
}

/** The thread on a paper, made when its first comment is written. */
async function lockThread(tx: Tx, slug: string, groupId: string | null): Promise<LockedThread> {
  const paper = await tx.paper.findUnique({ where: { slug }, select: { id: true } });
  if (!paper) refuse("NOT_FOUND");
  await tx.thread.createMany({
    data: [{ paperId: paper.id, groupId, createdAt: now() }],
    skipDuplicates: true,
  });
  const [thread] = await tx.$queryRaw<LockedThread[]>`
    SELECT id, "paperId", "groupId" FROM "Thread" WHERE "paperId" = ${paper.id}::uuid
      AND "groupId" IS NOT DISTINCT FROM ${groupId}::uuid FOR UPDATE`;
  return thread ?? refuse("CONFLICT");
}

async function branchOf(tx: Tx, threadId: string, parentId: string | null) {
  if (!parentId) return null;
  const parent = await tx.comment.findFirst({
    where: { id: parentId, threadId },
    select: { rootId: true, depth: true, createdAt: true, deletedAt: true },
  });
  if (!parent || parent.deletedAt) {
    refuse("NOT_FOUND", { say: "The comment you answer is gone. Copy your text and reload." });
  }
  if (parent.depth >= DEEPEST)
    refuse("INVALID", { say: "This branch is too deep. Start a new one." });
  return parent;
}

/** An answer is younger than what it answers, whatever the clocks of two processes say. */
function laterThan(before: Date | undefined, instant: Date): Date {
  return before && before >= instant ? new Date(before.getTime() + 1) : instant;
}

async function count(
  tx: Tx,
  thread: LockedThread,
  by: 1 | -1,
  lastCommentAt?: Date,
): Promise<void> {
  const commentCount = { increment: by };
  await tx.thread.update({
    where: { id: thread.id },
    data: { commentCount, ...(lastCommentAt ? { lastCommentAt } : {}) },
  });
  if (thread.groupId === null)
    await tx.paper.update({ where: { id: thread.paperId }, data: { commentCount } });
}

interface Found {
  authorId: string;
  deleted: boolean;
  thread: LockedThread;
  role: Role | null;
}

/** A comment that the viewer may see; the membership is read here, at each call. */
async function visibleComment(viewer: Viewer, commentId: string): Promise<Found> {
  const found = await db.comment.findUnique({
    where: { id: commentId },
    select: {
      authorId: true,
      deletedAt: true,
      thread: {
        select: {
          id: true,
          paperId: true,
          groupId: true,
          group: {
            select: { memberships: { where: { personId: viewer.id }, select: { role: true } } },
          },
        },
      },
    },
  });
  if (!found) refuse("NOT_FOUND");
  const { group, ...thread } = found.thread;
  const role = group?.memberships[0]?.role ?? null;
  if (group && !role) refuse("NOT_FOUND");
  return { authorId: found.authorId, deleted: found.deletedAt !== null, thread, role };
}

/** Changes one's own comment. */
export async function editComment(
  viewer: Viewer,
  { commentId, body }: z.output<typeof editInput>,
): Promise<void> {
  demand(mayEdit(viewer, await visibleComment(viewer, commentId)));
  await spend(COMMENTS, viewer.id);
  const { html } = renderMarkdown(body);
  const { count: changed } = await db.comment.updateMany({
    where: { id: commentId, deletedAt: null },
    data: { body, html, editedAt: now() },
  });
  if (changed === 0) refuse("CLOSED", { say: "This comment is deleted." });
}

/**
 * Deletes a comment: one's own, or in a group any as an organizer. Where it has answers a tombstone
 * stays; tombstones that have lost their last answer go too.
 */
export async function removeComment(viewer: Viewer, commentId: string): Promise<void> {
  const found = await visibleComment(viewer, commentId);
  // Who deletes twice has what was wanted.
  demand(mayRemove(viewer, found.role, { ...found, deleted: false }));
  await transact(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Thread" WHERE id = ${found.thread.id}::uuid FOR UPDATE`;
    const { count: deleted } = await tx.comment.updateMany({
      where: { id: commentId, deletedAt: null },
      data: { body: "", html: "", deletedAt: now(), deletedById: viewer.id },
    });
    if (deleted === 0) return;
    await count(tx, found.thread, -1);
    // Walks up from the deleted one: a chain of tombstones without answers, in one statement.
    await tx.$executeRaw`
      WITH RECURSIVE up AS (
        SELECT id, "parentId", 0 AS step FROM "Comment" WHERE id = ${commentId}::uuid
          AND NOT EXISTS (SELECT FROM "Comment" a WHERE a."parentId" = ${commentId}::uuid)
        UNION ALL
        SELECT c.id, c."parentId", up.step + 1 FROM up JOIN "Comment" c ON c.id = up."parentId"
        WHERE c."deletedAt" IS NOT NULL
          AND NOT EXISTS (SELECT FROM "Comment" a WHERE a."parentId" = c.id AND a.id <> up.id)
      )
      DELETE FROM "Comment" WHERE id IN (SELECT id FROM up)`;
  });
}

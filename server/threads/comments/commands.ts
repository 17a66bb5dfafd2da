import "server-only";
import { randomUUID } from "node:crypto";
import type { MemberScope } from "@/server/groups/policy";
import { changeCommentCount } from "@/server/papers/commands";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { isDuplicate, type Tx, transact } from "@/server/platform/db";
import { type Limit, spend, spendEach } from "@/server/platform/limits";
import { enqueue } from "@/server/platform/queue";
import { demand, refuse } from "@/server/platform/refusal";
import { RENDERING } from "@/server/platform/text/rendering";
import { announceThread } from "../commands";
import { renderComment, saveMentions } from "../mentions/commands";
import { limitNewcomer } from "../newcomers/commands";
import { mayComment, type ThreadAccess } from "../policy";
import { accessOf } from "../reading/queries";
import type { ThreadKey } from "../rules";
import { COMMENT_WRITTEN, type NewComment } from "../schema";
import type { CommentScope } from "../scope";
import { recordVisit } from "../visits/commands";

/** New comments and edits together. */
const COMMENTS: Limit = { name: "comments", points: 60, perSeconds: 600 };
const COMMENTS_A_DAY: Limit = { name: "comments-day", points: 500, perSeconds: 86_400 };
const PREVIEWS: Limit = { name: "comment-previews", points: 120, perSeconds: 600 };

type Place = { paper: string; groupId: string | null } | { meetingId: string; groupId: string };

/**
 * Adds a comment to the public thread of a paper; a repeated clientKey adds nothing.
 * @param quotedText quoted text removed from a reply by email, kept for its author
 * @returns the comment's id
 */
export function addComment(
  viewer: Viewer,
  slug: string,
  input: NewComment,
  quotedText: string | null = null,
) {
  const access = { viewer, role: null, inGroup: false, suspendedHere: false };
  return writeComment(viewer, access, { paper: slug, groupId: null }, { ...input, quotedText });
}

/** Adds a comment to a group's own thread on a paper. @returns the comment's id */
export function addGroupComment(
  scope: MemberScope,
  slug: string,
  input: NewComment,
  quotedText: string | null = null,
) {
  const place = { paper: slug, groupId: scope.group.id };
  return writeComment(scope.viewer, accessOf(scope), place, { ...input, quotedText });
}

/** Adds a comment to the thread of a meeting. @returns the comment's id */
export function addMeetingComment(
  scope: MemberScope,
  meetingId: string,
  input: NewComment,
  quotedText: string | null = null,
) {
  const place = { meetingId, groupId: scope.group.id };
  return writeComment(scope.viewer, accessOf(scope), place, { ...input, quotedText });
}

/** Counts a new comment or an edit (edits are stored as versions) against the limits. @throws Refusal TOO_MANY */
export async function spendComment(viewer: Viewer): Promise<void> {
  await spendEach([COMMENTS, viewer.id], [COMMENTS_A_DAY, viewer.id]);
}

async function writeComment(
  viewer: Viewer,
  access: Omit<ThreadAccess, "locked">,
  place: Place,
  input: NewComment & { quotedText: string | null },
): Promise<{ id: string }> {
  await spendComment(viewer);
  const { html, mentioned } = await renderComment(viewer, place.groupId, input.body);
  await limitNewcomer(viewer, html, { writes: true });
  const add = () =>
    transact(async (tx) => {
      const key = { authorId: viewer.id, clientKey: input.clientKey };
      const there = await tx.comment.findUnique({
        where: { authorId_clientKey: key },
        select: { id: true },
      });
      if (there) return there;
      const thread = await lockThread(tx, place);
      demand(mayComment({ ...access, locked: thread.lockedAt !== null }));
      const parent = await findParent(tx, thread.id, input.parentId);
      const id = randomUUID();
      const createdAt = makeLaterThan(parent?.createdAt, now());
      const { body, label, spoiler, quote, quotedText } = input;
      const depth = parent ? parent.depth + 1 : 0;
      await tx.comment.create({
        data: {
          id,
          ...key,
          threadId: thread.id,
          parentId: input.parentId,
          depth,
          number: thread.lastNumber + 1,
          body,
          html,
          label,
          spoiler,
          createdAt,
          quotedText,
          rendering: RENDERING,
          ...(quote ? { quote: { create: { ...quote, threadId: thread.id } } } : {}),
        },
      });
      await saveMentions(tx, id, mentioned);
      if (parent) {
        await tx.comment.update({
          where: { id: parent.id },
          data: { answerCount: { increment: 1 } },
        });
      }
      await tx.thread.update({
        where: { id: thread.id },
        data: { lastNumber: { increment: 1 }, lastCommentAt: createdAt },
      });
      const { seenNumber } = input;
      if (seenNumber !== null) {
        // Authors who have seen everything before have also seen their own comment.
        const number = seenNumber >= thread.lastNumber ? thread.lastNumber + 1 : seenNumber;
        await recordVisit(tx, viewer.id, thread.id, number);
      }
      await addToCommentCounts(tx, thread, 1);
      await announceThread(tx, thread);
      await enqueue(tx, COMMENT_WRITTEN, { commentId: id });
      return { id };
    });
  try {
    return await add();
  } catch (error) {
    // Another request has stored the same comment, or the thread's first one: look again.
    if (!isDuplicate(error)) throw error;
    return add();
  }
}

/**
 * Renders a draft and lists the faults in its formulas. Leaves out whom it would notify, because that would
 * show who has blocked the viewer.
 * @param groupId of the thread; null in public
 * @throws Refusal TOO_MANY, so that nobody can probe which handles exist
 */
export async function previewComment(viewer: Viewer, groupId: string | null, body: string) {
  await spend(PREVIEWS, viewer.id);
  const { html, faults } = await renderComment(viewer, groupId, body);
  return { html, faults };
}

interface LockedThread extends ThreadKey {
  id: string;
  lastNumber: number;
  lockedAt: Date | null;
}

/** Locks the thread at this place, creating it for its first comment; writes in one thread queue here. */
async function lockThread(tx: Tx, place: Place): Promise<LockedThread> {
  const where = await placeIn(tx, place);
  await tx.thread.createMany({ data: [{ ...where, createdAt: now() }], skipDuplicates: true });
  const [thread] = await tx.$queryRaw<LockedThread[]>`
    SELECT id, "paperId", "groupId", "meetingId", "lastNumber", "lockedAt" FROM "Thread"
    WHERE "paperId" IS NOT DISTINCT FROM ${where.paperId}::uuid
      AND "groupId" IS NOT DISTINCT FROM ${where.groupId}::uuid
      AND "meetingId" IS NOT DISTINCT FROM ${where.meetingId}::uuid FOR UPDATE`;
  return thread ?? refuse("CONFLICT");
}

async function placeIn(tx: Tx, place: Place) {
  const { groupId } = place;
  if ("paper" in place) {
    const found = await tx.paper.findUnique({ where: { slug: place.paper }, select: { id: true } });
    return { paperId: (found ?? refuse("NOT_FOUND")).id, groupId, meetingId: null };
  }
  const found = await tx.meeting.findFirst({
    where: { id: place.meetingId, groupId: place.groupId },
    select: { id: true },
  });
  return { paperId: null, groupId, meetingId: (found ?? refuse("NOT_FOUND")).id };
}

async function findParent(tx: Tx, threadId: string, parentId: string | null) {
  if (!parentId) return null;
  const parent = await tx.comment.findFirst({
    where: { id: parentId, threadId },
    select: { id: true, depth: true, createdAt: true, deletedAt: true, hiddenAt: true },
  });
  if (!parent || parent.deletedAt || parent.hiddenAt) {
    refuse("NOT_FOUND", {
      say: "The comment you are replying to is gone. Copy your text and reload.",
    });
  }
  return parent;
}

/** Makes a reply later than its parent even if the clocks of two processes disagree. */
function makeLaterThan(before: Date | undefined, instant: Date): Date {
  return before && before >= instant ? new Date(before.getTime() + 1) : instant;
}

/** Changes the numbers of visible comments that lists show, of the thread and of its paper. */
export async function addToCommentCounts(
  tx: Tx,
  thread: { id: string; paperId: string | null; groupId: string | null },
  by: 1 | -1,
): Promise<void> {
  const commentCount = { increment: by };
  await tx.thread.update({ where: { id: thread.id }, data: { commentCount } });
  if (thread.groupId === null && thread.paperId !== null)
    await changeCommentCount(tx, thread.paperId, by);
}

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

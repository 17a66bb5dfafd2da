import "server-only";
import { randomUUID } from "node:crypto";
import type { MemberScope } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { isDuplicate, type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { enqueue } from "@/server/platform/queue";
import { demand, refuse } from "@/server/platform/refusal";
import { RENDERING } from "@/server/platform/text/rendering";
import { addToCommentCounts, announceThread, lockThread, type WritingPlace } from "../commands";
import { renderComment, saveMentions } from "../mentions/commands";
import { accessOf, mayComment, type ThreadAccess } from "../policy";
import { recordVisit } from "../reading/visits/commands";
import { COMMENT_WRITTEN, type NewComment } from "../schema";
import { limitNewcomer, spendComment } from "./limits";

const PREVIEWS: Limit = { name: "comment-previews", points: 120, perSeconds: 600 };

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

async function writeComment(
  viewer: Viewer,
  access: Omit<ThreadAccess, "locked">,
  place: WritingPlace,
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
      const createdAt = timeAfter(parent, now());
      const { body, label, spoiler, quote, quotedText, seenNumber } = input;
      await tx.comment.create({
        data: {
          id,
          ...key,
          threadId: thread.id,
          parentId: input.parentId,
          depth: parent ? parent.depth + 1 : 0,
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
      if (mentioned.length > 0) await saveMentions(tx, id, mentioned);
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

/** The time of a reply: later than its parent, even if the clocks of two processes disagree. */
function timeAfter(parent: { createdAt: Date } | null, at: Date): Date {
  return parent && parent.createdAt >= at ? new Date(parent.createdAt.getTime() + 1) : at;
}

import "server-only";
import type { z } from "zod";
import { stillSuspended } from "@/server/groups/scope";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, isDuplicate, type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { demand, refuse } from "@/server/platform/refusal";
import { mayReport } from "@/server/threads/policy";
import { commentScope } from "@/server/threads/scope";
import { commentStands } from "@/server/threads/sql";
import type { reportInput } from "../schema";

export const REPORTS: Limit = { name: "reports", points: 20, perSeconds: 3600 };
/**
 * Reports a comment to the people who moderate its thread: once per person and comment.
 * @throws Refusal ALREADY_DONE, and CLOSED if nobody could read the report
 */
export async function reportComment(
  viewer: Viewer,
  { commentId, reason }: z.output<typeof reportInput>,
): Promise<void> {
  const found = await commentScope(viewer, commentId);
  demand(mayReport(found, found.comment));
  await spend(REPORTS, viewer.id);
  await demandReader(db, found.thread.groupId, found.comment.authorId);
  try {
    await transact(async (tx) => {
      // Hiding and deleting wait for this lock, and then close the report.
      const [comment] = await tx.$queryRaw<{ stands: boolean }[]>`
        SELECT ${commentStands} AS stands
        FROM "Comment" c WHERE id = ${commentId}::uuid FOR SHARE`;
      if (!comment?.stands) refuse("CLOSED", { say: "This comment is already gone." });
      await tx.report.create({
        data: { commentId, reporterId: viewer.id, reason, createdAt: now() },
      });
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    refuse("ALREADY_DONE", { say: "You have already reported this comment." });
  }
}

/**
 * Demands somebody who can read a report: its readers never include the author of what is reported.
 * @param groupId null for the public @throws Refusal CLOSED
 */
export async function demandReader(
  tx: Tx,
  groupId: string | null,
  authorId: string,
): Promise<void> {
  const notAuthor = { not: authorId };
  const reader = groupId
    ? await tx.membership.findFirst({
        where: {
          groupId,
          role: { in: ["organizer", "owner"] },
          personId: notAuthor,
          person: { suspendedAt: null, suspensions: { none: { groupId, ...stillSuspended() } } },
        },
        select: { role: true },
      })
    : await tx.person.findFirst({
        where: {
          id: notAuthor,
          moderatorSince: { not: null },
          suspendedAt: null,
          deletedAt: null,
        },
        select: { id: true },
      });
  if (reader) return;
  refuse("CLOSED", {
    say: groupId
      ? "The only organizer of the group wrote this, so nobody else could read your report. You can leave the group, or block the author."
      : "There is nobody on this site yet who could read your report. Contact the people who run it.",
  });
}

/** Closes the open reports about a comment. @returns their number */
export async function closeReports(
  tx: Tx,
  commentId: string,
  handledById: string,
): Promise<number> {
  const { count } = await tx.report.updateMany({
    where: { commentId, handledAt: null },
    data: { handledAt: now(), handledById },
  });
  return count;
}

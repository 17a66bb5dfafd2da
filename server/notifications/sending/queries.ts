import "server-only";
import { db } from "@/server/platform/database/db";
import { commentLink, placeOfThread } from "@/server/threads/rules";
import { readLevels } from "../following/queries";
import { effectiveLevel, viaOf } from "../rules";
import type { Kind } from "../schema";
import { visibleToReader } from "../sql";

const PAPER = { select: { slug: true, title: true } } as const;

/** Finds the page of a comment, and the email address of its author; null if the comment is gone. */
export async function findCommentPlace(commentId: string) {
  const found = await db.comment.findUnique({
    where: { id: commentId },
    select: {
      author: { select: { email: true } },
      thread: {
        select: {
          meetingId: true,
          paper: PAPER,
          group: { select: { slug: true } },
          meeting: { select: { reading: { select: { paper: PAPER } } } },
        },
      },
    },
  });
  const paper = found?.thread.paper ?? found?.thread.meeting?.reading.paper;
  if (!found || !paper) return null;
  const path = commentLink(placeOfThread({ ...found.thread, paper }), commentId);
  return { email: found.author.email, title: paper.title, path };
}

export interface UnsentEmail {
  id: string;
  kind: Kind;
  personId: string;
  email: string;
  timeZone: string;
  threadId: string | null;
  commentId: string | null;
}

/**
 * Finds a notification that still has to be emailed. Everything is checked again, because meanwhile the person
 * may have read it, left the group, muted it or been suspended, and the comment may be gone.
 */
export async function findUnsentEmail(notificationId: string): Promise<UnsentEmail | null> {
  const [found] = await db.$queryRaw<UnsentEmail[]>`
    SELECT n.id, n.kind::text AS kind, p.id AS "personId", p.email, p."timeZone", n."threadId", n."commentId"
    FROM "Notification" n JOIN "Person" p ON p.id = n."personId"
    WHERE n.id = ${notificationId}::uuid AND n.via = 'mail' AND n."mailedAt" IS NULL
      AND n."readAt" IS NULL AND p.email IS NOT NULL AND p."suspendedAt" IS NULL
      AND p."deletedAt" IS NULL AND ${visibleToReader}
      AND NOT EXISTS (SELECT FROM "ThreadVisit" v JOIN "Comment" c ON c.id = n."commentId"
        WHERE v."personId" = p.id AND v."threadId" = n."threadId" AND v."seenNumber" >= c.number
          AND v."seenAt" >= n."createdAt" AND n.kind <> 'moderation')
      AND NOT EXISTS (SELECT FROM "Following" f WHERE f."personId" = p.id
        AND f."groupId" = n."groupId" AND f.level = 'mute' AND n."threadId" IS NULL)`;
  if (!found) return null;
  const { personId, kind, threadId } = found;
  const choice = await db.notificationChoice.findUnique({
    where: { personId_kind: { personId, kind } },
    select: { via: true },
  });
  if (viaOf(kind, choice ? { [kind]: choice.via } : {}) !== "mail") return null;
  const muted =
    threadId &&
    kind !== "moderation" &&
    effectiveLevel(await readLevels(db, personId, threadId)) === "mute";
  return muted ? null : found;
}

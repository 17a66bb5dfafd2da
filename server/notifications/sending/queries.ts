import "server-only";
import { titleInSigns } from "@/server/papers/titles/shown";
import { db } from "@/server/platform/database/db";
import { commentLink, placeOfThread } from "@/server/threads/rules";

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
  return { email: found.author.email, title: titleInSigns(paper.title), path };
}

/** Finds the person of a notification. */
export async function findRecipient(notificationId: string): Promise<string | null> {
  const found = await db.notification.findUnique({
    where: { id: notificationId },
    select: { personId: true },
  });
  return found?.personId ?? null;
}

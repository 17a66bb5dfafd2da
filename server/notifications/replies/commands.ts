import "server-only";
import { ZodError } from "zod";
import { type MemberScope, mayActAs, mayTakePart } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import type { Viewer } from "@/server/people/policy";
import { findViewer } from "@/server/people/sessions/queries";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/database/db";
import { canonicalAddress } from "@/server/platform/mail/address";
import type { Postbox, Received } from "@/server/platform/mail/receiving";
import { enqueue } from "@/server/platform/queue";
import { demand, refuse } from "@/server/platform/refusal";
import { addComment, addGroupComment, addMeetingComment } from "@/server/threads/comments/commands";
import { addInput, type NewComment, QUOTED_TEXT_MAX } from "@/server/threads/schema";
import { threadScope } from "@/server/threads/scope";
import { ATTACHMENTS_DROPPED } from "../schema";
import { readReplyAddress } from "./address";
import { readMail } from "./incoming";
import { splitReply } from "./text/own-words";
import { readSentEmails } from "./text/queries";

/** Receives replies to notifications by email. */
export const replyPostbox: Postbox = {
  async takes(address) {
    const found = await readReplyAddress(address, now());
    if (found === "expired") {
      refuse("EXPIRED", {
        say: "This address has expired. Open the thread with the link in the email, and reply there.",
      });
    }
    return found !== "unknown";
  },
  receive,
};

/**
 * Turns an email into a comment by the person of the reply address, in the thread of that address. It is checked
 * like a comment from the page. The same email delivered twice makes one comment.
 */
async function receive(
  raw: Uint8Array,
  to: string,
  returnPath: string | null,
): Promise<Received & { comment: string }> {
  const address = await readReplyAddress(to, now());
  if (typeof address === "string") return refuse("NOT_FOUND");
  const { personId, threadId } = address;
  const mail = readMail(raw, returnPath);
  if ("no" in mail) refuse("INVALID", { say: mail.no });
  const person = await findViewer(personId);
  // Stored addresses are canonical; an address that has no canonical form belongs to nobody here.
  const from = canonicalAddress(mail.from) ?? mail.from;
  if (!person || person.email !== from) {
    refuse("NOT_ALLOWED", {
      say: "This reply address belongs to someone else. Reply from the address that got the email.",
    });
  }
  const { own, quoted } = splitReply(
    mail.lines,
    await readSentEmails(personId, threadId, mail.repliesTo),
  );
  if (own === "") {
    refuse("INVALID", { say: "This email contains nothing but quoted text." });
  }
  const comment = toComment(own, mail.key, await findParent(threadId, mail.repliesTo));
  const key = { authorId: personId, clientKey: comment.clientKey };
  const existing = await db.comment.findUnique({
    where: { authorId_clientKey: key },
    select: { id: true },
  });
  if (existing) return toReceived(existing);
  const made = await addToThread(person.viewer, threadId, comment, quotedText(quoted));
  if (mail.attached) {
    await transact((tx) => enqueue(tx, ATTACHMENTS_DROPPED, { commentId: made.id }));
  }
  return toReceived(made);
}

/** Shortens the quotations that were cut off to the length that is stored for the author. */
function quotedText(quoted: string): string | null {
  return (
    quoted.slice(0, QUOTED_TEXT_MAX).toWellFormed().normalize("NFC").slice(0, QUOTED_TEXT_MAX) ||
    null
  );
}

function toReceived({ id }: { id: string }) {
  return { words: `Your reply is comment ${id}`, comment: id };
}

/** Finds the nearest comment that an email replies to and that is neither deleted nor hidden; null for the thread. */
async function findParent(threadId: string, repliesTo: readonly string[]): Promise<string | null> {
  const rows = await db.comment.findMany({
    where: { id: { in: [...repliesTo] }, threadId, deletedAt: null, hiddenAt: null },
    select: { id: true },
  });
  return repliesTo.find((id) => rows.some((row) => row.id === id)) ?? null;
}

/** Makes a comment as the page would send it. @throws Refusal INVALID with the sentence that the page would show */
function toComment(body: string, clientKey: string, parentId: string | null): NewComment {
  try {
    const { paper: _, ...comment } = addInput.parse({
      paper: "by-mail",
      body,
      clientKey,
      parentId,
    });
    return comment;
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const say = error.issues[0]?.message;
    return refuse("INVALID", say ? { say } : {});
  }
}

async function addToThread(
  viewer: Viewer,
  threadId: string,
  comment: NewComment,
  quotedText: string | null,
) {
  const { thread, paper, group } = await threadScope(viewer, threadId);
  if (!group) return addComment(viewer, paper.slug, comment, quotedText);
  const scope = await groupScope(viewer, group.slug);
  demand(mayActAs(scope, "member"));
  demand(mayTakePart(scope));
  const member = scope as MemberScope;
  if (thread.meetingId) return addMeetingComment(member, thread.meetingId, comment, quotedText);
  return addGroupComment(member, paper.slug, comment, quotedText);
}

import "server-only";
import { ZodError } from "zod";
import { type MemberScope, mayActAs, mayTakePart } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import type { Viewer } from "@/server/people/policy";
import { findViewer } from "@/server/people/sessions/queries";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/db";
import { canonicalAddress } from "@/server/platform/mail/address";
import type { Postbox, Received } from "@/server/platform/mail/receiving";
import { enqueue } from "@/server/platform/queue";
import { demand, refuse } from "@/server/platform/refusal";
import { addComment, addGroupComment, addMeetingComment } from "@/server/threads/comments/commands";
import { addInput, type NewComment, QUOTED_TEXT_MAX } from "@/server/threads/schema";
import { threadScope } from "@/server/threads/scope";
import { NOT_KEPT_MAIL } from "../schema";
import { readReplyAddress } from "./address";
import { readMail } from "./incoming";
import { ownWords } from "./text/own-words";
import { sentTo } from "./text/queries";

/** Takes answers to notifications in. */
export const answers: Postbox = {
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
 * Makes a comment of a mail: by the one whose address it went to, in the thread of that address, through
 * the same door as the page's. The same mail twice is one comment.
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
  // In the one form in which addresses are kept; an address without one is nobody's here.
  const from = canonicalAddress(mail.from) ?? mail.from;
  if (!person || person.email !== from) {
    refuse("NOT_ALLOWED", {
      say: "This reply address belongs to someone else. Reply from the address that got the email.",
    });
  }
  const { own, quoted } = ownWords(mail.lines, await sentTo(personId, threadId, mail.answers));
  if (own === "") {
    refuse("INVALID", { say: "This email contains nothing but quoted text." });
  }
  const comment = commentOf(own, mail.key, await standing(threadId, mail.answers));
  const key = { authorId: personId, clientKey: comment.clientKey };
  const there = await db.comment.findUnique({
    where: { authorId_clientKey: key },
    select: { id: true },
  });
  if (there) return received(there);
  const made = await put(person.viewer, threadId, comment, quotedText(quoted));
  if (mail.attached) {
    await transact((tx) => enqueue(tx, NOT_KEPT_MAIL, { commentId: made.id }));
  }
  return received(made);
}

/** What is kept of what was cut off, for the one who wrote. */
function quotedText(quoted: string): string | null {
  return (
    quoted.slice(0, QUOTED_TEXT_MAX).toWellFormed().normalize("NFC").slice(0, QUOTED_TEXT_MAX) ||
    null
  );
}

function received({ id }: { id: string }) {
  return { words: `Your reply is comment ${id}`, comment: id };
}

/** The nearest comment of the thread that the mail answers and that stands; null for the thread itself. */
async function standing(threadId: string, answers: readonly string[]): Promise<string | null> {
  const rows = await db.comment.findMany({
    where: { id: { in: [...answers] }, threadId, deletedAt: null, hiddenAt: null },
    select: { id: true },
  });
  return answers.find((id) => rows.some((row) => row.id === id)) ?? null;
}

/** A comment as the page would send it. @throws Refusal INVALID with the sentence that the page would show */
function commentOf(body: string, clientKey: string, parentId: string | null): NewComment {
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

async function put(
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

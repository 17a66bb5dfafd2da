// Message-IDs, by which mail programs put the emails of one thread together.
import "server-only";
import { env } from "@/server/platform/env";

function host(): string {
  return new URL(env().SITE_URL).hostname;
}

/** Shortens a person's id to its end, the random part of time-ordered ids (UUID version 7). */
function shorten(personId: string): string {
  return personId.slice(-12);
}

/** Makes the Message-ID of the email that carries a comment to a person: the same however often it is sent. */
export function commentMessageId(commentId: string, personId: string): string {
  return `<comment-${commentId}.${shorten(personId)}@${host()}>`;
}

/** Makes the Message-ID to which all emails of a thread to a person refer, so that mail programs group them. */
export function threadMessageId(threadId: string, personId: string): string {
  return `<thread-${threadId}.${shorten(personId)}@${host()}>`;
}

/** Makes the Message-ID of the email about a notification that is not about a comment. */
export function notificationMessageId(notificationId: string): string {
  return `<notification-${notificationId}@${host()}>`;
}

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const OURS = new RegExp(
  `^<?(?:comment|thread|notification|digest)-${UUID}(?:\\.[0-9a-f]{12})?@(.+?)>?$`,
);

/** Whether this site made a Message-ID: such an email has come back. */
export function isOurs(messageId: string): boolean {
  return OURS.exec(messageId.trim().toLowerCase())?.[1] === host();
}

/** Lists the comments whose emails a header names, in its order. */
export function commentsNamedIn(header: string): string[] {
  const named = header
    .toLowerCase()
    .matchAll(new RegExp(`<comment-(${UUID})\\.[0-9a-f]{12}@([^>]+)>`, "g"));
  return [...named].flatMap(([, id, at]) => (id && at === host() ? [id] : []));
}

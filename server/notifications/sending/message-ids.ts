// Message IDs, so that mail programs put the emails of one thread together.
import "server-only";
import { env } from "@/server/platform/env";

function host(): string {
  return new URL(env().SITE_URL).hostname;
}

/** The same for each mail to a person; of a time-ordered id the end differs. */
function short(personId: string): string {
  return personId.slice(-12);
}

/** The Message-ID of the mail that carries a comment to a person: the same however often it is sent. */
export function commentMessageId(commentId: string, personId: string): string {
  return `<comment-${commentId}.${short(personId)}@${host()}>`;
}

/** What all mails of a thread to a person refer to, so that mail programs show them as one. */
export function threadMessageId(threadId: string, personId: string): string {
  return `<thread-${threadId}.${short(personId)}@${host()}>`;
}

/** The Message-ID of any other notification's mail. */
export function notificationMessageId(notificationId: string): string {
  return `<notification-${notificationId}@${host()}>`;
}

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const OURS = new RegExp(
  `^<?(?:comment|thread|notification|digest)-${UUID}(?:\\.[0-9a-f]{12})?@(.+?)>?$`,
);

/** Whether a Message-ID is one that this site gives: such a mail has come back. */
export function isOurs(messageId: string): boolean {
  return OURS.exec(messageId.trim().toLowerCase())?.[1] === host();
}

/** The comments whose mails a header names, the last one last. */
export function commentsNamedIn(header: string): string[] {
  const named = header
    .toLowerCase()
    .matchAll(new RegExp(`<comment-(${UUID})\\.[0-9a-f]{12}@([^>]+)>`, "g"));
  return [...named].flatMap(([, id, at]) => (id && at === host() ? [id] : []));
}

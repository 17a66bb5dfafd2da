import "server-only";
import { db, Prisma } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { listNotifications } from "../../queries";
import { inPlainWords } from "../../rules";
import type { SentEmails } from "./sent";

/** Comments whose words are compared with an email's quotations. */
const COMPARED = 3;

/**
 * Reads the emails that a person replies to: the words, subjects and addresses by which quotations are recognized.
 * @param repliesTo the comments that the email names, the nearest first
 */
export async function readSentEmails(
  personId: string,
  threadId: string,
  repliesTo: readonly string[],
): Promise<SentEmails> {
  const ids = repliesTo.slice(0, COMPARED);
  const [comments, notifications] = await Promise.all([
    db.comment.findMany({
      where: { id: { in: ids }, threadId },
      select: { body: true, author: { select: { name: true } } },
    }),
    listNotifications(
      db,
      Prisma.sql`n."personId" = ${personId}::uuid AND n."threadId" = ${threadId}::uuid
        AND n."commentId" = ANY(${ids}::uuid[])`,
      COMPARED,
    ),
  ]);
  const { INBOUND_DOMAIN, MAIL_FROM } = env();
  return {
    texts: [
      ...comments.map(({ body }) => body),
      ...notifications.map(inPlainWords).flatMap(withEarlier),
    ],
    subjects: notifications.flatMap(({ title }) => (title ? [title] : [])),
    sender: (/[^<>\s]+@[^<>\s]+/.exec(MAIL_FROM)?.[0] ?? "").toLowerCase(),
    replyDomain: (INBOUND_DOMAIN ?? "").toLowerCase(),
    names: comments.map(({ author }) => author.name),
  };
}

/** Adds the wording that emails of earlier versions used for a sentence. */
function withEarlier(words: string): string[] {
  const earlier = words
    .replace(" replied to you in ", " answered you in ")
    .replace(" commented in ", " wrote in ");
  return [words, earlier];
}

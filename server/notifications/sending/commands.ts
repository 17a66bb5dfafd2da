import "server-only";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { renderMail } from "@/server/platform/mail/layout";
import { sendMail } from "@/server/platform/mail/mail";
import { CommentMail, NotificationMail, NotKeptMail } from "../emails";
import { levelsOf, muteToken } from "../following/commands";
import { commentPlace, told } from "../queries";
import { replyAddress } from "../replies/address";
import { inPlainWords, levelOf, viaOf } from "../rules";
import { FOOT, type Kind, type ShownNotification } from "../schema";
import { VISIBLE } from "../sql";
import { mailHtml } from "./html";
import { commentMessageId, notificationMessageId, threadMessageId } from "./message-ids";

interface ToSend {
  id: string;
  kind: Kind;
  personId: string;
  email: string;
  timeZone: string;
  threadId: string | null;
  commentId: string | null;
}

/**
 * A notification that is still to be mailed, or nothing: everything is asked again, because since it was
 * written she may have read it, left the group, muted it, or be suspended, and the comment be gone.
 */
async function stillToSend(notificationId: string): Promise<ToSend | null> {
  const [found] = await db.$queryRaw<ToSend[]>`
    SELECT n.id, n.kind::text AS kind, p.id AS "personId", p.email, p."timeZone", n."threadId", n."commentId"
    FROM "Notification" n JOIN "Person" p ON p.id = n."personId"
    WHERE n.id = ${notificationId}::uuid AND n.via = 'mail' AND n."mailedAt" IS NULL
      AND n."readAt" IS NULL AND p.email IS NOT NULL AND p."suspendedAt" IS NULL
      AND p."deletedAt" IS NULL AND ${VISIBLE}
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
    threadId && kind !== "moderation" && levelOf(await levelsOf(db, personId, threadId)) === "mute";
  return muted ? null : found;
}

/**
 * Mails a notification and marks it. Run again after a break it does nothing, or sends the same mail
 * with the same Message-ID, which receivers drop.
 * @throws what the SMTP server answers; the queue tries again
 */
export async function sendNotification(notificationId: string): Promise<void> {
  const to = await stillToSend(notificationId);
  if (!to) return;
  const [line] = await told(db, Prisma.sql`n.id = ${notificationId}::uuid`, 1);
  if (!line) return;
  const { commentId, threadId, kind } = to;
  if (commentId && threadId && kind !== "moderation") {
    await mailComment({ ...to, commentId, threadId }, line);
  } else await mailLine(to, line);
  await db.notification.updateMany({
    where: { id: notificationId },
    data: { mailedAt: now() },
  });
}

/** The ways out that a mail has, for its foot and for the button of the mail program (RFC 8058). */
function waysOut(token: string, muteWords: string) {
  const { SITE_URL } = env();
  const mute = `${SITE_URL}/mute?token=${token}`;
  return {
    ways: { mute, muteWords, settings: `${SITE_URL}/settings#notifications` },
    headers: {
      "List-Unsubscribe": `<${SITE_URL}/api/mute?token=${token}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
      Precedence: "list",
      "X-Loop": new URL(SITE_URL).hostname,
    },
  };
}

type CommentToSend = ToSend & { commentId: string; threadId: string };

async function mailComment(
  { commentId, threadId, personId, email }: CommentToSend,
  line: ShownNotification,
): Promise<void> {
  const { SITE_URL } = env();
  const comment = await db.comment.findUnique({
    where: { id: commentId },
    select: { html: true, spoiler: true, parentId: true, author: { select: { name: true } } },
  });
  if (!comment) return;
  const { html, spoiler, parentId, author } = comment;
  const reply = await replyAddress(personId, threadId, now());
  const { ways, headers } = waysOut(muteToken(personId, { threadId }), FOOT[2]);
  const body = await renderMail(
    CommentMail({
      words: inPlainWords(line),
      html: spoiler === null ? mailHtml(html, SITE_URL) : null,
      spoiler: spoiler ?? "",
      link: SITE_URL + line.path,
      answerable: reply !== null,
      ...ways,
    }),
  );
  const root = threadMessageId(threadId, personId);
  const parent = parentId ? [commentMessageId(parentId, personId)] : [];
  const where = line.group ? ` (${line.group.name})` : "";
  await sendMail({
    to: email,
    by: author.name,
    subject: `Re: ${line.title ?? "a paper"}${where}`,
    ...body,
    headers: {
      "Message-ID": commentMessageId(commentId, personId),
      "In-Reply-To": parent[0] ?? root,
      References: [root, ...parent].join(" "),
      "List-Id": `<thread-${threadId}.${new URL(SITE_URL).hostname}>`,
      ...(reply ? { "Reply-To": reply } : {}),
      ...headers,
    },
  });
}

async function mailLine(
  { id, personId, email, kind, timeZone }: ToSend,
  line: ShownNotification,
): Promise<void> {
  const { SITE_URL } = env();
  const token = muteToken(personId, { kind });
  const { ways, headers } = waysOut(token, "Stop emails of this kind");
  const words = inPlainWords(line);
  const { detail } = line;
  const when =
    detail?.of === "meeting" && detail.state !== "cancelled"
      ? inZone(detail.startsAt, timeZone)
      : null;
  const body = await renderMail(
    NotificationMail({ words, when, link: SITE_URL + line.path, ...ways }),
  );
  const host = new URL(SITE_URL).hostname;
  await sendMail({
    to: email,
    subject: words,
    ...body,
    headers: {
      "Message-ID": notificationMessageId(id),
      "List-Id": `<${kind}.${host}>`,
      ...headers,
    },
  });
}

function inZone(date: Date, timeZone: string): string {
  const words = new Intl.DateTimeFormat("en-GB", {
    ...{ dateStyle: "full", timeStyle: "short", timeZone },
  });
  return `${words.format(date)} (${timeZone.replaceAll("_", " ")})`;
}

/** Tells somebody that what was attached to an answer by mail is not kept. */
export async function sendNotKept(commentId: string): Promise<void> {
  const place = await commentPlace(commentId);
  if (!place?.email) return;
  const { SITE_URL } = env();
  const body = await renderMail(NotKeptMail({ title: place.title, link: SITE_URL + place.path }));
  await sendMail({
    to: place.email,
    subject: "Your reply was posted without its attachments",
    ...body,
    headers: {
      "Message-ID": `<not-kept-${commentId}@${new URL(SITE_URL).hostname}>`,
      "Auto-Submitted": "auto-replied",
      "X-Loop": new URL(SITE_URL).hostname,
    },
  });
}

import "server-only";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { renderMail } from "@/server/platform/mail/layout";
import { sendMail } from "@/server/platform/mail/mail";
import { mutePath, oneClickMutePath, settingsPath } from "@/server/platform/web/addresses";
import { AttachmentsDroppedMail, CommentMail, NotificationMail } from "../emails";
import { signMuteToken } from "../following/commands";
import { listNotifications } from "../queries";
import { replyAddress } from "../replies/address";
import { inPlainWords } from "../rules";
import { EMAIL_FOOTER, type ShownNotification } from "../schema";
import { mailHtml } from "./html";
import { commentMessageId, notificationMessageId, threadMessageId } from "./message-ids";
import { findCommentPlace, findUnsentEmail, type UnsentEmail } from "./queries";

/**
 * Emails a notification and marks it as sent. When it runs again after a crash, it does nothing or sends the same
 * email with the same Message-ID, which receivers drop.
 * @throws the SMTP server's error; the queue tries again
 */
export async function sendNotification(notificationId: string): Promise<void> {
  const to = await findUnsentEmail(notificationId);
  if (!to) return;
  const [line] = await listNotifications(db, Prisma.sql`n.id = ${notificationId}::uuid`, 1);
  if (!line) return;
  const { commentId, threadId, kind } = to;
  if (commentId && threadId && kind !== "moderation") {
    await emailComment({ ...to, commentId, threadId }, line);
  } else await emailLine(to, line);
  await db.notification.updateMany({
    where: { id: notificationId },
    data: { mailedAt: now() },
  });
}

/** Makes the links that stop such emails: for the footer, and for the mail program's button (RFC 8058). */
function unsubscribeLinks(token: string, muteWords: string) {
  const { SITE_URL } = env();
  const mute = SITE_URL + mutePath(token);
  return {
    ways: { mute, muteWords, settings: SITE_URL + settingsPath("notifications") },
    headers: {
      "List-Unsubscribe": `<${SITE_URL}${oneClickMutePath(token)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
      Precedence: "list",
      "X-Loop": new URL(SITE_URL).hostname,
    },
  };
}

type UnsentCommentEmail = UnsentEmail & { commentId: string; threadId: string };

async function emailComment(
  { commentId, threadId, personId, email }: UnsentCommentEmail,
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
  const { ways, headers } = unsubscribeLinks(
    signMuteToken(personId, { threadId }),
    EMAIL_FOOTER[2],
  );
  const body = await renderMail(
    CommentMail({
      words: inPlainWords(line),
      html: spoiler === null ? mailHtml(html, SITE_URL) : null,
      spoiler: spoiler ?? "",
      link: SITE_URL + line.path,
      replyable: reply !== null,
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

async function emailLine(
  { id, personId, email, kind, timeZone }: UnsentEmail,
  line: ShownNotification,
): Promise<void> {
  const { SITE_URL } = env();
  const token = signMuteToken(personId, { kind });
  const { ways, headers } = unsubscribeLinks(token, "Stop emails of this kind");
  const words = inPlainWords(line);
  const { detail } = line;
  const when =
    detail?.of === "meeting" && detail.state !== "cancelled"
      ? formatInZone(detail.startsAt, timeZone)
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

function formatInZone(date: Date, timeZone: string): string {
  const words = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "full",
    timeStyle: "short",
    timeZone,
  });
  return `${words.format(date)} (${timeZone.replaceAll("_", " ")})`;
}

/** Emails somebody that the attachments of their reply by email were dropped. */
export async function sendAttachmentsDropped(commentId: string): Promise<void> {
  const place = await findCommentPlace(commentId);
  if (!place?.email) return;
  const { SITE_URL } = env();
  const body = await renderMail(
    AttachmentsDroppedMail({ title: place.title, link: SITE_URL + place.path }),
  );
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

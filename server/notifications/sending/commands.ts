import "server-only";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { renderMail } from "@/server/platform/mail/layout";
import { type Mail, sendMail } from "@/server/platform/mail/mail";
import { firstLines } from "@/server/platform/text/words";
import { mutePath, oneClickMutePath, PATHS, settingsPath } from "@/server/platform/web/addresses";
import { describeLines } from "../contents/commands";
import { GatheredMail } from "../contents/emails";
import { plainSentence } from "../contents/entries";
import { readComments, type ShownComment } from "../contents/queries";
import { AttachmentsDroppedMail, CommentMail } from "../emails";
import { signMuteToken } from "../following/commands";
import { type ClaimedEmail, claimEmail, finishEmail } from "../gathering/commands";
import { type NotificationLine, readLinesById } from "../queries";
import { replyAddress } from "../replies/address";
import { inPlainWords } from "../rules";
import { type NOTIFICATION_MAIL, SHOWN_IN_EMAIL } from "../schema";
import { mailHtml } from "./html";
import { commentMessageId, notificationMessageId, threadMessageId } from "./message-ids";
import { findCommentPlace, findRecipient } from "./queries";
import { inOrder, stopsOf, stopWords, subjectOf, withoutRepeats } from "./rules";

/** Sends the email that a job is about. */
export async function sendQueued(
  payload: z.output<typeof NOTIFICATION_MAIL.payload>,
): Promise<void> {
  const personId =
    "personId" in payload ? payload.personId : await findRecipient(payload.notificationId);
  if (personId) await sendGathered(personId);
}

/**
 * Sends a person the email that gathers their notifications, if it is due. After a failure or a crash it is sent again
 * with the same Message-ID, which receivers drop if they have it.
 * @throws the SMTP server's error
 */
export async function sendGathered(personId: string): Promise<void> {
  const claimed = await claimEmail(personId);
  if (!claimed) return;
  const mail = await composeEmail(claimed);
  if (mail) await sendMail(mail);
  await finishEmail(claimed);
}

async function composeEmail(claimed: ClaimedEmail): Promise<Mail | null> {
  const lines = withoutRepeats(inOrder(await readLinesById(db, claimed.ids)));
  const [first] = lines;
  if (!first) return null;
  const about = lines.filter(({ row }) => row.commentId !== null && row.kind !== "moderation");
  const comments = await readComments(about.flatMap(({ row }) => row.ids));
  const [comment, ...others] = comments;
  const single = lines.length === 1 && about.length === 1 && others.length === 0;
  return single && comment
    ? composeCommentEmail(claimed, first, comment)
    : composeGatheredEmail(claimed, lines, comments);
}

/** The links that stop such emails: for the footer, and for the mail program's button (RFC 8058). */
function unsubscribeLinks(personId: string, lines: readonly NotificationLine[]) {
  const { SITE_URL } = env();
  const stops = stopsOf(lines.map(({ row }) => row));
  const token = signMuteToken(personId, stops);
  const groups = lines.flatMap(({ shown }) => shown.group?.name ?? []);
  return {
    ways: {
      mute: SITE_URL + mutePath(token),
      muteWords: stopWords(stops, groups),
      settings: SITE_URL + settingsPath("notifications"),
    },
    headers: {
      "List-Unsubscribe": `<${SITE_URL}${oneClickMutePath(token)}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
      Precedence: "list",
      "X-Loop": new URL(SITE_URL).hostname,
    },
  };
}

/** The headers by which mail programs put the emails of a thread together, and people reply. */
async function threadHeaders(personId: string, comments: readonly ShownComment[]) {
  const [first] = comments;
  const last = comments.at(-1);
  if (!first || !last) return {};
  const { threadId, parentId } = first;
  const reply = await replyAddress(personId, threadId, now());
  const root = threadMessageId(threadId, personId);
  const parents = parentId ? [commentMessageId(parentId, personId)] : [];
  const earlier = comments.slice(0, -1).map(({ id }) => commentMessageId(id, personId));
  return {
    "Message-ID": commentMessageId(last.id, personId),
    "In-Reply-To": parents[0] ?? root,
    References: [root, ...parents, ...earlier].join(" "),
    "List-Id": `<thread-${threadId}.${new URL(env().SITE_URL).hostname}>`,
    ...(reply ? { "Reply-To": reply } : {}),
  };
}

/** The email about a single comment, in its author's name. */
async function composeCommentEmail(
  { personId, email }: ClaimedEmail,
  line: NotificationLine,
  comment: ShownComment,
): Promise<Mail> {
  const { SITE_URL } = env();
  const { shown } = line;
  const thread = await threadHeaders(personId, [comment]);
  const { ways, headers } = unsubscribeLinks(personId, [line]);
  const body = await renderMail(
    CommentMail({
      words: inPlainWords(shown),
      html: comment.spoiler === null ? mailHtml(comment.html, SITE_URL) : null,
      spoiler: comment.spoiler ?? "",
      link: SITE_URL + shown.path,
      replyable: "Reply-To" in thread,
      ...ways,
    }),
  );
  const where = shown.group ? ` (${shown.group.name})` : "";
  return {
    to: email,
    by: comment.author,
    subject: `Re: ${shown.title ?? "a paper"}${where}`,
    ...body,
    headers: { ...thread, ...headers },
  };
}

/** The email about anything else. One about comments of a single thread alone can be replied to. */
async function composeGatheredEmail(
  { emailId, personId, email, timeZone }: ClaimedEmail,
  lines: readonly NotificationLine[],
  comments: readonly ShownComment[],
): Promise<Mail> {
  const { SITE_URL } = env();
  const shown = lines.slice(0, SHOWN_IN_EMAIL);
  const entries = await describeLines(shown, comments, { personId, timeZone, site: SITE_URL });
  const threads = new Set(lines.map(({ row }) => (row.commentId ? row.threadId : null)));
  const oneThread = threads.size === 1 && !threads.has(null) && comments.length > 0;
  const thread = oneThread ? await threadHeaders(personId, comments.slice(-SHOWN_IN_EMAIL)) : null;
  const { ways, headers } = unsubscribeLinks(personId, lines);
  const rest = lines.length > shown.length ? SITE_URL + PATHS.notifications : null;
  const replyable = thread !== null && "Reply-To" in thread;
  const body = await renderMail(GatheredMail({ entries, rest, replyable, ...ways }));
  const kinds = new Set(lines.map(({ row }) => row.kind));
  const list = kinds.size === 1 ? [...kinds].join() : "notifications";
  return {
    to: email,
    subject: firstLines(subjectOf(lines.map(({ shown }) => plainSentence(shown))), SUBJECT_MAX),
    ...body,
    headers: {
      ...(thread ?? {
        "Message-ID": notificationMessageId(emailId),
        "List-Id": `<${list}.${new URL(SITE_URL).hostname}>`,
      }),
      ...headers,
    },
  };
}

/** Characters of a subject. */
const SUBJECT_MAX = 150;

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

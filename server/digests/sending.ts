import "server-only";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { sendMail } from "@/server/platform/mail";
import { rendered } from "@/server/platform/mail-layout";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { ConfirmMail, DigestMail } from "./emails";
import { findLost, takeDue } from "./gathering";
import { inWords } from "./rules";
import { CONFIRM_MAIL, LOST, SEND, TICK } from "./schema";
import { sign } from "./signed-link";

/** Characters of an abstract, and of a subject. */
const EXCERPT = 240;
const SUBJECT = 120;

/**
 * Sends a digest and marks it sent. Run again after a break it does nothing, or sends the same mail
 * with the same Message-ID, which receivers drop. Whoever unsubscribed meanwhile gets nothing.
 * @throws what the SMTP server answers; the queue tries again
 */
export async function sendDigest(digestId: string): Promise<void> {
  const digest = await db.digest.findUnique({
    where: { id: digestId },
    select: {
      sentAt: true,
      period: true,
      paperIds: true,
      subscription: {
        select: {
          id: true,
          email: true,
          cadence: true,
          hour: true,
          weekday: true,
          timeZone: true,
          unsubscribedAt: true,
          person: { select: { email: true } },
        },
      },
    },
  });
  const subscription = digest?.subscription;
  // The address of this moment: it may have changed since the digest was written.
  const to = subscription?.person?.email ?? subscription?.email;
  if (!digest || !subscription || !to || digest.sentAt || subscription.unsubscribedAt) return;
  const { SITE_URL } = env();
  const host = new URL(SITE_URL).hostname;
  const token = sign("unsubscribe", { id: subscription.id, email: to });
  const papers = await papersOf(digest.paperIds);
  const body = await rendered(
    DigestMail({
      papers,
      day: digest.period,
      words: inWords(subscription),
      settings: `${SITE_URL}/digests`,
      hasAccount: subscription.person !== null,
      unsubscribe: `${SITE_URL}/unsubscribe?token=${token}`,
    }),
  );
  await sendMail({
    to,
    subject: shortened(`Trending papers: ${papers[0]?.title ?? digest.period}`, SUBJECT),
    ...body,
    headers: {
      "Message-ID": `<digest-${digestId}@${host}>`,
      "List-Id": `Trending papers <trending.${host}>`,
      "List-Unsubscribe": `<${SITE_URL}/api/unsubscribe?token=${token}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
      Precedence: "bulk",
    },
  });
  await db.digest.update({ where: { id: digestId }, data: { sentAt: now() } });
}

async function papersOf(ids: string[]) {
  const rows = await db.paper.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      slug: true,
      title: true,
      authors: true,
      abstract: true,
      upvoteCount: true,
      commentCount: true,
    },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { slug, abstract, ...rest } = row;
    const link = `${env().SITE_URL}/papers/${slug}`;
    return [{ ...rest, excerpt: shortened(abstract, EXCERPT), link }];
  });
}

/** The first words of a text, with an ellipsis where there are more. */
function shortened(text: string, most: number): string {
  const words = text.replace(/\s+/g, " ").trim();
  if (words.length <= most) return words;
  // Neither through a word nor through a pair of surrogates.
  const cut = [...words.slice(0, most)].slice(0, -1).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`;
}

export const handlers: Handler[] = [
  handle(TICK, async () => {
    await takeDue();
  }),
  handle(LOST, async () => {
    await findLost();
  }),
  handle(SEND, ({ digestId }) => sendDigest(digestId)),
  handle(CONFIRM_MAIL, async ({ email, timeZone, askedAt }) => {
    const token = sign("subscribe", { email, timeZone, askedAt: askedAt.getTime() });
    const link = `${env().SITE_URL}/subscribe/confirm?token=${token}`;
    const body = await rendered(ConfirmMail({ link }));
    await sendMail({ to: email, subject: "Confirm: trending papers by mail", ...body });
  }),
];
export const recurring: Recurring[] = [
  { pattern: "* * * * *", job: TICK },
  { pattern: "41 * * * *", job: LOST },
];

import "server-only";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { sendMail } from "@/server/platform/mail";
import { rendered } from "@/server/platform/mail-layout";
import { type Handler, handle, type Recurring } from "@/server/platform/queue";
import { takeDue } from "./commands";
import { ConfirmMail, DigestMail } from "./emails";
import { CONFIRM_MAIL, SEND, TICK } from "./schema";
import { sign } from "./signed-link";

const EXCERPT = 240;

/**
 * Sends a digest and marks it sent. Run again after a break it does nothing, or sends the same mail
 * with the same Message-ID, which receivers drop.
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
          unsubscribedAt: true,
          person: { select: { email: true } },
        },
      },
    },
  });
  const subscription = digest?.subscription;
  const to = subscription?.email ?? subscription?.person?.email;
  if (!digest || !subscription || !to || digest.sentAt || subscription.unsubscribedAt) return;
  const { SITE_URL } = env();
  const host = new URL(SITE_URL).hostname;
  const token = sign("unsubscribe", { id: subscription.id });
  const unsubscribe = `${SITE_URL}/unsubscribe?token=${token}`;
  const papers = await papersOf(digest.paperIds);
  const manage = subscription.email ? unsubscribe : `${SITE_URL}/digests`;
  const body = await rendered(DigestMail({ papers, manage, unsubscribe }));
  await sendMail({
    to,
    subject: `Trending papers: ${papers[0]?.title ?? digest.period}`.slice(0, 150),
    ...body,
    headers: {
      "Message-ID": `<digest-${digestId}@${host}>`,
      "List-Id": `Trending papers <trending.${host}>`,
      "List-Unsubscribe": `<${SITE_URL}/api/unsubscribe?token=${token}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
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
    return [
      { ...rest, excerpt: abstract.slice(0, EXCERPT), link: `${env().SITE_URL}/papers/${slug}` },
    ];
  });
}

export const handlers: Handler[] = [
  handle(TICK, async () => {
    await takeDue();
  }),
  handle(SEND, ({ digestId }) => sendDigest(digestId)),
  handle(CONFIRM_MAIL, async ({ to, link }) => {
    const body = await rendered(ConfirmMail({ link }));
    await sendMail({ to, subject: "Confirm: trending papers by mail", ...body });
  }),
];
export const recurring: Recurring[] = [{ pattern: "* * * * *", job: TICK }];

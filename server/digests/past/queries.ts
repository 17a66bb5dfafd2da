import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { renderMails } from "../composing/mails";
import { findOwnSubscription } from "../queries";
import type { pastInput } from "../schema";

/** Past digests on one page. */
const PAGE_SIZE = 20;

/**
 * Renders a past digest again, with the items that the viewer may see at this moment. @throws Refusal NOT_FOUND
 */
export async function readPastDigest(viewer: Viewer, digestId: string) {
  const found = await db.digest.findFirst({
    where: { id: digestId, sentAt: { not: null }, subscription: { personId: viewer.id } },
    select: {
      id: true,
      sentAt: true,
      subscriptionId: true,
      subscription: { select: { person: { select: { email: true } } } },
    },
  });
  if (!found) refuse("NOT_FOUND");
  const { id, subscriptionId, sentAt, subscription } = found;
  const to = subscription.person?.email ?? "";
  const mails = await renderMails([{ id, subscriptionId, personId: viewer.id, to }], db, {
    again: true,
  });
  const { subject, html } = mails.get(id) ?? refuse("NOT_FOUND");
  return { sentAt, subject, html };
}

/** Lists past digests of a subscription, latest first. */
export async function listPastDigests(
  viewer: Viewer,
  { subscriptionId, cursor }: z.output<typeof pastInput>,
) {
  await findOwnSubscription(viewer, subscriptionId);
  const rows = await db.digest.findMany({
    where: { subscriptionId, sentAt: { not: null } },
    select: { id: true, sentAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: PAGE_SIZE + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  const page = rows.slice(0, PAGE_SIZE);
  const itemsOf = await countItems(page.map(({ id }) => id));
  return {
    digests: page.map(({ id, sentAt }) => ({ id, sentAt, items: itemsOf(id) })),
    nextCursor: rows.length > PAGE_SIZE ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Counts the items of each digest. Prisma's _count would count the items of all digests. */
export async function countItems(digestIds: readonly string[]): Promise<(id: string) => number> {
  const rows = await db.digestItem.groupBy({
    by: ["digestId"],
    where: { digestId: { in: [...digestIds] } },
    _count: true,
  });
  const counts = new Map(rows.map(({ digestId, _count }) => [digestId, _count]));
  return (id) => counts.get(id) ?? 0;
}

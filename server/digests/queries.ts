import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, undone } from "@/server/platform/db";
import { refuse } from "@/server/platform/refusal";
import { verified } from "@/server/platform/signed-link";
import { cutToFit } from "@/server/platform/text/page-texts";
import { built } from "./composing/mails";
import { write } from "./gathering/commands";
import { itemCounts } from "./item-counts";
import { sourcesInWords } from "./rules";
import { scheduleInWords } from "./schedule/rules";
import { MANAGE, type pastInput, type subscriptionIdInput } from "./schema";
import { sentTo } from "./subscriptions/by-link";
import { pausable } from "./subscriptions/commands";
import { namedSources, type ShownSource } from "./subscriptions/queries";

/** Past digests on one page. */
const PAGE = 20;
/** Bytes of what all subscriptions of a person are about, in words; what has no room is cut to its beginning. */
const ABOUTS = 100_000;
const BEGINNING = 200;

const CHOICES = {
  ...{ id: true, cadence: true, days: true, dayOfMonth: true, hour: true, minute: true },
  ...{ timeZone: true, fromDay: true, length: true, skipsEmpty: true, pausedUntil: true },
  ...{ nextDueAt: true, unsubscribedAt: true, personId: true },
} as const;

/** The viewer's subscriptions, the first made first, in plain words, and the address they go to. */
export async function mySubscriptions(viewer: Viewer) {
  const { email, subscriptions } = await db.person.findUniqueOrThrow({
    where: { id: viewer.id },
    select: {
      email: true,
      subscriptions: {
        where: { confirmedAt: { not: null } },
        select: CHOICES,
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      },
    },
  });
  const suppressed = email
    ? await db.suppressedAddress.findUnique({ where: { email: email.toLowerCase() } })
    : null;
  const ids = subscriptions.map(({ id }) => id);
  const [sources, past] = await Promise.all([
    namedSources(db, ids),
    db.digest.groupBy({
      by: ["subscriptionId"],
      where: { subscriptionId: { in: ids }, sentAt: { not: null } },
      _count: true,
    }),
  ]);
  const abouts = cutToFit(
    ids.map((id) => sourcesInWords(sources.get(id) ?? [])),
    ABOUTS,
    BEGINNING,
  );
  return {
    email,
    /** Why nothing is mailed to this address any more; null where it is. */
    suppressed: suppressed?.reason ?? null,
    subscriptions: subscriptions.map((one, at) => ({
      ...shown(one, sources.get(one.id) ?? []),
      about: abouts[at] ?? "",
      past: past.find(({ subscriptionId }) => subscriptionId === one.id)?._count ?? 0,
    })),
  };
}

/** A subscription as it is kept. */
type Kept = NonNullable<Awaited<ReturnType<typeof bySubscription>>>;
const bySubscription = (id: string, email: string) =>
  db.subscription.findFirst({ where: { id, ...sentTo(email) }, select: CHOICES });

/** A subscription as pages show it. Where it is ended or switched off, nothing comes. */
function shown(kept: Kept, sources: readonly ShownSource[]) {
  const { unsubscribedAt, nextDueAt, personId: _, ...choices } = kept;
  const schedule = pausable(choices);
  const ended = unsubscribedAt !== null;
  return {
    ...schedule,
    sources,
    ended,
    nextDueAt: ended ? null : nextDueAt,
    when: scheduleInWords(schedule),
    about: sourcesInWords(sources),
  };
}

/**
 * A subscription by the link from its mail, without sign-in: when it comes, and what it is about in words; where
 * no person has it, that may be changed, too.
 * @throws Refusal EXPIRED where the link is not ours, its subscription is gone, or goes to another address
 */
export async function subscriptionByLink(token: string) {
  const content = verified(MANAGE, token);
  const kept = content && (await bySubscription(content.id, content.email));
  if (!kept) refuse("EXPIRED", { say: "This link no longer leads to a subscription." });
  const sources = await namedSources(db, [kept.id]);
  return { ...shown(kept, sources.get(kept.id) ?? []), byItself: kept.personId === null };
}

/** The viewer's own subscription, with what gathering and building ask of it. @throws Refusal NOT_FOUND */
async function ownSubscription(viewer: Viewer, id: string) {
  const found = await db.subscription.findFirst({
    where: { id, personId: viewer.id },
    select: {
      ...CHOICES,
      createdAt: true,
      person: { select: { email: true } },
      digests: { select: { createdAt: true }, orderBy: { createdAt: "desc" }, take: 1 },
    },
  });
  return found ?? refuse("NOT_FOUND");
}

/**
 * The mail that this subscription would send now: gathered, put into words and made a mail as it would be,
 * in a transaction that is undone.
 */
export async function previewOf(
  viewer: Viewer,
  { subscriptionId }: z.output<typeof subscriptionIdInput>,
) {
  const own = await ownSubscription(viewer, subscriptionId);
  const at = now();
  const wanted = {
    ...{ id: own.id, personId: viewer.id, length: own.length, skipsEmpty: false },
    ...{ since: own.digests[0]?.createdAt ?? own.createdAt, dueAt: at, period: "preview" },
  };
  return undone(async (tx) => {
    await write(tx, [wanted], at);
    const { id } = await tx.digest.findFirstOrThrow({
      where: { subscriptionId: own.id, period: "preview" },
      select: { id: true },
    });
    const to = own.person?.email ?? "";
    const digest = { id, subscriptionId: own.id, personId: viewer.id, to };
    const mails = await built([digest], tx, { evenEmpty: true });
    const { subject, html, text } = mails.get(id) ?? refuse("NOT_FOUND");
    return { subject, html, text };
  });
}

/** A past digest as it is read again: what of it the viewer may see at this moment. @throws Refusal NOT_FOUND */
export async function pastDigest(viewer: Viewer, digestId: string) {
  const found = await db.digest.findFirst({
    where: { id: digestId, sentAt: { not: null }, subscription: { personId: viewer.id } },
    select: {
      ...{ id: true, sentAt: true, subscriptionId: true },
      subscription: { select: { person: { select: { email: true } } } },
    },
  });
  if (!found) refuse("NOT_FOUND");
  const { id, subscriptionId, sentAt, subscription } = found;
  const to = subscription.person?.email ?? "";
  const mails = await built([{ id, subscriptionId, personId: viewer.id, to }], db, { again: true });
  const { subject, html } = mails.get(id) ?? refuse("NOT_FOUND");
  return { sentAt, subject, html };
}

/** Past digests of a subscription, the latest first. */
export async function pastDigests(
  viewer: Viewer,
  { subscriptionId, cursor }: z.output<typeof pastInput>,
) {
  await ownSubscription(viewer, subscriptionId);
  const rows = await db.digest.findMany({
    where: { subscriptionId, sentAt: { not: null } },
    select: { id: true, sentAt: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  const page = rows.slice(0, PAGE);
  const itemsOf = await itemCounts(page.map(({ id }) => id));
  return {
    digests: page.map(({ id, sentAt }) => ({ id, sentAt, items: itemsOf(id) })),
    nextCursor: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
  };
}

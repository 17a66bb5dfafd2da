import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, rollBackAfter } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { verifyToken } from "@/server/platform/secrets/signed-link";
import { cutToFit } from "@/server/platform/text/page-texts";
import { renderMails } from "./composing/mails";
import { writeDigests } from "./gathering/commands";
import { sourcesInWords } from "./rules";
import { scheduleInWords } from "./schedule/rules";
import { MANAGE, type subscriptionIdInput, UNSUBSCRIBE } from "./schema";
import {
  CHOICES,
  findNamedSources,
  type ShownSource,
  toSchedule,
  whereSentTo,
} from "./subscriptions/queries";

/**
 * Bytes for the descriptions of all subscriptions of a person; those beyond are cut to ABOUT_CUT characters.
 */
const ABOUTS_BYTES = 100_000;
const ABOUT_CUT = 200;

const SUBSCRIPTION = {
  ...CHOICES,
  id: true,
  nextDueAt: true,
  unsubscribedAt: true,
  personId: true,
} as const;

/** Lists the viewer's subscriptions in plain words, oldest first, and the address they go to. */
export async function listSubscriptions(viewer: Viewer) {
  const { email, subscriptions } = await db.person.findUniqueOrThrow({
    where: { id: viewer.id },
    select: {
      email: true,
      subscriptions: {
        where: { confirmedAt: { not: null } },
        select: SUBSCRIPTION,
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      },
    },
  });
  const suppressed = email
    ? await db.suppressedAddress.findUnique({ where: { email: email.toLowerCase() } })
    : null;
  const ids = subscriptions.map(({ id }) => id);
  const [sources, past] = await Promise.all([
    findNamedSources(db, ids),
    db.digest.groupBy({
      by: ["subscriptionId"],
      where: { subscriptionId: { in: ids }, sentAt: { not: null } },
      _count: true,
    }),
  ]);
  const abouts = cutToFit(
    ids.map((id) => sourcesInWords(sources.get(id) ?? [])),
    ABOUTS_BYTES,
    ABOUT_CUT,
  );
  return {
    email,
    /** The reason why the address no longer receives email; null if it does. */
    suppressed: suppressed?.reason ?? null,
    subscriptions: subscriptions.map((one, at) => ({
      ...toShownSubscription(one, sources.get(one.id) ?? []),
      about: abouts[at] ?? "",
      past: past.find(({ subscriptionId }) => subscriptionId === one.id)?._count ?? 0,
    })),
  };
}

/** A subscription as stored. */
type SubscriptionRow = NonNullable<Awaited<ReturnType<typeof findSentTo>>>;
const findSentTo = (id: string, email: string) =>
  db.subscription.findFirst({ where: { id, ...whereSentTo(email) }, select: SUBSCRIPTION });

/** Shapes a subscription for pages. An ended one has no next digest. */
function toShownSubscription(row: SubscriptionRow, sources: readonly ShownSource[]) {
  const { unsubscribedAt, nextDueAt, personId: _, ...choices } = row;
  const schedule = toSchedule(choices);
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
 * Finds a subscription by the link in its email, without sign-in: its schedule, and its sources in words. They
 * may be changed if no person owns it.
 * @throws Refusal EXPIRED if the link was not signed here, its subscription is gone, or it goes to another
 * address
 */
export async function findSubscriptionByLink(token: string) {
  const content = verifyToken(MANAGE, token);
  const row = content && (await findSentTo(content.id, content.email));
  if (!row) refuse("EXPIRED", { say: "This link no longer leads to a subscription." });
  const sources = await findNamedSources(db, [row.id]);
  return {
    ...toShownSubscription(row, sources.get(row.id) ?? []),
    byItself: row.personId === null,
  };
}

/** Finds in words the subscription that an unsubscribe link would end; null if there is none to end. */
export async function findSubscriptionToEnd(token: string) {
  const content = verifyToken(UNSUBSCRIBE, token);
  const row = content && (await findSentTo(content.id, content.email));
  if (!row || row.unsubscribedAt) return null;
  const sources = await findNamedSources(db, [row.id]);
  const { about, when } = toShownSubscription(row, sources.get(row.id) ?? []);
  return { about, when };
}

/**
 * Finds a subscription of the viewer, with the fields for gathering and rendering. @throws Refusal NOT_FOUND
 */
export async function findOwnSubscription(viewer: Viewer, id: string) {
  const found = await db.subscription.findFirst({
    where: { id, personId: viewer.id },
    select: {
      ...SUBSCRIPTION,
      createdAt: true,
      person: { select: { email: true } },
      digests: { select: { createdAt: true }, orderBy: { createdAt: "desc" }, take: 1 },
    },
  });
  return found ?? refuse("NOT_FOUND");
}

/**
 * Previews the email that a subscription would send now: written and rendered as usual, in a transaction that
 * is rolled back.
 */
export async function previewDigest(
  viewer: Viewer,
  { subscriptionId }: z.output<typeof subscriptionIdInput>,
) {
  const own = await findOwnSubscription(viewer, subscriptionId);
  const at = now();
  const wanted = {
    id: own.id,
    personId: viewer.id,
    length: own.length,
    skipsEmpty: false,
    since: own.digests[0]?.createdAt ?? own.createdAt,
    dueAt: at,
    period: "preview",
  };
  return rollBackAfter(async (tx) => {
    await writeDigests(tx, [wanted], at);
    const { id } = await tx.digest.findFirstOrThrow({
      where: { subscriptionId: own.id, period: "preview" },
      select: { id: true },
    });
    const to = own.person?.email ?? "";
    const digest = { id, subscriptionId: own.id, personId: viewer.id, to };
    const mails = await renderMails([digest], tx, { evenEmpty: true });
    const { subject, html, text } = mails.get(id) ?? refuse("NOT_FOUND");
    return { subject, html, text };
  });
}

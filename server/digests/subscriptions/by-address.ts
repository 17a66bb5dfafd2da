// Subscriptions of an email address without an account.
import "server-only";
import type { z } from "zod";
import { nameOfKey } from "@/server/papers/authors/rules";
import { nameOfAuthor } from "@/server/papers/authors/sql";
import { mailboxOf } from "@/server/people/rules";
import { now } from "@/server/platform/clock";
import { db, Prisma, type Tx, transact } from "@/server/platform/database/db";
import { LOCK_NAMES } from "@/server/platform/database/locks";
import { type Limit, spendEach } from "@/server/platform/limits";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { verifyToken } from "@/server/platform/secrets/signed-link";
import { claimSubscriptions } from "../claiming/commands";
import { sourcesInWords } from "../rules";
import { nextUnpausedDue, scheduleInWords } from "../schedule/rules";
import {
  CONFIRM_MAIL,
  type PublicSource,
  SOURCES_MAX,
  SUBSCRIBE,
  type subscribeInput,
} from "../schema";
import { demandRoom, toScheduleRow } from "./commands";
import {
  findFirstDue,
  findSubscriptionAbout,
  matchSource,
  type Subscription,
  toSchedule,
  toSourceRows,
} from "./queries";

const PER_ADDRESS: Limit = { name: "subscribe-address", points: 3, perSeconds: 3600 };
const PER_IP: Limit = { name: "subscribe-ip", points: 20, perSeconds: 3600 };
/** How long a confirmation link works. */
const CONFIRM_MS = 3 * 24 * 3600 * 1000;
/** The schedule of an address that has chosen none. */
const DEFAULTS: Omit<Parameters<typeof toScheduleRow>[0], "timeZone"> = {
  cadence: "daily",
  days: [1],
  dayOfMonth: 1,
  hour: 8,
  minute: 0,
  length: "full",
  skipsEmpty: true,
  pausedUntil: null,
};

/**
 * Emails a confirmation link. The result is the same for known and unknown addresses.
 * @throws Refusal INVALID for an unknown topic or author
 */
export async function requestSubscription(
  input: z.output<typeof subscribeInput>,
  ip: string,
): Promise<void> {
  await spendEach([PER_IP, ip], [PER_ADDRESS, mailboxOf(input.email)]);
  const askedAt = now().toISOString();
  await transact(async (tx) => {
    await toSourceRows(tx, null, [input.about]);
    await enqueue(tx, CONFIRM_MAIL, { ...input, askedAt });
  });
}

/** Describes what an address subscribes to: "trending in Consensus". */
export async function describeRequest(about: PublicSource): Promise<string> {
  return sourcesInWords([{ kind: about.kind, name: await nameOf(about) }]);
}

async function nameOf(about: PublicSource): Promise<string | null> {
  if (about.kind === "search") return about.query;
  if (about.kind === "topic") {
    const { topic: slug } = about;
    return (await db.topic.findUnique({ where: { slug }, select: { name: true } }))?.name ?? null;
  }
  if (about.kind !== "author") return null;
  const [found] = await db.$queryRaw<{ name: string | null }[]>`
    SELECT ${nameOfAuthor(Prisma.sql`${about.author}::text`)} AS name`;
  return found?.name ?? nameOfKey(about.author);
}

/**
 * Opens the subscription that an emailed link proves: the address's own, or one of the person who has the
 * address. An active subscription keeps its schedule; one that was ended after the link was requested stays
 * ended.
 * @returns when the first digest comes, and the schedule in words
 * @throws Refusal EXPIRED; INVALID if the topic is gone, or the person has too many subscriptions
 */
export async function confirmSubscription(token: string) {
  const content = verifyToken(SUBSCRIBE, token);
  if (!content || content.askedAt + CONFIRM_MS < now().getTime()) refuse("EXPIRED");
  const { email, timeZone, askedAt, about } = content;
  return transact(async (tx) => {
    const [person] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Person" WHERE email = ${email} FOR UPDATE`;
    await lockAddress(tx, email);
    if (person) await claimSubscriptions(tx, [{ personId: person.id, email }]);
    const found = await findSubscriptionAbout(tx, person?.id ?? null, email, about);
    if (!found) {
      if (person) await demandRoom(tx, person.id);
      return describeSchedule(
        await openSubscription(tx, person ? { personId: person.id } : { email }, content),
      );
    }
    if (found.unsubscribedAt && found.unsubscribedAt.getTime() >= askedAt) {
      refuse("EXPIRED", {
        say: "You unsubscribed after asking for this link. Subscribe again to get a new one.",
      });
    }
    const running = found.cadence !== "off" && !found.unsubscribedAt;
    if (person)
      return describeSchedule(
        running ? found : await reopenSubscription(tx, found, found.timeZone),
      );
    await addSource(tx, found.id, about, running);
    // Without an account, the latest request says which time zone to use.
    return describeSchedule(await reopenSubscription(tx, found, timeZone));
  });
}

/** Opens a new subscription with one source. */
async function openSubscription(
  tx: Tx,
  owner: { personId: string } | { email: string },
  { timeZone, about }: { timeZone: string; about: PublicSource },
) {
  const defaults = toScheduleRow({ ...DEFAULTS, timeZone });
  const nextDueAt = nextUnpausedDue(toSchedule(defaults), now());
  const sources = await toSourceRows(tx, null, [about]);
  await tx.subscription.create({
    data: { ...defaults, ...owner, nextDueAt, confirmedAt: now(), sources: { create: sources } },
  });
  return { ...defaults, nextDueAt };
}

/** Opens a subscription again that may have been ended or switched off. */
async function reopenSubscription(tx: Tx, found: Subscription, timeZone: string) {
  const cadence = found.cadence === "off" ? DEFAULTS.cadence : found.cadence;
  const nextDueAt = await findFirstDue(tx, found.id, toSchedule({ ...found, cadence, timeZone }));
  return tx.subscription.update({
    where: { id: found.id },
    data: { confirmedAt: now(), unsubscribedAt: null, cadence, timeZone, nextDueAt },
  });
}

/** Adds a source to an address's subscription; one that was ended starts over with this source only. */
async function addSource(tx: Tx, subscriptionId: string, about: PublicSource, running: boolean) {
  if (!running) await tx.digestSource.deleteMany({ where: { subscriptionId } });
  const existing = await tx.digestSource.findFirst({
    where: { subscriptionId, ...matchSource(about) },
  });
  if (existing) return;
  const { _count, _max } = await tx.digestSource.aggregate({
    where: { subscriptionId },
    _count: true,
    _max: { position: true },
  });
  if (_count >= SOURCES_MAX) {
    refuse("INVALID", {
      say: `This digest is already about ${SOURCES_MAX} things. Remove one of them first.`,
    });
  }
  const position = (_max.position ?? 0) + 1;
  const rows = await toSourceRows(tx, null, [about]);
  await tx.digestSource.createMany({
    data: rows.map((row) => ({ ...row, subscriptionId, position })),
  });
}

type ScheduleRow = Parameters<typeof toSchedule>[0] &
  Omit<ReturnType<typeof toScheduleRow>, "fromDay">;

function describeSchedule(subscription: ScheduleRow & { nextDueAt: Date | null }) {
  const { nextDueAt, timeZone } = subscription;
  return { nextDueAt, timeZone, words: scheduleInWords(toSchedule(subscription)) };
}

async function lockAddress(tx: Tx, email: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${LOCK_NAMES.subscription + email}, 0))`;
}

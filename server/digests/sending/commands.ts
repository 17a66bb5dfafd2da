import "server-only";
import { setImmediate } from "node:timers/promises";
import { now } from "@/server/platform/clock";
import { db, type Prisma, transact } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { type BulkMail, composeDelivery, type Delivery } from "@/server/platform/mail/mail";
import { CONNECTIONS } from "@/server/platform/mail/smtp";
import { enqueue } from "@/server/platform/queue";
import { GIVE_UP_REASONS, nextRetryAt, readSmtpFailure } from "../bounces/rules";
import { recordFailure } from "../bounces/suppression/commands";
import { prepareMails } from "../composing/mails";
import { SEND } from "../schema";
import { takeAllowance } from "./allowance/commands";
import { DeliveredBatch } from "./delivered";
import { LastCheck } from "./rounds/last-check";
import { Rounds } from "./rounds/rounds";

/** Digests in one round; they are read together. */
const BATCH = 200;
const SOON_MS = 3000;
/** When this many of a round are left, the next round is taken: reading it takes as long as sending some eighty. */
const LAST_FEW = 100;

/** A digest leased by this process, and where it goes. */
export interface TakenDigest {
  id: string;
  subscriptionId: string;
  personId: string | null;
  /** Null without an address, or when the account is suspended or deleted. */
  to: string | null;
  tries: number;
  /** End of the lease: no other process takes it before then. */
  heldUntil: Date;
  unsubscribed: boolean;
  suppressed: boolean;
}

/** A digest that may be sent, and its email, rendered on demand. */
interface ReadyDigest extends TakenDigest {
  mail: () => Promise<BulkMail>;
}

/**
 * Sends waiting digests until none is left, one at a time per connection. Each is composed when its connection has none
 * under way, so that composing overlaps with waiting for the mail server and the database. An accepted digest is marked
 * before the end of the next one of its connection is sent: if the process is killed, at most one per connection is in
 * doubt. Other processes skip leased digests, and those of a killed one wait for the end of the lease.
 * @returns how many were sent
 */
export async function sendWaiting(): Promise<number> {
  const rounds = new Rounds(prepareRound, (round) => new LastCheck(round), LAST_FEW);
  const delivered = new DeliveredBatch(leaseMs());
  const connection = async () => {
    let sent = 0;
    let marked: Promise<void> = Promise.resolve();
    for (let turn = await rounds.next(); turn; turn = await rounds.next()) {
      const { one, check } = turn;
      const delivery = await composeSoon(one);
      if (await giveBackIfLate(one)) {
        rounds.noteGivenBack();
        continue;
      }
      const verdict = await check.verdict(one);
      if (verdict === "silence") await giveUp([{ id: one.id, why: GIVE_UP_REASONS.unsubscribed }]);
      if (verdict !== "yes") continue;
      const before = marked;
      const accepted = await delivered.handOver(one.id, () => handOver(one, delivery, before));
      if (!accepted) continue;
      marked = accepted.marked;
      // It is awaited later, with the next digest or at the end.
      marked.catch(() => {});
      sent++;
    }
    await marked;
    return sent;
  };
  const each = () =>
    connection().catch((error) => {
      rounds.stop();
      throw error;
    });
  const ends = await Promise.allSettled(Array.from({ length: CONNECTIONS }, each));
  return ends.reduce((sum, end) => {
    if (end.status === "rejected") throw end.reason;
    return sum + end.value;
  }, 0);
}

/** Takes and renders the next round; null if nothing is waiting. */
async function prepareRound(): Promise<ReadyDigest[] | null> {
  const taken = await takeRound();
  return taken.length === 0 ? null : readRound(taken);
}

/** Whether a digest is to be tried within seconds, such as one that waits for its turn within the rates. */
export async function isDigestDueSoon(): Promise<boolean> {
  const soon = new Date(now().getTime() + SOON_MS);
  const found = await db.digest.findFirst({
    where: { tryAt: { lte: soon } },
    select: { id: true },
  });
  return found !== null;
}

/** The length of a lease in milliseconds. */
const leaseMs = () => env().DIGEST_LEASE_SECONDS * 1000;

/** Leases digests whose turn it is, by moving their next try to after the end of the lease. */
async function takeRound(): Promise<TakenDigest[]> {
  const at = now();
  return db.$queryRaw<TakenDigest[]>`
    UPDATE "Digest" d SET "tryAt" = ${new Date(at.getTime() + leaseMs())}, tries = d.tries + 1
    FROM (SELECT d.id FROM "Digest" d WHERE d."tryAt" <= ${at}
        ORDER BY d."tryAt", d.id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) w,
      "Subscription" s LEFT JOIN "Person" p ON p.id = s."personId"
    WHERE d.id = w.id AND s.id = d."subscriptionId"
    RETURNING d.id, d."subscriptionId", s."personId", d.tries, d."tryAt" AS "heldUntil",
      s."unsubscribedAt" IS NOT NULL AS unsubscribed,
      CASE WHEN p.id IS NULL THEN s.email WHEN p."suspendedAt" IS NULL AND p."deletedAt" IS NULL THEN p.email END
        AS "to",
      EXISTS (SELECT FROM "SuppressedAddress" x WHERE x.email = lower(coalesce(p.email, s.email)))
        AS suppressed`;
}

/** Renders the digests of a round that may be sent, and records why the others are given up. */
async function readRound(taken: readonly TakenDigest[]): Promise<ReadyDigest[]> {
  const reasons = taken.map((one) => findGiveUpReason(one));
  await giveUp(taken.flatMap(({ id }, at) => (reasons[at] ? [{ id, why: reasons[at] }] : [])));
  const sendable = taken.filter((_, at) => !reasons[at]);
  const allowed = await keepWithinRates(sendable);
  const mails = await prepareMails(allowed.map((one) => ({ ...one, to: one.to ?? "" })));
  await giveUp(
    allowed.flatMap(({ id }) => (mails.get(id) ? [] : [{ id, why: GIVE_UP_REASONS.nothing }])),
  );
  return allowed.flatMap((one) => {
    const mail = mails.get(one.id);
    return mail ? [{ ...one, mail }] : [];
  });
}

function findGiveUpReason({ unsubscribed, to, suppressed }: TakenDigest): string | null {
  if (unsubscribed) return GIVE_UP_REASONS.unsubscribed;
  if (!to) return GIVE_UP_REASONS.nobody;
  return suppressed ? GIVE_UP_REASONS.suppressed : null;
}

async function giveUp(digests: readonly { id: string; why: string }[]): Promise<void> {
  if (digests.length === 0) return;
  await db.$executeRaw`
    UPDATE "Digest" d SET "failedAt" = ${now()}, failure = w.why, "tryAt" = NULL
    FROM unnest(${digests.map(({ id }) => id)}::uuid[], ${digests.map(({ why }) => why)}::text[]) AS w(id, why)
    WHERE d.id = w.id AND d."sentAt" IS NULL`;
}

/** Returns the digests that the rates allow now; the others wait a second, which does not count as a try. */
async function keepWithinRates(wanted: readonly TakenDigest[]): Promise<TakenDigest[]> {
  const { MAILS_PER_SECOND, MAILS_PER_DOMAIN_SECOND } = env();
  const counts = new Map<string, number>();
  for (const one of wanted) counts.set(domainOf(one), (counts.get(domainOf(one)) ?? 0) + 1);
  const at = now();
  const left = await takeAllowance(
    counts,
    { site: MAILS_PER_SECOND, domain: MAILS_PER_DOMAIN_SECOND },
    at,
  );
  const allowed: TakenDigest[] = [];
  const waiting: string[] = [];
  for (const one of wanted) {
    const has = left.get(domainOf(one)) ?? 0;
    left.set(domainOf(one), has - 1);
    if (has > 0) allowed.push(one);
    else waiting.push(one.id);
  }
  if (waiting.length > 0)
    await db.digest.updateMany({
      where: { id: { in: waiting } },
      data: { tryAt: new Date(at.getTime() + 1000), tries: { decrement: 1 } },
    });
  return allowed;
}

function domainOf({ to }: TakenDigest): string {
  return to?.split("@").at(-1)?.toLowerCase() ?? "";
}

/**
 * Gives a digest back if less than half of its lease is left, as with a slow mail server: too little to hand it
 * over.
 * @returns whether it was given back
 */
async function giveBackIfLate({ id, heldUntil }: ReadyDigest): Promise<boolean> {
  if (heldUntil.getTime() - now().getTime() >= leaseMs() / 2) return false;
  await db.digest.updateMany({
    where: { id, tryAt: heldUntil },
    data: { tryAt: now(), tries: { decrement: 1 } },
  });
  return true;
}

/** Renders and composes a digest, after the statement that marks the one before has been sent to the database. */
async function composeSoon(one: ReadyDigest): Promise<Delivery> {
  await setImmediate();
  return composeDelivery(await one.mail());
}

/** Hands a digest to the mail server. @param marked the mark of the one before @returns whether it was accepted */
async function handOver(
  one: ReadyDigest,
  { to, send }: Delivery,
  marked: Promise<void>,
): Promise<boolean> {
  try {
    await send(marked);
    return true;
  } catch (error) {
    // If the mark has failed, that is the fault, and nothing was tried.
    await marked;
    await recordFailedTry(one, to, error);
    return false;
  }
}

async function recordFailedTry(
  { id, tries }: TakenDigest,
  to: string,
  error: unknown,
): Promise<void> {
  const failure = readSmtpFailure(error);
  const { permanent, words } = failure;
  log.warn({ digest: id, tries, permanent, status: failure.status }, "digest not sent");
  const again = permanent ? null : nextRetryAt(tries, now());
  await db.digest.updateMany({
    where: { id, sentAt: null },
    data: { tryAt: again, failure: words, failedAt: again ? null : now() },
  });
  if (permanent) {
    await recordFailure({ ...failure, email: to.toLowerCase(), complaint: false, digestId: id });
  }
}

/** Puts failed digests back in the queue, with all their tries. @returns how many */
export function retryFailed(which: Prisma.DigestWhereInput): Promise<number> {
  return transact(async (tx) => {
    const { count } = await tx.digest.updateMany({
      where: {
        failedAt: { not: null },
        failure: { notIn: Object.values(GIVE_UP_REASONS) },
        AND: which,
      },
      data: { failedAt: null, tryAt: now(), tries: 0 },
    });
    if (count > 0) await enqueue(tx, SEND, {});
    return count;
  });
}

// Writes the digests of subscriptions that are due, batch by batch.
import "server-only";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { isTimeZone } from "@/server/platform/text/inputs";
import { claimSubscriptions } from "../claiming/commands";
import { latestDue, nextUnpausedDue, type PausableSchedule, periodOf } from "../schedule/rules";
import type { Length } from "../schema";
import { writeDigests } from "./commands";

/** Most subscriptions in one transaction. */
const BATCH = 200;

interface DueSubscription extends PausableSchedule {
  id: string;
  personId: string | null;
  email: string | null;
  length: Length;
  skipsEmpty: boolean;
  nextDueAt: Date;
  since: Date;
}

/**
 * Writes a digest with its items for every subscription that is due, batch by batch; other processes skip
 * subscriptions that this one has locked. A digest late by more than DIGEST_LATE_HOURS is left out; if several
 * were missed, only the last one is written.
 * @returns how many digests were written
 */
export async function writeDueDigests(): Promise<number> {
  let written = 0;
  for (;;) {
    const { taken, digests } = await transact(writeBatch);
    written += digests;
    if (taken < BATCH) return written;
  }
}

async function writeBatch(tx: Tx): Promise<{ taken: number; digests: number }> {
  const at = now();
  const taken = await tx.$queryRaw<DueSubscription[]>`
    SELECT s.id, s."personId", s.email, s.cadence::text AS cadence, s.days, s."dayOfMonth", s.hour, s.minute,
      s."timeZone", s."fromDay"::text AS "fromDay", s."pausedUntil"::text AS "pausedUntil",
      s.length::text AS length, s."skipsEmpty", s."nextDueAt",
      coalesce((SELECT max(d."createdAt") FROM "Digest" d WHERE d."subscriptionId" = s.id), s."createdAt")
        AS since
    FROM "Subscription" s WHERE s."nextDueAt" <= ${at} AND s."unsubscribedAt" IS NULL
    ORDER BY s."nextDueAt" LIMIT ${BATCH} FOR UPDATE OF s SKIP LOCKED`;
  if (taken.length === 0) return { taken: 0, digests: 0 };
  const due = (await claimForOwners(tx, taken)).map(withKnownZone);
  const turns = due.map((one) => turnOf(one, at));
  await tx.$executeRaw`
    UPDATE "Subscription" s SET "nextDueAt" = n.at
    FROM unnest(${due.map(({ id }) => id)}::uuid[], ${turns.map(({ next }) => next)}::timestamptz[])
      AS n(id, at) WHERE s.id = n.id`;
  const wanted = due.flatMap((one, at) => {
    const { dueAt } = turns[at] ?? {};
    return dueAt ? [{ ...one, dueAt, period: periodOf(one, dueAt) }] : [];
  });
  return { taken: taken.length, digests: await writeDigests(tx, wanted, at) };
}

/** Returns when a digest was last due, if that is not too long ago, and when the next one is. */
function turnOf(due: DueSubscription, at: Date): { dueAt: Date | null; next: Date | null } {
  const latest = latestDue(due, due.nextDueAt, at);
  const lateMs = at.getTime() - latest.getTime();
  const inTime = lateMs <= env().DIGEST_LATE_HOURS * 3_600_000;
  return { dueAt: inTime ? latest : null, next: nextUnpausedDue(due, at) };
}

/** Claims subscriptions of addresses that have become a person's since they subscribed. */
async function claimForOwners(tx: Tx, due: readonly DueSubscription[]): Promise<DueSubscription[]> {
  const emails = due.flatMap(({ email }) => email ?? []);
  if (emails.length === 0) return [...due];
  const owners = await tx.person.findMany({
    where: { email: { in: emails } },
    select: { id: true, email: true },
  });
  if (owners.length === 0) return [...due];
  const ownerOf = new Map(owners.map(({ id, email }) => [email, id]));
  await claimSubscriptions(
    tx,
    owners.flatMap(({ id, email }) => (email ? [{ personId: id, email }] : [])),
  );
  return due.map((one) => ({ ...one, personId: one.personId ?? ownerOf.get(one.email) ?? null }));
}

/** Falls back to UTC for a time zone unknown to this machine: an error would hold back everyone's digests. */
function withKnownZone(due: DueSubscription): DueSubscription {
  return isTimeZone(due.timeZone) ? due : { ...due, timeZone: "UTC" };
}

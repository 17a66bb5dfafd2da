import "server-only";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/db";
import { enqueueAll } from "@/server/platform/queue";
import { isTimeZone } from "@/server/platform/text";
import { takeOver } from "./commands";
import { nextAfterDigest, periodOf, type Schedule } from "./rules";
import { DIGEST_PAPERS, SEND } from "./schema";

/** Subscriptions that one transaction takes. */
const BATCH = 200;
/** A digest that was not sent for so long, and for which no job waits, has lost its job. */
const LOST_MS = 15 * 60 * 1000;
/** Older ones nobody wants any more. */
const STALE_MS = 2 * 24 * 3600 * 1000;

interface Due extends Schedule {
  id: string;
  email: string | null;
}

/**
 * Takes what is due, writes a digest for each and puts its sending into the queue, in one transaction;
 * other processes pass over what this one holds. After a time out of service each comes once.
 * @returns how many digests were written
 */
export async function takeDue(): Promise<number> {
  let written = 0;
  for (;;) {
    const { taken, digests } = await transact(takeBatch);
    written += digests;
    if (taken < BATCH) return written;
  }
}

async function takeBatch(tx: Tx): Promise<{ taken: number; digests: number }> {
  const at = now();
  const taken = await tx.$queryRaw<Due[]>`
    SELECT id, email, cadence::text AS cadence, hour, weekday, "timeZone" FROM "Subscription"
    WHERE "nextDueAt" <= ${at} ORDER BY "nextDueAt" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
  if (taken.length === 0) return { taken: 0, digests: 0 };
  const owned = await giveToOwners(tx, taken);
  const due = taken.filter(({ id }) => !owned.has(id)).map(inKnownZone);
  const ids = due.map(({ id }) => id);
  const next = due.map((schedule) => nextAfterDigest(schedule, at));
  await tx.$executeRaw`
    UPDATE "Subscription" s SET "nextDueAt" = n.at
    FROM unnest(${ids}::uuid[], ${next}::timestamptz[]) AS n(id, at) WHERE s.id = n.id`;
  const papers = await freshPapers(tx, ids);
  const rows = due
    .filter(({ id }) => (papers.get(id)?.length ?? 0) > 0)
    .map(({ id, timeZone }) => ({
      subscriptionId: id,
      period: periodOf(at, timeZone),
      paperIds: papers.get(id) ?? [],
      createdAt: at,
    }));
  // One a subscription and local day: the unique index has the last word.
  const digests = await tx.digest.createManyAndReturn({
    data: rows,
    skipDuplicates: true,
    select: { id: true },
  });
  await enqueueSending(tx, digests);
  return { taken: taken.length, digests: digests.length };
}

/**
 * Since it subscribed, an address may have become that of a person with a subscription: their choice
 * holds, and nobody gets two mails.
 */
async function giveToOwners(tx: Tx, due: Due[]): Promise<Set<string>> {
  const emails = due.flatMap(({ email }) => (email ? [email] : []));
  if (emails.length === 0) return new Set();
  const owned = await tx.$queryRaw<{ id: string; personId: string; email: string }[]>`
    SELECT s.id, p.id AS "personId", s.email FROM "Subscription" s
    JOIN "Person" p ON p.email = s.email JOIN "Subscription" o ON o."personId" = p.id
    WHERE s.email = ANY(${emails})`;
  for (const { personId, email } of owned) await takeOver(tx, personId, email);
  return new Set(owned.map(({ id }) => id));
}

/** A zone that this machine has forgotten must not keep back everybody else's digest. */
function inKnownZone(due: Due): Due {
  return isTimeZone(due.timeZone) ? due : { ...due, timeZone: "UTC" };
}

/** For each subscription the papers that trend most and were in none of its digests yet. */
async function freshPapers(tx: Tx, ids: string[]): Promise<Map<string, string[]>> {
  const rows = await tx.$queryRaw<{ id: string; papers: string[] }[]>`
    SELECT s.id, ARRAY(
      SELECT p.id::text FROM "Paper" p
      WHERE NOT EXISTS (SELECT FROM "Digest" d WHERE d."subscriptionId" = s.id AND p.id = ANY(d."paperIds"))
      ORDER BY p.heat DESC, p.id LIMIT ${DIGEST_PAPERS}
    ) AS papers
    FROM unnest(${ids}::uuid[]) AS s(id)`;
  return new Map(rows.map(({ id, papers }) => [id, papers]));
}

/** Puts those back into the queue that are written and unsent, and that no job waits for: after a restored backup. */
export async function findLost(): Promise<number> {
  const at = now().getTime();
  return transact(async (tx) => {
    const lost = await tx.$queryRaw<{ id: string }[]>`
      SELECT d.id FROM "Digest" d JOIN "Subscription" s ON s.id = d."subscriptionId"
      WHERE d."sentAt" IS NULL AND s."unsubscribedAt" IS NULL
        AND d."createdAt" BETWEEN ${new Date(at - STALE_MS)} AND ${new Date(at - LOST_MS)}
        AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = 'digest:' || d.id)
      LIMIT ${BATCH}`;
    await enqueueSending(tx, lost);
    return lost.length;
  });
}

function enqueueSending(tx: Tx, digests: readonly { id: string }[]): Promise<void> {
  const entries = digests.map(({ id }) => ({ payload: { digestId: id }, key: `digest:${id}` }));
  return enqueueAll(tx, SEND, entries);
}

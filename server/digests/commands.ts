import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { type Limit, spend } from "@/server/platform/limits";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { nextDue, periodOf, type Schedule } from "./rules";
import {
  CONFIRM_MAIL,
  DIGEST_PAPERS,
  SEND,
  type subscribeInput,
  type subscriptionInput,
} from "./schema";
import { sign, verified } from "./signed-link";

const PER_ADDRESS: Limit = { name: "subscribe-address", points: 3, perSeconds: 3600 };
const PER_IP: Limit = { name: "subscribe-ip", points: 20, perSeconds: 3600 };
/** A confirmation is worth this long. */
const CONFIRM_MS = 3 * 24 * 3600 * 1000;
/** Subscriptions that one transaction takes. */
const BATCH = 200;

/** Sets when the viewer's digest comes. One that the address has by itself is taken over. */
export async function setSubscription(
  viewer: Viewer,
  schedule: z.output<typeof subscriptionInput>,
): Promise<void> {
  await transact(async (tx) => {
    const { email } = await tx.person.findUniqueOrThrow({
      where: { id: viewer.id },
      select: { email: true },
    });
    if (!email && schedule.cadence !== "off") {
      refuse("INVALID", { say: "Enter a mail address in the settings first." });
    }
    if (email) await tx.subscription.deleteMany({ where: { email } });
    const data = {
      ...schedule,
      confirmedAt: now(),
      unsubscribedAt: null,
      nextDueAt: nextDue(schedule, now()),
    };
    await tx.subscription.upsert({
      where: { personId: viewer.id },
      create: { personId: viewer.id, ...data },
      update: data,
    });
  });
}

/** Mails a link that confirms. The answer is the same for known and unknown addresses. */
export async function requestSubscription(
  input: z.output<typeof subscribeInput>,
  ip: string,
): Promise<void> {
  await spend(PER_IP, ip);
  await spend(PER_ADDRESS, input.email);
  const token = sign("subscribe", { ...input, until: now().getTime() + CONFIRM_MS });
  const link = `${env().SITE_URL}/subscribe/confirm?token=${token}`;
  await transact((tx) => enqueue(tx, CONFIRM_MAIL, { to: input.email, link }));
}

/** Opens the subscription that a mailed link proves. @throws Refusal EXPIRED */
export async function confirmSubscription(token: string): Promise<void> {
  const content = verified("subscribe", token);
  if (!content || Number(content.until) < now().getTime()) refuse("EXPIRED");
  const email = String(content.email);
  const schedule: Schedule = {
    cadence: "daily",
    hour: 8,
    weekday: 1,
    timeZone: String(content.timeZone),
  };
  const data = {
    ...schedule,
    confirmedAt: now(),
    unsubscribedAt: null,
    nextDueAt: nextDue(schedule, now()),
  };
  await transact(async (tx) => {
    const person = await tx.person.findUnique({ where: { email }, select: { id: true } });
    const where = person ? { personId: person.id } : { email };
    await tx.subscription.upsert({ where, create: { ...where, ...data }, update: data });
  });
}

/** Ends the subscription that a link from its mail names. Safe to repeat. @throws Refusal EXPIRED */
export async function unsubscribe(token: string): Promise<void> {
  const id = verified("unsubscribe", token)?.id;
  if (typeof id !== "string")
    refuse("EXPIRED", { say: "This link is not complete. Open it from the mail again." });
  await db.subscription.updateMany({
    where: { id, unsubscribedAt: null },
    data: { unsubscribedAt: now(), nextDueAt: null },
  });
}

interface Due extends Schedule {
  id: string;
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
  const due = await tx.$queryRaw<Due[]>`
    SELECT id, cadence::text AS cadence, hour, weekday, "timeZone" FROM "Subscription"
    WHERE "nextDueAt" <= ${at} ORDER BY "nextDueAt" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
  if (due.length === 0) return { taken: 0, digests: 0 };
  const ids = due.map(({ id }) => id);
  const next = due.map((schedule) => nextDue(schedule, at));
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
  for (const { id } of digests) await enqueue(tx, SEND, { digestId: id }, { key: `digest:${id}` });
  return { taken: due.length, digests: digests.length };
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

import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/db";
import { type Limit, spend } from "@/server/platform/limits";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { inWords, nextDue, periodOf, type Schedule } from "./rules";
import { CONFIRM_MAIL, type subscribeInput, type subscriptionInput } from "./schema";
import { verified } from "./signed-link";

const PER_ADDRESS: Limit = { name: "subscribe-address", points: 3, perSeconds: 3600 };
const PER_IP: Limit = { name: "subscribe-ip", points: 20, perSeconds: 3600 };
/** A confirmation is worth this long. */
const CONFIRM_MS = 3 * 24 * 3600 * 1000;
/** What an address gets that has chosen nothing else. */
const USUAL = { cadence: "daily", hour: 8, weekday: 1 } as const;

/** Sets when the viewer's digest comes. One that the address has by itself is taken over. */
export async function setSubscription(
  viewer: Viewer,
  schedule: z.output<typeof subscriptionInput>,
): Promise<void> {
  await transact(async (tx) => {
    const person = await lockPerson(tx, { id: viewer.id });
    const off = schedule.cadence === "off";
    if (!person?.email && !off) {
      refuse("INVALID", { say: "Enter a mail address in the settings first.", field: "cadence" });
    }
    if (person?.email) await takeOver(tx, person.id, person.email);
    const own = await tx.subscription.findUnique({ where: { personId: viewer.id } });
    const data = {
      ...schedule,
      confirmedAt: own?.confirmedAt ?? now(),
      unsubscribedAt: off ? now() : null,
      nextDueAt: await firstDue(tx, own?.id, schedule),
    };
    if (own) await tx.subscription.update({ where: { id: own.id }, data });
    else await tx.subscription.create({ data: { personId: viewer.id, ...data } });
  });
}

/** Mails a link that confirms. The answer is the same for known and unknown addresses. */
export async function requestSubscription(
  input: z.output<typeof subscribeInput>,
  ip: string,
): Promise<void> {
  await spend(PER_IP, ip);
  await spend(PER_ADDRESS, input.email);
  const askedAt = now().toISOString();
  await transact((tx) => enqueue(tx, CONFIRM_MAIL, { ...input, askedAt }));
}

/**
 * Opens the subscription that a mailed link proves, or that of the person whose address it is. What is
 * running keeps its schedule, what was switched off after the link was asked for stays off.
 * @returns when the first digest comes, and the schedule in words
 * @throws Refusal EXPIRED
 */
export async function confirmSubscription(token: string) {
  const content = verified("subscribe", token);
  if (!content || content.askedAt + CONFIRM_MS < now().getTime()) refuse("EXPIRED");
  const { email, timeZone, askedAt } = content;
  return transact(async (tx) => {
    const person = await lockPerson(tx, { email });
    await lockAddress(tx, email);
    if (person) await takeOver(tx, person.id, email);
    const where = person ? { personId: person.id } : { email };
    const found = await tx.subscription.findUnique({ where });
    const off = !found || found.cadence === "off" || found.unsubscribedAt !== null;
    if (found?.unsubscribedAt && found.unsubscribedAt.getTime() >= askedAt) {
      refuse("EXPIRED", {
        say: "This address was unsubscribed after this link was asked for. Subscribe again for a new one.",
      });
    }
    if (found && person && !off) return answer(found);
    const schedule: Schedule = {
      ...(found ?? USUAL),
      cadence: found && found.cadence !== "off" ? found.cadence : USUAL.cadence,
      // Who has no account tells the time zone by subscribing.
      timeZone: person && found ? found.timeZone : timeZone,
    };
    const { cadence, hour, weekday } = schedule;
    const data = {
      ...{ cadence, hour, weekday, timeZone: schedule.timeZone },
      confirmedAt: now(),
      unsubscribedAt: null,
      nextDueAt: await firstDue(tx, found?.id, schedule),
    };
    if (found) await tx.subscription.update({ where, data });
    else await tx.subscription.create({ data: { ...where, ...data } });
    return answer(data);
  });
}

function answer(subscription: Schedule & { nextDueAt: Date | null }) {
  const { nextDueAt, timeZone } = subscription;
  return { nextDueAt, timeZone, words: inWords(subscription) };
}

/** Ends the subscription that a link from its mail names. Safe to repeat. @throws Refusal EXPIRED */
export async function unsubscribe(token: string): Promise<void> {
  const content = verified("unsubscribe", token);
  if (!content)
    refuse("EXPIRED", { say: "This link is not complete. Open it from the mail again." });
  const { id, email } = content;
  const there = await db.subscription.findUnique({ where: { id }, select: { id: true } });
  // An account that took the subscription over may have kept one of its own instead.
  await db.subscription.updateMany({
    where: {
      ...(there ? { id } : { OR: [{ email }, { person: { email } }] }),
      unsubscribedAt: null,
    },
    data: { unsubscribedAt: now(), nextDueAt: null },
  });
}

/** Locks a person's row, so that all that is done about the subscription comes one by one. */
async function lockPerson(tx: Tx, { id, email }: { id?: string; email?: string }) {
  const [person] = await tx.$queryRaw<{ id: string; email: string | null }[]>`
    SELECT id, email FROM "Person"
    WHERE id = ${id ?? null}::uuid OR email = ${email ?? null}::text FOR UPDATE`;
  return person ?? null;
}

/** The same for an address that may be nobody's. */
async function lockAddress(tx: Tx, email: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`subscription ${email}`}, 0))`;
}

/**
 * Makes the subscription that an address has by itself the person's. Where the person has one, that one
 * stays as it was chosen and gets the past digests, so that no paper comes twice and none a second time
 * today.
 */
export async function takeOver(tx: Tx, personId: string, email: string): Promise<void> {
  await lockAddress(tx, email);
  const bare = await tx.subscription.findUnique({ where: { email }, select: { id: true } });
  if (!bare) return;
  const own = await tx.subscription.findUnique({ where: { personId }, select: { id: true } });
  if (!own) {
    await tx.subscription.update({ where: { id: bare.id }, data: { personId, email: null } });
    return;
  }
  await tx.$executeRaw`
    UPDATE "Digest" d SET "subscriptionId" = ${own.id}::uuid WHERE d."subscriptionId" = ${bare.id}::uuid
      AND NOT EXISTS (SELECT FROM "Digest" o
        WHERE o."subscriptionId" = ${own.id}::uuid AND o.period = d.period)`;
  await tx.subscription.delete({ where: { id: bare.id } });
}

/** When the first digest of a schedule comes: not on a local day that had one already. */
async function firstDue(tx: Tx, id: string | undefined, schedule: Schedule): Promise<Date | null> {
  let due = nextDue(schedule, now());
  while (id && due) {
    const period = periodOf(due, schedule.timeZone);
    const had = await tx.digest.findUnique({
      where: { subscriptionId_period: { subscriptionId: id, period } },
      select: { id: true },
    });
    if (!had) break;
    due = nextDue(schedule, due);
  }
  return due;
}

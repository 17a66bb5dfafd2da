import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { writeDigests } from "../gathering/commands";
import { localDate, nextUnpausedDue } from "../schedule/rules";
import {
  type changeInput,
  NOW_PER_HOUR,
  SEND,
  SUBSCRIPTIONS_MAX,
  type SubscriptionInput,
  type subscriptionIdInput,
} from "../schema";
import { findFirstDue, toSchedule, toSourceRows } from "./queries";

const SEND_NOW: Limit = { name: "digest-now", points: NOW_PER_HOUR, perSeconds: 3600 };

/** Creates a subscription of the viewer. @returns its id */
export async function createSubscription(
  viewer: Viewer,
  input: SubscriptionInput,
): Promise<{ id: string }> {
  return transact(async (tx) => {
    await lockViewerWithAddress(tx, viewer, input);
    return insertSubscription(tx, viewer, input);
  });
}

/** Creates a subscription of the viewer, whose row is locked. @throws Refusal INVALID if they have too many */
export async function insertSubscription(
  tx: Tx,
  viewer: Viewer,
  input: SubscriptionInput,
): Promise<{ id: string }> {
  await demandRoom(tx, viewer.id);
  const { sources, ...schedule } = input;
  const data = toScheduleRow(schedule);
  return tx.subscription.create({
    data: {
      ...data,
      personId: viewer.id,
      confirmedAt: now(),
      createdAt: now(),
      nextDueAt: nextUnpausedDue(toSchedule(data), now()),
      sources: { create: await toSourceRows(tx, viewer.id, sources) },
    },
    select: { id: true },
  });
}

/** @throws Refusal INVALID if a person has SUBSCRIPTIONS_MAX subscriptions */
export async function demandRoom(tx: Tx, personId: string): Promise<void> {
  const count = await tx.subscription.count({ where: { personId } });
  if (count < SUBSCRIPTIONS_MAX) return;
  refuse("INVALID", {
    say: `You already have ${SUBSCRIPTIONS_MAX} subscriptions. Delete one, or add to one you have.`,
  });
}

/** Changes a subscription of the viewer, and opens it again if it was ended. */
export async function changeSubscription(
  viewer: Viewer,
  { subscriptionId, subscription }: z.output<typeof changeInput>,
): Promise<void> {
  await transact(async (tx) => {
    await lockViewerWithAddress(tx, viewer, subscription);
    const own = await lockOwnSubscription(tx, viewer, subscriptionId);
    const { sources, ...schedule } = subscription;
    const data = toScheduleRow(schedule, own);
    const rows = await toSourceRows(tx, viewer.id, sources, subscriptionId);
    await tx.digestSource.deleteMany({ where: { subscriptionId } });
    await tx.subscription.update({
      where: { id: subscriptionId },
      data: {
        ...data,
        unsubscribedAt: schedule.cadence === "off" ? now() : null,
        nextDueAt: await findFirstDue(tx, subscriptionId, toSchedule(data)),
        sources: { create: rows },
      },
    });
  });
}

/** Sends a digest of the viewer now, regardless of its schedule, with the items of the next one. */
export async function sendNow(
  viewer: Viewer,
  { subscriptionId }: z.output<typeof subscriptionIdInput>,
): Promise<{ written: boolean }> {
  await spend(SEND_NOW, viewer.id);
  return transact(async (tx) => {
    await lockViewerWithAddress(tx, viewer, { cadence: "now" });
    await lockOwnSubscription(tx, viewer, subscriptionId);
    const own = await tx.subscription.findUniqueOrThrow({
      where: { id: subscriptionId },
      select: {
        length: true,
        createdAt: true,
        unsubscribedAt: true,
        digests: { select: { createdAt: true }, orderBy: { createdAt: "desc" }, take: 1 },
      },
    });
    if (own.unsubscribedAt)
      refuse("CLOSED", { say: "This subscription has ended. Start it again first." });
    const at = now();
    const wanted = {
      id: subscriptionId,
      personId: viewer.id,
      length: own.length,
      skipsEmpty: true,
      since: own.digests[0]?.createdAt ?? own.createdAt,
      dueAt: at,
      period: at.toISOString(),
    };
    const written = (await writeDigests(tx, [wanted], at)) > 0;
    if (written) await enqueue(tx, SEND, {});
    return { written };
  });
}

/** Deletes a subscription of the viewer, with its past digests. Safe to repeat. */
export async function deleteSubscription(
  viewer: Viewer,
  { subscriptionId }: z.output<typeof subscriptionIdInput>,
): Promise<void> {
  await db.subscription.deleteMany({ where: { id: subscriptionId, personId: viewer.id } });
}

/** A schedule as entered. */
type Schedule = Omit<SubscriptionInput, "sources">;

/**
 * Converts a schedule to its columns. Fortnights are counted as before, unless another first day is given; a
 * pause that is over is dropped.
 */
export function toScheduleRow(schedule: Schedule, before?: { fromDay: Date }) {
  const { fromDay, pausedUntil, days, ...rest } = schedule;
  const today = localDate(now(), schedule.timeZone);
  return {
    ...rest,
    // Weekly and fortnightly use one day; sorted, so that the same choice is the same row.
    days: rest.cadence === "weekdays" ? [...new Set(days)].sort((a, b) => a - b) : days.slice(0, 1),
    fromDay: fromDay ? new Date(fromDay) : (before?.fromDay ?? new Date(today)),
    pausedUntil: pausedUntil !== null && pausedUntil > today ? new Date(pausedUntil) : null,
  };
}

/**
 * Locks the viewer's row, so that changes to their subscriptions come one by one. @throws Refusal INVALID if
 * they have no address to send to
 */
export async function lockViewerWithAddress(
  tx: Tx,
  viewer: Viewer,
  { cadence }: { cadence: string },
): Promise<void> {
  const [person] = await tx.$queryRaw<{ email: string | null }[]>`
    SELECT email FROM "Person" WHERE id = ${viewer.id}::uuid FOR UPDATE`;
  if (!person?.email && cadence !== "off") {
    refuse("INVALID", { say: "Enter an email address in the settings first.", field: "cadence" });
  }
}

async function lockOwnSubscription(tx: Tx, viewer: Viewer, id: string) {
  const [own] = await tx.$queryRaw<{ fromDay: Date }[]>`
    SELECT "fromDay" FROM "Subscription"
    WHERE id = ${id}::uuid AND "personId" = ${viewer.id}::uuid FOR UPDATE`;
  return own ?? refuse("NOT_FOUND");
}

/** Deletes all subscriptions of a person. */
export async function forgetPerson(tx: Tx, personId: string): Promise<void> {
  await tx.subscription.deleteMany({ where: { personId } });
}

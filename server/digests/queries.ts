import "server-only";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/db";
import { inWords } from "./rules";

const SCHEDULE = {
  cadence: true,
  hour: true,
  weekday: true,
  timeZone: true,
  nextDueAt: true,
  unsubscribedAt: true,
} as const;

/**
 * The viewer's subscription, in plain words, and where it goes to: their own, or the one that their
 * address has by itself, which becomes theirs when they change it. Off where there is none.
 */
export async function mySubscription(viewer: Viewer) {
  const { email, subscription: own } = await db.person.findUniqueOrThrow({
    where: { id: viewer.id },
    select: { email: true, subscription: { select: SCHEDULE } },
  });
  const byAddress =
    email && !own ? await db.subscription.findUnique({ where: { email }, select: SCHEDULE }) : null;
  const found = own ?? byAddress;
  const { unsubscribedAt = null, ...schedule } = found ?? {
    cadence: "off" as const,
    hour: 8,
    weekday: 1,
    timeZone: viewer.timeZone,
    nextDueAt: null,
  };
  const current = unsubscribedAt
    ? { ...schedule, cadence: "off" as const, nextDueAt: null }
    : schedule;
  return { ...current, words: inWords(current), email };
}

import "server-only";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/db";
import { inWords } from "./rules";

/** The viewer's own subscription, in plain words; off where there is none. */
export async function mySubscription(viewer: Viewer) {
  const found = await db.subscription.findUnique({
    where: { personId: viewer.id },
    select: {
      cadence: true,
      hour: true,
      weekday: true,
      timeZone: true,
      nextDueAt: true,
      unsubscribedAt: true,
    },
  });
  const off = {
    cadence: "off" as const,
    hour: 8,
    weekday: 1,
    timeZone: viewer.timeZone,
    nextDueAt: null,
  };
  const { unsubscribedAt, ...schedule } = found ?? { ...off, unsubscribedAt: null };
  const current = unsubscribedAt
    ? { ...schedule, cadence: "off" as const, nextDueAt: null }
    : schedule;
  return { ...current, words: inWords(current) };
}

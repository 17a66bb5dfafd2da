import { SUBSCRIBE, type SubscriptionFields, subscriptionInput } from "@/server/digests/schema";
import { confirmSubscription } from "@/server/digests/subscriptions/by-address";
import { createSubscription } from "@/server/digests/subscriptions/commands";
import { importPapers } from "@/server/papers/commands";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { sign } from "@/server/platform/secrets/signed-link";

let next = 0;

/** Papers that nobody has upvoted yet. */
export async function papers(count: number): Promise<void> {
  const made = Array.from({ length: count }, () => `Paper ${++next}`);
  await importPapers(made.map((title) => ({ title, abstract: "x", authors: ["A"] })));
}

/** An address that nobody has yet. */
export const address = () => `reader-${++next}@example.org`;

/** Every day at eight in Berlin, trending papers. */
export const DAILY: SubscriptionFields = {
  cadence: "daily",
  hour: 8,
  timeZone: "Europe/Berlin",
  sources: [{ kind: "trending" }],
};

/** A subscription of somebody, as DAILY where nothing else is said. @returns its id */
export async function subscribed(
  viewer: Viewer,
  choices: Partial<SubscriptionFields> = {},
): Promise<string> {
  const { id } = await createSubscription(
    viewer,
    subscriptionInput.parse({ ...DAILY, ...choices }),
  );
  return id;
}

/** The link that confirms what an address asked for at this instant. */
export function confirmLink(email: string, timeZone: string, askedAt: Date): string {
  return sign(SUBSCRIBE, { email, timeZone, askedAt: askedAt.getTime() });
}

/** An address that subscribed by itself. @returns its subscription's id */
export async function bare(email: string, askedAt: Date, timeZone = "Europe/Berlin") {
  await confirmSubscription(confirmLink(email, timeZone, askedAt));
  return (await db.subscription.findUniqueOrThrow({ where: { email } })).id;
}

/** The contents of a subscription's digests, latest first. */
export async function saidIn(subscriptionId: string): Promise<string[][]> {
  const digests = await db.digest.findMany({
    where: { subscriptionId },
    select: { items: { select: { subject: true }, orderBy: { position: "asc" } } },
    orderBy: { createdAt: "desc" },
  });
  return digests.map(({ items }) => items.map(({ subject }) => subject));
}

/** Sets the clock. @returns the instant */
export function at(instant: string): Date {
  setClock(new Date(instant));
  return new Date(instant);
}

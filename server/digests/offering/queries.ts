import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx } from "@/server/platform/database/db";
import { SOURCES_MAX, SUBSCRIPTIONS_MAX } from "../schema";

/** Days after joining for which a group's page offers its digest. */
const OFFERED_DAYS = 14;

/** A digest with a group: a new one, or one that the member has already and that takes the group in. */
export type Offer = { way: "new" } | { way: "add"; subscriptionId: string };

/** Finds what a new member is offered; null for somebody who has it, cannot have it, or joined long ago. */
export async function findOffer(scope: MemberScope): Promise<Offer["way"] | null> {
  const since = new Date(now().getTime() - OFFERED_DAYS * 864e5);
  return (await findPossibleOffer(db, scope, since))?.way ?? null;
}

interface Found {
  subscriptions: number;
  /** Whether a digest brings the group already. */
  has: boolean;
  /** The first digest that has room for another source. */
  room: string | null;
}

/**
 * Finds the digest that can take a group in; null if one has it, or if there is no room or no address.
 * @param since the time before which members joined too long ago
 */
export async function findPossibleOffer(
  tx: Tx,
  { viewer, group }: MemberScope,
  since = new Date(0),
): Promise<Offer | null> {
  const [found] = await tx.$queryRaw<Found[]>`
    SELECT (SELECT count(*)::int FROM "Subscription" u WHERE u."personId" = p.id) AS subscriptions,
      EXISTS (SELECT FROM "Subscription" u JOIN "DigestSource" s ON s."subscriptionId" = u.id
        WHERE u."personId" = p.id AND u."unsubscribedAt" IS NULL AND s."groupId" = m."groupId") AS has,
      (SELECT u.id::text FROM "Subscription" u WHERE u."personId" = p.id AND u."unsubscribedAt" IS NULL
        AND (SELECT count(*) FROM "DigestSource" s WHERE s."subscriptionId" = u.id) < ${SOURCES_MAX}
        ORDER BY u."createdAt", u.id LIMIT 1) AS room
    FROM "Membership" m JOIN "Person" p ON p.id = m."personId" AND p.email IS NOT NULL
    WHERE m."personId" = ${viewer.id}::uuid AND m."groupId" = ${group.id}::uuid AND m."joinedAt" > ${since}`;
  if (!found || found.has) return null;
  if (found.room) return { way: "add", subscriptionId: found.room };
  return found.subscriptions < SUBSCRIPTIONS_MAX ? { way: "new" } : null;
}

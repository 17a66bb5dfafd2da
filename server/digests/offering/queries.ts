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
  const { joinedAt } = await db.membership.findUniqueOrThrow({
    where: { groupId_personId: { groupId: scope.group.id, personId: scope.viewer.id } },
    select: { joinedAt: true },
  });
  if (now().getTime() - joinedAt.getTime() > OFFERED_DAYS * 864e5) return null;
  return (await findPossibleOffer(db, scope))?.way ?? null;
}

/** Finds the digest that can take a group in; null if one has it, or if there is no room or no address. */
export async function findPossibleOffer(
  tx: Tx,
  { viewer, group }: MemberScope,
): Promise<Offer | null> {
  const [found] = await tx.$queryRaw<
    { reachable: boolean; has: boolean; count: number; room: string | null }[]
  >`
    SELECT p.email IS NOT NULL AS reachable,
      (SELECT count(*)::int FROM "Subscription" u WHERE u."personId" = p.id) AS count,
      EXISTS (SELECT FROM "Subscription" u JOIN "DigestSource" s ON s."subscriptionId" = u.id
        WHERE u."personId" = p.id AND u."unsubscribedAt" IS NULL AND s."groupId" = ${group.id}::uuid) AS has,
      (SELECT u.id::text FROM "Subscription" u WHERE u."personId" = p.id AND u."unsubscribedAt" IS NULL
        AND (SELECT count(*) FROM "DigestSource" s WHERE s."subscriptionId" = u.id) < ${SOURCES_MAX}
        ORDER BY u."createdAt", u.id LIMIT 1) AS room
    FROM "Person" p WHERE p.id = ${viewer.id}::uuid`;
  if (!found?.reachable || found.has) return null;
  if (found.room) return { way: "add", subscriptionId: found.room };
  return found.count < SUBSCRIPTIONS_MAX ? { way: "new" } : null;
}

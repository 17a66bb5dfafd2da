import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { transact } from "@/server/platform/database/db";
import { type SubscriptionInput, subscriptionInput } from "../schema";
import { insertSubscription, lockViewerWithAddress } from "../subscriptions/commands";
import { findPossibleOffer } from "./queries";

/**
 * Puts a group into the member's first digest, or makes a weekly one with it. Does nothing where one has it already.
 * @throws Refusal INVALID without an email address
 */
export async function acceptOffer(scope: MemberScope): Promise<{ way: "new" | "add" | null }> {
  const { viewer, group } = scope;
  const weekly: SubscriptionInput = subscriptionInput.parse({
    cadence: "weekly",
    days: [1],
    timeZone: viewer.timeZone,
    sources: [{ kind: "group", group: group.slug }],
  });
  return transact(async (tx) => {
    await lockViewerWithAddress(tx, viewer, weekly);
    const offer = await findPossibleOffer(tx, scope);
    if (!offer) return { way: null };
    if (offer.way === "new") await insertSubscription(tx, viewer, weekly);
    else {
      const { subscriptionId } = offer;
      const { _max } = await tx.digestSource.aggregate({
        where: { subscriptionId },
        _max: { position: true },
      });
      await tx.digestSource.create({
        data: {
          subscriptionId,
          kind: "group",
          groupId: group.id,
          position: (_max.position ?? 0) + 1,
        },
      });
    }
    return { way: offer.way };
  });
}

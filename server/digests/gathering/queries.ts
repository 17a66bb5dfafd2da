import "server-only";
import type { Tx } from "@/server/platform/db";
import { composed } from "../rules";
import type { Length } from "../schema";
import type { Found, Reader } from "./reader";
import { groupsFor } from "./sources/groups";
import { newsFor } from "./sources/news";
import { papersFor } from "./sources/papers";

/** A subscription, and how much its digest says. */
export interface Wanting extends Reader {
  length: Length;
}

/**
 * What the digests of these subscriptions would say at this moment, by subscription, best first, in three
 * statements however many they are. Two of one person share: what the first says, the second does not.
 */
export async function gathered(
  tx: Tx,
  wanting: readonly Wanting[],
  at: Date,
): Promise<Map<string, Found[]>> {
  const found = [
    ...(await papersFor(tx, wanting)),
    ...(await groupsFor(tx, wanting, at)),
    ...(await newsFor(tx, wanting)),
  ];
  const bySubscription = new Map<string, Found[]>(
    wanting.map(({ subscriptionId }) => [subscriptionId, []]),
  );
  for (const one of found) bySubscription.get(one.subscriptionId)?.push(one);
  const said = new Map<string, Set<string>>();
  return new Map(
    wanting.map(({ subscriptionId, readerId, length }) => {
      const before = said.get(readerId) ?? new Set();
      const fresh = (bySubscription.get(subscriptionId) ?? []).filter(
        ({ subject, kind, paperId }) =>
          !before.has(subject) && !(kind === "paper" && before.has(`paper:${paperId}`)),
      );
      const items = composed(fresh, length);
      for (const { subject, paperId } of items) {
        before.add(subject);
        if (paperId) before.add(`paper:${paperId}`);
      }
      said.set(readerId, before);
      return [subscriptionId, items];
    }),
  );
}

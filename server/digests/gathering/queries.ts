import "server-only";
import type { Tx } from "@/server/platform/database/db";
import { selectItems } from "../rules";
import type { Length } from "../schema";
import type { FoundItem, Reader } from "./reader";
import { findItemsForYou } from "./sources/for-you";
import { findGroupItems } from "./sources/groups";
import { findNewsItems } from "./sources/news";
import { findPaperItems } from "./sources/papers";
import { findSuggestions } from "./sources/suggestions";

/** A reader, and the length of their digest. */
export interface ReaderOfLength extends Reader {
  length: Length;
}

/**
 * Gathers the items that the digests of these subscriptions would contain at this moment, by subscription, best
 * first, in five statements however many there are, or nine if papers are recommended. Subscriptions of one person share: an item in the first is
 * left out of the second.
 */
export async function gatherItems(
  tx: Tx,
  readers: readonly ReaderOfLength[],
  at: Date,
): Promise<Map<string, FoundItem[]>> {
  const found = [
    ...(await findPaperItems(tx, readers)),
    ...(await findGroupItems(tx, readers, at)),
    ...(await findSuggestions(tx, readers, at)),
    ...(await findNewsItems(tx, readers)),
    ...(await findItemsForYou(tx, readers, at)),
  ];
  const bySubscription = new Map<string, FoundItem[]>(
    readers.map(({ subscriptionId }) => [subscriptionId, []]),
  );
  for (const one of found) bySubscription.get(one.subscriptionId)?.push(one);
  const seenByReader = new Map<string, Set<string>>();
  return new Map(
    readers.map(({ subscriptionId, readerId, length }) => {
      const seen = seenByReader.get(readerId) ?? new Set();
      const fresh = (bySubscription.get(subscriptionId) ?? []).filter(
        ({ subject, kind, paperId }) =>
          !seen.has(subject) &&
          !((kind === "paper" || kind === "forYou") && seen.has(`paper:${paperId}`)),
      );
      const items = selectItems(fresh, length);
      for (const { subject, paperId } of items) {
        seen.add(subject);
        if (paperId) seen.add(`paper:${paperId}`);
      }
      seenByReader.set(readerId, seen);
      return [subscriptionId, items];
    }),
  );
}

import "server-only";
import type { Tx } from "@/server/platform/database/db";
import { recommendTo } from "@/server/recommendations/persons/queries";
import { sayReason } from "@/server/recommendations/persons/rules";
import { type FoundItem, type Reader, readersWithSources } from "../reader";

/** Papers to find for each reader; a digest takes fewer, and none that an earlier one had. */
const PAPERS_MAX = 30;

interface Wanted {
  id: string;
  personId: string;
  readerId: string;
}

/**
 * Finds papers that are recommended to the reader, each with its reason; trending ones have a source of their own. A
 * paper because of a group is an item of that group, which nobody is shown after leaving it.
 */
export async function findItemsForYou(
  tx: Tx,
  readers: readonly Reader[],
  at: Date,
): Promise<FoundItem[]> {
  const wanted = await tx.$queryRaw<Wanted[]>`
    SELECT r.id, r."personId", r."readerId" FROM ${readersWithSources(readers, ["forYou"])}
    WHERE r."personId" IS NOT NULL`;
  if (wanted.length === 0) return [];
  const personIds = [...new Set(wanted.map(({ personId }) => personId))];
  const found = await recommendTo(tx, personIds, PAPERS_MAX);
  const papers = [...found.values()].flat().map(({ paperId }) => paperId);
  const told = await tx.$queryRaw<{ readerId: string; paperId: string }[]>`
    SELECT "readerId", "paperId" FROM "DigestItem"
    WHERE "readerId" = ANY(${personIds}::uuid[]) AND "paperId" = ANY(${[...new Set(papers)]}::uuid[])`;
  const isTold = new Set(told.map(({ readerId, paperId }) => `${readerId} ${paperId}`));
  const none = { ballotId: null, meetingId: null, nominationId: null, notificationId: null };
  return wanted.flatMap(({ id, personId, readerId }) =>
    (found.get(personId) ?? [])
      .filter(({ paperId }) => !isTold.has(`${readerId} ${paperId}`))
      .filter(({ reason }) => reason.kind !== "trending")
      .map(
        ({ paperId, reason }, place): FoundItem => ({
          ...{ subscriptionId: id, kind: "forYou", subject: `paper:${paperId}`, score: -place },
          ...{ source: "forYou", of: sayReason(reason, at), paperId },
          ...none,
          groupId: reason.group?.id ?? null,
        }),
      ),
  );
}

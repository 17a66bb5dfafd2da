import "server-only";
import { entryOf } from "@/server/papers/catalogue/commands";
import { findAlike } from "@/server/papers/catalogue/queries";
import { compareUnasked, haveOneName } from "@/server/papers/catalogue/rules";
import type { Listed } from "@/server/papers/sources/listings/listing";
import { db, type Tx } from "@/server/platform/database/db";

/** A listed paper under the key by which a watch remembers it. */
export interface Keyed {
  key: string;
  listed: Listed;
}

/** Reads a watch for a run, with its group. @returns null if it is gone */
export function readWatch(watchId: string) {
  return db.watch.findUnique({
    where: { id: watchId },
    include: { group: { select: { timeZone: true, archivedAt: true } } },
  });
}
export type RunningWatch = NonNullable<Awaited<ReturnType<typeof readWatch>>>;

/** Finds which papers a watch has found before, by their keys. */
export async function findSeen(
  watchId: string,
  keys: readonly string[],
  tx: Pick<Tx, "watchedPaper"> = db,
): Promise<Set<string>> {
  const where = { watchId, key: { in: [...keys] } };
  const rows = await tx.watchedPaper.findMany({ where, select: { key: true } });
  return new Set(rows.map(({ key }) => key));
}

/** Finds the papers of a list that the catalogue has. @returns their ids by key */
export async function findPlaced(papers: readonly Keyed[]): Promise<Map<string, string>> {
  const described = papers.map(({ key, listed: { title, identifiers, paper } }) => {
    const mentioned = { title, identifiers, authors: [], year: null };
    return { key, isWhole: paper !== null, ...(paper ? entryOf(paper).described : mentioned) };
  });
  const known = await findAlike(described);
  const placed = new Map<string, string>();
  for (const { key, isWhole, ...one } of described) {
    // Of a paper that is only mentioned the title is another one's.
    const same = known.find((other) =>
      isWhole ? compareUnasked(one, other) === "same" : haveOneName(one, other),
    );
    if (same) placed.set(key, same.id);
  }
  return placed;
}

/**
 * Finds the papers that a watch need not bring. For the catalogue these are all that it has. For a group, those that it has
 * nominated or chosen before, and those that another of its watches has suggested.
 */
export async function findUnwanted(
  groupId: string | null,
  paperIds: readonly string[],
  tx: Pick<Tx, "$queryRaw"> = db,
): Promise<Set<string>> {
  if (groupId === null) return new Set(paperIds);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM unnest(${[...paperIds]}::uuid[]) AS p(id)
    WHERE EXISTS (SELECT FROM "Nomination" n WHERE n."paperId" = p.id AND n."groupId" = ${groupId}::uuid)
      OR EXISTS (SELECT FROM "Reading" r WHERE r."paperId" = p.id AND r."groupId" = ${groupId}::uuid)
      OR EXISTS (SELECT FROM "WatchedPaper" f JOIN "Watch" w ON w.id = f."watchId"
        WHERE f."paperId" = p.id AND f.brought AND w."groupId" = ${groupId}::uuid)`;
  return new Set(rows.map(({ id }) => id));
}

// Counts the items of digests.
import "server-only";
import { db } from "@/server/platform/database/db";

/** Counts the items of each digest. Prisma's _count would count the items of all digests. */
export async function countItems(digestIds: readonly string[]): Promise<(id: string) => number> {
  const rows = await db.digestItem.groupBy({
    by: ["digestId"],
    where: { digestId: { in: [...digestIds] } },
    _count: true,
  });
  const counts = new Map(rows.map(({ digestId, _count }) => [digestId, _count]));
  return (id) => counts.get(id) ?? 0;
}

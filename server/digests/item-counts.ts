// How many items digests have.
import "server-only";
import { db } from "@/server/platform/db";

/** How many items these digests have, by the digest. Prisma's _count would count those of all digests. */
export async function countItems(digestIds: readonly string[]): Promise<(id: string) => number> {
  const rows = await db.digestItem.groupBy({
    by: ["digestId"],
    where: { digestId: { in: [...digestIds] } },
    _count: true,
  });
  const counts = new Map(rows.map(({ digestId, _count }) => [digestId, _count]));
  return (id) => counts.get(id) ?? 0;
}

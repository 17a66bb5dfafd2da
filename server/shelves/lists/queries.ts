import "server-only";
import { db, Prisma } from "@/server/platform/database/db";
import { LISTS_MAX } from "../schema";
import { addressOf } from "../sharing/links";

/** The owner of a list: one of the two, as the door has proven. */
export interface Owner {
  personId: string | null;
  groupId: string | null;
}

/** The condition for a list `l` of an owner. */
export function ownedBy({ personId, groupId }: Owner): Prisma.Sql {
  return groupId === null
    ? Prisma.sql`l."personId" = ${personId}::uuid`
    : Prisma.sql`l."groupId" = ${groupId}::uuid`;
}

interface ListRow {
  id: string;
  name: string;
  description: string;
  count: number;
  linkId: string | null;
  showsOwner: boolean;
}

/** Lists of an owner in their order, each with its number of papers and the link by which it is shared. */
export async function readLists(owner: Owner) {
  const rows = await db.$queryRaw<ListRow[]>`
    SELECT l.id, l.name, l.description, l."linkId", l."showsOwner",
      (SELECT count(*)::int FROM "ListedPaper" x WHERE x."listId" = l.id) AS count
    FROM "PaperList" l WHERE ${ownedBy(owner)} ORDER BY l.place, l.id LIMIT ${LISTS_MAX}`;
  return rows.map(({ linkId, ...list }) => ({ ...list, link: linkId && addressOf(linkId) }));
}

// What groups are called for somebody who may no longer see them.
import "server-only";
import { Prisma, type Tx } from "@/server/platform/db";
import { memberOf } from "./sql";

const UNSEEN = "A group that you can no longer see";

/**
 * Tells what these people know these groups by. A group that somebody no longer sees keeps the name that it had when they last did: at their departure, or when it showed itself to
 * everybody for the last time.
 */
export async function knownGroupNames(
  tx: Tx,
  asked: readonly { personId: string; groupId: string }[],
): Promise<(personId: string, groupId: string) => string> {
  const names = new Map<string, string>();
  const known = (personId: string, groupId: string) =>
    names.get(`${personId} ${groupId}`) ?? UNSEEN;
  if (asked.length === 0) return known;
  const rows = await tx.$queryRaw<{ name: string | null }[]>`
    SELECT CASE
      WHEN g.visibility <> 'private' OR ${memberOf(Prisma.sql`asked."personId"`, Prisma.sql`g.id`)} THEN g.name
      WHEN g."shownUntil" > d."leftAt" OR d."leftAt" IS NULL THEN g."shownName"
      ELSE d."groupName" END AS name
    FROM unnest(${asked.map(({ personId }) => personId)}::uuid[],
      ${asked.map(({ groupId }) => groupId)}::uuid[]) WITH ORDINALITY AS asked("personId", "groupId", place)
    LEFT JOIN "Group" g ON g.id = asked."groupId"
    LEFT JOIN "Departure" d ON d."groupId" = g.id AND d."personId" = asked."personId"
    ORDER BY asked.place`;
  for (const [place, { personId, groupId }] of asked.entries()) {
    const name = rows[place]?.name;
    if (name) names.set(`${personId} ${groupId}`, name);
  }
  return known;
}

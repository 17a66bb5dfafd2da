// What groups are called for somebody who may no longer see them.
import "server-only";
import type { Tx } from "@/server/platform/db";

const UNSEEN = "A group that you can no longer see";

/**
 * What these people know these groups by, in the order in which they are asked for. A group that somebody no
 * longer sees keeps the name that it had when they last did: at their departure, or when it showed itself to
 * everybody for the last time.
 */
export async function knownGroupNames(
  tx: Tx,
  asked: readonly { personId: string; groupId: string }[],
): Promise<string[]> {
  if (asked.length === 0) return [];
  const rows = await tx.$queryRaw<{ name: string | null }[]>`
    SELECT CASE
      WHEN g.visibility <> 'private' OR EXISTS (SELECT FROM "Membership" m
        WHERE m."groupId" = g.id AND m."personId" = asked."personId") THEN g.name
      WHEN g."shownUntil" > d."leftAt" OR d."leftAt" IS NULL THEN g."shownName"
      ELSE d."groupName" END AS name
    FROM unnest(${asked.map(({ personId }) => personId)}::uuid[],
      ${asked.map(({ groupId }) => groupId)}::uuid[]) WITH ORDINALITY AS asked("personId", "groupId", place)
    LEFT JOIN "Group" g ON g.id = asked."groupId"
    LEFT JOIN "Departure" d ON d."groupId" = g.id AND d."personId" = asked."personId"
    ORDER BY asked.place`;
  return rows.map(({ name }) => name ?? UNSEEN);
}

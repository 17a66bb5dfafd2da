import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { db, type Tx } from "@/server/platform/database/db";
import { ballotChoices } from "../schema";
import { BALLOT_OPEN } from "../sql";

/** Loads the choices of the group's last ballot and how long it was planned to be open; null before the first one. */
export async function loadLastChoices(scope: MemberScope) {
  const last = await db.ballot.findFirst({
    where: { groupId: scope.group.id, openedAt: { not: null }, cancelledAt: null },
    select: {
      openedAt: true,
      closesAt: true,
      extendedAt: true,
      rule: true,
      tieBreak: true,
      electorate: true,
      candidateList: true,
      sight: true,
      secret: true,
      quorum: true,
      quorumMissed: true,
    },
    orderBy: { openedAt: "desc" },
  });
  if (!last?.openedAt) return null;
  const { openedAt, closesAt, extendedAt } = last;
  // The day that a missed quorum adds was not planned.
  const planned = extendedAt ? new Date(closesAt.getTime() - 864e5) : closesAt;
  return { ...ballotChoices.parse(last), openedAt, closesAt: planned };
}

/** Locks the open ballot of a group, so that it does not close meanwhile. */
export async function lockOpenBallot(tx: Tx, groupId: string): Promise<string | null> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM "Ballot" b WHERE b."groupId" = ${groupId}::uuid AND ${BALLOT_OPEN} FOR SHARE`;
  return found?.id ?? null;
}

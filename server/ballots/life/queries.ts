import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { db, type Tx } from "@/server/platform/database/db";
import { ballotChoices } from "../schema";
import { OPEN } from "../sql";

/** Loads the choices of the group's last ballot and how long it was planned to be open; null before the first one. */
export async function loadLastChoices(scope: MemberScope) {
  const last = await db.ballot.findFirst({
    where: { groupId: scope.group.id, openedAt: { not: null }, cancelledAt: null },
    select: {
      openedAt: true,
      closesAt: true,
      extendedAt: true,
      rule: true,
      seats: true,
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

/** Counts the open ballots of a locked group. */
export function countOpenBallots(tx: Tx, groupId: string): Promise<number> {
  return tx.ballot.count({ where: { groupId, ...OPEN } });
}

/** Whether one of these nominations is on an open ballot. They are locked before, or an opening would not be seen. */
export async function isAnyVotedOn(tx: Tx, nominationIds: readonly string[]): Promise<boolean> {
  const standing = await tx.candidate.findFirst({
    where: { nominationId: { in: [...nominationIds] }, ballot: OPEN },
    select: { id: true },
  });
  return standing !== null;
}

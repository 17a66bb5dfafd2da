import "server-only";
import type { BallotEventKind } from "@/prisma/generated/enums";
import { groupTopic } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { takeTurn } from "@/server/platform/web/turns";
import { ballotTopic } from "../rules";
import type { BallotChoices } from "../schema";

// The order of locks is in platform/database/locks.ts.

/** A ballot that is locked until the transaction ends. */
export interface LockedBallot
  extends Pick<
    BallotChoices,
    "rule" | "seats" | "tieBreak" | "electorate" | "candidateList" | "quorum" | "quorumMissed"
  > {
  id: string;
  groupId: string;
  opensAt: Date | null;
  openedAt: Date | null;
  closesAt: Date;
  extendedAt: Date | null;
  closedAt: Date | null;
  cancelledAt: Date | null;
  drawSeed: string | null;
  outcome: "chosen" | "tied" | "decided" | "none" | "noQuorum" | null;
}

/** Locks the group of a ballot, before the ballot itself. @returns undefined if the ballot is gone */
export async function lockGroupOf(
  tx: Tx,
  ballotId: string,
): Promise<{ timeZone: string } | undefined> {
  const [group] = await tx.$queryRaw<{ timeZone: string }[]>`
    SELECT g."timeZone" FROM "Group" g JOIN "Ballot" b ON b."groupId" = g.id
    WHERE b.id = ${ballotId}::uuid FOR NO KEY UPDATE OF g`;
  return group;
}

/** Locks a ballot to change it. Waits for everybody who locked it earlier, and lets nobody else in. */
export async function lockBallot(tx: Tx, ballotId: string): Promise<LockedBallot | undefined> {
  const [ballot] = await tx.$queryRaw<LockedBallot[]>`
    WITH turn AS MATERIALIZED (SELECT ${takeTurn(Prisma.sql`${ballotId}::uuid`, "alone")})
    SELECT id, "groupId", "opensAt", "openedAt", "closesAt", "extendedAt", "closedAt", "cancelledAt", "drawSeed",
      rule, seats, "tieBreak"::text, electorate::text, "candidateList"::text, quorum, "quorumMissed"::text, outcome::text
    FROM turn, "Ballot" b WHERE id = ${ballotId}::uuid FOR UPDATE OF b`;
  return ballot;
}

/** Records a step in the life of a ballot, and lets open pages know. @param by null for the clock */
export async function recordEvent(
  tx: Tx,
  { id, groupId }: Pick<LockedBallot, "id" | "groupId">,
  kind: BallotEventKind,
  by: string | null,
  words = "",
): Promise<void> {
  await tx.ballotEvent.create({ data: { ballotId: id, kind, at: now(), byId: by, note: words } });
  await notifyTopics(tx, ballotTopic(groupId, id), groupTopic(groupId));
}

import "server-only";
import type { BallotEventKind } from "@/prisma/generated/enums";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/db";
import type { BallotChoices } from "./schema";

// Locks are taken in one order, so that nobody waits in a circle: group, ballot, nomination, membership.

/** A ballot that is held until the transaction ends. */
export interface LockedBallot
  extends Pick<
    BallotChoices,
    "rule" | "tieBreak" | "electorate" | "candidateList" | "quorum" | "quorumMissed"
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

/** Locks a ballot. */
export async function lockBallot(tx: Tx, ballotId: string): Promise<LockedBallot | undefined> {
  const [ballot] = await tx.$queryRaw<LockedBallot[]>`
    SELECT id, "groupId", "opensAt", "openedAt", "closesAt", "extendedAt", "closedAt", "cancelledAt", "drawSeed",
      rule, "tieBreak"::text, electorate::text, "candidateList"::text, quorum, "quorumMissed"::text, outcome::text
    FROM "Ballot" WHERE id = ${ballotId}::uuid FOR UPDATE`;
  return ballot;
}

/** Writes down a step in the life of a ballot. @param by null for the clock */
export async function note(
  tx: Tx,
  ballotId: string,
  kind: BallotEventKind,
  by: string | null,
  words = "",
): Promise<void> {
  await tx.ballotEvent.create({ data: { ballotId, kind, at: now(), byId: by, note: words } });
}

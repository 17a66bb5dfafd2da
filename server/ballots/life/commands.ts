import "server-only";
import type { z } from "zod";
import type { BallotEventKind } from "@/prisma/generated/enums";
import { groupTopic, type MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { takeTurn } from "@/server/platform/web/turns";
import { ballotTopic, takesVotes } from "../rules";
import { type addCandidateInput, type BallotChoices, CANDIDATES_MAX } from "../schema";
import { NOMINATION_WAITS } from "../sql";

// The order of locks is in platform/database/locks.ts.

/** A ballot that is locked until the transaction ends. */
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
      rule, "tieBreak"::text, electorate::text, "candidateList"::text, quorum, "quorumMissed"::text, outcome::text
    FROM turn, "Ballot" b WHERE id = ${ballotId}::uuid FOR UPDATE OF b`;
  return ballot;
}

async function lockOpenBallotInGroup(
  tx: Tx,
  scope: MemberScope,
  ballotId: string,
): Promise<LockedBallot> {
  const ballot = await lockBallot(tx, ballotId);
  if (!ballot || ballot.groupId !== scope.group.id || !ballot.openedAt) refuse("NOT_FOUND");
  if (!takesVotes(ballot, now())) refuse("CLOSED");
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

/** Adds a nomination to an open ballot. @throws Refusal CLOSED, NOT_ALLOWED once the list is closed, ALREADY_DONE, CONFLICT */
export async function addCandidate(
  scope: MemberScope,
  { ballotId, nominationId }: z.output<typeof addCandidateInput>,
): Promise<void> {
  await transact(async (tx) => {
    const ballot = await lockOpenBallotInGroup(tx, scope, ballotId);
    if (ballot.candidateList === "frozen")
      refuse("NOT_ALLOWED", { say: "You can no longer add papers to this ballot." });
    const [nomination] = await tx.$queryRaw<{ paperId: string }[]>`
      SELECT n."paperId" FROM "Nomination" n WHERE n.id = ${nominationId}::uuid
        AND n."groupId" = ${scope.group.id}::uuid AND ${NOMINATION_WAITS} FOR UPDATE`;
    if (!nomination) refuse("NOT_FOUND");
    const standing = await tx.candidate.findMany({
      where: { ballotId },
      select: { nominationId: true },
    });
    if (standing.some((candidate) => candidate.nominationId === nominationId))
      refuse("ALREADY_DONE", { say: "This paper is already on the ballot." });
    if (standing.length >= CANDIDATES_MAX)
      refuse("CONFLICT", { say: `A ballot can have at most ${CANDIDATES_MAX} papers.` });
    const { paperId } = nomination;
    const position = standing.length;
    await tx.candidate.create({ data: { ballotId, nominationId, paperId, position } });
    await recordEvent(tx, ballot, "candidateAdded", scope.viewer.id);
  });
}

/** Closes the list of candidates of an open ballot. @throws Refusal CLOSED, ALREADY_DONE */
export async function closeList(scope: MemberScope, ballotId: string): Promise<void> {
  await transact(async (tx) => {
    const ballot = await lockOpenBallotInGroup(tx, scope, ballotId);
    if (ballot.candidateList === "frozen") refuse("ALREADY_DONE");
    await tx.ballot.update({ where: { id: ballotId }, data: { candidateList: "frozen" } });
    await recordEvent(tx, ballot, "frozen", scope.viewer.id);
  });
}

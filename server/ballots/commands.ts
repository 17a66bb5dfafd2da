import "server-only";
import { z } from "zod";
import { lockGroup } from "@/server/groups/membership";
import type { MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { db, isDuplicate, type Tx, transact } from "@/server/platform/db";
import { log } from "@/server/platform/log";
import { enqueue, type Handler, handle, type Recurring } from "@/server/platform/queue";
import { demand, refuse } from "@/server/platform/refusal";
import { mayWithdraw } from "./policy";
import { closingProblem, takesVotes } from "./rules";
import {
  CLOSE_BALLOT,
  type nominateInput,
  type openInput,
  POOL_MAX,
  READING_CHOSEN,
  SWEEP,
  type voteInput,
} from "./schema";
import { tallyApproval } from "./tally/approval";

// Locks are taken in one order, so that nobody waits in a circle: group, ballot, nomination, membership.

/** Puts a paper forward. @throws Refusal ALREADY_DONE while the paper waits in the pool */
export async function nominate(scope: MemberScope, input: z.output<typeof nominateInput>) {
  const groupId = scope.group.id;
  return transact(async (tx) => {
    await lockGroup(tx, groupId);
    const { paperId, pitch } = input;
    const paper = await tx.paper.findUnique({ where: { id: paperId }, select: { id: true } });
    if (!paper) refuse("NOT_FOUND");
    const waiting = await tx.nomination.findMany({
      where: { groupId, withdrawnAt: null, chosenAt: null },
      select: { paperId: true },
    });
    if (waiting.some((nomination) => nomination.paperId === paper.id))
      refuse("ALREADY_DONE", { say: "This paper is nominated in the group already." });
    if (waiting.length >= POOL_MAX) {
      refuse("CONFLICT", {
        say: `${POOL_MAX} papers wait in this group already. Withdraw some of them first.`,
      });
    }
    return tx.nomination.create({
      data: { groupId, paperId, pitch, nominatedById: scope.viewer.id, createdAt: now() },
      select: { id: true },
    });
  });
}

/** Takes a nomination back: whoever made it, or an organizer; not while it stands on an open ballot. */
export async function withdraw(scope: MemberScope, nominationId: string): Promise<void> {
  await transact(async (tx) => {
    const [found] = await tx.$queryRaw<{ nominatedById: string; gone: boolean }[]>`
      SELECT "nominatedById", "withdrawnAt" IS NOT NULL OR "chosenAt" IS NOT NULL AS gone
      FROM "Nomination" WHERE id = ${nominationId}::uuid AND "groupId" = ${scope.group.id}::uuid FOR UPDATE`;
    if (!found) refuse("NOT_FOUND");
    demand(mayWithdraw(scope, found.nominatedById));
    if (found.gone) refuse("ALREADY_DONE");
    // Asked only now: before the lock, a ballot that is being opened would not be seen.
    const standing = await tx.candidate.findFirst({
      where: { nominationId, ballot: { closedAt: null } },
      select: { id: true },
    });
    if (standing)
      refuse("CLOSED", { say: "This paper is being voted on. Wait until the ballot closes." });
    await tx.nomination.update({
      where: { id: nominationId },
      data: { withdrawnAt: now(), withdrawnById: scope.viewer.id },
    });
  });
}

const OPEN_ALREADY = "This group has an open ballot already. Close it first.";

/** Opens a ballot; candidates stand in the order of their nomination. @throws Refusal INVALID, CONFLICT */
export async function openBallot(scope: MemberScope, input: z.output<typeof openInput>) {
  const groupId = scope.group.id;
  const { closesAt, nominationIds } = input;
  const openedAt = now();
  const problem = closingProblem(closesAt, openedAt);
  if (problem) refuse("INVALID", { say: problem, field: "closesAt" });
  try {
    return await transact(async (tx) => {
      await lockGroup(tx, groupId);
      const [open] = await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM "Ballot" WHERE "groupId" = ${groupId}::uuid AND "closedAt" IS NULL FOR SHARE`;
      if (open) refuse("CONFLICT", { say: OPEN_ALREADY });
      // Locked, so that none is withdrawn while it comes to stand on the ballot.
      const pool = await tx.$queryRaw<{ id: string; paperId: string }[]>`
        SELECT id, "paperId" FROM "Nomination" WHERE "groupId" = ${groupId}::uuid
          AND id = ANY(${nominationIds}::uuid[]) AND "withdrawnAt" IS NULL AND "chosenAt" IS NULL
        ORDER BY "createdAt", id FOR UPDATE`;
      if (pool.length !== new Set(nominationIds).size) {
        refuse("CONFLICT", {
          say: "One of these nominations was withdrawn or chosen meanwhile. Reload and choose again.",
        });
      }
      const candidates = pool.map(({ id, paperId }, position) => ({
        nominationId: id,
        paperId,
        position,
      }));
      const openedById = scope.viewer.id;
      const ballot = await tx.ballot.create({
        data: { groupId, openedAt, openedById, closesAt, candidates: { create: candidates } },
        select: { id: true },
      });
      const key = `close:${ballot.id}`;
      await enqueue(tx, CLOSE_BALLOT, { ballotId: ballot.id }, { runAt: closesAt, key });
      return ballot;
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    refuse("CONFLICT", { say: OPEN_ALREADY });
  }
}

interface LockedBallot {
  closesAt: Date;
  closedAt: Date | null;
  groupId: string;
}

async function lockBallot(tx: Tx, ballotId: string): Promise<LockedBallot | undefined> {
  const [ballot] = await tx.$queryRaw<LockedBallot[]>`
    SELECT "closesAt", "closedAt", "groupId" FROM "Ballot" WHERE id = ${ballotId}::uuid FOR UPDATE`;
  return ballot;
}

/**
 * Casts or changes the viewer's vote; no approval at all is an abstention.
 * @returns when it was taken, by which an older word of the same person can be told from a newer
 * @throws Refusal CLOSED from the closing time on
 */
export async function castVote(scope: MemberScope, input: z.output<typeof voteInput>) {
  const { ballotId } = input;
  const personId = scope.viewer.id;
  return transact(async (tx) => {
    const ballot = await lockBallot(tx, ballotId);
    if (!ballot || ballot.groupId !== scope.group.id) refuse("NOT_FOUND");
    // Locked too: somebody who is being removed has no vote, or takes it along.
    const [member] = await tx.$queryRaw<{ personId: string }[]>`
      SELECT "personId" FROM "Membership"
      WHERE "groupId" = ${ballot.groupId}::uuid AND "personId" = ${personId}::uuid FOR KEY SHARE`;
    if (!member)
      refuse("NOT_ALLOWED", { say: "Only members of this group may vote. Join the group first." });
    const changedAt = now();
    if (!takesVotes(ballot, changedAt))
      refuse("CLOSED", { say: "This ballot is closed; your vote was not changed." });
    // Kept as the database writes them: the tally knows a candidate by its id, letter for letter.
    const standing = await tx.candidate.findMany({
      where: { ballotId, id: { in: input.approvals } },
      select: { id: true },
      orderBy: { position: "asc" },
    });
    if (standing.length !== new Set(input.approvals.map((id) => id.toLowerCase())).size)
      refuse("INVALID", { say: "A paper of this vote does not stand on the ballot." });
    const answer = { approvals: standing.map(({ id }) => id) };
    await tx.vote.upsert({
      where: { ballotId_personId: { ballotId, personId } },
      create: { ballotId, personId, answer, createdAt: changedAt, changedAt },
      update: { answer, changedAt },
    });
    return { changedAt };
  });
}

const storedVote = z.object({ approvals: z.array(z.string()) });

/**
 * Closes a ballot: result, reading and the winner's leaving of the pool in one transaction. Whoever
 * comes first does it; for all others it is done.
 * @param by the organizer who closes early; null for the clock, which does nothing before the time
 * @returns whether this call closed it
 */
export async function closeBallot(ballotId: string, by: MemberScope | null): Promise<boolean> {
  return transact(async (tx) => {
    await tx.$queryRaw`
      SELECT g.id FROM "Group" g JOIN "Ballot" b ON b."groupId" = g.id
      WHERE b.id = ${ballotId}::uuid FOR NO KEY UPDATE OF g`;
    const ballot = await lockBallot(tx, ballotId);
    if (!ballot || (by && ballot.groupId !== by.group.id)) {
      if (by) refuse("NOT_FOUND");
      return false;
    }
    const closedAt = now();
    const early = closedAt < ballot.closesAt;
    if (ballot.closedAt || (early && !by)) return false;
    const candidates = await tx.candidate.findMany({
      where: { ballotId },
      select: { id: true, nominationId: true, paperId: true },
      orderBy: { position: "asc" },
    });
    const votes = await tx.vote.findMany({ where: { ballotId }, select: { answer: true } });
    const result = tallyApproval(
      candidates.map(({ id }) => id),
      votes.map(({ answer }) => storedVote.parse(answer).approvals),
    );
    await tx.ballot.update({
      where: { id: ballotId },
      data: { closedAt, closedById: early && by ? by.viewer.id : null, result: { ...result } },
    });
    const won = candidates.find(({ id }) => id === result.winner);
    if (won) {
      const { paperId, nominationId } = won;
      await tx.nomination.update({ where: { id: nominationId }, data: { chosenAt: closedAt } });
      const { id: readingId } = await tx.reading.create({
        data: { groupId: ballot.groupId, paperId, ballotId, chosenAt: closedAt },
      });
      await enqueue(tx, READING_CHOSEN, { readingId });
    }
    return true;
  });
}

/** Closes what is due and was missed, such as while nobody worked on the queue. */
async function sweep(): Promise<void> {
  const due = await db.ballot.findMany({
    where: { closedAt: null, closesAt: { lte: now() } },
    select: { id: true },
    orderBy: { closesAt: "asc" },
  });
  for (const { id } of due) {
    // One that fails does not hold up the others; the next sweep tries it again.
    await closeBallot(id, null).catch((error) =>
      log.error({ ballot: id, error: String(error) }, "a ballot did not close"),
    );
  }
}

export const handlers: Handler[] = [
  handle(CLOSE_BALLOT, async ({ ballotId }) => {
    await closeBallot(ballotId, null);
  }),
  handle(SWEEP, sweep),
];
export const recurring: Recurring[] = [{ pattern: "* * * * *", job: SWEEP }];

import "server-only";
import { z } from "zod";
import type { MemberScope } from "@/server/groups/policy";
import { atLeast } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { db, isDuplicate, type Tx, transact } from "@/server/platform/db";
import { enqueue, type Handler, handle, type Recurring } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { LONGEST_DAYS, takesVotes } from "./rules";
import {
  CLOSE_BALLOT,
  type meetingInput,
  type nominateInput,
  type openInput,
  SWEEP,
  type voteInput,
} from "./schema";
import { tallyApproval } from "./tally/approval";

/** Puts a paper forward. @throws Refusal ALREADY_DONE while the paper waits in the pool */
export async function nominate(scope: MemberScope, input: z.output<typeof nominateInput>) {
  const paper = await db.paper.findUnique({ where: { id: input.paperId }, select: { id: true } });
  if (!paper) refuse("NOT_FOUND");
  try {
    return await db.nomination.create({
      data: { ...input, groupId: scope.group.id, nominatedById: scope.viewer.id, createdAt: now() },
      select: { id: true },
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    refuse("ALREADY_DONE", { say: "This paper is nominated in the group already." });
  }
}

/** Takes a nomination back: whoever made it, or an organizer; not while it stands on an open ballot. */
export async function withdraw(scope: MemberScope, nominationId: string): Promise<void> {
  await transact(async (tx) => {
    const [found] = await tx.$queryRaw<
      { nominatedById: string; gone: boolean; standing: boolean }[]
    >`
      SELECT n."nominatedById", n."withdrawnAt" IS NOT NULL OR n."chosenAt" IS NOT NULL AS gone,
        EXISTS (SELECT FROM "Candidate" c JOIN "Ballot" b ON b.id = c."ballotId"
          WHERE c."nominationId" = n.id AND b."closedAt" IS NULL) AS standing
      FROM "Nomination" n WHERE n.id = ${nominationId}::uuid AND n."groupId" = ${scope.group.id}::uuid FOR UPDATE`;
    if (!found) refuse("NOT_FOUND");
    if (found.nominatedById !== scope.viewer.id && !atLeast(scope.role, "organizer")) {
      refuse("NOT_ALLOWED", {
        say: "Only who nominated the paper, or an organizer, can withdraw it.",
      });
    }
    if (found.gone) refuse("ALREADY_DONE");
    if (found.standing)
      refuse("CLOSED", { say: "This paper is being voted on. Wait until the ballot closes." });
    await tx.nomination.update({
      where: { id: nominationId },
      data: { withdrawnAt: now(), withdrawnById: scope.viewer.id },
    });
  });
}

/** Opens a ballot; candidates stand in the order of their nomination. @throws Refusal INVALID, CONFLICT */
export async function openBallot(scope: MemberScope, input: z.output<typeof openInput>) {
  const openedAt = now();
  const latest = openedAt.getTime() + LONGEST_DAYS * 24 * 3600 * 1000;
  if (input.closesAt <= openedAt)
    refuse("INVALID", { say: "Choose a closing time in the future.", field: "closesAt" });
  if (input.closesAt.getTime() > latest) {
    refuse("INVALID", {
      say: `A ballot stands open at most ${LONGEST_DAYS} days.`,
      field: "closesAt",
    });
  }
  try {
    return await transact(async (tx) => {
      // Locked, so that none is withdrawn while it comes to stand on the ballot.
      const pool = await tx.$queryRaw<{ id: string; paperId: string }[]>`
        SELECT id, "paperId" FROM "Nomination" WHERE "groupId" = ${scope.group.id}::uuid
          AND id = ANY(${input.nominationIds}::uuid[]) AND "withdrawnAt" IS NULL AND "chosenAt" IS NULL
        ORDER BY "createdAt", id FOR UPDATE`;
      if (pool.length !== new Set(input.nominationIds).size) {
        refuse("CONFLICT", {
          say: "One of these nominations was withdrawn. Reload and choose again.",
        });
      }
      const ballot = await tx.ballot.create({
        data: {
          groupId: scope.group.id,
          openedAt,
          openedById: scope.viewer.id,
          closesAt: input.closesAt,
          candidates: {
            create: pool.map(({ id, paperId }, position) => ({
              nominationId: id,
              paperId,
              position,
            })),
          },
        },
        select: { id: true },
      });
      const key = `close:${ballot.id}`;
      await enqueue(tx, CLOSE_BALLOT, { ballotId: ballot.id }, { runAt: input.closesAt, key });
      return ballot;
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    refuse("CONFLICT", { say: "This group has an open ballot already. Close it first." });
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

/** Casts or changes the viewer's vote. @throws Refusal CLOSED from the closing time on */
export async function castVote(
  scope: MemberScope,
  input: z.output<typeof voteInput>,
): Promise<void> {
  await transact(async (tx) => {
    const ballot = await lockBallot(tx, input.ballotId);
    if (!ballot || ballot.groupId !== scope.group.id) refuse("NOT_FOUND");
    if (!takesVotes(ballot, now()))
      refuse("CLOSED", { say: "This ballot is closed; your vote was not changed." });
    const approvals = [...new Set(input.approvals)];
    const standing = await tx.candidate.count({
      where: { ballotId: input.ballotId, id: { in: approvals } },
    });
    if (standing !== approvals.length)
      refuse("INVALID", { say: "A paper of this vote does not stand on the ballot." });
    // Asked again inside the lock: somebody removed meanwhile has no vote.
    const key = { groupId: scope.group.id, personId: scope.viewer.id };
    const member = await tx.membership.findUnique({
      where: { groupId_personId: key },
      select: { role: true },
    });
    if (!member) refuse("NOT_ALLOWED");
    const id = { ballotId: input.ballotId, personId: scope.viewer.id };
    const answer = { approvals };
    await tx.vote.upsert({
      where: { ballotId_personId: id },
      create: { ...id, answer },
      update: { answer, changedAt: now() },
    });
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
    const ballot = await lockBallot(tx, ballotId);
    if (!ballot || (by && ballot.groupId !== by.group.id)) {
      if (by) refuse("NOT_FOUND");
      return false;
    }
    const closedAt = now();
    if (ballot.closedAt || (!by && closedAt < ballot.closesAt)) return false;
    const [candidates, votes] = await Promise.all([
      tx.candidate.findMany({ where: { ballotId }, orderBy: { position: "asc" } }),
      tx.vote.findMany({ where: { ballotId }, select: { answer: true } }),
    ]);
    const result = tallyApproval(
      candidates.map(({ id }) => id),
      votes.map(({ answer }) => storedVote.parse(answer).approvals),
    );
    await tx.ballot.update({
      where: { id: ballotId },
      data: { closedAt, closedById: by?.viewer.id ?? null, result: { ...result } },
    });
    const won = candidates.find(({ id }) => id === result.winner);
    if (won) {
      const { paperId, nominationId } = won;
      await tx.nomination.update({ where: { id: nominationId }, data: { chosenAt: closedAt } });
      await tx.reading.create({
        data: { groupId: ballot.groupId, paperId, ballotId, chosenAt: closedAt },
      });
    }
    return true;
  });
}

/** Closes what is due and was missed, such as while nobody worked on the queue. */
async function sweep(): Promise<void> {
  const due = await db.ballot.findMany({
    where: { closedAt: null, closesAt: { lte: now() } },
    select: { id: true },
    take: 100,
  });
  for (const { id } of due) await closeBallot(id, null);
}

/** Says when and where a reading is talked about, or changes it. */
export async function scheduleMeeting(
  scope: MemberScope,
  input: z.output<typeof meetingInput>,
): Promise<void> {
  const { readingId, startsAt, place } = input;
  const reading = await db.reading.findFirst({
    where: { id: readingId, groupId: scope.group.id },
    select: { id: true },
  });
  if (!reading) refuse("NOT_FOUND");
  await db.meeting.upsert({
    where: { readingId },
    create: { readingId, groupId: scope.group.id, startsAt, place, scheduledById: scope.viewer.id },
    update: { startsAt, place, scheduledById: scope.viewer.id },
  });
}

export const handlers: Handler[] = [
  handle(CLOSE_BALLOT, async ({ ballotId }) => {
    await closeBallot(ballotId, null);
  }),
  handle(SWEEP, sweep),
];
export const recurring: Recurring[] = [{ pattern: "* * * * *", job: SWEEP }];

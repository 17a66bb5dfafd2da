import "server-only";
import type { z } from "zod";
import type { MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/database/db";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { extensionProblem, isRemindedToday, takesVotes } from "../../rules";
import {
  type addCandidateInput,
  BALLOT_EXTENDED,
  BALLOT_REMINDED,
  CANDIDATE_ADDED,
  CANDIDATES_MAX,
  CLOSE_BALLOT,
  type changeInput,
} from "../../schema";
import { NOMINATION_WAITS } from "../../sql";
import { hasWaitingVoters } from "../../votes/queries";
import { type LockedBallot, lockBallot, recordEvent } from "../commands";
import { isAnyVotedOn } from "../queries";

// What an open ballot may still become. Its rule, secrecy, ties and quorum stay as they were when it opened, because
// votes were cast under them.

async function lockOpenBallotInGroup(
  tx: Tx,
  scope: MemberScope,
  ballotId: string,
): Promise<LockedBallot & { openedAt: Date }> {
  const ballot = await lockBallot(tx, ballotId);
  if (!ballot || ballot.groupId !== scope.group.id || !ballot.openedAt) refuse("NOT_FOUND");
  if (!takesVotes(ballot, now())) refuse("CLOSED", { say: "This ballot has closed." });
  return { ...ballot, openedAt: ballot.openedAt };
}

/**
 * Adds a nomination to an open ballot. Votes keep their meaning under every rule: in them the new paper is not ticked,
 * not scored, or behind all ranked ones. Members who have voted are notified, so that they can change their vote.
 * @throws Refusal CLOSED, NOT_ALLOWED once the list is closed, ALREADY_DONE, CONFLICT on a full ballot or while
 * another ballot votes on the paper
 */
export async function addCandidate(
  scope: MemberScope,
  { ballotId, nominationId }: z.output<typeof addCandidateInput>,
): Promise<void> {
  await transact(async (tx) => {
    const ballot = await lockOpenBallotInGroup(tx, scope, ballotId);
    if (ballot.candidateList === "frozen")
      refuse("NOT_ALLOWED", {
        say: "The list of papers on this ballot is closed, so that everyone votes on the same papers.",
      });
    const [nomination] = await tx.$queryRaw<{ paperId: string }[]>`
      SELECT n."paperId" FROM "Nomination" n WHERE n.id = ${nominationId}::uuid
        AND n."groupId" = ${scope.group.id}::uuid AND ${NOMINATION_WAITS} FOR UPDATE`;
    if (!nomination) refuse("NOT_FOUND");
    const standing = await tx.candidate.findMany({
      where: { ballotId },
      select: { nominationId: true, position: true },
    });
    if (standing.some((candidate) => candidate.nominationId === nominationId))
      refuse("ALREADY_DONE", { say: "This paper is already on the ballot." });
    if (await isAnyVotedOn(tx, [nominationId]))
      refuse("CONFLICT", { say: "This paper is on another open ballot." });
    if (standing.length >= CANDIDATES_MAX)
      refuse("CONFLICT", { say: `A ballot can have at most ${CANDIDATES_MAX} papers.` });
    const { paperId } = nomination;
    // After the last one: a paper that left the pool before the opening leaves a gap.
    const position = Math.max(-1, ...standing.map((candidate) => candidate.position)) + 1;
    await tx.candidate.create({ data: { ballotId, nominationId, paperId, position } });
    await recordEvent(tx, ballot, "candidateAdded", scope.viewer.id);
    await enqueue(tx, CANDIDATE_ADDED, { ballotId, byId: scope.viewer.id });
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

/**
 * Changes the title and the note of an open ballot, and extends it. Of two extensions at once the later time counts.
 * @throws Refusal CLOSED, INVALID on a closing time that is not later
 */
export async function changeBallot(
  scope: MemberScope,
  { ballotId, title, note, closesAt }: z.output<typeof changeInput>,
): Promise<void> {
  await transact(async (tx) => {
    const ballot = await lockOpenBallotInGroup(tx, scope, ballotId);
    const problem = closesAt && extensionProblem(closesAt, ballot);
    if (problem) refuse("INVALID", { say: problem, field: "closesAt" });
    const before = await tx.ballot.findUniqueOrThrow({
      where: { id: ballotId },
      select: { title: true, note: true },
    });
    await tx.ballot.update({
      where: { id: ballotId },
      data: { title, note, ...(closesAt ? { closesAt } : {}) },
    });
    if (title !== before.title || note !== before.note)
      await recordEvent(tx, ballot, "described", scope.viewer.id);
    if (!closesAt) return;
    await recordEvent(tx, ballot, "extended", scope.viewer.id);
    await enqueue(tx, BALLOT_EXTENDED, { ballotId });
    await enqueue(tx, CLOSE_BALLOT, { ballotId }, { runAt: closesAt, key: `close:${ballotId}` });
  });
}

/**
 * Reminds the members who may vote and have not, once a day at most. The answer is the same whoever they are, so that
 * it tells nothing about a secret ballot. @throws Refusal CLOSED, ALREADY_DONE
 */
export async function remindVoters(scope: MemberScope, ballotId: string): Promise<void> {
  await transact(async (tx) => {
    const ballot = await lockOpenBallotInGroup(tx, scope, ballotId);
    const last = await tx.ballotEvent.findFirst({
      where: { ballotId, kind: "reminded" },
      select: { at: true },
      orderBy: { at: "desc" },
    });
    if (isRemindedToday(last?.at ?? null, now(), scope.group.timeZone))
      refuse("ALREADY_DONE", { say: "Members were already reminded today. Try again tomorrow." });
    if (!(await hasWaitingVoters(tx, ballotId)))
      refuse("ALREADY_DONE", { say: "Everyone who may vote has voted." });
    await recordEvent(tx, ballot, "reminded", scope.viewer.id);
    await enqueue(tx, BALLOT_REMINDED, { ballotId, byId: scope.viewer.id });
  });
}

// Commands that end a ballot: count it, decide a tie, cancel it.
import "server-only";
import type { z } from "zod";
import type { MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { buildElection, loadVotes, runInSlices } from "../result/queries";
import { storeCarriedWeights } from "../result/weights";
import {
  addLocalDay,
  choiceOf,
  isSameChoice,
  levelChoices,
  outcomeOf,
  reachesQuorum,
  stageOf,
} from "../rules";
import {
  BALLOT_EXTENDED,
  BALLOT_OVER,
  CLOSE_BALLOT,
  type cancelInput,
  type decideInput,
  READING_CHOSEN,
  TELL_ORGANIZERS,
} from "../schema";
import { countStored, type StoredElection, type StoredResult } from "../tally/stored";
import { type LockedBallot, lockBallot, lockGroupOf, recordEvent } from "./commands";

/**
 * Closes a ballot: stores the result, makes the readings and takes the winners out of the pool in one
 * transaction. If several callers try, the first one closes it. A ballot that misses its quorum at its closing time
 * is extended by a day, once, if the group wants that.
 * @param by the organizer who closes early; null for the clock, which does nothing before the time
 * @returns whether this call closed it
 */
export async function closeBallot(ballotId: string, by: MemberScope | null): Promise<boolean> {
  // Calls that come too early or too late take no lock.
  if (!by && !(await isDue(ballotId))) return false;
  return transact(async (tx) => {
    const group = await lockGroupOf(tx, ballotId);
    const ballot = await lockBallot(tx, ballotId);
    if (!group || !ballot || (by && ballot.groupId !== by.group.id)) {
      if (by) refuse("NOT_FOUND");
      return false;
    }
    const closedAt = now();
    const early = closedAt < ballot.closesAt;
    if (stageOf(ballot) !== "open" || (early && !by)) return false;
    const votes = await loadVotes(tx, ballotId);
    const missed = !reachesQuorum(ballot, votes.length);
    if (missed && !early && ballot.quorumMissed === "extend" && !ballot.extendedAt) {
      await extendByDay(tx, ballot, group.timeZone);
      return false;
    }
    const election = await buildElection(tx, ballot, votes);
    const result = await runInSlices(countStored(election));
    const outcome = outcomeOf(ballot, votes.length, result);
    await storeResult(tx, ballotId, { closedAt, outcome, election, result });
    await recordEvent(tx, ballot, "closed", early && by ? by.viewer.id : null);
    if (result.winner !== null) await placeCandidates(tx, result.ranking);
    // Only rounds decided by the votes are part of the history of a rule over time.
    if (outcome === "chosen" && "exact" in result)
      await storeCarriedWeights(tx, ballotId, votes, result);
    if (outcome === "chosen") await recordReadings(tx, ballot, choiceOf(result));
    await enqueue(tx, BALLOT_OVER, { ballotId });
    const { groupId } = ballot;
    if (outcome === "tied") await enqueue(tx, TELL_ORGANIZERS, { groupId, what: "tied" });
    if (outcome === "noQuorum")
      await enqueue(tx, TELL_ORGANIZERS, { groupId, what: "quorumMissed" });
    return true;
  });
}

interface Closed {
  closedAt: Date;
  outcome: ReturnType<typeof outcomeOf>;
  election: StoredElection;
  result: StoredResult;
}

/** Stores election and result. Thousands of votes are megabytes, so the database copies them itself. */
async function storeResult(
  tx: Tx,
  ballotId: string,
  { closedAt, outcome, election, result }: Closed,
) {
  const { votes: _, ...rest } = election;
  await tx.$executeRaw`
    UPDATE "Ballot" SET "closedAt" = ${closedAt}, outcome = ${outcome}::"BallotOutcome",
      result = ${JSON.stringify(result)}::jsonb,
      election = ${JSON.stringify(rest)}::jsonb || jsonb_build_object('votes', (
        SELECT coalesce(jsonb_agg(v.answer || jsonb_build_object('receipt', v.receipt) ORDER BY v.receipt), '[]')
        FROM "Vote" v WHERE v."ballotId" = ${ballotId}::uuid))
    WHERE id = ${ballotId}::uuid`;
}

async function isDue(ballotId: string): Promise<boolean> {
  const ballot = await db.ballot.findUnique({
    where: { id: ballotId },
    select: { openedAt: true, closesAt: true, closedAt: true, cancelledAt: true },
  });
  return ballot !== null && stageOf(ballot) === "open" && ballot.closesAt <= now();
}

/** Decides a tie that the group left to its organizers. @throws Refusal CLOSED if there is none, INVALID */
export async function decideTie(
  scope: MemberScope,
  { ballotId, candidateId, others = [], note: words }: z.output<typeof decideInput>,
): Promise<void> {
  await transact(async (tx) => {
    await lockGroupOf(tx, ballotId);
    const ballot = await lockBallot(tx, ballotId);
    if (!ballot || ballot.groupId !== scope.group.id) refuse("NOT_FOUND");
    if (ballot.outcome !== "tied") refuse("CLOSED", { say: "This ballot has no tie to decide." });
    const { result } = await tx.ballot.findUniqueOrThrow({
      where: { id: ballotId },
      select: { result: true },
    });
    const choice = [candidateId, ...others];
    const possible = levelChoices(result as unknown as StoredResult);
    const decided = possible.find((one) => isSameChoice(one, choice));
    if (!decided)
      refuse("INVALID", {
        say:
          ballot.seats === 1
            ? "Choose one of the papers that could have won."
            : "Choose papers that could have won together.",
        field: "candidateId",
      });
    await tx.ballot.update({ where: { id: ballotId }, data: { outcome: "decided" } });
    await recordEvent(tx, ballot, "decided", scope.viewer.id, words);
    await recordReadings(tx, ballot, decided);
    await enqueue(tx, BALLOT_OVER, { ballotId });
  });
}

/** Cancels a draft or an open ballot; all papers stay nominated. @throws Refusal CLOSED once it is over */
export async function cancelBallot(
  scope: MemberScope,
  { ballotId, note: words }: z.output<typeof cancelInput>,
): Promise<void> {
  await transact(async (tx) => {
    await lockGroupOf(tx, ballotId);
    const ballot = await lockBallot(tx, ballotId);
    if (!ballot || ballot.groupId !== scope.group.id) refuse("NOT_FOUND");
    const stage = stageOf(ballot);
    if (stage !== "draft" && stage !== "open")
      refuse("CLOSED", { say: "This ballot is already over." });
    await tx.ballot.update({ where: { id: ballotId }, data: { cancelledAt: now() } });
    await recordEvent(tx, ballot, "cancelled", scope.viewer.id, words);
  });
}

async function extendByDay(tx: Tx, { id, groupId, closesAt }: LockedBallot, timeZone: string) {
  const later = addLocalDay(closesAt, timeZone);
  await tx.ballot.update({ where: { id }, data: { closesAt: later, extendedAt: now() } });
  await recordEvent(tx, { id, groupId }, "extended", null);
  await enqueue(tx, CLOSE_BALLOT, { ballotId: id }, { runAt: later, key: `close:${id}` });
  await enqueue(tx, TELL_ORGANIZERS, { groupId, what: "extended" });
  await enqueue(tx, BALLOT_EXTENDED, { ballotId: id });
}

/** Stores each candidate's place from 1. Tied candidates share a place, and the next ones are skipped. */
async function placeCandidates(tx: Tx, ranking: readonly (readonly string[])[]): Promise<void> {
  let place = 1;
  const places = ranking.flatMap((tier) => {
    const here = place;
    place += tier.length;
    return tier.map((id) => ({ id, here }));
  });
  await tx.$executeRaw`
    UPDATE "Candidate" c SET place = p.place
    FROM unnest(${places.map(({ id }) => id)}::uuid[], ${places.map(({ here }) => here)}::int[]) AS p(id, place)
    WHERE c.id = p.id`;
}

/** Makes each chosen candidate a reading and takes it out of the pool. @param chosen at most three, by seat */
async function recordReadings(
  tx: Tx,
  { id, groupId }: LockedBallot,
  chosen: readonly string[],
): Promise<void> {
  const chosenAt = now();
  for (const [at, candidateId] of chosen.entries()) {
    const { paperId, nominationId } = await tx.candidate.findUniqueOrThrow({
      where: { id: candidateId, ballotId: id },
      select: { paperId: true, nominationId: true },
    });
    await tx.nomination.update({ where: { id: nominationId }, data: { chosenAt } });
    const reading = { groupId, paperId, ballotId: id, seat: at + 1, chosenAt };
    const { id: readingId } = await tx.reading.create({ data: reading, select: { id: true } });
    await enqueue(tx, READING_CHOSEN, { readingId });
  }
  await recordEvent(tx, { id, groupId }, "announced", null);
}

// Commands that start a ballot: make it, edit the draft, open it.
import "server-only";
import type { z } from "zod";
import { lockGroup } from "@/server/groups/members/commands";
import type { MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { isDuplicate, type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { newSecret } from "@/server/platform/secrets/secret";
import { addCandidates, GONE } from "../nominations/commands";
import { closingProblem, stageOf } from "../rules";
import {
  BALLOT_OPENED,
  type BallotChoices,
  CLOSE_BALLOT,
  DRAFTS_MAX,
  type editInput,
  OPEN_BALLOT,
  TELL_ORGANIZERS,
} from "../schema";
import { DRAFT, WAITING } from "../sql";
import { type LockedBallot, lockBallot, lockGroupOf, recordEvent } from "./commands";
import { lockOpenBallot } from "./queries";
import { checkTimes, columnsOf, type NewBallot } from "./rules";

const OPEN_ALREADY = "This group already has an open ballot. Close it first.";
const NEW_BALLOTS: Limit = { name: "new-ballots", points: 100, perSeconds: 86_400 };

/**
 * Creates a ballot and opens it at once, plans its opening, or keeps it as a draft.
 * @throws Refusal INVALID on impossible times, CONFLICT beside an open ballot or too many drafts
 */
export async function createBallot(scope: MemberScope, input: NewBallot) {
  const groupId = scope.group.id;
  const createdAt = now();
  checkTimes(input, createdAt);
  await spend(NEW_BALLOTS, scope.viewer.id);
  return openingOnce(async (tx) => {
    await lockGroup(tx, groupId);
    const drafts = await tx.ballot.count({
      where: { groupId, ...DRAFT },
    });
    if (drafts >= DRAFTS_MAX)
      refuse("CONFLICT", {
        say: `This group already has ${DRAFTS_MAX} drafts. Open or cancel some of them first.`,
      });
    const { id } = await tx.ballot.create({
      data: { groupId, createdAt, ...columnsOf(input) },
      select: { id: true },
    });
    await addCandidates(tx, scope, id, input.nominationIds);
    await recordEvent(tx, { id, groupId }, "drafted", scope.viewer.id);
    if (input.draft) return { id };
    if (input.opensAt) await scheduleOpening(tx, id, input.opensAt);
    else await openLocked(tx, { id, groupId, closesAt: input.closesAt }, scope.viewer.id);
    return { id };
  });
}

/** Replaces a draft; with `draft` off it is opened or planned. @throws Refusal CLOSED once opened */
export async function editDraft(scope: MemberScope, input: z.output<typeof editInput>) {
  const { ballotId, ...wanted } = input;
  checkTimes(wanted, now());
  await openingOnce(async (tx) => {
    await lockGroup(tx, scope.group.id);
    const ballot = await lockDraft(tx, scope, ballotId);
    await tx.ballot.update({ where: { id: ballotId }, data: columnsOf(wanted) });
    await tx.candidate.deleteMany({ where: { ballotId } });
    await addCandidates(tx, scope, ballotId, wanted.nominationIds);
    if (wanted.draft) return;
    if (wanted.opensAt) await scheduleOpening(tx, ballotId, wanted.opensAt);
    else await openLocked(tx, { ...ballot, closesAt: wanted.closesAt }, scope.viewer.id);
  });
}

/** Opens a draft now. @throws Refusal CLOSED once opened or cancelled, CONFLICT beside an open one */
export async function openDraft(scope: MemberScope, ballotId: string): Promise<void> {
  await openingOnce(async (tx) => {
    await lockGroup(tx, scope.group.id);
    const ballot = await lockDraft(tx, scope, ballotId);
    const problem = closingProblem(ballot.closesAt, now());
    if (problem) refuse("INVALID", { say: "The closing time has passed. Edit the draft first." });
    await openLocked(tx, ballot, scope.viewer.id);
  });
}

/**
 * Opens a planned ballot at its time. While another one is open it waits for the next sweep.
 * @returns whether this call opened it
 */
export async function openPlanned(ballotId: string): Promise<boolean> {
  return transact(async (tx) => {
    await lockGroupOf(tx, ballotId);
    const ballot = await lockBallot(tx, ballotId);
    const at = now();
    if (!ballot || stageOf(ballot) !== "draft" || !ballot.opensAt || ballot.opensAt > at)
      return false;
    if (ballot.closesAt > at && (await lockOpenBallot(tx, ballot.groupId))) return false;
    if (ballot.closesAt <= at || (await dropWithdrawn(tx, ballotId)) === 0) {
      // It stays a draft for the organizers to decide about.
      await tx.ballot.update({ where: { id: ballotId }, data: { opensAt: null } });
      await enqueue(tx, TELL_ORGANIZERS, { groupId: ballot.groupId, what: "draftMissed" });
      return false;
    }
    await openLocked(tx, ballot, null);
    return true;
  });
}

/** Opens a rhythm's ballot in the caller's transaction; the group is locked. */
export async function openAtTurn(
  tx: Tx,
  turn: {
    groupId: string;
    choices: BallotChoices;
    nominationIds: string[];
    turnAt: Date;
    closesAt: Date;
  },
): Promise<void> {
  const { groupId, choices, nominationIds, turnAt, closesAt } = turn;
  const { id } = await tx.ballot.create({
    data: { groupId, createdAt: now(), closesAt, turnAt, ...choices },
    select: { id: true },
  });
  await addCandidates(tx, { group: { id: groupId } }, id, nominationIds);
  await openLocked(tx, { id, groupId, closesAt }, null);
}

/** Takes candidates off a draft whose nominations have left the pool. @returns how many remain */
async function dropWithdrawn(tx: Tx, ballotId: string): Promise<number> {
  await tx.$queryRaw`
    SELECT n.id FROM "Nomination" n JOIN "Candidate" c ON c."nominationId" = n.id
    WHERE c."ballotId" = ${ballotId}::uuid ORDER BY n.id FOR UPDATE OF n`;
  await tx.candidate.deleteMany({
    where: {
      ballotId,
      nomination: { NOT: WAITING },
    },
  });
  return tx.candidate.count({ where: { ballotId } });
}

async function scheduleOpening(tx: Tx, ballotId: string, opensAt: Date): Promise<void> {
  await enqueue(tx, OPEN_BALLOT, { ballotId }, { runAt: opensAt, key: `open:${ballotId}` });
}

/** Opens a ballot of a locked group. @param by null for the clock */
async function openLocked(
  tx: Tx,
  { id, groupId, closesAt }: Pick<LockedBallot, "id" | "groupId" | "closesAt">,
  by: string | null,
): Promise<void> {
  if (await lockOpenBallot(tx, groupId)) refuse("CONFLICT", { say: OPEN_ALREADY });
  if ((await dropWithdrawn(tx, id)) === 0) refuse("CONFLICT", { say: GONE });
  // Every ballot gets a seed. It is used and shown only if ties are drawn.
  const drawSeed = newSecret();
  await tx.ballot.update({ where: { id }, data: { openedAt: now(), drawSeed } });
  await recordEvent(tx, { id, groupId }, "opened", by);
  await enqueue(tx, CLOSE_BALLOT, { ballotId: id }, { runAt: closesAt, key: `close:${id}` });
  await enqueue(tx, BALLOT_OPENED, { ballotId: id });
}

async function lockDraft(tx: Tx, scope: MemberScope, ballotId: string): Promise<LockedBallot> {
  const ballot = await lockBallot(tx, ballotId);
  if (!ballot || ballot.groupId !== scope.group.id) refuse("NOT_FOUND");
  if (stageOf(ballot) !== "draft") refuse("CLOSED", { say: "This ballot is no longer a draft." });
  return ballot;
}

/** Runs a transaction; if two ballots open at once, the unique index on a group's open ballots refuses one. */
async function openingOnce<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await transact(work);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    refuse("CONFLICT", { say: OPEN_ALREADY });
  }
}

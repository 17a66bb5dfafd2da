// Commands that start a ballot: make it, edit the draft, open it.
import "server-only";
import type { z } from "zod";
import { lockGroup } from "@/server/groups/members/commands";
import type { MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { newSecret } from "@/server/platform/secrets/secret";
import { sealForecast } from "../forecasts/commands";
import { addCandidates, GONE } from "../nominations/commands";
import { closingProblem, stageOf } from "../rules";
import {
  BALLOT_OPENED,
  type BallotChoices,
  CLOSE_BALLOT,
  DRAFTS_MAX,
  type editInput,
  OPEN_BALLOT,
  OPEN_MAX,
  TELL_ORGANIZERS,
} from "../schema";
import { DRAFT, WAITING } from "../sql";
import { fitSeats, seatsProblem } from "../tally/seats/rules";
import { type LockedBallot, lockBallot, lockGroupOf, recordEvent } from "./commands";
import { countOpenBallots, isAnyVotedOn } from "./queries";
import { checkSeats, checkTimes, columnsOf, type NewBallot } from "./rules";

const TOO_MANY_OPEN = `This group already has ${OPEN_MAX} open ballots. Close one of them first.`;
const VOTED_ON =
  "One of these papers is on an open ballot. Wait until that ballot closes, or leave the paper out.";
const NEW_BALLOTS: Limit = { name: "new-ballots", points: 100, perSeconds: 86_400 };

/**
 * Creates a ballot and opens it at once, plans its opening, or keeps it as a draft.
 * @throws Refusal INVALID on impossible times, CONFLICT if a paper is being voted on, or beside too many ballots
 */
export async function createBallot(scope: MemberScope, input: NewBallot) {
  const groupId = scope.group.id;
  const createdAt = now();
  checkTimes(input, createdAt);
  checkSeats(input, input.nominationIds.length);
  await spend(NEW_BALLOTS, scope.viewer.id);
  return transact(async (tx) => {
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
    else await openLocked(tx, { ...input, id, groupId }, scope.viewer.id);
    return { id };
  });
}

/** Replaces a draft; with `draft` off it is opened or planned. @throws Refusal CLOSED once opened */
export async function editDraft(scope: MemberScope, input: z.output<typeof editInput>) {
  const { ballotId, ...wanted } = input;
  checkTimes(wanted, now());
  checkSeats(wanted, wanted.nominationIds.length);
  await transact(async (tx) => {
    await lockGroup(tx, scope.group.id);
    const ballot = await lockDraft(tx, scope, ballotId);
    await tx.ballot.update({ where: { id: ballotId }, data: columnsOf(wanted) });
    await tx.candidate.deleteMany({ where: { ballotId } });
    await addCandidates(tx, scope, ballotId, wanted.nominationIds);
    if (wanted.draft) return;
    if (wanted.opensAt) await scheduleOpening(tx, ballotId, wanted.opensAt);
    else
      await openLocked(tx, { ...wanted, id: ballotId, groupId: ballot.groupId }, scope.viewer.id);
  });
}

/** Opens a draft now. @throws Refusal CLOSED once opened or cancelled, CONFLICT if a paper is being voted on */
export async function openDraft(scope: MemberScope, ballotId: string): Promise<void> {
  await transact(async (tx) => {
    await lockGroup(tx, scope.group.id);
    const ballot = await lockDraft(tx, scope, ballotId);
    const problem = closingProblem(ballot.closesAt, now());
    if (problem) refuse("INVALID", { say: "The closing time has passed. Edit the draft first." });
    await openLocked(tx, ballot, scope.viewer.id);
  });
}

/**
 * Opens a planned ballot at its time. While one of its papers is being voted on it waits for the next sweep.
 * @returns whether this call opened it
 */
export async function openPlanned(ballotId: string): Promise<boolean> {
  return transact(async (tx) => {
    await lockGroupOf(tx, ballotId);
    const ballot = await lockBallot(tx, ballotId);
    const at = now();
    if (!ballot || stageOf(ballot) !== "draft" || !ballot.opensAt || ballot.opensAt > at)
      return false;
    const waiting = await dropWithdrawn(tx, ballotId);
    if (ballot.closesAt > at && (await whyNotOpen(tx, ballot.groupId, waiting))) return false;
    if (ballot.closesAt <= at || waiting.length === 0 || seatsProblem(ballot, waiting.length)) {
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
  // A small pool is no reason to skip the turn.
  const seats = fitSeats(choices.seats, nominationIds.length);
  const { id } = await tx.ballot.create({
    data: { groupId, createdAt: now(), closesAt, turnAt, ...choices, seats },
    select: { id: true },
  });
  await addCandidates(tx, { group: { id: groupId } }, id, nominationIds);
  await openLocked(tx, { id, groupId, closesAt, rule: choices.rule, seats }, null);
}

/** Takes candidates off a draft whose nominations have left the pool. @returns the other nominations, locked */
async function dropWithdrawn(tx: Tx, ballotId: string): Promise<string[]> {
  await tx.$queryRaw`
    SELECT n.id FROM "Nomination" n JOIN "Candidate" c ON c."nominationId" = n.id
    WHERE c."ballotId" = ${ballotId}::uuid ORDER BY n.id FOR UPDATE OF n`;
  await tx.candidate.deleteMany({
    where: {
      ballotId,
      nomination: { NOT: WAITING },
    },
  });
  const left = await tx.candidate.findMany({ where: { ballotId }, select: { nominationId: true } });
  return left.map(({ nominationId }) => nominationId);
}

/** Says why a ballot on these locked nominations cannot open now beside the group's other ones, or null. */
async function whyNotOpen(
  tx: Tx,
  groupId: string,
  nominationIds: readonly string[],
): Promise<string | null> {
  if ((await countOpenBallots(tx, groupId)) >= OPEN_MAX) return TOO_MANY_OPEN;
  return (await isAnyVotedOn(tx, nominationIds)) ? VOTED_ON : null;
}

async function scheduleOpening(tx: Tx, ballotId: string, opensAt: Date): Promise<void> {
  await enqueue(tx, OPEN_BALLOT, { ballotId }, { runAt: opensAt, key: `open:${ballotId}` });
}

/** Opens a ballot of a locked group. @param by null for the clock */
async function openLocked(
  tx: Tx,
  {
    id,
    groupId,
    closesAt,
    ...choices
  }: Pick<LockedBallot, "id" | "groupId" | "closesAt" | "rule" | "seats">,
  by: string | null,
): Promise<void> {
  const waiting = await dropWithdrawn(tx, id);
  if (waiting.length === 0) refuse("CONFLICT", { say: GONE });
  const few = seatsProblem(choices, waiting.length);
  if (few) refuse("CONFLICT", { say: few });
  const say = await whyNotOpen(tx, groupId, waiting);
  if (say) refuse("CONFLICT", { say });
  // Every ballot gets a seed. It is used and shown only if ties are drawn.
  const drawSeed = newSecret();
  await tx.ballot.update({ where: { id }, data: { openedAt: now(), drawSeed } });
  await sealForecast(tx, { id, groupId });
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

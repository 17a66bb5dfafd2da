import "server-only";
import type { z } from "zod";
import { lockGroup } from "@/server/groups/members/commands";
import type { GroupScope, MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { enqueue } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { openAtTurn } from "../life/opening";
import { countOpenBallots } from "../life/queries";
import { checkSeats } from "../life/rules";
import { closingProblem } from "../rules";
import { ballotChoices, OPEN_MAX, rhythmInput, TELL_ORGANIZERS } from "../schema";
import { NOMINATION_VOTED_ON, NOMINATION_WAITS, OPEN } from "../sql";
import { nextTurn, type Rhythm } from "./rules";

type Wanted = z.output<typeof rhythmInput>;
type Times = Pick<
  Wanted,
  "fromDay" | "everyWeeks" | "opensOn" | "opensTime" | "closesOn" | "closesTime"
>;

/** The times of a rhythm in the group's current time zone. */
function timesOf(rhythm: Times, timeZone: string): Rhythm {
  const { fromDay: from, everyWeeks, opensOn, closesOn } = rhythm;
  const { opensTime: opensAt, closesTime: closesAt } = rhythm;
  return { timeZone, from, everyWeeks, opensOn, opensAt, closesOn, closesAt };
}

/** Finds the group's rhythm with its next turn, or null. */
export async function findRhythm(scope: GroupScope) {
  const found = await db.rhythm.findUnique({ where: { groupId: scope.group.id } });
  if (!found) return null;
  const { groupId: _, changedById: __, changedAt: ___, nextAt, ...stored } = found;
  const rhythm = { ...stored, ...ballotChoices.parse(stored) };
  const next =
    nextAt && nextTurn(timesOf(rhythm, scope.group.timeZone), new Date(nextAt.getTime() - 1));
  return { ...rhythm, paused: nextAt === null, next };
}

/** Sets the group's rhythm. @throws Refusal INVALID if its ballots would stay open too long */
export async function setRhythm(scope: MemberScope, input: Wanted): Promise<void> {
  const wanted = rhythmInput.parse(input);
  checkSeats(wanted, wanted.candidates);
  const { id: groupId, timeZone } = scope.group;
  const at = now();
  const turn = nextTurn(timesOf(wanted, timeZone), at);
  const problem = closingProblem(turn.closesAt, turn.opensAt, true);
  if (problem) refuse("INVALID", { say: problem, field: "closesTime" });
  const changedById = scope.viewer.id;
  const data = { ...wanted, timeZone, nextAt: turn.opensAt, changedAt: at, changedById };
  await transact(async (tx) => {
    await lockGroup(tx, groupId);
    await tx.rhythm.upsert({ where: { groupId }, create: { groupId, ...data }, update: data });
  });
}

/** Pauses the rhythm, or resumes it with its next turn. @throws Refusal NOT_FOUND without a rhythm */
export async function pauseRhythm(scope: MemberScope, paused: boolean): Promise<void> {
  const { id: groupId, timeZone } = scope.group;
  await transact(async (tx) => {
    await lockGroup(tx, groupId);
    const rhythm = await tx.rhythm.findUnique({ where: { groupId } });
    if (!rhythm) refuse("NOT_FOUND");
    const nextAt = paused ? null : nextTurn(timesOf(rhythm, timeZone), now()).opensAt;
    await tx.rhythm.update({ where: { groupId }, data: { nextAt, timeZone } });
  });
}

/** Ends the rhythm; an open ballot goes on. */
export async function endRhythm(scope: MemberScope): Promise<void> {
  const groupId = scope.group.id;
  await transact(async (tx) => {
    await lockGroup(tx, groupId);
    await tx.rhythm.deleteMany({ where: { groupId } });
  });
}

/** Lists groups whose turn is due, or whose time zone changed since their turn was computed. */
export function listDueRhythms() {
  return db.$queryRaw<{ groupId: string }[]>`
    SELECT r."groupId" FROM "Rhythm" r JOIN "Group" g ON g.id = r."groupId"
    WHERE g."archivedAt" IS NULL
      AND (r."nextAt" <= ${now()} OR (r."nextAt" IS NOT NULL AND r."timeZone" <> g."timeZone"))
    ORDER BY r."nextAt"`;
}

/**
 * Takes a group's turn, once: opens a ballot from the pool, or tells the organizers why not. A turn whose
 * closing time has passed, such as after a long outage, is skipped.
 */
export async function takeTurn(groupId: string): Promise<void> {
  await transact(async (tx) => {
    await lockGroup(tx, groupId);
    const at = now();
    const found = await tx.rhythm.findUnique({
      where: { groupId },
      include: { group: { select: { timeZone: true } } },
    });
    if (!found?.nextAt) return;
    const { timeZone } = found.group;
    const choices = ballotChoices.parse(found);
    const times = timesOf(found, timeZone);
    const { opensAt: nextAt } = nextTurn(times, at);
    await tx.rhythm.update({ where: { groupId }, data: { nextAt, timeZone } });
    if (found.nextAt > at || found.timeZone !== timeZone) return;
    const turn = nextTurn(times, new Date(found.nextAt.getTime() - 1));
    if (turn.closesAt <= at) return;
    if (await isTurnTaken(tx, groupId)) {
      await enqueue(tx, TELL_ORGANIZERS, { groupId, what: "stillOpen" });
      return;
    }
    const nominationIds = await pickLongestWaiting(tx, groupId, found.candidates);
    if (nominationIds.length === 0) {
      await enqueue(tx, TELL_ORGANIZERS, { groupId, what: "emptyPool" });
      return;
    }
    const { opensAt: turnAt, closesAt } = turn;
    await openAtTurn(tx, { groupId, choices, nominationIds, turnAt, closesAt });
  });
}

/** Whether the ballot of an earlier turn is still open, or as many ballots as a group can have. */
async function isTurnTaken(tx: Tx, groupId: string): Promise<boolean> {
  const last = await tx.ballot.count({ where: { groupId, ...OPEN, turnAt: { not: null } } });
  return last > 0 || (await countOpenBallots(tx, groupId)) >= OPEN_MAX;
}

/** Picks nominations on no open ballot that have been on the fewest ballots, the earliest first, so that each gets a turn. */
async function pickLongestWaiting(tx: Tx, groupId: string, most: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT n.id FROM "Nomination" n
    LEFT JOIN "Candidate" c ON c."nominationId" = n.id
    LEFT JOIN "Ballot" b ON b.id = c."ballotId" AND b."closedAt" IS NOT NULL
    WHERE n."groupId" = ${groupId}::uuid AND ${NOMINATION_WAITS} AND NOT ${NOMINATION_VOTED_ON}
    GROUP BY n.id ORDER BY count(b.id), n."createdAt", n.id LIMIT ${most}`;
  return rows.map(({ id }) => id);
}

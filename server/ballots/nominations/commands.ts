import "server-only";
import type { z } from "zod";
import { lockGroup } from "@/server/groups/members/commands";
import { type GroupScope, groupTopic, type MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { notifyTopics } from "@/server/platform/live";
import { enqueue } from "@/server/platform/queue";
import { demand, refuse } from "@/server/platform/refusal";
import { isAnyVotedOn } from "../life/queries";
import { mayWithdraw } from "../policy";
import { isRead } from "../readings/rules";
import { isWaiting } from "../rules";
import {
  NOMINATED,
  type nominateInput,
  type objectInput,
  type offerInput,
  POOL_MAX,
} from "../schema";
import { NOMINATION_WAITS, WAITING } from "../sql";
import { renderPitch } from "./rendering";

/** Nominations that a person may make per day, withdrawn ones included: as many as a pool holds. */
const NOMINATIONS: Limit = { name: "nominations", points: POOL_MAX, perSeconds: 86_400 };

/**
 * Nominates a paper. @throws Refusal ALREADY_DONE while the paper is in the pool, CONFLICT on a full pool
 * or on a paper that the group has chosen before, unless `again` confirms it
 */
export async function nominate(scope: MemberScope, input: z.output<typeof nominateInput>) {
  const groupId = scope.group.id;
  await spend(NOMINATIONS, scope.viewer.id);
  const rendered = renderPitch(input.pitch);
  return transact(async (tx) => {
    await lockGroup(tx, groupId);
    const { paperId, pitch, again } = input;
    const paper = await tx.paper.findUnique({ where: { id: paperId }, select: { id: true } });
    if (!paper) refuse("NOT_FOUND");
    const waiting = await tx.nomination.findMany({
      where: { groupId, ...WAITING },
      select: { paperId: true },
    });
    if (waiting.some((nomination) => nomination.paperId === paper.id))
      refuse("ALREADY_DONE", { say: "This paper is already nominated in this group." });
    const before = again
      ? null
      : await tx.reading.findFirst({
          where: { groupId, paperId },
          select: { readAt: true },
          orderBy: { chosenAt: "desc" },
        });
    if (before) {
      const say = isRead(before, now())
        ? "This group has already read this paper. Confirm that you want to read it again."
        : "This group has already chosen this paper and will read it. Confirm that you want to nominate it again.";
      refuse("CONFLICT", { say, field: "again" });
    }
    if (waiting.length >= POOL_MAX) {
      refuse("CONFLICT", {
        say: `The pool of this group already has ${POOL_MAX} papers. Withdraw some of them first.`,
      });
    }
    await notifyTopics(tx, groupTopic(groupId));
    const { id } = await tx.nomination.create({
      data: {
        groupId,
        paperId,
        pitch,
        ...rendered,
        nominatedById: scope.viewer.id,
        createdAt: now(),
      },
      select: { id: true },
    });
    await enqueue(tx, NOMINATED, { nominationId: id });
    return { id };
  });
}

interface LockedNomination {
  nominatedById: string;
  withdrawnAt: Date | null;
  chosenAt: Date | null;
}

async function lockNomination(tx: Tx, scope: MemberScope, nominationId: string) {
  const [found] = await tx.$queryRaw<LockedNomination[]>`
    SELECT "nominatedById", "withdrawnAt", "chosenAt" FROM "Nomination"
    WHERE id = ${nominationId}::uuid AND "groupId" = ${scope.group.id}::uuid FOR UPDATE`;
  return found ?? refuse("NOT_FOUND");
}

/** Withdraws a nomination. @throws Refusal NOT_ALLOWED, ALREADY_DONE, CLOSED while it is on an open ballot */
export async function withdraw(scope: MemberScope, nominationId: string): Promise<void> {
  await transact(async (tx) => {
    const found = await lockNomination(tx, scope, nominationId);
    demand(mayWithdraw(scope, found.nominatedById));
    if (!isWaiting(found)) refuse("ALREADY_DONE");
    // After the lock: before it, a ballot that is being opened would not be seen.
    if (await isAnyVotedOn(tx, [nominationId]))
      refuse("CLOSED", { say: "This paper is being voted on. Wait until the ballot closes." });
    await tx.nomination.update({
      where: { id: nominationId },
      data: { withdrawnAt: now(), withdrawnById: scope.viewer.id },
    });
    await notifyTopics(tx, groupTopic(scope.group.id));
  });
}

/** Offers to present a paper if it wins, or takes the offer back. @throws Refusal CLOSED once it has left the pool */
export async function offerToPresent(
  scope: MemberScope,
  { nominationId, on }: z.output<typeof offerInput>,
): Promise<void> {
  const personId = scope.viewer.id;
  await transact(async (tx) => {
    const found = await lockNomination(tx, scope, nominationId);
    if (!isWaiting(found)) refuse("CLOSED", { say: "This paper is no longer in the pool." });
    if (on) {
      const data = [{ nominationId, personId, createdAt: now() }];
      await tx.presenterOffer.createMany({ data, skipDuplicates: true });
    } else {
      await tx.presenterOffer.deleteMany({ where: { nominationId, personId } });
    }
    await notifyTopics(tx, groupTopic(scope.group.id));
  });
}

/**
 * Says "not this one" of a paper in the pool, or changes the reason; null takes it back. No count reads it.
 * @throws Refusal CLOSED once the paper has left the pool
 */
export async function objectTo(
  scope: MemberScope,
  { nominationId, reason }: z.output<typeof objectInput>,
): Promise<void> {
  const personId = scope.viewer.id;
  await transact(async (tx) => {
    const found = await lockNomination(tx, scope, nominationId);
    if (!isWaiting(found)) refuse("CLOSED", { say: "This paper is no longer in the pool." });
    if (reason === null) {
      await tx.objection.deleteMany({ where: { nominationId, personId } });
    } else {
      await tx.objection.upsert({
        where: { nominationId_personId: { nominationId, personId } },
        create: { nominationId, personId, reason, createdAt: now() },
        update: { reason },
      });
    }
    await notifyTopics(tx, groupTopic(scope.group.id));
  });
}

/** Removes what somebody said against a paper, for organizers. */
export async function eraseObjection(
  tx: Tx,
  groupId: string,
  objection: { nominationId: string; personId: string },
): Promise<void> {
  await tx.objection.deleteMany({ where: objection });
  await notifyTopics(tx, groupTopic(groupId));
}

/**
 * Creates a reading without a ballot, in a locked group; a nomination of the paper leaves the pool.
 * @throws Refusal CLOSED while the paper is being voted on
 */
export async function chooseWithoutBallot(
  tx: Tx,
  groupId: string,
  paperId: string,
): Promise<string> {
  const chosenAt = now();
  const [nomination] = await tx.$queryRaw<{ id: string }[]>`
    SELECT n.id FROM "Nomination" n WHERE n."groupId" = ${groupId}::uuid AND n."paperId" = ${paperId}::uuid
      AND ${NOMINATION_WAITS} FOR UPDATE`;
  if (nomination) {
    if (await isAnyVotedOn(tx, [nomination.id])) {
      refuse("CLOSED", {
        say: "This paper is being voted on. Wait until the ballot closes, or choose another.",
      });
    }
    await tx.nomination.update({ where: { id: nomination.id }, data: { chosenAt } });
  }
  const { id } = await tx.reading.create({
    data: { groupId, paperId, chosenAt },
    select: { id: true },
  });
  return id;
}

/** The refusal where a candidate is no longer in the pool. */
export const GONE =
  "One of these nominations has been withdrawn or chosen. Reload the page and choose again.";

/** Adds candidates in the order of their nomination, and locks them, so that none is withdrawn meanwhile. */
export async function addCandidates(
  tx: Tx,
  { group }: { group: Pick<GroupScope["group"], "id"> },
  ballotId: string,
  nominationIds: readonly string[],
): Promise<void> {
  const pool = await tx.$queryRaw<{ id: string; paperId: string }[]>`
    WITH held AS MATERIALIZED (
      SELECT n.id, n."paperId", n."createdAt" FROM "Nomination" n WHERE n."groupId" = ${group.id}::uuid
        AND n.id = ANY(${nominationIds}::uuid[]) AND ${NOMINATION_WAITS}
      ORDER BY n.id FOR UPDATE)
    SELECT id, "paperId" FROM held ORDER BY "createdAt", id`;
  if (pool.length !== new Set(nominationIds).size) refuse("CONFLICT", { say: GONE });
  await tx.candidate.createMany({
    data: pool.map(({ id, paperId }, position) => {
      return { ballotId, nominationId: id, paperId, position };
    }),
  });
}

import "server-only";
import { holdPerson } from "@/server/people/presence";
import { now } from "@/server/platform/clock";
import { Prisma, type Tx } from "@/server/platform/db";
import { announce } from "@/server/platform/live";
import { demand, refuse } from "@/server/platform/refusal";
import { turnAt } from "@/server/platform/web/turns";
import {
  groupTopic,
  type JoinPolicy,
  type MemberScope,
  mayActAs,
  mayTakePart,
  type Role,
  type Visibility,
} from "../policy";
import { lasting } from "../scope";

/**
 * Locks a group. Whatever changes who is a member, in what role, or by what way waits here, so that
 * counts are right and no group loses its owner. What is read after it is true until the commit.
 */
export async function lockGroup(tx: Tx, groupId: string) {
  // Not FOR UPDATE: that would wait for everybody who just refers to the group.
  const [group] = await tx.$queryRaw<{ visibility: Visibility; joinPolicy: JoinPolicy }[]>`
    SELECT visibility::text, "joinPolicy"::text FROM "Group"
    WHERE id = ${groupId}::uuid FOR NO KEY UPDATE`;
  return group ?? refuse("NOT_FOUND");
}

/** Locks a person who is to become a member, and then the group: everywhere in this order. */
export async function lockEntrance(tx: Tx, groupId: string, personId: string) {
  if (!(await holdPerson(tx, personId))) refuse("NOT_FOUND", { say: "This account was deleted." });
  return lockGroup(tx, groupId);
}

/**
 * Locks the group of a scope for what only this role may do. What the procedure was told of the role may
 * be over by now, and is asked again. @throws Refusal NOT_ALLOWED, SUSPENDED
 */
export async function lockGroupAs(tx: Tx, scope: MemberScope, wanted: Role): Promise<void> {
  await lockGroup(tx, scope.group.id);
  await demandRole(tx, scope, wanted);
}

/** @throws Refusal NOT_ALLOWED, SUSPENDED where the viewer may not act in this role in a locked group */
export async function demandRole(tx: Tx, scope: MemberScope, wanted: Role): Promise<void> {
  const { group, viewer } = scope;
  const role = await roleOf(tx, group.id, viewer.id);
  const suspended = await isSuspended(tx, group.id, viewer.id);
  demand(mayActAs({ ...scope, role }, wanted));
  demand(mayTakePart({ ...scope, suspended }));
}

/** Ends what somebody invites by: they may invite no longer. The group has to be locked. */
export async function endInvitationsBy(tx: Tx, groupId: string, personId: string): Promise<void> {
  await tx.invitation.updateMany({
    where: { groupId, createdById: personId, revokedAt: null, usedAt: null },
    data: { revokedAt: now() },
  });
}

/** The role of a person in a group. */
export async function roleOf(tx: Tx, groupId: string, personId: string): Promise<Role | null> {
  const found = await tx.membership.findUnique({
    where: { groupId_personId: { groupId, personId } },
    select: { role: true },
  });
  return found?.role ?? null;
}

/** Whether somebody is suspended from a group, member or not. */
export async function isSuspended(tx: Tx, groupId: string, personId: string): Promise<boolean> {
  const found = await tx.suspension.findFirst({
    where: { groupId, personId, ...lasting() },
    select: { personId: true },
  });
  return found !== null;
}

/**
 * Makes somebody a member, once. @returns whether they were none before
 * @throws Refusal SUSPENDED: leaving and coming back ends no suspension
 */
export async function addMember(tx: Tx, groupId: string, personId: string): Promise<boolean> {
  await lockEntrance(tx, groupId, personId);
  if (await isSuspended(tx, groupId, personId)) {
    refuse("SUSPENDED", {
      say: "Who is suspended from this group cannot join it until the suspension ends.",
    });
  }
  const { count } = await tx.membership.createMany({
    data: [{ groupId, personId, joinedAt: now() }],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await tx.group.update({ where: { id: groupId }, data: { memberCount: { increment: 1 } } });
  await announce(tx, groupTopic(groupId));
  await tx.joinRequest.updateMany({
    where: { groupId, personId, answeredAt: null },
    data: { answeredAt: now(), accepted: true },
  });
  return true;
}

/**
 * Ends a membership in a locked group. Votes in the open ballot are taken back, as are answers and
 * presentations of meetings to come; secret addresses and days away go with the membership, and what
 * the person invites by.
 */
export async function removeMember(tx: Tx, groupId: string, personId: string): Promise<void> {
  // A ballot is not tallied, nor a vote cast, between the two deletions.
  await tx.$queryRaw`
    WITH turn AS MATERIALIZED (
      SELECT id, ${turnAt(Prisma.sql`id`, "alone")} FROM (
        SELECT id FROM "Ballot" WHERE "groupId" = ${groupId}::uuid
          AND "closedAt" IS NULL AND "cancelledAt" IS NULL ORDER BY id) held)
    SELECT b.id FROM turn JOIN "Ballot" b USING (id) FOR UPDATE OF b`;
  const { count } = await tx.membership.deleteMany({ where: { groupId, personId } });
  if (count === 0) return;
  await tx.group.update({ where: { id: groupId }, data: { memberCount: { decrement: 1 } } });
  await announce(tx, groupTopic(groupId));
  await endInvitationsBy(tx, groupId, personId);
  await noteDeparture(tx, groupId, personId);
  // Who is gone has no say any more in what is still being decided.
  await tx.vote.deleteMany({ where: { personId, ballot: { groupId, closedAt: null } } });
  await tx.presenterOffer.deleteMany({
    where: { personId, nomination: { groupId, chosenAt: null } },
  });
  const ahead = { groupId, startsAt: { gt: now() } };
  await tx.meeting.updateMany({
    where: { presenterId: personId, ...ahead },
    data: { presenterId: null, changedAt: now(), sequence: { increment: 1 } },
  });
  await tx.rsvp.deleteMany({ where: { personId, meeting: ahead } });
}

/** Keeps the name by which somebody who goes knew the group: what it is called later is not theirs to know. */
async function noteDeparture(tx: Tx, groupId: string, personId: string): Promise<void> {
  const { name: groupName } = await tx.group.findUniqueOrThrow({
    where: { id: groupId },
    select: { name: true },
  });
  const known = { groupName, leftAt: now() };
  await tx.departure.upsert({
    where: { groupId_personId: { groupId, personId } },
    create: { groupId, personId, ...known },
    update: known,
  });
}

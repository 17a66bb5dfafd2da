import "server-only";
import { holdPerson } from "@/server/people/presence";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { demand, refuse } from "@/server/platform/refusal";
import {
  groupListTopic,
  groupTopic,
  type JoinPolicy,
  type MemberScope,
  mayActAs,
  mayChange,
  mayTakePart,
  type Role,
  type Visibility,
} from "../policy";
import { stillSuspended } from "../scope";

/**
 * Locks a group. Every change of members, roles or ways to join waits here, so that
 * counts are right and no group loses its owner. Rows read afterwards stay true until the commit.
 * @throws Refusal NOT_FOUND, CLOSED if the group is archived
 */
export async function lockGroup(tx: Tx, groupId: string, { evenArchived = false } = {}) {
  // Not FOR UPDATE, which would wait for every transaction that only refers to the group.
  const [group] = await tx.$queryRaw<LockedGroup[]>`
    SELECT visibility::text, "joinPolicy"::text, "archivedAt" FROM "Group"
    WHERE id = ${groupId}::uuid FOR NO KEY UPDATE`;
  if (!group) refuse("NOT_FOUND");
  if (!evenArchived) demand(mayChange(group));
  return group;
}

/** Locks groups in the order of their ids, archived ones as well. */
export async function holdGroups(tx: Tx, groupIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM "Group" WHERE id = ANY(${groupIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}

interface LockedGroup {
  visibility: Visibility;
  joinPolicy: JoinPolicy;
  archivedAt: Date | null;
}

/** Locks a group and then holds its future member, everywhere in this order. */
export async function lockEntrance(tx: Tx, groupId: string, personId: string) {
  const group = await lockGroup(tx, groupId);
  if (!(await holdPerson(tx, personId))) refuse("NOT_FOUND", { say: "This account was deleted." });
  return group;
}

/**
 * Locks the group of a scope for an act of this role. The role that the procedure read may
 * be outdated, so it is read again. @throws Refusal NOT_ALLOWED, SUSPENDED
 */
export async function lockGroupAs(tx: Tx, scope: MemberScope, wanted: Role): Promise<void> {
  await lockGroup(tx, scope.group.id);
  await demandRole(tx, scope, wanted);
}

/** Demands that the viewer may act in this role in a locked group. @throws Refusal NOT_ALLOWED, SUSPENDED */
export async function demandRole(tx: Tx, scope: MemberScope, wanted: Role): Promise<void> {
  const { group, viewer } = scope;
  const role = await roleOf(tx, group.id, viewer.id);
  const suspended = await isSuspended(tx, group.id, viewer.id);
  demand(mayActAs({ ...scope, role }, wanted));
  demand(mayTakePart({ ...scope, suspended }));
}

/** Reads the role of a person in a group. */
export async function roleOf(tx: Tx, groupId: string, personId: string): Promise<Role | null> {
  const found = await tx.membership.findUnique({
    where: { groupId_personId: { groupId, personId } },
    select: { role: true },
  });
  return found?.role ?? null;
}

/** Tells whether a person is suspended from a group, whether they are a member or not. */
export async function isSuspended(tx: Tx, groupId: string, personId: string): Promise<boolean> {
  const found = await tx.suspension.findFirst({
    where: { groupId, personId, ...stillSuspended() },
    select: { personId: true },
  });
  return found !== null;
}

/**
 * Makes a person a member, once. @returns whether they were not a member before
 * @throws Refusal SUSPENDED, because leaving and coming back does not end a suspension
 */
export async function addMember(tx: Tx, groupId: string, personId: string): Promise<boolean> {
  await lockEntrance(tx, groupId, personId);
  if (await isSuspended(tx, groupId, personId)) {
    refuse("SUSPENDED", {
      say: "People who are suspended from this group cannot join it until the suspension ends.",
    });
  }
  const { count } = await tx.membership.createMany({
    data: [{ groupId, personId, joinedAt: now() }],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await tx.group.update({ where: { id: groupId }, data: { memberCount: { increment: 1 } } });
  await notifyTopics(tx, groupTopic(groupId), groupListTopic());
  await tx.joinRequest.updateMany({
    where: { groupId, personId, answeredAt: null },
    data: { answeredAt: now(), accepted: true },
  });
  return true;
}

/** Locks the groups of a person, in a fixed order. @returns also whether the person is the only member */
export function lockGroupsOf(tx: Tx, personId: string): Promise<{ id: string; alone: boolean }[]> {
  return tx.$queryRaw`
    SELECT id, "memberCount" = 1 AS alone FROM "Group"
    WHERE id IN (SELECT "groupId" FROM "Membership" WHERE "personId" = ${personId}::uuid)
    ORDER BY id FOR NO KEY UPDATE`;
}

/** Locks the memberships of a person: none is used for an act in its group until the commit. */
export async function lockMembershipsOf(tx: Tx, personId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT "groupId" FROM "Membership" WHERE "personId" = ${personId}::uuid
    ORDER BY "groupId" FOR UPDATE`;
}

/** Whether a person is a member of a group other than these. */
export async function isMemberElsewhere(
  tx: Tx,
  personId: string,
  groupIds: readonly string[],
): Promise<boolean> {
  const found = await tx.membership.findFirst({
    where: { personId, groupId: { notIn: [...groupIds] } },
    select: { groupId: true },
  });
  return found !== null;
}

interface Pair {
  personId: string;
  mine: Role | null;
  theirs: Role;
}

/** Locks the group, and finds the roles of the viewer and of another member. @throws Refusal NOT_FOUND */
export async function lockPair(
  tx: Tx,
  scope: MemberScope,
  handle: string,
  even = { evenArchived: false },
): Promise<Pair> {
  const groupId = scope.group.id;
  await lockGroup(tx, groupId, even);
  const other = await tx.membership.findFirst({
    where: { groupId, person: { handle } },
    select: { personId: true, role: true },
  });
  if (!other) refuse("NOT_FOUND", { say: "This person is not a member of the group." });
  const mine = await roleOf(tx, groupId, scope.viewer.id);
  return { personId: other.personId, mine, theirs: other.role };
}

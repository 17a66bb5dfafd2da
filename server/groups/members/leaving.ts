// Ends memberships, and everything that depends on them.
import "server-only";
import { now } from "@/server/platform/clock";
import type { Tx } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { groupListTopic, groupTopic } from "../policy";

/** Ends the invitations of people who may no longer invite. The group has to be locked. */
export async function endInvitationsBy(
  tx: Tx,
  groupIds: readonly string[],
  personId: string,
): Promise<void> {
  await tx.invitation.updateMany({
    where: { groupId: { in: [...groupIds] }, createdById: personId, revokedAt: null, usedAt: null },
    data: { revokedAt: now() },
  });
}

/**
 * Ends memberships in locked groups, and the person's invitations there. Stores the name by which they knew a
 * group, because later names are not theirs to know.
 * @returns the groups of which they were a member
 */
export async function endMemberships(
  tx: Tx,
  personId: string,
  groupIds: readonly string[],
): Promise<string[]> {
  const ended = await tx.$queryRaw<{ groupId: string }[]>`
    DELETE FROM "Membership" WHERE "personId" = ${personId}::uuid
      AND "groupId" = ANY(${groupIds}::uuid[]) RETURNING "groupId"`;
  const ids = ended.map(({ groupId }) => groupId);
  if (ids.length === 0) return ids;
  await tx.group.updateMany({
    where: { id: { in: ids } },
    data: { memberCount: { decrement: 1 } },
  });
  await notifyTopics(tx, groupListTopic(), ...ids.map(groupTopic));
  await endInvitationsBy(tx, ids, personId);
  await tx.$executeRaw`
    INSERT INTO "Departure" ("groupId", "personId", "groupName", "leftAt")
    SELECT id, ${personId}::uuid, name, ${now()} FROM "Group" WHERE id = ANY(${ids}::uuid[])
    ON CONFLICT ("groupId", "personId") DO UPDATE
      SET "groupName" = excluded."groupName", "leftAt" = excluded."leftAt"`;
  return ids;
}

/** Revokes the links that a member of a locked group may know, and invitations sent to their address. */
export async function endInvitationsKnownTo(
  tx: Tx,
  groupId: string,
  personId: string,
): Promise<void> {
  const { email } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { email: true },
  });
  await tx.invitation.updateMany({
    where: { groupId, revokedAt: null, usedAt: null, OR: [{ email: null }, { email }] },
    data: { revokedAt: now() },
  });
}

/** Declines a person's open join request. */
export async function declineRequest(
  tx: Tx,
  groupId: string,
  personId: string,
  answeredById: string,
): Promise<void> {
  await tx.joinRequest.updateMany({
    where: { groupId, personId, answeredAt: null },
    data: { answeredAt: now(), answeredById, accepted: false },
  });
}

interface Mine {
  id: string;
  name: string;
  role: string;
  others: boolean;
}

/**
 * Deletes the locked groups of which a person is the only member.
 * @returns the others, of which they are a member
 * @throws Refusal NOT_ALLOWED while others are in a group that they own
 */
export async function deleteGroupsOfOne(tx: Tx, personId: string): Promise<string[]> {
  const mine = await tx.$queryRaw<Mine[]>`
    SELECT g.id, g.name, m.role::text AS role, EXISTS (
      SELECT FROM "Membership" o WHERE o."groupId" = g.id AND o."personId" <> m."personId") AS others
    FROM "Membership" m JOIN "Group" g ON g.id = m."groupId"
    WHERE m."personId" = ${personId}::uuid`;
  const held = mine.find(({ role, others }) => role === "owner" && others);
  if (held) {
    refuse("NOT_ALLOWED", {
      say: `You own the group ${held.name}. Hand it over to another member first.`,
    });
  }
  const alone = mine.filter(({ role }) => role === "owner").map(({ id }) => id);
  await tx.group.deleteMany({ where: { id: { in: alone } } });
  if (alone.length > 0) await notifyTopics(tx, groupListTopic());
  return mine.filter(({ role }) => role !== "owner").map(({ id }) => id);
}

/** Erases a person's join requests, invitations and other traces in groups, except memberships. */
export async function forgetPerson(tx: Tx, personId: string, email: string | null): Promise<void> {
  if (email) await tx.invitation.deleteMany({ where: { email } });
  await tx.invitation.updateMany({
    where: { createdById: personId, revokedAt: null, usedAt: null },
    data: { revokedAt: now() },
  });
  await tx.joinRequest.deleteMany({ where: { personId } });
  await tx.departure.deleteMany({ where: { personId } });
}

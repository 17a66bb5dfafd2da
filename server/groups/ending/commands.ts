import "server-only";
import type { z } from "zod";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { enqueue, enqueueAll } from "@/server/platform/queue";
import { refuse } from "@/server/platform/refusal";
import { demandRole, lockGroup } from "../members/commands";
import { groupListTopic, groupTopic, type MemberScope } from "../policy";
import type { endInput } from "../schema";
import { listRunning } from "./queries";
import { endAfterNotice, endOfGroup, isDue, WHILE_RUNNING } from "./rules";
import { END_MAIL, END_TOLD, type EndMail } from "./schema";

/** Locks a group, archived or not, for its owner, and reads its state. */
async function lockAsOwner(tx: Tx, scope: MemberScope) {
  const { archivedAt } = await lockGroup(tx, scope.group.id, { evenArchived: true });
  await demandRole(tx, { ...scope, group: { ...scope.group, archivedAt: null } }, "owner");
  return { archivedAt };
}

/** Archives a group: it can be read, and nothing in it changes. @throws Refusal CLOSED while something runs */
export async function archiveGroup(scope: MemberScope): Promise<void> {
  const { id } = scope.group;
  await transact(async (tx) => {
    const { archivedAt } = await lockAsOwner(tx, scope);
    if (archivedAt) return;
    // Everything that runs is begun under the lock of the group, so nothing can begin now.
    const [running] = await listRunning(scope, tx);
    if (running) refuse("CLOSED", { say: WHILE_RUNNING[running.kind] });
    const data = { archivedAt: now(), archivedById: scope.viewer.id };
    await tx.group.update({ where: { id }, data });
    await notifyTopics(tx, groupTopic(id), groupListTopic());
  });
}

/** Opens an archived group again. */
export async function reopenGroup(scope: MemberScope): Promise<void> {
  const { id } = scope.group;
  await transact(async (tx) => {
    const { archivedAt } = await lockAsOwner(tx, scope);
    if (!archivedAt) return;
    await tx.group.update({ where: { id }, data: { archivedAt: null, archivedById: null } });
    await notifyTopics(tx, groupTopic(id), groupListTopic());
  });
}

/**
 * Asks for the deletion of a group in a week. Its members are told by email.
 * @throws Refusal INVALID unless the group's name is typed
 */
export async function askToEnd(
  scope: MemberScope,
  { name }: z.output<typeof endInput>,
): Promise<void> {
  const { id } = scope.group;
  await transact(async (tx) => {
    await lockAsOwner(tx, scope);
    const group = await tx.group.findUniqueOrThrow({
      where: { id },
      select: { name: true, endsAt: true },
    });
    if (name.trim().toLowerCase() !== group.name.toLowerCase())
      refuse("INVALID", {
        say: `To delete the group, type its name: ${group.name}`,
        field: "name",
      });
    if (group.endsAt) return;
    const at = now();
    const data = { endAskedAt: at, endAskedById: scope.viewer.id, endsAt: endOfGroup(at) };
    await tx.group.update({ where: { id }, data });
    await enqueue(tx, END_TOLD, { groupId: id }, { key: `end of ${id}` });
    await notifyTopics(tx, groupTopic(id));
  });
}

/** Takes the deletion of a group back. Members who were told of it are told of this, too. */
export async function keepGroup(scope: MemberScope): Promise<void> {
  const { id } = scope.group;
  await transact(async (tx) => {
    await lockAsOwner(tx, scope);
    const { endsAt, endToldAt } = await tx.group.findUniqueOrThrow({
      where: { id },
      select: { endsAt: true, endToldAt: true },
    });
    if (!endsAt) return;
    const data = { endAskedAt: null, endAskedById: null, endsAt: null, endToldAt: null };
    await tx.group.update({ where: { id }, data });
    if (endToldAt) await enqueueMails(tx, id, null);
    await notifyTopics(tx, groupTopic(id));
  });
}

/** Tells the members of a group that it will be deleted, once for each request. */
export async function tellOfEnd(groupId: string): Promise<void> {
  await transact(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Group" WHERE id = ${groupId}::uuid FOR NO KEY UPDATE`;
    const group = await tx.group.findUnique({
      where: { id: groupId },
      select: { endsAt: true, endToldAt: true },
    });
    if (!group?.endsAt || group.endToldAt) return;
    const at = now();
    const endsAt = endAfterNotice(group.endsAt, at);
    await tx.group.update({ where: { id: groupId }, data: { endsAt, endToldAt: at } });
    await enqueueMails(tx, groupId, endsAt);
    await notifyTopics(tx, groupTopic(groupId));
  });
}

/** Queues an email to each member. @param endsAt null if the group stays */
async function enqueueMails(tx: Tx, groupId: string, endsAt: Date | null): Promise<void> {
  const members = await tx.membership.findMany({
    where: { groupId, person: { email: { not: null }, suspendedAt: null, deletedAt: null } },
    select: { personId: true },
  });
  const at = endsAt?.toISOString() ?? null;
  await enqueueAll(
    tx,
    END_MAIL,
    members.map(({ personId }) => ({ payload: { groupId, personId, endsAt: at } })),
  );
}

/** Finds the email to a member; null if it is no longer true, or they have left. */
export async function findEndMail({ groupId, personId, endsAt }: EndMail) {
  const found = await db.membership.findUnique({
    where: { groupId_personId: { groupId, personId } },
    select: {
      person: { select: { email: true, timeZone: true } },
      group: { select: { slug: true, name: true, endsAt: true } },
    },
  });
  if (!found?.person.email) return null;
  const { slug, name, endsAt: due } = found.group;
  if ((due?.toISOString() ?? null) !== endsAt) return null;
  return { to: found.person.email, timeZone: found.person.timeZone, slug, name, endsAt: due };
}

/** Lists groups whose time has come, the oldest first. */
export async function listEndingGroups(): Promise<string[]> {
  const rows = await db.group.findMany({
    where: { endsAt: { lte: now() }, endToldAt: { not: null } },
    select: { id: true },
    orderBy: { endsAt: "asc" },
  });
  return rows.map(({ id }) => id);
}

/** Locks a group to delete it. @returns whether it is still due */
export async function lockToEnd(tx: Tx, groupId: string): Promise<boolean> {
  const [group] = await tx.$queryRaw<{ endsAt: Date | null; endToldAt: Date | null }[]>`
    SELECT "endsAt", "endToldAt" FROM "Group" WHERE id = ${groupId}::uuid FOR NO KEY UPDATE`;
  return group !== undefined && isDue(group, now());
}

/** Deletes a locked group with everything in it. */
export async function endGroup(tx: Tx, groupId: string): Promise<void> {
  await tx.group.delete({ where: { id: groupId } });
  await notifyTopics(tx, groupTopic(groupId), groupListTopic());
}

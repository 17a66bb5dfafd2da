import "server-only";
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, isDuplicate, type Tx, transact } from "@/server/platform/db";
import { type Limit, spend } from "@/server/platform/limits";
import { refuse } from "@/server/platform/refusal";
import type { GroupScope, MemberScope } from "./policy";
import { type answerInput, type groupFields, type roleInput, slugOfName } from "./schema";

const NEW_GROUPS: Limit = { name: "new-groups", points: 20, perSeconds: 86_400 };

/** Founds a group; the viewer owns it. @returns its address */
export async function createGroup(viewer: Viewer, input: z.output<typeof groupFields>) {
  await spend(NEW_GROUPS, viewer.id);
  const wanted = slugOfName(input.name);
  const create = (slug: string) =>
    db.group.create({
      data: {
        ...input,
        slug,
        memberCount: 1,
        memberships: { create: { personId: viewer.id, role: "owner" } },
      },
      select: { slug: true },
    });
  try {
    return await create(wanted);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return create(`${wanted}-${randomBytes(3).toString("hex")}`);
  }
}

/** Changes what the group says of itself. Its address stays. */
export async function updateGroup(scope: MemberScope, input: z.output<typeof groupFields>) {
  const { name, description, visibility, joinPolicy, timeZone } = input;
  const data = { name, description, visibility, joinPolicy, timeZone };
  await db.group.update({ where: { id: scope.group.id }, data });
}

/** Makes somebody a member, once. @returns whether they were none before */
export async function addMember(tx: Tx, groupId: string, personId: string): Promise<boolean> {
  const { count } = await tx.membership.createMany({
    data: [{ groupId, personId }],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await tx.group.update({ where: { id: groupId }, data: { memberCount: { increment: 1 } } });
  await tx.joinRequest.updateMany({
    where: { groupId, personId, answeredAt: null },
    data: { answeredAt: now(), accepted: true },
  });
  return true;
}

async function removeMember(tx: Tx, groupId: string, personId: string): Promise<void> {
  const { count } = await tx.membership.deleteMany({ where: { groupId, personId } });
  if (count === 0) return;
  await tx.group.update({ where: { id: groupId }, data: { memberCount: { decrement: 1 } } });
  // Who is gone has no say any more in what is still being decided.
  await tx.vote.deleteMany({ where: { personId, ballot: { groupId, closedAt: null } } });
}

/** Joins a group that is open. @throws Refusal NOT_ALLOWED where it is not */
export async function join(viewer: Viewer, scope: GroupScope): Promise<void> {
  if (scope.role) return;
  if (scope.group.joinPolicy !== "open") {
    refuse("NOT_ALLOWED", {
      say: "This group is not open to everybody. Ask to join, or ask for an invitation.",
    });
  }
  await transact((tx) => addMember(tx, scope.group.id, viewer.id));
}

/** Leaves. Votes in the open ballot are taken back. @throws Refusal NOT_ALLOWED for the owner */
export async function leave(scope: MemberScope): Promise<void> {
  await transact(async (tx) => {
    const role = await lockedRole(tx, scope.group.id, scope.viewer.id);
    if (role === "owner")
      refuse("NOT_ALLOWED", { say: "You own this group. Hand it over to somebody first." });
    await removeMember(tx, scope.group.id, scope.viewer.id);
  });
}

async function lockedRole(tx: Tx, groupId: string, personId: string): Promise<string | null> {
  // Everything that changes roles locks the group first, so that it cannot end up without an owner.
  await tx.$queryRaw`SELECT id FROM "Group" WHERE id = ${groupId}::uuid FOR UPDATE`;
  const found = await tx.membership.findUnique({
    where: { groupId_personId: { groupId, personId } },
    select: { role: true },
  });
  return found?.role ?? null;
}

/** Asks to join. @throws Refusal NOT_ALLOWED, ALREADY_DONE */
export async function ask(viewer: Viewer, scope: GroupScope, message: string): Promise<void> {
  if (scope.role) refuse("ALREADY_DONE", { say: "You are a member already." });
  if (scope.group.joinPolicy !== "request") {
    refuse("NOT_ALLOWED", {
      say: "This group does not take requests. It is joined openly or by invitation.",
    });
  }
  try {
    await db.joinRequest.create({
      data: { groupId: scope.group.id, personId: viewer.id, message },
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    refuse("ALREADY_DONE", { say: "You have asked already. An organizer will answer." });
  }
}

/** Answers a request, once. */
export async function answerRequest(
  scope: MemberScope,
  input: z.output<typeof answerInput>,
): Promise<void> {
  await transact(async (tx) => {
    const [request] = await tx.$queryRaw<{ personId: string; answeredAt: Date | null }[]>`
      SELECT "personId", "answeredAt" FROM "JoinRequest"
      WHERE id = ${input.requestId}::uuid AND "groupId" = ${scope.group.id}::uuid FOR UPDATE`;
    if (!request) refuse("NOT_FOUND");
    if (request.answeredAt) refuse("ALREADY_DONE");
    await tx.joinRequest.update({
      where: { id: input.requestId },
      data: { answeredAt: now(), answeredById: scope.viewer.id, accepted: input.accept },
    });
    if (input.accept) await addMember(tx, scope.group.id, request.personId);
  });
}

async function memberByHandle(tx: Tx, groupId: string, handle: string): Promise<string> {
  const found = await tx.membership.findFirst({
    where: { groupId, person: { handle } },
    select: { personId: true },
  });
  return (
    found?.personId ?? refuse("NOT_FOUND", { say: "This person is not a member of the group." })
  );
}

/** Makes a member an organizer, or the other way round. */
export async function setRole(
  scope: MemberScope,
  input: z.output<typeof roleInput>,
): Promise<void> {
  await transact(async (tx) => {
    const personId = await memberByHandle(tx, scope.group.id, input.handle);
    if ((await lockedRole(tx, scope.group.id, personId)) === "owner") {
      refuse("NOT_ALLOWED", { say: "The owner stays the owner until the group is handed over." });
    }
    await tx.membership.updateMany({
      where: { groupId: scope.group.id, personId },
      data: { role: input.role },
    });
  });
}

/** Removes a member. Organizers may remove members, the owner organizers too. */
export async function remove(scope: MemberScope, handle: string): Promise<void> {
  await transact(async (tx) => {
    const personId = await memberByHandle(tx, scope.group.id, handle);
    const role = await lockedRole(tx, scope.group.id, personId);
    if (role === "owner" || (role === "organizer" && scope.role !== "owner")) {
      refuse("NOT_ALLOWED", {
        say: "Only the owner can remove an organizer, and nobody the owner.",
      });
    }
    await removeMember(tx, scope.group.id, personId);
  });
}

/** Gives the group to another member; the owner before becomes an organizer. */
export async function handOver(scope: MemberScope, handle: string): Promise<void> {
  await transact(async (tx) => {
    const groupId = scope.group.id;
    const personId = await memberByHandle(tx, groupId, handle);
    if ((await lockedRole(tx, groupId, scope.viewer.id)) !== "owner") refuse("CONFLICT");
    if (personId === scope.viewer.id)
      refuse("ALREADY_DONE", { say: "You own this group already." });
    // The index allows one owner at a time: first none, then the other.
    await tx.membership.updateMany({
      where: { groupId, role: "owner" },
      data: { role: "organizer" },
    });
    await tx.membership.updateMany({ where: { groupId, personId }, data: { role: "owner" } });
  });
}

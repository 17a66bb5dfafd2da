import "server-only";
import type { z } from "zod";
import { lockGroup, roleOf } from "@/server/groups/members/commands";
import { groupTopic, type MemberScope } from "@/server/groups/policy";
import { lockMembership } from "@/server/meetings/attendance/commands";
import { now } from "@/server/platform/clock";
import { type Tx, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { demand, refuse } from "@/server/platform/refusal";
import { sign, verifyToken } from "@/server/platform/secrets/signed-link";
import { holdPaper, lockKeeper } from "../keeping/commands";
import { mayTakeOff } from "../policy";
import {
  type changeListInput,
  LIST_BACK,
  LISTED_MAX,
  LISTS_MAX,
  type listForm,
  type listInput,
  type orderListsInput,
  type putInput,
} from "../schema";
import { type Owner, ownedBy } from "./queries";

/** Locks the owner of lists, so that lists are counted and ordered one after the other. */
async function lockOwner(tx: Tx, { personId, groupId }: Owner): Promise<void> {
  if (groupId) await lockGroup(tx, groupId);
  if (personId) await lockKeeper(tx, personId);
}

/** Says to open pages that a group's lists have changed. Nobody else sees the lists of a person. */
async function announceLists(tx: Tx, { groupId }: Owner): Promise<void> {
  if (groupId) await notifyTopics(tx, groupTopic(groupId));
}

/** Locks a list of an owner. @throws Refusal NOT_FOUND */
export async function lockList(
  tx: Tx,
  owner: Owner,
  listId: string,
): Promise<{ linkId: string | null }> {
  const [found] = await tx.$queryRaw<{ linkId: string | null }[]>`
    SELECT l."linkId" FROM "PaperList" l WHERE l.id = ${listId}::uuid AND ${ownedBy(owner)} FOR NO KEY UPDATE`;
  return found ?? refuse("NOT_FOUND", { say: "This list is no longer there." });
}

/** Refuses a name that another list of the owner has: in a choice of lists, nobody could tell them apart. */
async function demandOwnName(
  tx: Tx,
  owner: Owner,
  name: string,
  listId: string | null,
): Promise<void> {
  const [found] = await tx.$queryRaw<unknown[]>`
    SELECT l.id FROM "PaperList" l WHERE ${ownedBy(owner)} AND lower(l.name) = lower(${name})
      AND l.id IS DISTINCT FROM ${listId}::uuid LIMIT 1`;
  if (found) refuse("CONFLICT", { say: "There is a list of this name already.", field: "name" });
}

/**
 * Makes a list, at the end of its owner's.
 * @throws Refusal CONFLICT beyond the number of lists, and for the name of another one
 */
export async function addList(
  owner: Owner,
  { name, description }: z.output<typeof listForm>,
): Promise<{ id: string }> {
  return transact(async (tx) => {
    await lockOwner(tx, owner);
    const lists = await tx.paperList.findMany({ where: owner, select: { place: true } });
    if (lists.length >= LISTS_MAX)
      refuse("CONFLICT", { say: `There can be ${LISTS_MAX} lists. Delete one first.` });
    await demandOwnName(tx, owner, name, null);
    const place = Math.max(-1, ...lists.map((list) => list.place)) + 1;
    await announceLists(tx, owner);
    const data = { ...owner, name, description, place, createdAt: now() };
    return tx.paperList.create({ data, select: { id: true } });
  });
}

/** Changes the name and description of a list. @throws Refusal NOT_FOUND, CONFLICT for the name of another one */
export async function changeList(
  owner: Owner,
  { listId, name, description }: z.output<typeof changeListInput>,
): Promise<void> {
  await transact(async (tx) => {
    await lockOwner(tx, owner);
    await lockList(tx, owner, listId);
    await demandOwnName(tx, owner, name, listId);
    await tx.paperList.update({ where: { id: listId }, data: { name, description } });
    await announceLists(tx, owner);
  });
}

/** Deletes a list with its link. The papers stay in the catalogue. @throws Refusal NOT_FOUND */
export async function removeList(
  owner: Owner,
  { listId }: z.output<typeof listInput>,
): Promise<void> {
  await transact(async (tx) => {
    await lockOwner(tx, owner);
    await lockList(tx, owner, listId);
    await tx.paperList.delete({ where: { id: listId } });
    await announceLists(tx, owner);
  });
}

/** Puts lists into this order. Lists that it does not name come after them. */
export async function orderLists(
  owner: Owner,
  { listIds }: z.output<typeof orderListsInput>,
): Promise<void> {
  await transact(async (tx) => {
    await lockOwner(tx, owner);
    await tx.$executeRaw`
      UPDATE "PaperList" l SET place = w.place FROM (
        SELECT o.id, row_number() OVER (ORDER BY w.place NULLS LAST, o.place, o.id)::int - 1 AS place
        FROM "PaperList" o LEFT JOIN unnest(${listIds}::uuid[]) WITH ORDINALITY AS w(id, place) ON w.id = o.id
        WHERE o."personId" IS NOT DISTINCT FROM ${owner.personId}::uuid
          AND o."groupId" IS NOT DISTINCT FROM ${owner.groupId}::uuid) w
      WHERE l.id = w.id AND ${ownedBy(owner)}`;
    await announceLists(tx, owner);
  });
}

/**
 * Puts a paper on a list, or takes it off. Safe to repeat.
 * @param scope the member of the group whose list it is; null for a list of one's own
 * @returns for what was taken off, what puts it back at its place
 * @throws Refusal NOT_FOUND, NOT_ALLOWED for what another member added, CONFLICT beyond the number of papers
 */
export async function putOnList(
  owner: Owner,
  scope: MemberScope | null,
  { listId, paperId, on, back }: z.output<typeof putInput>,
): Promise<{ back: string | null }> {
  return transact(async (tx) => {
    if (scope) await lockMembership(tx, scope);
    await lockList(tx, owner, listId);
    const addedById = scope?.viewer.id ?? null;
    const taken = on ? null : await takeOff(tx, listId, paperId, scope);
    if (on) await addToList(tx, { listId, paperId, back, addedById });
    await announceLists(tx, owner);
    return { back: taken };
  });
}

interface Adding extends Omit<z.output<typeof putInput>, "on"> {
  addedById: string | null;
}

async function addToList(tx: Tx, { listId, paperId, back, addedById }: Adding): Promise<void> {
  await holdPaper(tx, paperId);
  if ((await tx.listedPaper.count({ where: { listId } })) >= LISTED_MAX)
    refuse("CONFLICT", { say: `A list has room for ${LISTED_MAX} papers. Begin another one.` });
  const former = back === null ? null : verifyToken(LIST_BACK, back);
  const added =
    former?.listId === listId && former.paperId === paperId
      ? { addedAt: former.at, addedById: await holdAdder(tx, former.addedById) }
      : { addedAt: now(), addedById };
  const data = [{ listId, paperId, ...added }];
  await tx.listedPaper.createMany({ data, skipDuplicates: true });
}

/** Holds the person who had added a paper; null if they are gone. */
async function holdAdder(tx: Tx, personId: string | null): Promise<string | null> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Person" WHERE id = ${personId}::uuid FOR KEY SHARE`;
  return found?.id ?? null;
}

async function takeOff(
  tx: Tx,
  listId: string,
  paperId: string,
  scope: MemberScope | null,
): Promise<string | null> {
  const row = await tx.listedPaper.findUnique({
    where: { listId_paperId: { listId, paperId } },
    select: { id: true, addedById: true, addedAt: true },
  });
  if (!row) return null;
  if (scope) {
    const { group, viewer } = scope;
    // The role that the door read may be outdated.
    const role = await roleOf(tx, group.id, viewer.id);
    demand(mayTakeOff({ role, viewer }, row));
  }
  await tx.listedPaper.delete({ where: { id: row.id } });
  return sign(LIST_BACK, { listId, paperId, at: row.addedAt, addedById: row.addedById });
}

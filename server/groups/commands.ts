import "server-only";
import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { isDuplicate, type Tx, transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { notifyTopics } from "@/server/platform/live";
import { demand, refuse } from "@/server/platform/refusal";
import { slugOf } from "@/server/platform/text/slugs";
import { renderDescription } from "./descriptions/rendering";
import { isSuspended, lockGroupAs, lockPair } from "./members/commands";
import { endInvitationsBy } from "./members/leaving";
import {
  groupListTopic,
  groupTopic,
  type MemberScope,
  mayHandOver,
  maySetRole,
  type Visibility,
} from "./policy";
import type { addressFields, groupFields, roleInput } from "./schema";

/** Leaves room for the tail that tells groups of one name apart. */
const SLUG_LENGTH = 48;
/** New addresses of one group: each is kept from others. */
const NEW_ADDRESSES: Limit = { name: "new-addresses", points: 5, perSeconds: 30 * 86_400 };
const NEW_GROUPS: Limit = { name: "new-groups", points: 20, perSeconds: 86_400 };
/** Creates a group owned by the viewer. @returns its slug */
export async function createGroup(viewer: Viewer, input: z.output<typeof groupFields>) {
  await spend(NEW_GROUPS, viewer.id);
  const rendered = renderDescription(input.description);
  const wanted = slugOf(input.name, "group", SLUG_LENGTH);
  const create = (slug: string) =>
    transact(async (tx) => {
      const free = (await findTaken(tx, slug)) === null ? slug : withTail(slug);
      await tx.group.create({
        data: {
          ...input,
          ...rendered,
          slug: free,
          memberCount: 1,
          createdAt: now(),
          memberships: { create: { personId: viewer.id, role: "owner", joinedAt: now() } },
        },
      });
      await notifyTopics(tx, groupListTopic());
      return { slug: free };
    });
  // The address of a group that is not public cannot be guessed, nor found out by creating another group with
  // the same name.
  if (input.visibility !== "public") return create(withTail(wanted));
  try {
    return await create(wanted);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return create(withTail(wanted));
  }
}

/** Time for which nobody else gets the address of a deleted group: links to it are still about. */
const KEPT_MS = 365 * 24 * 3600 * 1000;

/** Finds the group that had an address before, or whose deletion is not long ago. @returns null for a free one */
async function findTaken(tx: Tx, slug: string): Promise<{ groupId: string | null } | null> {
  const kept = new Date(now().getTime() - KEPT_MS);
  return tx.formerSlug.findFirst({
    where: { slug, OR: [{ groupId: { not: null } }, { leftAt: { gt: kept } }] },
    select: { groupId: true },
  });
}

/**
 * Gives a group another address. The old one leads on to it for as long as the group lives, and no other group gets it.
 * @returns the address, with a tail that cannot be guessed unless the group is public
 * @throws Refusal CONFLICT if another group has it, or had it before
 */
export async function moveGroup(
  scope: MemberScope,
  { slug: wanted }: z.output<typeof addressFields>,
): Promise<{ slug: string }> {
  const { id } = scope.group;
  await spend(NEW_ADDRESSES, id);
  const taken = () =>
    refuse("CONFLICT", {
      say: "Another group has this address, or had it before. Choose another.",
      field: "slug",
    });
  try {
    return await transact(async (tx) => {
      await lockGroupAs(tx, scope, "owner");
      const before = await tx.group.findUniqueOrThrow({
        where: { id },
        select: { slug: true, visibility: true },
      });
      if (before.slug === wanted) return { slug: wanted };
      const former = await findTaken(tx, wanted);
      if (former && former.groupId !== id) taken();
      const back = former?.groupId === id;
      const slug = before.visibility === "public" || back ? wanted : withTail(wanted);
      await tx.formerSlug.deleteMany({ where: { slug } });
      await tx.formerSlug.create({ data: { slug: before.slug, groupId: id, leftAt: now() } });
      await tx.group.update({ where: { id }, data: { slug } });
      await notifyTopics(tx, groupTopic(id), groupListTopic());
      return { slug };
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return taken();
  }
}

function withTail(slug: string): string {
  return `${slug}-${randomBytes(5).toString("hex")}`;
}

/** Changes the settings of a group. Its slug stays. */
export async function updateGroup(scope: MemberScope, input: z.output<typeof groupFields>) {
  const { name, description, visibility, joinPolicy, timeZone } = input;
  const rendered = renderDescription(description);
  const data = { name, description, ...rendered, visibility, joinPolicy, timeZone };
  const { id } = scope.group;
  await transact(async (tx) => {
    await lockGroupAs(tx, scope, "organizer");
    const before = await tx.group.findUniqueOrThrow({
      where: { id },
      select: { name: true, visibility: true, shownName: true, shownUntil: true },
    });
    await tx.group.update({ where: { id }, data: { ...data, ...shownAs(before, visibility) } });
    await notifyTopics(tx, groupTopic(id), groupListTopic());
  });
}

interface Shown {
  name: string;
  visibility: Visibility;
  shownName: string | null;
  shownUntil: Date | null;
}

/** The last public name of a group that becomes private, and until when it was shown. */
function shownAs({ name, visibility, shownName, shownUntil }: Shown, next: Visibility) {
  if (next !== "private") return { shownName: null, shownUntil: null };
  return visibility === "private"
    ? { shownName, shownUntil }
    : { shownName: name, shownUntil: now() };
}

/** Makes a member an organizer, or an organizer a member. */
export async function setRole(
  scope: MemberScope,
  { handle, role }: z.output<typeof roleInput>,
): Promise<void> {
  const groupId = scope.group.id;
  await transact(async (tx) => {
    const { personId, mine, theirs } = await lockPair(tx, scope, handle);
    demand(maySetRole(mine, theirs));
    await tx.membership.updateMany({ where: { groupId, personId }, data: { role } });
    if (role === "member") await endInvitationsBy(tx, [groupId], personId);
  });
}

/** Hands the group over to another member. The previous owner becomes an organizer. */
export async function handOver(scope: MemberScope, handle: string): Promise<void> {
  const groupId = scope.group.id;
  await transact(async (tx) => {
    const even = { evenArchived: true };
    const { personId, mine, theirs } = await lockPair(tx, scope, handle, even);
    demand(mayHandOver(mine, theirs));
    if (await isSuspended(tx, groupId, personId)) {
      refuse("NOT_ALLOWED", {
        say: "This person is suspended from the group. End the suspension first.",
      });
    }
    // The index allows one owner at a time, so the old owner steps down first.
    await tx.membership.updateMany({
      where: { groupId, role: "owner" },
      data: { role: "organizer" },
    });
    await tx.membership.updateMany({ where: { groupId, personId }, data: { role: "owner" } });
  });
}

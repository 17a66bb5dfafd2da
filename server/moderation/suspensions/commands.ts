import "server-only";
import type { z } from "zod";
import { lockGroup, roleOf } from "@/server/groups/members/commands";
import { declineRequest, endInvitationsBy } from "@/server/groups/members/leaving";
import { type GroupScope, type MemberScope, maySuspend } from "@/server/groups/policy";
import { stillSuspended } from "@/server/groups/scope";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { demand, refuse } from "@/server/platform/refusal";
import type { ListPosition } from "@/server/platform/text/inputs";
import { cutToFit } from "@/server/platform/text/page-texts";
import { logAct } from "../log";
import type { reinstateInput, suspendInput } from "../schema";

const DAY_MS = 86_400_000;
/** Suspensions on one page. */
const A_PAGE = 20;
/** Bytes of all reasons on a page; the rest are cut to their first BEGINNING characters. */
const REASONS = 60_000;
const BEGINNING = 40;

/** Locks the group, finds a member or somebody who has written in it, and compares both roles. @throws Refusal NOT_FOUND, NOT_ALLOWED */
async function lockPair(tx: Tx, scope: MemberScope, handle: string) {
  const groupId = scope.group.id;
  await lockGroup(tx, groupId);
  const person = await tx.person.findFirst({
    where: {
      handle,
      deletedAt: null,
      OR: [
        { memberships: { some: { groupId } } },
        { suspensions: { some: { groupId } } },
        { comments: { some: { thread: { groupId } } } },
      ],
    },
    select: { id: true },
  });
  if (!person)
    refuse("NOT_FOUND", { say: "This person is not in the group and has never written in it." });
  const mine = await roleOf(tx, groupId, scope.viewer.id);
  demand(maySuspend(mine, await roleOf(tx, groupId, person.id), person.id === scope.viewer.id));
  return { personId: person.id, groupId };
}

/**
 * Suspends a person from taking part in the group for some days, or until somebody ends it. Leaving does not
 * end it; a request to join is declined.
 */
export async function suspendMember(
  scope: MemberScope,
  { handle, days, reason }: z.output<typeof suspendInput>,
): Promise<void> {
  const actorId = scope.viewer.id;
  await transact(async (tx) => {
    const { groupId, personId } = await lockPair(tx, scope, handle);
    const suspendedAt = now();
    const until = days === null ? null : new Date(suspendedAt.getTime() + days * DAY_MS);
    const data = { reason, suspendedAt, suspendedById: actorId, until };
    await tx.suspension.upsert({
      where: { groupId_personId: { groupId, personId } },
      create: { groupId, personId, ...data },
      update: data,
    });
    await endInvitationsBy(tx, [groupId], personId);
    await declineRequest(tx, groupId, personId, actorId);
    await logAct(tx, { kind: "suspend", groupId, actorId, personId, reason });
  });
}

/** Ends a suspension before its time. */
export async function reinstateMember(
  scope: MemberScope,
  { handle, reason }: z.output<typeof reinstateInput>,
): Promise<void> {
  const actorId = scope.viewer.id;
  await transact(async (tx) => {
    const { groupId, personId } = await lockPair(tx, scope, handle);
    const { count } = await tx.suspension.deleteMany({
      where: { groupId, personId, ...stillSuspended() },
    });
    if (count === 0) return;
    await logAct(tx, { kind: "reinstate", groupId, actorId, personId, reason });
  });
}

const LATEST_FIRST: ListOrder = [
  { by: "suspendedAt", as: "time", desc: true },
  { by: "personId", as: "id" },
];

/** Lists people who are currently suspended from the group, for its organizers. */
export async function listSuspensions(scope: MemberScope, position: ListPosition) {
  const page = planPage(position, A_PAGE, LATEST_FIRST);
  const read = await db.suspension.findMany({
    where: { AND: [{ groupId: scope.group.id, ...stillSuspended() }, page.where] },
    select: {
      reason: true,
      suspendedAt: true,
      until: true,
      personId: true,
      person: {
        select: {
          handle: true,
          name: true,
          memberships: { where: { groupId: scope.group.id }, select: { role: true } },
        },
      },
    },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  const { rows, ...rest } = page.cut(read);
  const reasons = cutToFit(
    rows.map(({ reason }) => reason),
    REASONS,
    BEGINNING,
  );
  const suspended = rows.map(({ person, personId, ...row }, at) => {
    const { memberships, handle, name } = person;
    const theirs = memberships[0]?.role ?? null;
    const mine = personId === scope.viewer.id;
    const may = !scope.suspended && maySuspend(scope.role, theirs, mine) === true;
    const reason = reasons[at] ?? row.reason;
    return { ...row, reason, handle, name, member: theirs !== null, mayReinstate: may };
  });
  return { suspended, ...rest };
}

/** Finds the viewer's own suspension from the group; null without one. */
export function findOwnSuspension({ group, viewer }: GroupScope & { viewer: Viewer }) {
  return db.suspension.findFirst({
    where: { groupId: group.id, personId: viewer.id, ...stillSuspended() },
    select: { reason: true, suspendedAt: true, until: true },
  });
}

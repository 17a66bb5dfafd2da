// The ways into a group: joining, asking, and the answer.
import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { demand, refuse } from "@/server/platform/refusal";
import { type GroupScope, type MemberScope, mayAsk, mayJoin, mayTakePart } from "../policy";
import type { answerInput } from "../schema";
import { addMember, demandRole, isSuspended, lockEntrance, roleOf } from "./commands";

/** Requests of one person to one group in a day. People may ask again after a "no", but not endlessly. */
const REQUESTS_TO_ONE: Limit = { name: "join-requests", points: 3, perSeconds: 86_400 };

/** Joins an open group. @throws Refusal NOT_ALLOWED if it is not open */
export async function joinGroup(viewer: Viewer, scope: GroupScope): Promise<void> {
  if (scope.role) return;
  demand(mayJoin(scope.group));
  demand(mayTakePart(scope));
  await transact(async (tx) => {
    // Checked again inside the lock, because the group may just have been closed to strangers.
    const group = await lockEntrance(tx, scope.group.id, viewer.id);
    if (await roleOf(tx, scope.group.id, viewer.id)) return;
    demand(mayJoin(group));
    await addMember(tx, scope.group.id, viewer.id);
  });
}

/** Asks to join. @throws Refusal NOT_ALLOWED, ALREADY_DONE */
export async function askToJoin(viewer: Viewer, scope: GroupScope, message: string): Promise<void> {
  const groupId = scope.group.id;
  if (scope.role) refuse("ALREADY_DONE", { say: "You are already a member." });
  demand(mayAsk(scope.group));
  demand(mayTakePart(scope));
  await spend(REQUESTS_TO_ONE, `${groupId}:${viewer.id}`);
  await transact(async (tx) => {
    demand(mayAsk(await lockEntrance(tx, groupId, viewer.id)));
    if (await isSuspended(tx, groupId, viewer.id)) refuse("SUSPENDED");
    if (await roleOf(tx, groupId, viewer.id))
      refuse("ALREADY_DONE", { say: "You are already a member." });
    const { count } = await tx.joinRequest.createMany({
      data: [{ groupId, personId: viewer.id, message, createdAt: now() }],
      skipDuplicates: true,
    });
    if (count === 0)
      refuse("ALREADY_DONE", {
        say: "You have already asked to join. An organizer will get back to you.",
      });
  });
}

/** Accepts or declines a join request, once. @throws Refusal NOT_FOUND, ALREADY_DONE */
export async function answerRequest(
  scope: MemberScope,
  { requestId, accept }: z.output<typeof answerInput>,
): Promise<void> {
  const groupId = scope.group.id;
  await transact(async (tx) => {
    const request = await tx.joinRequest.findFirst({
      where: { id: requestId, groupId },
      select: { personId: true },
    });
    if (!request)
      refuse("NOT_FOUND", {
        say: "This request no longer exists. Reload to see the current requests.",
      });
    await lockEntrance(tx, groupId, request.personId);
    await demandRole(tx, scope, "organizer");
    const { count } = await tx.joinRequest.updateMany({
      where: { id: requestId, answeredAt: null },
      data: { answeredAt: now(), answeredById: scope.viewer.id, accepted: accept },
    });
    if (count === 0)
      refuse("ALREADY_DONE", { say: "This request has already been decided. Reload the page." });
    if (accept) await addMember(tx, groupId, request.personId);
  });
}

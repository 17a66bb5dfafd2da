import "server-only";
import type { z } from "zod";
import { eraseObjection } from "@/server/ballots/nominations/commands";
import type { MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { isDuplicate, Prisma, type Tx, transact } from "@/server/platform/database/db";
import { spend } from "@/server/platform/limits";
import { refuse } from "@/server/platform/refusal";
import { logAct } from "../log";
import { demandReader, REPORTS } from "../reports/commands";
import type { noteOnObjectionInput, onObjectionInput, reportObjectionInput } from "../schema";

/** Locks what somebody else says against a nomination of the group. @throws Refusal NOT_FOUND, NOT_ALLOWED */
async function lockObjection(
  tx: Tx,
  { group, viewer }: MemberScope,
  { nominationId, handle }: { nominationId: string; handle: string },
  how: "SHARE" | "UPDATE",
) {
  const lock = how === "SHARE" ? Prisma.sql`FOR SHARE OF o` : Prisma.sql`FOR UPDATE OF o`;
  const [found] = await tx.$queryRaw<{ nominationId: string; personId: string }[]>`
    SELECT o."nominationId", o."personId" FROM "Objection" o
    JOIN "Nomination" n ON n.id = o."nominationId" AND n."groupId" = ${group.id}::uuid
    JOIN "Person" by ON by.id = o."personId" AND by.handle = ${handle}
    WHERE o."nominationId" = ${nominationId}::uuid ${lock}`;
  if (!found) refuse("NOT_FOUND", { say: "This was taken back. Reload the page." });
  if (found.personId === viewer.id)
    refuse("NOT_ALLOWED", { say: "You said this yourself. You can take it back." });
  return found;
}

/**
 * Reports what somebody says against a nomination to the organizers: once per person and objection.
 * @throws Refusal NOT_FOUND, NOT_ALLOWED, ALREADY_DONE, and CLOSED if nobody could read the report
 */
export async function reportObjection(
  scope: MemberScope,
  { reason, ...which }: z.output<typeof reportObjectionInput>,
): Promise<void> {
  await spend(REPORTS, scope.viewer.id);
  try {
    await transact(async (tx) => {
      const found = await lockObjection(tx, scope, which, "SHARE");
      await demandReader(tx, scope.group.id, found.personId);
      await tx.objectionReport.create({
        data: { ...found, reporterId: scope.viewer.id, reason, createdAt: now() },
      });
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    refuse("ALREADY_DONE", { say: "You have already reported this." });
  }
}

/** Removes what somebody says against a nomination, for a reason that they read, with its reports. */
export async function removeObjection(
  scope: MemberScope,
  { reason, ...which }: z.output<typeof onObjectionInput>,
): Promise<void> {
  const groupId = scope.group.id;
  await transact(async (tx) => {
    const found = await lockObjection(tx, scope, which, "UPDATE");
    await eraseObjection(tx, groupId, found);
    await logAct(tx, {
      kind: "removeObjection",
      groupId,
      actorId: scope.viewer.id,
      ...found,
      reason,
    });
  });
}

/** Leaves what somebody says against a nomination as it is, and ends its reports. */
export async function dismissObjectionReports(
  scope: MemberScope,
  { reason, ...which }: z.output<typeof noteOnObjectionInput>,
): Promise<void> {
  const groupId = scope.group.id;
  await transact(async (tx) => {
    const found = await lockObjection(tx, scope, which, "UPDATE");
    const { count } = await tx.objectionReport.deleteMany({ where: found });
    if (count === 0) return;
    await logAct(tx, {
      kind: "dismissObjection",
      groupId,
      actorId: scope.viewer.id,
      ...found,
      reason,
    });
  });
}

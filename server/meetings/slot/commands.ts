import "server-only";
import type { z } from "zod";
import { lockGroup } from "@/server/groups/members/commands";
import type { MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { db, transact } from "@/server/platform/database/db";
import type { slotInput } from "../schema";

/** Sets the group's regular meeting time. Scheduled meetings stay as they are. */
export async function setSlot(
  scope: MemberScope,
  input: z.output<typeof slotInput>,
): Promise<void> {
  const groupId = scope.group.id;
  const { everyWeeks, weekday, time, minutes, place, link, rotates } = input;
  const data = {
    everyWeeks,
    weekday,
    time,
    minutes,
    place,
    link,
    rotates,
    fromDay: new Date(input.fromDay),
    changedAt: now(),
    changedById: scope.viewer.id,
  };
  await transact(async (tx) => {
    await lockGroup(tx, groupId);
    await tx.meetingSlot.upsert({
      where: { groupId },
      create: { groupId, ...data },
      update: data,
    });
  });
}

/** Removes the group's regular meeting time. */
export async function clearSlot(scope: MemberScope): Promise<void> {
  await db.meetingSlot.deleteMany({ where: { groupId: scope.group.id } });
}

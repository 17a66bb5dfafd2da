import "server-only";
import type { z } from "zod";
import type { MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { transact } from "@/server/platform/db";
import { refuse } from "@/server/platform/refusal";
import { startProblem } from "./rules";
import type { meetingInput } from "./schema";

/** Says when and where a reading is talked about, or changes it. @throws Refusal NOT_FOUND, INVALID */
export async function scheduleMeeting(
  scope: MemberScope,
  input: z.output<typeof meetingInput>,
): Promise<void> {
  const { readingId, startsAt, place } = input;
  const groupId = scope.group.id;
  await transact(async (tx) => {
    // Locked, so that the first of two organizers makes the meeting and the other changes it.
    const [reading] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Reading"
      WHERE id = ${readingId}::uuid AND "groupId" = ${groupId}::uuid FOR NO KEY UPDATE`;
    if (!reading) refuse("NOT_FOUND");
    const before = await tx.meeting.findUnique({
      where: { readingId },
      select: { startsAt: true },
    });
    const at = now();
    const problem = startProblem(startsAt, at, before?.startsAt ?? null);
    if (problem) refuse("INVALID", { say: problem, field: "startsAt" });
    const told = { startsAt, place, scheduledById: scope.viewer.id };
    await tx.meeting.upsert({
      where: { readingId },
      create: { readingId, groupId, createdAt: at, ...told },
      update: told,
    });
  });
}

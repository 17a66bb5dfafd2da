import "server-only";
import type { z } from "zod";
import { groupTopic, type MemberScope } from "@/server/groups/policy";
import { transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { holdMeeting } from "../attendance/commands";
import type { saveOpinionInput } from "./schema";

/** Records what the viewer thinks of a meeting, or changes it. @throws Refusal CLOSED unless the meeting is over */
export async function saveOpinion(
  scope: MemberScope,
  { meetingId, question, answer }: z.output<typeof saveOpinionInput>,
): Promise<void> {
  const personId = scope.viewer.id;
  await transact(async (tx) => {
    const { changedAt, state } = await holdMeeting(tx, scope, meetingId);
    if (state === "cancelled") refuse("CLOSED", { say: "This meeting was cancelled." });
    if (state === "ahead")
      refuse("CLOSED", { say: "This meeting is not over yet. Answer once it is." });
    await tx.opinion.upsert({
      where: { meetingId_personId_kind: { meetingId, personId, kind: question } },
      create: { meetingId, personId, kind: question, answer, createdAt: changedAt, changedAt },
      update: { answer, changedAt },
    });
    await notifyTopics(tx, groupTopic(scope.group.id));
  });
}

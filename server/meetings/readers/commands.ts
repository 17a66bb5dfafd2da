import "server-only";
import type { z } from "zod";
import { groupTopic, type MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { lockMembership } from "../attendance/commands";
import type { markReadInput } from "../schema";

/** Records that the viewer has read a paper that the group chose, or takes it back. Safe to repeat. */
export async function markRead(
  scope: MemberScope,
  { readingId, on }: z.output<typeof markReadInput>,
): Promise<void> {
  const personId = scope.viewer.id;
  await transact(async (tx) => {
    await lockMembership(tx, scope);
    const where = { id: readingId, groupId: scope.group.id };
    if ((await tx.reading.count({ where })) === 0) {
      refuse("NOT_FOUND", { say: "The group no longer reads this paper." });
    }
    const { count } = on
      ? await tx.reader.createMany({
          data: [{ readingId, personId, createdAt: now() }],
          skipDuplicates: true,
        })
      : await tx.reader.deleteMany({ where: { readingId, personId } });
    if (count > 0) await notifyTopics(tx, groupTopic(scope.group.id));
  });
}

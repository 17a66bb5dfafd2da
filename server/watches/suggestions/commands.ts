import "server-only";
import type { z } from "zod";
import type { MemberScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { transact } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import { announceWatches } from "../commands";
import type { dismissInput } from "../schema";

/** Takes a paper out of a group's suggestions. No watch suggests it again. Safe to repeat. @throws Refusal NOT_FOUND */
export async function dismissSuggestion(
  { group }: MemberScope,
  { suggestionId }: z.output<typeof dismissInput>,
): Promise<void> {
  await transact(async (tx) => {
    const where = { id: suggestionId, watch: { groupId: group.id } };
    const found = await tx.watchedPaper.findFirst({ where, select: { dismissedAt: true } });
    if (!found) refuse("NOT_FOUND", { say: "This suggestion is no longer there." });
    if (found.dismissedAt) return;
    await tx.watchedPaper.update({ where: { id: suggestionId }, data: { dismissedAt: now() } });
    await announceWatches(tx, { groupId: group.id });
  });
}

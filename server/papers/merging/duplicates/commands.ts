import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { demand, refuse } from "@/server/platform/refusal";
import { endCompletion } from "../../completion/waiting";
import { mayMerge } from "../policy";
import type { tellApartInput } from "./schema";

const DECISIONS: Limit = { name: "duplicates told apart", points: 1000, perSeconds: 86_400 };

/**
 * Remembers that two papers are different, so that nobody is asked again. Safe to repeat.
 * @throws Refusal NOT_ALLOWED, INVALID for one paper twice, NOT_FOUND
 */
export async function tellApart(
  viewer: Viewer,
  { paperId, otherId }: z.output<typeof tellApartInput>,
): Promise<void> {
  demand(mayMerge(viewer));
  if (paperId === otherId) refuse("INVALID", { say: "These are the same paper already." });
  await spend(DECISIONS, viewer.id);
  await transact(async (tx) => {
    const ids = [paperId, otherId].sort() as [string, string];
    // Neither is deleted or merged meanwhile.
    const there = await tx.$queryRaw<unknown[]>`
      SELECT id FROM "Paper" WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR KEY SHARE`;
    if (there.length < ids.length) refuse("NOT_FOUND");
    const [firstId, secondId] = ids;
    const data = [{ firstId, secondId, saidAt: now() }];
    await tx.differentPapers.createMany({ data, skipDuplicates: true });
    const found = await tx.paperCompletion.findMany({
      where: {
        outcome: "duplicate",
        OR: [
          { paperId, duplicateOfId: otherId },
          { paperId: otherId, duplicateOfId: paperId },
        ],
      },
      select: { paperId: true },
    });
    for (const one of found) await endCompletion(tx, one.paperId);
  });
}

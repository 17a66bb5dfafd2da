import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { transact } from "@/server/platform/database/db";
import { type Limit, spend } from "@/server/platform/limits";
import { demand } from "@/server/platform/refusal";
import { announceThread, lockComment } from "../commands";
import { mayReact } from "../policy";
import type { reactInput, ShownReaction } from "../schema";
import { commentScope } from "../scope";

const REACTING: Limit = { name: "reactions", points: 120, perSeconds: 600 };

/** Adds the viewer's reaction to a comment or removes it. @returns the comment's reactions afterwards */
export async function setReaction(
  viewer: Viewer,
  { commentId, kind, on }: z.output<typeof reactInput>,
): Promise<ShownReaction[]> {
  const found = await commentScope(viewer, commentId);
  demand(mayReact(found, found.comment));
  await spend(REACTING, viewer.id);
  return transact(async (tx) => {
    // Reactions to one comment queue here, so that each person is counted once.
    await lockComment(tx, commentId);
    const mine = { commentId, personId: viewer.id, kind };
    if (on) {
      // Prisma would make a plan for each createMany.
      await tx.$executeRaw`
        INSERT INTO "Reaction" ("commentId", "personId", kind, "createdAt")
        VALUES (${commentId}::uuid, ${viewer.id}::uuid, ${kind}::"ReactionKind", ${now()})
        ON CONFLICT DO NOTHING`;
    } else {
      await tx.reaction.deleteMany({ where: mine });
    }
    await tx.$executeRaw`
      UPDATE "Comment" c SET "reactedCount" = (
        SELECT count(DISTINCT r."personId") FROM "Reaction" r
        WHERE r."commentId" = c.id AND r."personId" <> c."authorId")
      WHERE c.id = ${commentId}::uuid`;
    await announceThread(tx, found.thread);
    return tx.$queryRaw<ShownReaction[]>`
      SELECT kind::text AS kind, count(*)::int AS count,
        bool_or("personId" = ${viewer.id}::uuid) AS mine
      FROM "Reaction" r WHERE "commentId" = ${commentId}::uuid GROUP BY r.kind ORDER BY r.kind`;
  });
}

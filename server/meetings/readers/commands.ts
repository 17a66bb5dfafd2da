import "server-only";
import type { z } from "zod";
import { groupTopic, type MemberScope } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma, transact } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { lockMembership } from "../attendance/commands";
import type { markReadInput } from "../schema";
import { tellable } from "./queries";

/**
 * Records that the viewer has read a paper that the group chose, or takes it back. Safe to repeat.
 * @returns for a paper that they have read, but have on another shelf of theirs: it, with that shelf
 */
export async function markRead(
  scope: MemberScope,
  { readingId, on }: z.output<typeof markReadInput>,
): Promise<StillShelved | null> {
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
  if (!on) return null;
  const [left] = await db.$queryRaw<StillShelved[]>`
    SELECT k."paperId", k.shelf::text AS shelf FROM "ShelvedPaper" k JOIN "Reading" r ON r."paperId" = k."paperId"
    WHERE r.id = ${readingId}::uuid AND k."personId" = ${personId}::uuid AND k.shelf <> 'read'`;
  return left ?? null;
}

interface StillShelved {
  paperId: string;
  shelf: "toRead" | "reading";
}

/**
 * Tells all groups of the viewer that read a paper that the viewer has read it. Safe to repeat.
 * @returns the names of the groups that did not know it
 */
export async function tellReaders(viewer: Viewer, paperId: string): Promise<string[]> {
  const me = Prisma.sql`${viewer.id}::uuid`;
  return transact(async (tx) => {
    // Memberships first, in one order, as everywhere: a member who is being removed says nothing.
    await tx.$queryRaw`
      SELECT m."groupId" FROM "Membership" m WHERE m."personId" = ${me} AND EXISTS (
        SELECT FROM "Reading" r WHERE r."groupId" = m."groupId" AND r."paperId" = ${paperId}::uuid)
      ORDER BY m."groupId" FOR KEY SHARE`;
    const told = await tx.$queryRaw<{ id: string; name: string }[]>`
      WITH said AS (
        INSERT INTO "Reader" ("readingId", "personId", "createdAt")
        SELECT r.id, ${me}, ${now()} FROM "Reading" r JOIN "Group" g ON g.id = r."groupId"
          JOIN "Membership" m ON m."groupId" = g.id AND m."personId" = ${me}
        WHERE r."paperId" = ${paperId}::uuid AND ${tellable(me)}
        ON CONFLICT DO NOTHING RETURNING "readingId")
      SELECT DISTINCT g.id, g.name FROM said JOIN "Reading" r ON r.id = said."readingId"
        JOIN "Group" g ON g.id = r."groupId" ORDER BY g.name, g.id`;
    if (told.length > 0) await notifyTopics(tx, ...told.map(({ id }) => groupTopic(id)));
    return told.map(({ name }) => name);
  });
}

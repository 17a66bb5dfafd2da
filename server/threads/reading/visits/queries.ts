import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { blocks } from "@/server/people/sql";
import { db, Prisma } from "@/server/platform/database/db";
import { UNREAD_COUNTED } from "../../schema";
import { commentStands } from "../../sql";

/**
 * Counts, in one query for all recent threads, the comments by others since the viewer's last visit; without
 * a visit, since they joined the group. @param most threads, the latest first
 */
export async function countUnreadByThread(
  { viewer, group }: MemberScope,
  most: number,
): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ id: string; count: number }[]>`
    SELECT t.id, unread.count FROM (
      SELECT id, "lastNumber" FROM "Thread" WHERE "groupId" = ${group.id}::uuid AND "commentCount" > 0
      ORDER BY "lastCommentAt" DESC LIMIT ${most}) t
    JOIN "Membership" m ON m."groupId" = ${group.id}::uuid AND m."personId" = ${viewer.id}::uuid
    LEFT JOIN "ThreadVisit" v ON v."threadId" = t.id AND v."personId" = m."personId"
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count FROM (
        SELECT FROM "Comment" c
        WHERE c."threadId" = t.id AND c."number" > coalesce(v."seenNumber", 0)
          AND (v."personId" IS NOT NULL OR c."createdAt" > m."joinedAt")
          AND c."authorId" <> m."personId" AND ${commentStands}
          AND NOT ${blocks(Prisma.sql`m."personId"`, Prisma.sql`c."authorId"`)}
        LIMIT ${UNREAD_COUNTED}) c) unread
    WHERE coalesce(v."seenNumber", 0) < t."lastNumber"`;
  return new Map(rows.map(({ id, count }) => [id, count]));
}

// Lists the recent threads of a group, with the number of unread comments in each.
import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { PAPER } from "@/server/papers/select";
import { blocks } from "@/server/people/sql";
import { db, Prisma } from "@/server/platform/database/db";
import { UNREAD_COUNTED } from "../schema";
import { commentStands } from "../sql";

/** Threads in the list. */
const RECENT = 30;

/** Lists the threads of a group by their last comment, with the number of unread comments in each. */
export async function listRecentThreads(scope: MemberScope) {
  const [rows, unread] = await Promise.all([
    db.thread.findMany({
      where: { groupId: scope.group.id, commentCount: { gt: 0 } },
      select: {
        id: true,
        meetingId: true,
        commentCount: true,
        lastCommentAt: true,
        paper: PAPER,
        meeting: { select: { startsAt: true, reading: { select: { paper: PAPER } } } },
      },
      orderBy: { lastCommentAt: "desc" },
      take: RECENT,
    }),
    countUnreadByThread(scope),
  ]);
  return rows.flatMap(({ paper, meeting, ...row }) => {
    const about = paper ?? meeting?.reading.paper;
    if (!about) return [];
    const startsAt = meeting?.startsAt ?? null;
    return [{ ...row, paper: about, startsAt, unread: unread.get(row.id) ?? 0 }];
  });
}

/**
 * Counts, in one query for all recent threads, the comments by others since the viewer's last visit; without
 * a visit, since they joined the group.
 */
async function countUnreadByThread({ viewer, group }: MemberScope): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ id: string; count: number }[]>`
    SELECT t.id, unread.count FROM (
      SELECT id, "lastNumber" FROM "Thread" WHERE "groupId" = ${group.id}::uuid AND "commentCount" > 0
      ORDER BY "lastCommentAt" DESC LIMIT ${RECENT}) t
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

// The threads that a group is discussing, with what is new in each.
import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { PAPER } from "@/server/papers/select";
import { db } from "@/server/platform/db";
import { UNREAD_COUNTED } from "../schema";

/** Threads that the list shows. */
const RECENT = 30;

/** What is being discussed in the group: its threads by their last comment, with what is new in each. */
export async function recentThreads(scope: MemberScope) {
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
    unreadIn(scope),
  ]);
  return rows.flatMap(({ paper, meeting, ...row }) => {
    const about = paper ?? meeting?.reading.paper;
    if (!about) return [];
    const startsAt = meeting?.startsAt ?? null;
    return [{ ...row, paper: about, startsAt, unread: unread.get(row.id) ?? 0 }];
  });
}

/**
 * What others wrote in each of these threads since the viewer was there; where that never was, since the
 * viewer joined. In one query for all of them.
 */
async function unreadIn({ viewer, group }: MemberScope): Promise<Map<string, number>> {
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
          AND c."authorId" <> m."personId" AND c."deletedAt" IS NULL AND c."hiddenAt" IS NULL
          AND NOT EXISTS (SELECT FROM "Block" b
            WHERE b."personId" = m."personId" AND b."blockedId" = c."authorId")
        LIMIT ${UNREAD_COUNTED}) c) unread
    WHERE coalesce(v."seenNumber", 0) < t."lastNumber"`;
  return new Map(rows.map(({ id, count }) => [id, count]));
}

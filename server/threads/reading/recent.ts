// Lists the recent threads of a group, with the number of unread comments in each.
import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { PAPER } from "@/server/papers/select";
import { db } from "@/server/platform/database/db";
import { countUnreadByThread } from "./visits/queries";

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
    countUnreadByThread(scope, RECENT),
  ]);
  return rows.flatMap(({ paper, meeting, ...row }) => {
    const about = paper ?? meeting?.reading.paper;
    if (!about) return [];
    const startsAt = meeting?.startsAt ?? null;
    return [{ ...row, paper: about, startsAt, unread: unread.get(row.id) ?? 0 }];
  });
}

// Lists threads of groups: the recent ones of one group, and those on one paper.
import "server-only";
import { type ReaderRow, readersIn, readersOf } from "@/server/ballots/readings/queries";
import type { MemberScope } from "@/server/groups/policy";
import { showTitle } from "@/server/papers/titles/shown";
import type { Viewer } from "@/server/people/policy";
import { blocks } from "@/server/people/sql";
import { db, Prisma } from "@/server/platform/database/db";
import { readTogether } from "@/server/platform/database/together";
import { UNREAD_COUNTED } from "../rules";
import { commentStands } from "../sql";

/** Threads in the list. */
const RECENT = 30;
/** Most groups of a person to name at a paper. */
const MOST = 20;

interface Recent {
  id: string;
  meetingId: string | null;
  commentCount: number;
  lastCommentAt: Date | null;
  slug: string;
  title: string;
  startsAt: Date | null;
  unread: number;
}

/**
 * Lists, in one query, the threads of a group by their last comment. Unread are the comments by others since the
 * viewer's last visit; without a visit, since they joined the group.
 */
export async function listRecentThreads({ viewer, group }: MemberScope) {
  const rows = await db.$queryRaw<Recent[]>`
    SELECT t.id, t."meetingId", t."commentCount", t."lastCommentAt", p.slug, p.title, held."startsAt", unread.count AS unread
    FROM (SELECT * FROM "Thread" WHERE "groupId" = ${group.id}::uuid AND "commentCount" > 0
      ORDER BY "lastCommentAt" DESC LIMIT ${RECENT}) t
    LEFT JOIN "Meeting" held ON held.id = t."meetingId"
    LEFT JOIN "Reading" r ON r.id = held."readingId"
    JOIN "Paper" p ON p.id = coalesce(t."paperId", r."paperId")
    LEFT JOIN "Membership" m ON m."groupId" = t."groupId" AND m."personId" = ${viewer.id}::uuid
    LEFT JOIN "ThreadVisit" v ON v."threadId" = t.id AND v."personId" = m."personId"
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS count FROM (
        SELECT FROM "Comment" c
        WHERE c."threadId" = t.id AND c."number" > coalesce(v."seenNumber", 0)
          AND coalesce(v."seenNumber", 0) < t."lastNumber"
          AND (v."personId" IS NOT NULL OR c."createdAt" > m."joinedAt")
          AND c."authorId" <> m."personId" AND ${commentStands}
          AND NOT ${blocks(Prisma.sql`m."personId"`, Prisma.sql`c."authorId"`)}
        LIMIT ${UNREAD_COUNTED}) c) unread
    ORDER BY t."lastCommentAt" DESC`;
  return rows.map(({ slug, title, ...row }) => ({ ...row, paper: { slug, ...showTitle(title) } }));
}

interface Discussing {
  slug: string;
  name: string;
  commentCount: number;
}

/** Lists the viewer's groups that discuss a paper, the latest comment first, and those that have read it. */
export async function listMyGroups(viewer: Viewer, paper: string) {
  const ofPaper = Prisma.sql`SELECT id FROM "Paper" WHERE slug = ${paper}`;
  const { discussing, read } = await readTogether<{ discussing: Discussing; read: ReaderRow }>(db, {
    discussing: Prisma.sql`
      SELECT g.slug, g.name, t."commentCount" FROM (${ofPaper}) p
      JOIN "Thread" t ON t."paperId" = p.id AND t."commentCount" > 0
      JOIN "Membership" m ON m."groupId" = t."groupId" AND m."personId" = ${viewer.id}::uuid
      JOIN "Group" g ON g.id = t."groupId"
      ORDER BY t."lastCommentAt" DESC, t.id LIMIT ${MOST}`,
    read: readersOf(viewer, ofPaper),
  });
  const [first] = read;
  return { discussing, readers: first ? readersIn(read, first.paperId) : null };
}

import "server-only";
import { atLeast, type GroupScope, type MemberScope } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/db";
import { refuse } from "@/server/platform/refusal";
import { ROOTS_A_PAGE, type ShownComment } from "./schema";

interface Row {
  id: string;
  parentId: string | null;
  depth: number;
  body: string;
  html: string;
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  authorId: string;
  handle: string;
  name: string;
}

/**
 * A page of a thread: first comments in the order they were written, each with all its answers, read
 * in one query whatever the shape of the tree.
 */
async function page(
  viewer: Viewer | null,
  paper: string,
  scope: GroupScope | null,
  number: number,
) {
  const found = await db.paper.findUnique({
    where: { slug: paper },
    select: { id: true, slug: true, title: true },
  });
  if (!found) refuse("NOT_FOUND");
  const thread = await db.thread.findFirst({
    where: { paperId: found.id, groupId: scope?.group.id ?? null },
    select: { id: true, commentCount: true },
  });
  if (!thread)
    return { paper: found, commentCount: 0, comments: [] as ShownComment[], more: false };
  const skip = (number - 1) * ROOTS_A_PAGE;
  const rows = await db.$queryRaw<Row[]>`
    WITH roots AS (
      SELECT id FROM "Comment" WHERE "threadId" = ${thread.id}::uuid AND "parentId" IS NULL
      ORDER BY "createdAt", id LIMIT ${ROOTS_A_PAGE + 1} OFFSET ${skip}
    )
    SELECT c.id, c."parentId", c.depth, c.body, c.html, c."createdAt", c."editedAt", c."deletedAt",
      c."authorId", p.handle, p.name
    FROM "Comment" c JOIN "Person" p ON p.id = c."authorId"
    WHERE c."threadId" = ${thread.id}::uuid AND c."rootId" IN (SELECT id FROM roots)
    ORDER BY c."createdAt", c.id`;
  const roots = rows.filter(({ parentId }) => parentId === null);
  const beyond = roots[ROOTS_A_PAGE];
  const shown = beyond
    ? inBranches(rows).filter((row) => row.branch !== beyond.id)
    : inBranches(rows);
  const organizes = scope !== null && atLeast(scope.role, "organizer");
  const comments = shown.map((row) => shownTo(viewer, organizes, row));
  return { paper: found, commentCount: thread.commentCount, comments, more: beyond !== undefined };
}

/** Depth first: each comment stands before its answers, answers in the order they were written. */
function inBranches(rows: Row[]): (Row & { branch: string })[] {
  const answers = new Map<string | null, Row[]>();
  for (const row of rows) {
    const list = answers.get(row.parentId);
    if (list) list.push(row);
    else answers.set(row.parentId, [row]);
  }
  const sorted: (Row & { branch: string })[] = [];
  const waiting = (answers.get(null) ?? []).map((row) => ({ row, branch: row.id })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { row, branch } = next;
    sorted.push({ ...row, branch });
    for (const answer of (answers.get(row.id) ?? []).toReversed())
      waiting.push({ row: answer, branch });
  }
  return sorted;
}

function shownTo(viewer: Viewer | null, organizes: boolean, row: Row): ShownComment {
  const deleted = row.deletedAt !== null;
  const mine = viewer?.id === row.authorId;
  return {
    id: row.id,
    parentId: row.parentId,
    depth: row.depth,
    html: row.html,
    body: mine && !deleted ? row.body : null,
    author: deleted ? null : { handle: row.handle, name: row.name },
    createdAt: row.createdAt,
    editedAt: row.editedAt,
    deleted,
    may: { edit: mine && !deleted, remove: !deleted && (mine || organizes) },
  };
}

/** The public thread of a paper. */
export function publicThread(viewer: Viewer | null, paper: string, number: number) {
  return page(viewer, paper, null, number);
}

/** A group's own thread on a paper, for its members. */
export function groupThread(scope: MemberScope, paper: string, number: number) {
  return page(scope.viewer, paper, scope, number);
}

/** What is being discussed in the group: its threads by their last comment. */
export async function recentThreads(scope: MemberScope) {
  return db.thread.findMany({
    where: { groupId: scope.group.id, commentCount: { gt: 0 } },
    select: {
      commentCount: true,
      lastCommentAt: true,
      paper: { select: { slug: true, title: true } },
    },
    orderBy: { lastCommentAt: "desc" },
    take: 10,
  });
}

import "server-only";
import type { z } from "zod";
import type { MemberScope, Role } from "@/server/groups/policy";
import { mayWrite, type Viewer } from "@/server/people/policy";
import { db, Prisma } from "@/server/platform/db";
import { refuse } from "@/server/platform/refusal";
import { mayEdit, mayRemove } from "./policy";
import {
  ANSWERS_A_PAGE,
  ANSWERS_A_ROOT,
  ROOTS_A_PAGE,
  type ShownComment,
  type threadInput,
} from "./schema";

interface Row {
  id: string;
  parentId: string | null;
  rootId: string;
  body: string;
  html: string;
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  authorId: string;
  handle: string;
  name: string;
  answers: number;
}

interface Place {
  paper: string;
  groupId: string | null;
  role: Role | null;
}

type ThreadPage = z.output<typeof threadInput>;

/** A page of a thread or of one of its branches: four queries at most, whatever its size and shape. */
async function threadPage(viewer: Viewer | null, place: Place, { page, comment }: ThreadPage) {
  const paper = await db.paper.findUnique({
    where: { slug: place.paper },
    select: { id: true, slug: true, title: true },
  });
  if (!paper) refuse("NOT_FOUND");
  const thread = await db.thread.findFirst({
    where: { paperId: paper.id, groupId: place.groupId },
    select: { id: true, commentCount: true },
  });
  if (comment && !thread) refuse("NOT_FOUND");
  const found = !thread
    ? { rows: [], more: false, page: page ?? 1, branch: null }
    : comment
      ? await branchRows(thread.id, comment, page)
      : await firstRows(thread.id, page ?? 1);
  const writes = mayWrite(viewer) === true;
  return {
    paper: { slug: paper.slug, title: paper.title },
    commentCount: thread?.commentCount ?? 0,
    page: found.page,
    more: found.more,
    /** The first comment of the only branch that is shown. */
    branch: found.branch,
    comments: inBranches(found.rows).map((row) => shownTo(viewer, place.role, row)),
    may: { add: writes },
  };
}

const COLUMNS = Prisma.sql`c.id, c."parentId", c."rootId", c.body, c.html, c."createdAt", c."editedAt",
  c."deletedAt", c."authorId", p.handle, p.name`;

/**
 * First comments in the order they were written, each with its first answers. An answer is always
 * younger than what it answers, so the first of a branch hang together.
 */
async function firstRows(threadId: string, page: number) {
  const rows = await db.$queryRaw<Row[]>`
    WITH roots AS (
      SELECT id FROM "Comment" WHERE "threadId" = ${threadId}::uuid AND "parentId" IS NULL
      ORDER BY "createdAt", id LIMIT ${ROOTS_A_PAGE + 1} OFFSET ${(page - 1) * ROOTS_A_PAGE}
    ), shown AS (
      SELECT id, (SELECT count(*)::int - 1 FROM "Comment" c
        WHERE c."threadId" = ${threadId}::uuid AND c."rootId" = roots.id) AS answers FROM roots
      UNION ALL
      SELECT a.id, 0 FROM roots CROSS JOIN LATERAL (
        SELECT c.id FROM "Comment" c
        WHERE c."threadId" = ${threadId}::uuid AND c."rootId" = roots.id AND c.id <> roots.id
        ORDER BY c."createdAt", c.id LIMIT ${ANSWERS_A_ROOT}
      ) a
    )
    SELECT ${COLUMNS}, shown.answers FROM shown
      JOIN "Comment" c ON c.id = shown.id JOIN "Person" p ON p.id = c."authorId"
    ORDER BY c."createdAt", c.id`;
  const beyond = rows.filter(({ parentId }) => parentId === null)[ROOTS_A_PAGE];
  const shown = rows.filter(({ rootId }) => rootId !== beyond?.id);
  return { rows: shown, more: beyond !== undefined, page, branch: null };
}

/** One branch: its first comment and a page of the answers, in the order they were written. */
async function branchRows(threadId: string, comment: string, wanted: number | undefined) {
  const at = await db.comment.findFirst({
    where: { id: comment, threadId },
    select: { id: true, rootId: true, createdAt: true },
  });
  if (!at) refuse("NOT_FOUND");
  const before = Prisma.sql`SELECT count(*)::int FROM "Comment" c
    WHERE c."threadId" = ${threadId}::uuid AND c."rootId" = ${at.rootId}::uuid
      AND c.id <> ${at.rootId}::uuid AND (c."createdAt", c.id) < (${at.createdAt}::timestamptz, ${at.id}::uuid)`;
  const skip = wanted
    ? Prisma.sql`${(wanted - 1) * ANSWERS_A_PAGE}`
    : Prisma.sql`(SELECT (n / ${ANSWERS_A_PAGE}) * ${ANSWERS_A_PAGE} FROM (${before}) b(n))`;
  const rows = await db.$queryRaw<(Row & { skipped: number })[]>`
    WITH start AS MATERIALIZED (SELECT ${skip}::int AS skip), shown AS (
      SELECT ${at.rootId}::uuid AS id
      UNION ALL
      (SELECT c.id FROM "Comment" c
        WHERE c."threadId" = ${threadId}::uuid AND c."rootId" = ${at.rootId}::uuid
          AND c.id <> ${at.rootId}::uuid
        ORDER BY c."createdAt", c.id LIMIT ${ANSWERS_A_PAGE + 1} OFFSET (SELECT skip FROM start))
    )
    SELECT ${COLUMNS}, 0 AS answers, start.skip AS skipped FROM start, shown
      JOIN "Comment" c ON c.id = shown.id JOIN "Person" p ON p.id = c."authorId"
    ORDER BY c."createdAt", c.id`;
  const more = rows.length > ANSWERS_A_PAGE + 1;
  const page = Math.floor((rows[0]?.skipped ?? 0) / ANSWERS_A_PAGE) + 1;
  return { rows: more ? rows.slice(0, -1) : rows, more, page, branch: at.rootId };
}

type Placed = Row & { depth: number; unshown: number };

/**
 * Depth first: each comment stands before its answers, answers in the order they were written. One
 * that answers something on an earlier page stands under the first comment of its branch.
 */
function inBranches(rows: Row[]): Placed[] {
  const ids = new Set(rows.map(({ id }) => id));
  const answers = new Map<string | null, Row[]>();
  for (const row of rows) {
    const parent = row.parentId === null || ids.has(row.parentId) ? row.parentId : row.rootId;
    const list = answers.get(parent);
    if (list) list.push(row);
    else answers.set(parent, [row]);
  }
  const placed: Placed[] = [];
  const under = new Map<string, number>();
  const waiting = (answers.get(null) ?? []).map((row) => ({ row, depth: 0 })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { row, depth } = next;
    if (depth > 0) under.set(row.rootId, (under.get(row.rootId) ?? 0) + 1);
    placed.push({ ...row, depth, unshown: 0 });
    for (const answer of (answers.get(row.id) ?? []).toReversed())
      waiting.push({ row: answer, depth: depth + 1 });
  }
  return placed.map((row) => {
    return { ...row, unshown: Math.max(0, row.answers - (under.get(row.id) ?? 0)) };
  });
}

function shownTo(viewer: Viewer | null, role: Role | null, row: Placed): ShownComment {
  const deleted = row.deletedAt !== null;
  const written = { authorId: row.authorId, deleted };
  return {
    id: row.id,
    parentId: row.parentId,
    depth: row.depth,
    html: row.html,
    body: viewer?.id === row.authorId && !deleted ? row.body : null,
    author: deleted ? null : { handle: row.handle, name: row.name },
    createdAt: row.createdAt,
    editedAt: deleted ? null : row.editedAt,
    deleted,
    unshown: row.unshown,
    may: {
      edit: mayEdit(viewer, written) === true,
      remove: mayRemove(viewer, role, written) === true,
    },
  };
}

/** The public thread of a paper. */
export function publicThread(viewer: Viewer | null, input: ThreadPage) {
  return threadPage(viewer, { paper: input.paper, groupId: null, role: null }, input);
}

/** A group's own thread on a paper, for its members. */
export function groupThread({ viewer, group, role }: MemberScope, input: ThreadPage) {
  return threadPage(viewer, { paper: input.paper, groupId: group.id, role }, input);
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
    take: 30,
  });
}

import "server-only";
import { groupTopic } from "@/server/groups/policy";
import { moveCommentCount, type Route } from "@/server/papers/merging/moving/commands";
import type { Moved } from "@/server/papers/merging/rules";
import { Prisma, type Tx } from "@/server/platform/database/db";
import { notifyTopics } from "@/server/platform/live";
import { threadTopic } from "../rules";
import { commentStands } from "../sql";

type Kind = "thread" | "joinedThread";

/** A thread on a paper. */
export interface PaperThread {
  id: string;
  paperId: string | null;
  groupId: string | null;
}

/** A thread whose comments were added to another one. */
export interface Joined {
  from: string;
  into: string;
  /** The highest number in the thread that takes the comments: theirs begin after it. */
  offset: number;
  /** The highest number in the other thread. */
  last: number;
  /** When the last comment was written in either. */
  at: string | null;
  keptAt: string | null;
}

/** Reads the threads of papers, and those that were joined to them. */
export function listThreadsOn(tx: Tx, paperIds: readonly string[]): Promise<PaperThread[]> {
  return tx.$queryRaw<PaperThread[]>`
    SELECT id, "paperId", "groupId" FROM "Thread"
    WHERE "paperId" = ANY(${paperIds}::uuid[])
      OR "joinedId" IN (SELECT id FROM "Thread" WHERE "paperId" = ANY(${paperIds}::uuid[])) ORDER BY id`;
}

/** Locks threads and their comments. */
export async function holdThreads(tx: Tx, threads: readonly PaperThread[]): Promise<void> {
  const ids = threads.map(({ id }) => id);
  await tx.$queryRaw`SELECT id FROM "Thread" WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`
    SELECT id FROM "Comment" WHERE "threadId" = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
}

/**
 * Moves the threads of a paper. Where the other paper has a thread for the same readers, the comments are added to it,
 * after its own; the emptied thread stays, so that replies to its emails find the way.
 */
export async function moveToPaper(
  tx: Tx,
  route: Route,
  threads: readonly PaperThread[],
): Promise<{ moved: Moved<Kind>[]; joined: Joined[] }> {
  const { from, to } = route;
  const counted = await countPublic(tx, from);
  const joined = await tx.$queryRaw<Joined[]>`
    SELECT o.id AS from, k.id AS into, k."lastNumber" AS offset, o."lastNumber" AS last,
      to_jsonb(o."lastCommentAt") #>> '{}' AS at, to_jsonb(k."lastCommentAt") #>> '{}' AS "keptAt"
    FROM "Thread" o JOIN "Thread" k ON k."paperId" = ${to}::uuid AND k."groupId" IS NOT DISTINCT FROM o."groupId"
    WHERE o."paperId" = ${from}::uuid ORDER BY o.id`;
  if (joined.length > 0) await join(tx, joined);
  const whole = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Thread" SET "paperId" = ${to}::uuid WHERE "paperId" = ${from}::uuid RETURNING id`;
  await moveCommentCount(tx, route, counted);
  await announceThreads(tx, threads, route);
  return {
    joined,
    moved: [
      ...whole.map(({ id }) => ({ kind: "thread" as const, rowId: id })),
      ...joined.map(({ from: rowId, ...was }) => ({ kind: "joinedThread" as const, rowId, was })),
    ],
  };
}

/** Tells open pages of either paper, and of its groups, that threads have changed. */
async function announceThreads(
  tx: Tx,
  threads: readonly PaperThread[],
  { from, to }: Route,
): Promise<void> {
  const groups = [...new Set(threads.map(({ groupId }) => groupId))];
  const topics = groups.flatMap((groupId) => [
    ...[from, to].map((paperId) => threadTopic({ paperId, groupId, meetingId: null })),
    ...(groupId ? [groupTopic(groupId)] : []),
  ]);
  await notifyTopics(tx, ...topics);
}

/** Counts the visible comments in a paper's public thread. */
async function countPublic(tx: Tx, paperId: string): Promise<number> {
  const thread = await tx.thread.findFirst({
    where: { paperId, groupId: null },
    select: { commentCount: true },
  });
  return thread?.commentCount ?? 0;
}

/** Joined threads as a table `w`. */
function tableOf(joined: readonly Joined[]): Prisma.Sql {
  const of = <Name extends keyof Joined>(name: Name) => joined.map((one) => one[name]);
  return Prisma.sql`unnest(${of("from")}::uuid[], ${of("into")}::uuid[], ${of("offset")}::int[], ${of("last")}::int[],
    ${of("at")}::timestamptz[], ${of("keptAt")}::timestamptz[]) AS w("from", "into", "offset", last, at, "keptAt")`;
}

async function join(tx: Tx, joined: readonly Joined[]): Promise<void> {
  const pairs = tableOf(joined);
  await tx.$executeRaw`
    UPDATE "Comment" c SET "threadId" = w."into", "number" = c."number" + w."offset"
    FROM ${pairs} WHERE c."threadId" = w."from"`;
  await tx.$executeRaw`
    UPDATE "Quote" q SET "threadId" = w."into" FROM ${pairs} WHERE q."threadId" = w."from"`;
  await tx.$executeRaw`
    UPDATE "Thread" k SET "commentCount" = k."commentCount" + o."commentCount", "lastNumber" = w."offset" + w.last,
      "lastCommentAt" = greatest(k."lastCommentAt", o."lastCommentAt")
    FROM ${pairs} JOIN "Thread" o ON o.id = w."from" WHERE k.id = w."into"`;
  await tx.$executeRaw`
    UPDATE "Thread" o SET "paperId" = NULL, "joinedId" = w."into", "commentCount" = 0, "lastCommentAt" = NULL
    FROM ${pairs} WHERE o.id = w."from"`;
  // Whoever had read both threads to their ends has nothing new to read.
  await tx.$executeRaw`
    UPDATE "ThreadVisit" v SET "seenNumber" = w."offset" + w.last
    FROM ${pairs} JOIN "ThreadVisit" o ON o."threadId" = w."from" AND o."seenNumber" >= w.last
    WHERE v."threadId" = w."into" AND v."personId" = o."personId" AND v."seenNumber" >= w."offset"`;
}

/** Moves threads and comments back. Replies written since go with the comment that they answer. */
export async function moveBack(
  tx: Tx,
  route: Route,
  threads: readonly PaperThread[],
  moved: readonly Moved[],
): Promise<Joined[]> {
  const { from, to } = route;
  const whole = moved.flatMap(({ kind, rowId }) => (kind === "thread" && rowId ? [rowId] : []));
  const joined = moved.flatMap(({ kind, rowId, was }) =>
    kind === "joinedThread" && rowId ? [{ from: rowId, ...was } as unknown as Joined] : [],
  );
  await tx.$executeRaw`
    UPDATE "Thread" SET "paperId" = ${to}::uuid WHERE id = ANY(${whole}::uuid[]) AND "paperId" = ${from}::uuid`;
  if (joined.length > 0) await part(tx, to, joined);
  await moveCommentCount(tx, route, await countPublic(tx, to));
  await announceThreads(tx, threads, route);
  return joined;
}

async function part(tx: Tx, paperId: string, joined: readonly Joined[]): Promise<void> {
  const pairs = tableOf(joined);
  await tx.$executeRaw`
    WITH RECURSIVE back AS (
      SELECT c.id, w."from", c."number" - w."offset" AS "number", w.last
      FROM ${pairs} JOIN "Comment" c ON c."threadId" = w."into"
        AND c."number" > w."offset" AND c."number" <= w."offset" + w.last
      UNION
      SELECT a.id, back."from", NULL::int, back.last FROM back JOIN "Comment" a ON a."parentId" = back.id
    ), placed AS (
      SELECT b.id, b."from", coalesce(max(b."number"), max(b.last) + row_number() OVER (
        PARTITION BY b."from", max(b."number") IS NULL ORDER BY max(c."number"))) AS "number"
      FROM back b JOIN "Comment" c ON c.id = b.id GROUP BY b.id, b."from"
    )
    UPDATE "Comment" c SET "threadId" = placed."from", "number" = placed."number" FROM placed WHERE c.id = placed.id`;
  await tx.$executeRaw`
    UPDATE "Quote" q SET "threadId" = c."threadId" FROM ${pairs} JOIN "Comment" c ON c."threadId" = w."from"
    WHERE q."commentId" = c.id AND q."threadId" = w."into"`;
  await tx.$executeRaw`
    UPDATE "Thread" o SET "paperId" = ${paperId}::uuid, "joinedId" = NULL FROM ${pairs} WHERE o.id = w."from"`;
  await tx.$executeRaw`
    UPDATE "Thread" t SET "commentCount" = now.standing, "lastNumber" = greatest(had.last, now.last),
      "lastCommentAt" = greatest(had.at, now.at)
    FROM (SELECT w."from" AS id, w.last, w.at FROM ${pairs} UNION ALL SELECT w."into", w."offset", w."keptAt" FROM ${pairs}) had
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE ${commentStands})::int AS standing, max(c."number") AS last,
        max(c."createdAt") FILTER (WHERE c."number" > had.last) AS at
      FROM "Comment" c WHERE c."threadId" = had.id) now
    WHERE t.id = had.id`;
  await tx.$executeRaw`
    UPDATE "ThreadVisit" v SET "seenNumber" = t."lastNumber" FROM ${pairs} JOIN "Thread" t ON t.id = w."into"
    WHERE v."threadId" = t.id AND v."seenNumber" > t."lastNumber"`;
}

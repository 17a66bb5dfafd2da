import { randomUUID } from "node:crypto";
import { importPapers } from "@/server/papers/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";

/** Which earlier comment the one of this number answers, as SQL over `n`; null for a first comment. */
const SHAPES = {
  deep: "CASE WHEN n > 1 THEN n - 1 END",
  wide: "NULL::int",
  "answered by all": "CASE WHEN n > 1 THEN 1 END",
  mixed: "CASE WHEN n % 7 <> 1 THEN n / 2 END",
  threefold: "CASE WHEN n > 1 THEN (n - 2) / 3 + 1 END",
} as const;
type Shape = keyof typeof SHAPES;
export const THREAD_SHAPES = Object.keys(SHAPES) as Shape[];

/**
 * Makes a thread of this length and shape, by one person, written a second after a second. Comments are long,
 * so that PostgreSQL would not rather read the whole table than look up those it needs.
 * @returns the paper's slug, and the comments' ids by their number
 */
export async function longThread(length: number, shape: Shape, author: Viewer) {
  const title = `Paper ${randomUUID()}`;
  await importPapers([{ title, abstract: "x", authors: [] }]);
  const { id: paperId, slug } = await db.paper.findFirstOrThrow({ where: { title } });
  const { id: threadId } = await db.thread.create({
    data: { paperId, commentCount: length, lastNumber: length },
  });
  await db.$executeRawUnsafe(
    `WITH made AS MATERIALIZED (
      SELECT n, gen_random_uuid() AS id, ${SHAPES[shape]} AS above FROM generate_series(1, $1::int) n
    ), answers AS (SELECT above AS n, count(*) AS count FROM made GROUP BY above)
    INSERT INTO "Comment" (id, "threadId", "authorId", "parentId", depth, "number", body, html,
        "answerCount", "reactedCount", "clientKey", "createdAt")
      SELECT made.id, $2::uuid, $3::uuid, parent.id, (parent.id IS NOT NULL)::int, made.n, made.n::text,
        '<p>' || repeat(md5(made.n::text), 45) || '</p>', coalesce(answers.count, 0), made.n % 5, gen_random_uuid(),
        '2026-01-01'::timestamptz + made.n * interval '1 second'
      FROM made LEFT JOIN made parent ON parent.n = made.above LEFT JOIN answers ON answers.n = made.n
      ORDER BY made.n`,
    length,
    threadId,
    author.id,
  );
  const written = await db.comment.findMany({
    where: { threadId },
    select: { id: true },
    orderBy: { number: "asc" },
  });
  return { slug, ids: written.map(({ id }) => id) };
}

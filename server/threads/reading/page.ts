// Reads the comments of one page, in order, with one query.
import "server-only";
import type { Viewer } from "@/server/people/policy";
import { blocks } from "@/server/people/sql";
import { db, Prisma } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { refuse } from "@/server/platform/refusal";
import {
  ANCESTORS_SHOWN,
  COMMENTS_A_PAGE,
  FIRST_A_PAGE,
  LEVELS_A_PAGE,
  type Order,
  REPLIES_A_COMMENT,
  type View,
} from "../schema";
import type { Row } from "./rules";

/** Bytes of text read for one page; `placeRows` then folds those that do not fit. */
const READ = 1_000_000;

/** Columns from which the links to other pages follow. */
interface Standing {
  reactedCount: number;
  /** Whether there are more comments on the first level than the page shows. */
  beyond: boolean;
}

const [ASC, DESC] = [Prisma.sql`ASC`, Prisma.sql`DESC`];

const NUMBER = { by: "number", as: "whole", sql: Prisma.sql`c."number"` } as const;
const REACTED = {
  by: "reactedCount",
  as: "whole",
  desc: true,
  sql: Prisma.sql`c."reactedCount"`,
} as const;

/** Order of siblings. Numbers are given under the thread's lock, so they order like time. */
const BY: Record<Order, ListOrder> = {
  best: [REACTED, NUMBER],
  newest: [{ ...NUMBER, desc: true }],
  oldest: [NUMBER],
};

/** The version of its paper at the time of a comment `c`, if a later one was seen since. */
const QUOTED_VERSION = Prisma.sql`(SELECT CASE WHEN bool_or(v."seenAt" > c."createdAt")
    THEN max(v.number) FILTER (WHERE v."seenAt" <= c."createdAt") END
  FROM "Thread" t JOIN "PaperVersion" v ON v."paperId" = t."paperId" WHERE t.id = c."threadId")`;

/**
 * Reads a page of a thread, in one query whatever its size and shape: top-level comments (or the replies to
 * one comment), under each its first replies, and so on level by level until the page is full.
 * @throws Refusal NOT_FOUND if the comment is not in this thread
 */
export async function readPageRows(threadId: string, viewer: Viewer | null, view: View) {
  const { order, page: position, comment = null } = view;
  const page = planPage(position, FIRST_A_PAGE, BY[order]);
  const by = page.sql.shown;
  const me = viewer?.id ?? null;
  const first = comment
    ? Prisma.sql`c."parentId" = ${comment}::uuid AND c."threadId" = ${threadId}::uuid`
    : Prisma.sql`c."threadId" = ${threadId}::uuid AND c."parentId" IS NULL`;
  // PostgreSQL steps down only as long as the page has room: `tree` is read once, under a limit. It
  // expects a handful of replies under each comment and would sort all of those that have thousands;
  // a range, in the order of an index, makes it walk the index instead and stop.
  const rows = await db.$queryRaw<(Row & Standing)[]>`
    WITH RECURSIVE above AS (
      SELECT c.id, c."parentId", 0 AS step FROM "Comment" c
        WHERE c.id = ${comment}::uuid AND c."threadId" = ${threadId}::uuid
      UNION ALL
      SELECT c.id, c."parentId", above.step + 1 FROM above JOIN "Comment" c ON c.id = above."parentId"
        WHERE above.step < ${ANCESTORS_SHOWN}
    ), top AS MATERIALIZED (
      SELECT c.id, c."reactedCount", c."number" FROM "Comment" c WHERE ${first} AND ${page.sql.where}
      ORDER BY ${page.sql.order} LIMIT ${page.take} OFFSET ${page.skip}
    ), tree AS (
      SELECT first.id, 1 AS level FROM (
        SELECT c.id FROM (SELECT * FROM top LIMIT ${FIRST_A_PAGE}) c ORDER BY ${by}
      ) first
      UNION ALL
      SELECT answer.id, tree.level + 1 FROM tree CROSS JOIN LATERAL (
        SELECT c.id FROM "Comment" c WHERE c."parentId" BETWEEN tree.id AND tree.id
        ORDER BY c."parentId" ${order === "newest" ? DESC : ASC}, ${by} LIMIT ${REPLIES_A_COMMENT}
      ) answer WHERE tree.level < ${LEVELS_A_PAGE}
    ), shown AS (
      SELECT id, row_number() OVER ()::int AS place FROM (
        SELECT id FROM above
        UNION ALL
        (SELECT id FROM tree LIMIT ${COMMENTS_A_PAGE})
      ) placed
    ), sized AS (
      SELECT c.*, shown.place, shown.place > 1 AND ${READ}::int < sum(octet_length(c.html)
          + CASE WHEN c."authorId" = ${me}::uuid
            THEN octet_length(c.body) + coalesce(octet_length(c."quotedText"), 0) ELSE 0 END
        ) OVER (ORDER BY shown.place) AS folded
      FROM shown JOIN "Comment" c ON c.id = shown.id
    )
    SELECT c.id, c.place, c.folded, c."parentId", c."number",
      CASE WHEN c."authorId" = ${me}::uuid AND NOT c.folded THEN c.body END AS body,
      CASE WHEN c."authorId" = ${me}::uuid AND NOT c.folded THEN c."quotedText" END AS "quotedText",
      CASE WHEN c.folded THEN '' ELSE c.html END AS html, c.label::text AS label, c.spoiler, c."createdAt", c."editedAt", c."answeredAt",
      c."pinnedAt" IS NOT NULL AS pinned, c."deletedAt" IS NOT NULL AS deleted,
      c."hiddenAt" IS NOT NULL AS hidden, c."answerCount", c."authorId", p.handle, p.name,
      ${blocks(Prisma.sql`${me}::uuid`, Prisma.sql`c."authorId"`)} AS blocked,
      (SELECT json_strip_nulls(json_build_object('source', q.source, 'exact', q.exact, 'prefix', q.prefix,
          'suffix', q.suffix, 'place', q.place, 'version', CASE WHEN q.source = 'abstract' THEN ${QUOTED_VERSION} END))
        FROM "Quote" q WHERE q."commentId" = c.id) AS quote,
      (SELECT json_agg(json_build_object('kind', r.kind, 'count', r.count, 'mine', r.mine) ORDER BY r.kind)
        FROM (SELECT kind, count(*)::int AS count,
            coalesce(bool_or("personId" = ${me}::uuid), false) AS mine
          FROM "Reaction" WHERE "commentId" = c.id GROUP BY kind) r) AS reactions,
      c."reactedCount", (SELECT count(*) FROM top) > ${FIRST_A_PAGE} AS beyond
    FROM sized c JOIN "Person" p ON p.id = c."authorId"
    ORDER BY ${by}`;
  if (comment && !rows.some(({ id }) => id === comment)) refuse("NOT_FOUND");
  const firsts = rows.filter(({ id, parentId }) => parentId === comment && id !== comment);
  return { ...page.linked(firsts, rows[0]?.beyond ?? false), rows };
}

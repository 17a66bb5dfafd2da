import "server-only";
import { profileTopic, type Viewer } from "@/server/people/policy";
import { blocks } from "@/server/people/sql";
import { Prisma } from "@/server/platform/database/db";
import { bytesAsData } from "@/server/platform/text/page-texts";
import { noteShown } from "@/server/platform/web/finished/shown";
import { KEY_POINTS, type KeyPoint, type Mark } from "../schema";

/** Most quotations highlighted in a text; more would highlight all of it. */
const MARKS = 100;
/** Bytes of all highlighted quotations in the data of a page. */
const MARK_BYTES = 60_000;

type Point = Omit<KeyPoint, "folded">;

/** Marks as `marksOf` reads them. */
export interface MarksRow {
  points: (Point & { authorId: string })[];
  quotes: Mark[];
}

/**
 * Columns of a thread `t`: its pinned comments without those of people whom the viewer has blocked, and the quotations
 * of title and abstract in it without those in comments hidden from the viewer.
 * @param whole whether the page has room for key points
 */
export function marksOf(viewer: Viewer | null, whole: boolean): Prisma.Sql {
  const me = Prisma.sql`${viewer?.id ?? null}::uuid`;
  const unblocked = Prisma.sql`NOT ${blocks(me, Prisma.sql`c."authorId"`)}`;
  return Prisma.sql`
    coalesce((SELECT json_agg(json_build_object('id', k.id, 'authorId', k."authorId", 'html', k.html,
        'spoiler', k.spoiler, 'author', json_build_object('handle', k.handle, 'name', k.name)) ORDER BY k."pinnedAt", k.id)
      FROM (SELECT c.id, c."authorId", c.html, c.spoiler, c."pinnedAt", p.handle, p.name
        FROM "Comment" c JOIN "Person" p ON p.id = c."authorId"
        WHERE ${whole} AND c."threadId" = t.id AND c."pinnedAt" IS NOT NULL AND ${unblocked}
        ORDER BY c."pinnedAt", c.id LIMIT ${KEY_POINTS}) k), '[]') AS points,
    coalesce((SELECT json_agg(json_build_object('source', q.source, 'exact', q.exact, 'prefix', q.prefix, 'suffix', q.suffix))
      FROM (SELECT q.source, q.exact, q.prefix, q.suffix FROM "Quote" q JOIN "Comment" c ON c.id = q."commentId"
        WHERE q."threadId" = t.id AND q.source <> 'paper' AND c."hiddenAt" IS NULL AND ${unblocked}
        LIMIT ${MARKS}) q), '[]') AS quotes`;
}

/** Takes the marks of a thread out of its row, within their room on the page. */
export function marksIn({ points, quotes }: MarksRow): { points: Point[]; quotes: Mark[] } {
  noteShown(...points.map(({ authorId }) => profileTopic(authorId)));
  let left = MARK_BYTES;
  return {
    points: points.map(({ authorId: _, ...point }) => point),
    quotes: quotes.filter((mark) => {
      left -= bytesAsData(JSON.stringify(mark));
      return left >= 0;
    }),
  };
}

import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { actsAs } from "@/server/groups/policy";
import { BRIEF, briefIn, type WithPaper } from "@/server/papers/brief";
import { now } from "@/server/platform/clock";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import type { ListPosition } from "@/server/platform/text/inputs";
import { SUGGESTION_WAITS, suggestedSince } from "../sql";

/** Suggestions on one page. */
const A_PAGE = 10;
const LATEST_FIRST: ListOrder = [
  { by: "foundAt", as: "time", desc: true, sql: Prisma.sql`f."foundAt"` },
  { by: "id", as: "id", desc: true, sql: Prisma.sql`f.id` },
];

interface Row extends WithPaper {
  id: string;
  foundAt: Date;
  watch: string;
}

/** Counts the suggestions of a group that came in a span of time and still wait. */
export async function countWaiting(
  groupId: string,
  { since, until }: { since: Date; until: Date },
  tx: Pick<Tx, "$queryRaw"> = db,
): Promise<number> {
  const [found] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Watch" w JOIN "WatchedPaper" f ON f."watchId" = w.id
    WHERE w."groupId" = ${groupId}::uuid AND f."foundAt" > ${since} AND f."foundAt" <= ${until} AND ${SUGGESTION_WAITS}`;
  return found?.count ?? 0;
}

/**
 * Lists the papers that a group's watches suggest, the latest first. One that is nominated, chosen or dismissed is no
 * longer suggested, and none is after some time.
 */
export async function listSuggestions(scope: MemberScope, position: ListPosition) {
  const page = planPage(position, A_PAGE, LATEST_FIRST);
  const groupId = scope.group.id;
  const since = suggestedSince(now());
  const read = await db.$queryRaw<Row[]>`
    SELECT f.id, f."foundAt", w.name AS watch, ${BRIEF}
    FROM "Watch" w JOIN "WatchedPaper" f ON f."watchId" = w.id JOIN "Paper" p ON p.id = f."paperId"
    WHERE w."groupId" = ${groupId}::uuid AND f."foundAt" > ${since} AND ${SUGGESTION_WAITS}
      AND ${page.sql.where} ORDER BY ${page.sql.order} LIMIT ${page.take} OFFSET ${page.skip}`;
  const { rows, ...rest } = page.cut(read);
  const paperOf = briefIn(rows);
  const suggestions = rows.map(({ id, foundAt, watch, paperId }) => {
    return { id, foundAt, watch, paper: paperOf(paperId) };
  });
  return { suggestions, ...rest, may: { dismiss: actsAs(scope, "organizer") } };
}

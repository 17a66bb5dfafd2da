import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { actsAs } from "@/server/groups/policy";
import { BRIEF, briefIn, type WithPaper } from "@/server/papers/brief";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import type { ListPosition } from "@/server/platform/text/inputs";
import { SUGGESTED_DAYS } from "../rules";

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

/**
 * Lists the papers that a group's watches suggest, the latest first. One that is nominated, chosen or dismissed is no
 * longer suggested, and none is after some time.
 */
export async function listSuggestions(scope: MemberScope, position: ListPosition) {
  const page = planPage(position, A_PAGE, LATEST_FIRST);
  const groupId = scope.group.id;
  const since = new Date(now().getTime() - SUGGESTED_DAYS * 864e5);
  const read = await db.$queryRaw<Row[]>`
    SELECT f.id, f."foundAt", w.name AS watch, ${BRIEF}
    FROM "Watch" w JOIN "WatchedPaper" f ON f."watchId" = w.id JOIN "Paper" p ON p.id = f."paperId"
    WHERE w."groupId" = ${groupId}::uuid AND f.brought AND f."dismissedAt" IS NULL AND f."foundAt" > ${since}
      AND NOT EXISTS (SELECT FROM "Nomination" n WHERE n."paperId" = p.id AND n."groupId" = ${groupId}::uuid)
      AND NOT EXISTS (SELECT FROM "Reading" r WHERE r."paperId" = p.id AND r."groupId" = ${groupId}::uuid)
      AND ${page.sql.where} ORDER BY ${page.sql.order} LIMIT ${page.take} OFFSET ${page.skip}`;
  const { rows, ...rest } = page.cut(read);
  const paperOf = briefIn(rows);
  const suggestions = rows.map(({ id, foundAt, watch, paperId }) => {
    return { id, foundAt, watch, paper: paperOf(paperId) };
  });
  return { suggestions, ...rest, may: { dismiss: actsAs(scope, "organizer") } };
}

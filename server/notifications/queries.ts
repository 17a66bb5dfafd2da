import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import { viaOf } from "./rules";
import {
  KINDS,
  type Kind,
  LINES_A_PAGE,
  type listInput,
  type ShownNotification,
  type Via,
} from "./schema";
import { type Row, readNamed } from "./showing/queries";
import { toShown } from "./shown";
import { lineKey, visibleToReader } from "./sql";

/** The end of the previous page. */
type Cursor = NonNullable<z.output<typeof listInput>["cursor"]>;

/**
 * Reads notifications that may be seen now, as lines, the latest first. Unread ones about the same
 * thing make one line, however old they are. Read ones make one line per day, so that a new one does not move old ones.
 */
async function readLines(
  tx: Tx,
  which: Prisma.Sql,
  { cursor, most }: { cursor?: Cursor | null; most: number },
): Promise<Row[]> {
  const after = cursor
    ? Prisma.sql`(max("createdAt"), key || ' ' || span) < (${cursor.at}, ${cursor.key})`
    : Prisma.sql`true`;
  return tx.$queryRaw<Row[]>`
    SELECT "personId", array_agg(id::text) AS ids, key, span, kind, count(*)::int AS count, count(DISTINCT "actorId")::int AS people,
      bool_or("readAt" IS NULL) AS unread, min("createdAt") AS "from", max("createdAt") AS until,
      (array_agg(subject ORDER BY "createdAt" DESC))[1] AS subject,
      (array_agg("actorId"::text ORDER BY "createdAt" DESC) FILTER (WHERE "actorId" IS NOT NULL))[1:50]
        AS "actorIds",
      (array_agg("commentId" ORDER BY number, "createdAt"))[1] AS "commentId",
      (array_agg("paperId" ORDER BY "createdAt" DESC))[1] AS "paperId",
      (array_agg("threadId"))[1] AS "threadId", (array_agg("groupId"))[1] AS "groupId",
      (array_agg("ballotId"))[1] AS "ballotId", (array_agg("meetingId"))[1] AS "meetingId"
    FROM (
      SELECT n.id, n."personId", n.kind::text AS kind, n.subject, n."actorId", n."groupId", n."threadId", n."commentId",
        n."paperId", n."ballotId", n."meetingId", n."createdAt", n."readAt", w.number, ${lineKey} AS key,
        CASE WHEN n."readAt" IS NULL THEN 'new' ELSE to_char(n."createdAt", 'YYYY-MM-DD') END AS span
      FROM "Notification" n LEFT JOIN "Comment" w ON w.id = n."commentId"
      WHERE ${which} AND ${visibleToReader}
    ) seen GROUP BY "personId", key, span, kind HAVING ${after}
    ORDER BY max("createdAt") DESC, key || ' ' || span DESC LIMIT ${most}`;
}

/** Lists the notifications `n` that meet a condition, as lines. */
export async function listNotifications(
  tx: Tx,
  which: Prisma.Sql,
  most: number,
): Promise<ShownNotification[]> {
  const rows = await readLines(tx, which, { most });
  const named = await readNamed(tx, rows);
  return rows.map((row) => toShown(row, named));
}

/**
 * Lists these notifications as lines, each with the ids of its notifications.
 * @param again whether to include read ones
 */
export async function listNotificationsById(
  tx: Tx,
  ids: readonly string[],
  { again }: { again: boolean },
): Promise<(ShownNotification & { ids: string[] })[]> {
  if (ids.length === 0) return [];
  const which = Prisma.sql`n.id = ANY(${[...ids]}::uuid[]) AND (${again} OR n."readAt" IS NULL)`;
  const rows = await readLines(tx, which, { most: ids.length });
  const named = await readNamed(tx, rows);
  return rows.map((row) => ({ ...toShown(row, named), ids: row.ids }));
}

/** A line with what it is about, for an email. */
export interface NotificationLine {
  row: Row;
  shown: ShownNotification;
}

/** Reads notifications that may be seen now as lines for an email, what comes first in it first. */
export async function readLinesById(tx: Tx, ids: readonly string[]): Promise<NotificationLine[]> {
  const rows = await readLines(tx, Prisma.sql`n.id = ANY(${[...ids]}::uuid[])`, {
    most: ids.length,
  });
  const named = await readNamed(tx, rows);
  return rows.map((row) => ({ row, shown: toShown(row, named) }));
}

/** Reads a page of the viewer's notifications, the latest first. */
export async function readPage(viewer: Viewer, { cursor }: z.output<typeof listInput>) {
  const ownOnly = Prisma.sql`n."personId" = ${viewer.id}::uuid`;
  const rows = await readLines(db, ownOnly, { cursor: cursor ?? null, most: LINES_A_PAGE + 1 });
  const page = rows.slice(0, LINES_A_PAGE);
  const named = await readNamed(db, page);
  const last = page.at(-1);
  const more = rows.length > page.length && last;
  return {
    notifications: page.map((row) => toShown(row, named)),
    nextCursor: more ? { at: last.until, key: `${last.key} ${last.span}` } : null,
  };
}

/** The highest number that the bell shows. */
const COUNTED_AT_MOST = 100;

/** Counts the viewer's unread notifications; null for guests. */
export async function countUnread(viewer: Viewer | null): Promise<{ count: number } | null> {
  if (!viewer) return null;
  const [found] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM "Notification" n
      WHERE n."personId" = ${viewer.id}::uuid AND n."readAt" IS NULL AND ${visibleToReader} LIMIT ${COUNTED_AT_MOST}
    ) unread`;
  return { count: found?.count ?? 0 };
}

/** Lists the viewer's choice for each kind, and says whether they have an email address. */
export async function listChoices(viewer: Viewer) {
  const found = await db.person.findUniqueOrThrow({
    where: { id: viewer.id },
    select: { email: true, notificationChoices: { select: { kind: true, via: true } } },
  });
  const chosen: Partial<Record<Kind, Via>> = Object.fromEntries(
    found.notificationChoices.map(({ kind, via }) => [kind, via]),
  );
  return {
    hasAddress: found.email !== null,
    kinds: KINDS.map((kind) => ({
      kind,
      via: viaOf(kind, chosen),
      /** Whether the viewer chose it. */
      chosen: chosen[kind] !== undefined,
    })),
  };
}

import "server-only";
import type { z } from "zod";
import { knownGroupNames } from "@/server/groups/queries";
import { GROUP } from "@/server/groups/select";
import { PAPER } from "@/server/papers/select";
import type { Viewer } from "@/server/people/policy";
import { db, Prisma, type Tx } from "@/server/platform/database/db";
import {
  ballotPath,
  groupPapersPath,
  groupPath,
  meetingPath,
  PATHS,
  topicPath,
  withQuery,
} from "@/server/platform/web/addresses";
import { commentLink, placeOfThread, threadPath } from "@/server/threads/rules";
import { viaOf } from "./rules";
import {
  KINDS,
  type Kind,
  LINES_A_PAGE,
  type listInput,
  type ShownNotification,
  type Via,
} from "./schema";
import { lineKey, visibleToReader } from "./sql";
import { parseSubject } from "./subjects/rules";

interface Row {
  personId: string;
  /** The ids of all notifications of the line. */
  ids: string[];
  key: string;
  span: string;
  kind: Kind;
  count: number;
  people: number;
  unread: boolean;
  from: Date;
  until: Date;
  subject: string;
  actorIds: string[] | null;
  commentId: string | null;
  threadId: string | null;
  groupId: string | null;
  paperId: string | null;
  ballotId: string | null;
  meetingId: string | null;
}

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

/** Reads everything that the lines name, in a fixed number of queries. */
async function readNamed(tx: Tx, rows: readonly Row[]) {
  const ids = (of: (row: Row) => string | null) => [
    ...new Set(rows.flatMap((row) => of(row) ?? [])),
  ];
  const where = (all: string[]) => ({ where: { id: { in: all } } });
  const topics = ids(({ kind, subject }) => (kind === "paper" ? idIn(subject) : null));
  const acts = ids(({ kind, subject }) => (kind === "moderation" ? idIn(subject) : null));
  const latest = [...new Set(rows.flatMap(({ actorIds }) => distinct(actorIds).slice(0, 2)))];
  const people = await tx.person.findMany({ ...where(latest), select: { id: true, name: true } });
  const groups = await tx.group.findMany({
    ...where(ids(({ groupId }) => groupId)),
    select: { id: true, ...GROUP.select },
  });
  // Moderation reaches people in groups that they have left, too.
  const moderated = rows.flatMap(({ kind, personId, groupId }) =>
    kind === "moderation" && groupId ? { personId, groupId } : [],
  );
  const known = await knownGroupNames(tx, moderated);
  const papers = await tx.paper.findMany({
    ...where(ids(({ paperId }) => paperId)),
    select: { id: true, ...PAPER.select },
  });
  const threads = await tx.thread.findMany({
    ...where(ids(({ threadId }) => threadId)),
    select: {
      id: true,
      meetingId: true,
      paper: PAPER,
      group: GROUP,
      meeting: { select: { reading: { select: { paper: PAPER } } } },
    },
  });
  const ballots = await tx.ballot.findMany({
    ...where(ids(({ ballotId }) => ballotId)),
    select: { id: true, reading: { select: { id: true } } },
  });
  const meetings = await tx.meeting.findMany({
    ...where(ids(({ meetingId }) => meetingId)),
    select: { id: true, startsAt: true, movedAt: true, cancelledAt: true },
  });
  const subjects = await tx.topic.findMany({ where: { slug: { in: topics } } });
  const done = await tx.moderationAct.findMany({
    ...where(acts),
    select: { id: true, kind: true, reason: true },
  });
  return {
    people: byId(people),
    groups: byId(groups),
    papers: byId(papers),
    threads: byId(threads),
    ballots: byId(ballots),
    meetings: byId(meetings),
    topics: new Map(subjects.map((topic) => [topic.slug, topic.name])),
    acts: byId(done),
    known,
  };
}

function byId<T extends { id: string }>(rows: T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}

function distinct(ids: string[] | null): string[] {
  return [...new Set(ids ?? [])];
}

function idIn(subject: string): string | null {
  return parseSubject(subject)?.id ?? null;
}

type Named = Awaited<ReturnType<typeof readNamed>>;

function toShown(row: Row, named: Named): ShownNotification {
  const { key, kind, count, unread, from, until, people } = row;
  const thread = named.threads.get(row.threadId ?? "");
  const paper =
    thread?.paper ?? thread?.meeting?.reading.paper ?? named.papers.get(row.paperId ?? "") ?? null;
  const group = named.groups.get(row.groupId ?? "") ?? null;
  const topic = kind === "paper" ? idIn(row.subject) : null;
  return {
    key,
    kind,
    count,
    unread,
    from,
    until,
    people,
    path: pathOf(row, { thread, paper, group, topic }),
    names: distinct(row.actorIds)
      .slice(0, 2)
      .flatMap((id) => named.people.get(id)?.name ?? []),
    title: topic ? (named.topics.get(topic) ?? null) : (paper?.title ?? null),
    group: group && {
      slug: group.slug,
      name: kind === "moderation" ? named.known(row.personId, group.id) : group.name,
    },
    detail: detailOf(row, named),
  };
}

interface About {
  thread: { meetingId: string | null; group: { slug: string } | null } | undefined;
  paper: { slug: string } | null;
  group: { slug: string } | null;
  topic: string | null;
}

function pathOf(row: Row, { thread, paper, group, topic }: About): string {
  const { kind, commentId, ballotId, meetingId } = row;
  if (topic) return withQuery(topicPath(topic), { order: "new" });
  if (thread && paper) {
    const place = placeOfThread({ meetingId: thread.meetingId, group: thread.group, paper });
    return commentId ? commentLink(place, commentId) : threadPath(place);
  }
  if (!group) return PATHS.notifications;
  const { slug } = group;
  if (kind === "nomination") return groupPapersPath(slug);
  if (ballotId) return ballotPath(slug, ballotId);
  return meetingId ? meetingPath(slug, meetingId) : groupPath(slug);
}

function detailOf(row: Row, named: Named): ShownNotification["detail"] {
  const ballot = named.ballots.get(row.ballotId ?? "");
  if (ballot) return { of: "ballot", chosen: ballot.reading !== null };
  const meeting = named.meetings.get(row.meetingId ?? "");
  if (meeting) {
    const state = meeting.cancelledAt ? "cancelled" : meeting.movedAt ? "moved" : "planned";
    return { of: "meeting", startsAt: meeting.startsAt, state };
  }
  const act = named.acts.get(idIn(row.subject) ?? "");
  return act ? { of: "act", act: act.kind, reason: act.reason } : null;
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
    kinds: KINDS.map((kind) => ({ kind, via: viaOf(kind, chosen) })),
  };
}

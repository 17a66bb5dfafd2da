import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { idAt } from "@/server/papers/merging/sql";
import { paperTopic } from "@/server/papers/rules";
import { withShownTitle } from "@/server/papers/titles/shown";
import { profileTopic, type Viewer } from "@/server/people/policy";
import { blocks } from "@/server/people/sql";
import { db, Prisma } from "@/server/platform/database/db";
import { accessTopic } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { numberedLinks } from "@/server/platform/text/inputs";
import { type PlacedText, roomOnPage } from "@/server/platform/text/page-texts";
import { noteShown, readingSince } from "@/server/platform/web/finished/shown";
import { type MarksRow, marksIn, marksOf } from "../marks/queries";
import { accessOf, mayComment, mayModerate, type ThreadAccess } from "../policy";
import { threadTopic, UNREAD_COUNTED } from "../rules";
import type { ThreadPage, View } from "../schema";
import { commentStands } from "../sql";
import { readPageRows } from "./page";
import { placeRows, shownTo } from "./rules";

/** The share of a page's room for its key points. Comments have the rest. */
const FOR_KEY_POINTS = 0.35;
/** The share of its page that a meeting's thread may use. Agenda and notes are on the page as well. */
const ON_MEETING = 0.4;

interface Opened extends MarksRow {
  /** Null where nobody has written yet. */
  threadId: string | null;
  commentCount: number;
  lastNumber: number;
  lockedAt: Date | null;
  /** The last comment that the viewer has seen; null before their first visit. */
  seenNumber: number | null;
  unread: { count: number; first: string | null } | null;
}

/** Columns of a thread `t`, and of the viewer's visit `v` to it. Unread are comments by others since that visit. */
function opened(viewer: Viewer | null, view: View): Prisma.Sql {
  const me = Prisma.sql`${viewer?.id ?? null}::uuid`;
  return Prisma.sql`t.id AS "threadId", coalesce(t."commentCount", 0) AS "commentCount",
    coalesce(t."lastNumber", 0) AS "lastNumber", t."lockedAt", v."seenNumber", ${marksOf(viewer, isWhole(view))},
    CASE WHEN v."seenNumber" < t."lastNumber" THEN (
      SELECT json_build_object('count', count(*), 'first', (array_agg(c.id ORDER BY c."number"))[1]) FROM (
        SELECT c.id, c."number" FROM "Comment" c
        WHERE c."threadId" = t.id AND c."number" > v."seenNumber" AND c."authorId" <> ${me}
          AND ${commentStands} AND NOT ${blocks(me, Prisma.sql`c."authorId"`)}
        ORDER BY c."number" LIMIT ${UNREAD_COUNTED}) c) END AS unread`;
}

/** The viewer's visit `v` to a thread `t`. */
function visitOf(viewer: Viewer | null): Prisma.Sql {
  return Prisma.sql`LEFT JOIN "ThreadVisit" v ON v."threadId" = t.id AND v."personId" = ${viewer?.id ?? null}::uuid`;
}

/** Whether this is the first page of a thread, on which its key points stand. */
function isWhole({ comment, page }: View): boolean {
  return !comment && numberOf(page) === 1;
}

function numberOf(page: View["page"]): number {
  return typeof page === "number" ? page : page.page;
}

/** Reads a page of the public thread of a paper. */
export async function readPublicThread(viewer: Viewer | null, slug: string, view: View) {
  const access = { viewer, role: null, inGroup: false, suspendedHere: false };
  return readPaperThread({ access, group: null }, slug, view);
}

/** Reads a page of a group's own thread on a paper. */
export function readGroupThread(scope: MemberScope, slug: string, view: View) {
  return readPaperThread({ access: accessOf(scope), group: scope.group }, slug, view);
}

/** The viewer's rights in a thread, and its group. */
interface Where {
  access: Omit<ThreadAccess, "locked">;
  group: { id: string; name: string } | null;
}

async function readPaperThread(where: Where, slug: string, view: View) {
  const { access, group } = where;
  const groupId = group?.id ?? null;
  const { viewer } = access;
  const here = groupId
    ? Prisma.sql`t."groupId" = ${groupId}::uuid`
    : Prisma.sql`t."groupId" IS NULL`;
  const [found] = await db.$queryRaw<(Opened & Named & { paperId: string })[]>`
    SELECT p.id AS "paperId", p.slug, p.title, ${opened(viewer, view)}
    FROM "Paper" p LEFT JOIN "Thread" t ON t."paperId" = p.id AND ${here} ${visitOf(viewer)} WHERE p.id = ${idAt(slug)}`;
  if (!found) refuse("NOT_FOUND");
  const { paperId } = found;
  const topic = threadTopic({ paperId, groupId, meetingId: null });
  noteShown(topic, paperTopic(paperId), accessTopic(paperId));
  return readThreadPage(where, found, view);
}

/** Reads a page of the thread of a meeting. */
export async function readMeetingThread(scope: MemberScope, meetingId: string, view: View) {
  const [found] = await db.$queryRaw<(Opened & Named)[]>`
    SELECT p.slug, p.title, ${opened(scope.viewer, view)}
    FROM "Meeting" m JOIN "Reading" r ON r.id = m."readingId" JOIN "Paper" p ON p.id = r."paperId"
    LEFT JOIN "Thread" t ON t."meetingId" = m.id ${visitOf(scope.viewer)}
    WHERE m.id = ${meetingId}::uuid AND m."groupId" = ${scope.group.id}::uuid`;
  if (!found) refuse("NOT_FOUND");
  const where = { access: accessOf(scope), group: scope.group };
  return readThreadPage(where, found, view, ON_MEETING);
}

/** The paper of a thread. */
interface Named {
  slug: string;
  title: string;
}

/** Reads a page of a thread in a fixed number of queries, whatever its size and shape. */
async function readThreadPage(
  { access: at, group }: Where,
  { slug, title, threadId, seenNumber, unread, ...thread }: Opened & Named,
  view: View,
  share = 1,
): Promise<ThreadPage> {
  if (view.comment && !threadId) refuse("NOT_FOUND");
  const readAt = readingSince();
  const access = { ...at, locked: thread.lockedAt !== null };
  const number = numberOf(view.page);
  const place = roomOnPage(share);
  const { points, quotes } = marksIn(thread);
  const {
    rows: read,
    more,
    pages,
  } = threadId
    ? await readPageRows(threadId, access.viewer, view)
    : { rows: [], more: false, pages: numberedLinks(number, false) };
  const placed = place(
    points.map(({ html }) => html),
    { upTo: FOR_KEY_POINTS },
  );
  const rows = placeRows(read, view.comment ?? null, place);
  noteShown(...rows.map(({ authorId }) => profileTopic(authorId)));
  return {
    id: threadId,
    paper: withShownTitle({ slug, title }),
    group: group && { name: group.name },
    commentCount: thread.commentCount,
    lastNumber: thread.lastNumber,
    order: view.order,
    page: number,
    more,
    pages,
    focus: view.comment ?? null,
    keyPoints: points.map((point, at) => ({ ...point, ...(placed[at] as PlacedText) })),
    locked: access.locked,
    archived: (access.archivedAt ?? null) !== null,
    unread: seenNumber === null ? null : { count: 0, first: null, ...unread, seenNumber },
    comments: rows.map((row) => shownTo(access, row)),
    quotes,
    readAt,
    may: { add: mayComment(access) === true, moderate: mayModerate(access) === true },
  };
}

import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { paperTopic } from "@/server/papers/rules";
import { PAPER } from "@/server/papers/select";
import { withShownTitle } from "@/server/papers/titles/shown";
import { profileTopic, type Viewer } from "@/server/people/policy";
import { NOBODY } from "@/server/people/select";
import { blocks } from "@/server/people/sql";
import { db, Prisma } from "@/server/platform/database/db";
import { accessTopic } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { numberedLinks } from "@/server/platform/text/inputs";
import { type PlacedText, roomOnPage } from "@/server/platform/text/page-texts";
import { noteShown, readingSince } from "@/server/platform/web/finished/shown";
import { listMarks } from "../marks/queries";
import { accessOf, mayComment, mayModerate, type ThreadAccess } from "../policy";
import { threadTopic, UNREAD_COUNTED } from "../rules";
import type { ThreadPage, View } from "../schema";
import { commentStands } from "../sql";
import { readPageRows } from "./page";
import { placeRows, shownTo } from "./rules";

const NO_MARKS: Awaited<ReturnType<typeof listMarks>> = { points: [], quotes: [] };
/** The share of a page's room for its key points. Comments have the rest. */
const FOR_KEY_POINTS = 0.35;
/** The share of its page that a meeting's thread may use. Agenda and notes are on the page as well. */
const ON_MEETING = 0.4;

interface Opened {
  id: string;
  commentCount: number;
  lastNumber: number;
  lockedAt: Date | null;
  visits: { seenNumber: number }[];
}

function opened(viewer: Viewer | null) {
  return {
    id: true,
    commentCount: true,
    lastNumber: true,
    lockedAt: true,
    visits: { where: { personId: viewer?.id ?? NOBODY }, select: { seenNumber: true } },
  } as const;
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
  const found = await db.paper.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      title: true,
      threads: { where: { groupId }, select: opened(access.viewer) },
    },
  });
  if (!found) refuse("NOT_FOUND");
  const { threads, id: paperId, ...paper } = found;
  const topic = threadTopic({ paperId, groupId, meetingId: null });
  noteShown(topic, paperTopic(paperId), accessTopic(paperId));
  return readThreadPage(where, paper, threads[0] ?? null, view);
}

/** Reads a page of the thread of a meeting. */
export async function readMeetingThread(scope: MemberScope, meetingId: string, view: View) {
  const found = await db.meeting.findFirst({
    where: { id: meetingId, groupId: scope.group.id },
    select: {
      reading: { select: { paper: PAPER } },
      thread: { select: opened(scope.viewer) },
    },
  });
  if (!found) refuse("NOT_FOUND");
  const where = { access: accessOf(scope), group: scope.group };
  return readThreadPage(where, found.reading.paper, found.thread, view, ON_MEETING);
}

/** Reads a page of a thread in a fixed number of queries, whatever its size and shape. */
async function readThreadPage(
  { access: at, group }: Where,
  paper: { slug: string; title: string },
  thread: Opened | null,
  view: View,
  share = 1,
): Promise<ThreadPage> {
  if (view.comment && !thread) refuse("NOT_FOUND");
  const readAt = readingSince();
  const access = { ...at, locked: (thread?.lockedAt ?? null) !== null };
  const { viewer } = access;
  const number = typeof view.page === "number" ? view.page : view.page.page;
  const whole = !view.comment && number === 1;
  const place = roomOnPage(share);
  const reading = thread && readPageRows(thread.id, viewer, view);
  // With a comment of another thread, the page ends here, before anything else is asked.
  if (view.comment) await reading;
  const [{ rows: read, more, pages }, { points, quotes }, unread] =
    thread && reading
      ? await Promise.all([
          reading,
          listMarks(thread.id, viewer, whole),
          countUnread(viewer, thread),
        ])
      : [{ rows: [], more: false, pages: numberedLinks(number, false) }, NO_MARKS, null];
  const placed = place(
    points.map(({ html }) => html),
    { upTo: FOR_KEY_POINTS },
  );
  const rows = placeRows(read, view.comment ?? null, place);
  noteShown(...rows.map(({ authorId }) => profileTopic(authorId)));
  return {
    id: thread?.id ?? null,
    paper: withShownTitle(paper),
    group: group && { name: group.name },
    commentCount: thread?.commentCount ?? 0,
    lastNumber: thread?.lastNumber ?? 0,
    order: view.order,
    page: number,
    more,
    pages,
    focus: view.comment ?? null,
    keyPoints: points.map((point, at) => ({ ...point, ...(placed[at] as PlacedText) })),
    locked: access.locked,
    unread,
    comments: rows.map((row) => shownTo(access, row)),
    quotes,
    readAt,
    may: { add: mayComment(access) === true, moderate: mayModerate(access) === true },
  };
}

/** Counts comments by others since the viewer's last visit, and finds the first of them. */
async function countUnread(viewer: Viewer | null, thread: Opened): Promise<ThreadPage["unread"]> {
  const visit = thread.visits[0];
  if (!viewer || !visit) return null;
  const { seenNumber } = visit;
  if (seenNumber >= thread.lastNumber) return { count: 0, first: null, seenNumber };
  const [found] = await db.$queryRaw<{ count: number; first: string | null }[]>`
    SELECT count(*)::int AS count, (array_agg(c.id ORDER BY c."number"))[1] AS first FROM (
      SELECT c.id, c."number" FROM "Comment" c
      WHERE c."threadId" = ${thread.id}::uuid AND c."number" > ${seenNumber}
        AND c."authorId" <> ${viewer.id}::uuid AND ${commentStands}
        AND NOT ${blocks(Prisma.sql`${viewer.id}::uuid`, Prisma.sql`c."authorId"`)}
      ORDER BY c."number" LIMIT ${UNREAD_COUNTED}) c`;
  return { count: found?.count ?? 0, first: found?.first ?? null, seenNumber };
}

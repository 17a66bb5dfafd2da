import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { PAPER } from "@/server/papers/select";
import type { Viewer } from "@/server/people/policy";
import { PERSON } from "@/server/people/select";
import { db } from "@/server/platform/db";
import { refuse } from "@/server/platform/refusal";
import { fitOnPage, type PlacedText } from "@/server/platform/text/page-texts";
import {
  mayComment,
  mayEdit,
  mayMarkAnswered,
  mayModerate,
  mayPin,
  mayReact,
  mayRemove,
  mayReport,
  type Standing,
} from "../policy";
import {
  KEY_POINTS,
  type KeyPoint,
  type Mark,
  type ShownComment,
  type ThreadPage,
  UNREAD_COUNTED,
  type View,
} from "../schema";
import { type Placed, pageRows } from "./page";

/** Quotations that are marked in a text; more would mark all of it. */
const MARKS = 100;

const NOBODY = "00000000-0000-0000-0000-000000000000";

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

/** The public thread of a paper. */
export async function publicThread(viewer: Viewer | null, slug: string, view: View) {
  const standing = { viewer, role: null, inGroup: false, suspendedHere: false };
  return paperThread(standing, slug, null, view);
}

/** A group's own thread on a paper, for its members. */
export function groupThread(scope: MemberScope, slug: string, view: View) {
  return paperThread(standingOf(scope), slug, scope.group.id, view);
}

/** How a member stands to the threads of the group. */
export function standingOf({ viewer, role, suspended }: MemberScope): Omit<Standing, "locked"> {
  return { viewer, role, inGroup: true, suspendedHere: suspended };
}

async function paperThread(
  standing: Omit<Standing, "locked">,
  slug: string,
  groupId: string | null,
  view: View,
) {
  const found = await db.paper.findUnique({
    where: { slug },
    select: {
      slug: true,
      title: true,
      threads: { where: { groupId }, select: opened(standing.viewer) },
    },
  });
  if (!found) refuse("NOT_FOUND");
  const { threads, ...paper } = found;
  return threadPage(standing, paper, threads[0] ?? null, view);
}

/** The thread of a meeting, for the group's members. */
export async function meetingThread(scope: MemberScope, meetingId: string, view: View) {
  const found = await db.meeting.findFirst({
    where: { id: meetingId, groupId: scope.group.id },
    select: {
      reading: { select: { paper: PAPER } },
      thread: { select: opened(scope.viewer) },
    },
  });
  if (!found) refuse("NOT_FOUND");
  return threadPage(standingOf(scope), found.reading.paper, found.thread, view);
}

/** A page of a thread: a fixed number of queries, whatever its size and shape. */
async function threadPage(
  at: Omit<Standing, "locked">,
  paper: { slug: string; title: string },
  thread: Opened | null,
  view: View,
): Promise<ThreadPage> {
  if (view.comment && !thread) refuse("NOT_FOUND");
  const readAt = Date.now();
  const standing = { ...at, locked: (thread?.lockedAt ?? null) !== null };
  const { viewer } = standing;
  const whole = !view.comment && view.page === 1;
  const [{ rows, more }, keyPoints, unread, quotes] = thread
    ? await Promise.all([
        pageRows(thread.id, viewer, view),
        whole ? keyPointsOf(thread.id, viewer) : [],
        unreadOf(viewer, thread),
        quotesOf(thread.id, viewer),
      ])
    : [{ rows: [], more: false }, [], null, []];
  return {
    id: thread?.id ?? null,
    paper,
    commentCount: thread?.commentCount ?? 0,
    lastNumber: thread?.lastNumber ?? 0,
    order: view.order,
    page: view.page,
    more,
    focus: view.comment ?? null,
    keyPoints,
    locked: standing.locked,
    unread,
    comments: rows.map((row) => shownTo(standing, row)),
    quotes,
    readAt,
    may: { add: mayComment(standing) === true, moderate: mayModerate(standing) === true },
  };
}

async function keyPointsOf(threadId: string, viewer: Viewer | null): Promise<KeyPoint[]> {
  const points = await db.comment.findMany({
    where: {
      threadId,
      pinnedAt: { not: null },
      author: { blockedBy: { none: { personId: viewer?.id ?? NOBODY } } },
    },
    select: {
      id: true,
      html: true,
      spoiler: true,
      author: PERSON,
    },
    orderBy: [{ pinnedAt: "asc" }, { id: "asc" }],
    take: KEY_POINTS,
  });
  const texts = fitOnPage(points.map(({ html }) => html));
  return points.map((point, at) => ({ ...point, ...(texts[at] as PlacedText) }));
}

/** What the thread quotes of title and abstract; what is hidden from the viewer marks nothing either. */
function quotesOf(threadId: string, viewer: Viewer | null): Promise<Mark[]> {
  return db.quote.findMany({
    where: {
      threadId,
      source: { not: "paper" },
      comment: {
        hiddenAt: null,
        author: { blockedBy: { none: { personId: viewer?.id ?? NOBODY } } },
      },
    },
    select: { source: true, exact: true, prefix: true, suffix: true },
    take: MARKS,
  });
}

/** What others wrote since the viewer's last visit. */
async function unreadOf(viewer: Viewer | null, thread: Opened): Promise<ThreadPage["unread"]> {
  const visit = thread.visits[0];
  if (!viewer || !visit) return null;
  const { seenNumber } = visit;
  if (seenNumber >= thread.lastNumber) return { count: 0, first: null, seenNumber };
  const [found] = await db.$queryRaw<{ count: number; first: string | null }[]>`
    SELECT count(*)::int AS count, (array_agg(c.id ORDER BY c."number"))[1] AS first FROM (
      SELECT c.id, c."number" FROM "Comment" c
      WHERE c."threadId" = ${thread.id}::uuid AND c."number" > ${seenNumber}
        AND c."authorId" <> ${viewer.id}::uuid AND c."deletedAt" IS NULL AND c."hiddenAt" IS NULL
        AND NOT EXISTS (SELECT FROM "Block" b
          WHERE b."personId" = ${viewer.id}::uuid AND b."blockedId" = c."authorId")
      ORDER BY c."number" LIMIT ${UNREAD_COUNTED}) c`;
  return { count: found?.count ?? 0, first: found?.first ?? null, seenNumber };
}

function shownTo(standing: Standing, row: Placed): ShownComment {
  const { viewer } = standing;
  const { authorId, deleted, hidden, label } = row;
  const mine = viewer?.id === authorId;
  const written = { authorId, deleted, hidden, label };
  const hide = mayModerate(standing) === true && !deleted && !mine;
  const gone = deleted ? "deleted" : hidden ? "hidden" : row.blocked ? "blocked" : null;
  const readable = gone === null || (gone === "hidden" && (mine || hide));
  return {
    id: row.id,
    parentId: row.parentId,
    depth: row.depth,
    number: row.number,
    html: readable ? row.html : "",
    folded: readable && row.folded,
    body: readable ? row.body : null,
    quotedText: gone === null ? row.quotedText : null,
    author: readable ? { handle: row.handle, name: row.name } : null,
    createdAt: row.createdAt,
    editedAt: readable ? row.editedAt : null,
    gone,
    label: readable ? label : null,
    spoiler: readable ? row.spoiler : null,
    quote: readable ? row.quote : null,
    answeredAt: readable ? row.answeredAt : null,
    pinned: row.pinned,
    reactions: readable ? (row.reactions ?? []) : [],
    unshown: row.unshown,
    may: {
      answer: gone === null && mayComment(standing) === true,
      edit: !row.folded && mayEdit(standing, written) === true,
      remove: mayRemove(standing, written) === true && gone !== "blocked",
      react: gone === null && mayReact(standing, written) === true,
      report: gone === null && mayReport(standing, written) === true,
      markAnswered: gone === null && mayMarkAnswered(standing, written) === true,
      pin: gone === null && mayPin(standing, written) === true,
      hide,
    },
  };
}

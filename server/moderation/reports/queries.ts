import "server-only";
import { type MemberScope, mayDecide } from "@/server/groups/policy";
import { PAPER } from "@/server/papers/select";
import { showTitles } from "@/server/papers/titles/shown";
import type { Viewer } from "@/server/people/policy";
import { PERSON } from "@/server/people/select";
import { db, type Prisma } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { demand } from "@/server/platform/refusal";
import type { ListPosition } from "@/server/platform/text/inputs";
import { cutToFit, fitOnPage, type PlacedText } from "@/server/platform/text/page-texts";

/** Reported comments on one page. */
const COMMENTS_A_PAGE = 20;
/** Reports shown of one comment, the earliest first. */
const SHOWN = 5;
/** Bytes of all reasons on a page; the rest are cut to their first BEGINNING characters. */
const REASONS = 100_000;
const BEGINNING = 40;
/** Bytes of all titles on a page. */
const TITLES = 30_000;
/** Part of a page for the comments; the log shares the page. */
const SHARE = 0.4;

/** Condition for comments that wait for a decision by the viewer, which their own never do. */
function waitingFor(viewer: Viewer, groupId: string | null): Prisma.CommentWhereInput {
  return {
    thread: { groupId },
    deletedAt: null,
    authorId: { not: viewer.id },
    reports: { some: { handledAt: null } },
  };
}

const OLDEST_FIRST: ListOrder = [
  { by: "createdAt", as: "time" },
  { by: "id", as: "id" },
];

async function listReported(viewer: Viewer, groupId: string | null, position: ListPosition) {
  const page = planPage(position, COMMENTS_A_PAGE, OLDEST_FIRST);
  const read = await db.comment.findMany({
    where: { AND: [waitingFor(viewer, groupId), page.where] },
    select: {
      id: true,
      html: true,
      createdAt: true,
      hiddenAt: true,
      author: PERSON,
      thread: {
        select: {
          meetingId: true,
          paper: PAPER,
          meeting: { select: { reading: { select: { paper: PAPER } } } },
        },
      },
    },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  const { rows: shown, ...rest } = page.cut(read);
  const reportsOf = await readOpenReports(shown.map(({ id }) => id));
  const texts = fitOnPage(
    shown.map(({ html }) => html),
    SHARE,
  );
  const papers = shown.map(({ thread }) => thread.paper ?? thread.meeting?.reading.paper ?? null);
  const titles = showTitles(
    papers.map((about) => about?.title ?? ""),
    TITLES,
  );
  const comments = shown.map(({ thread, hiddenAt, ...comment }, at) => ({
    ...comment,
    ...(texts[at] as PlacedText),
    ...reportsOf(comment.id),
    hidden: hiddenAt !== null,
    paper: papers[at] ? { ...papers[at], ...titles[at] } : null,
    meetingId: thread.meetingId,
  }));
  return { comments, ...rest };
}

interface ReportRow {
  id: string;
  commentId: string;
  reason: string;
  createdAt: Date;
  handle: string;
  name: string;
}

/** Reads the first open reports of each comment, and counts the rest. @returns a lookup by comment */
async function readOpenReports(commentIds: readonly string[]) {
  const ids = [...commentIds];
  // Prisma would read all reports of these comments to return the first few of each.
  const rows = await db.$queryRaw<ReportRow[]>`
    SELECT r.id, c.id AS "commentId", r.reason, r."createdAt", p.handle, p.name
    FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS c(id, place)
    CROSS JOIN LATERAL (SELECT * FROM "Report" o WHERE o."commentId" = c.id AND o."handledAt" IS NULL
      ORDER BY o."createdAt", o.id LIMIT ${SHOWN}) r
    JOIN "Person" p ON p.id = r."reporterId" ORDER BY c.place, r."createdAt", r.id`;
  const counts = await db.report.groupBy({
    by: ["commentId"],
    where: { commentId: { in: ids }, handledAt: null },
    _count: true,
  });
  const reasons = cutToFit(
    rows.map(({ reason }) => reason),
    REASONS,
    BEGINNING,
  );
  const reports = rows.map(({ handle, name, ...row }, at) => ({
    ...row,
    reason: reasons[at] ?? row.reason,
    reporter: { handle, name },
  }));
  return (commentId: string) => {
    const of = reports.filter((report) => report.commentId === commentId);
    const count = counts.find((one) => one.commentId === commentId)?._count ?? 0;
    return { reports: of, moreReports: Math.max(count - of.length, 0) };
  };
}

/** Lists reported comments of the group that wait for a decision, for its organizers. */
export function listGroupReports(scope: MemberScope, page: ListPosition) {
  demand(mayDecide(scope));
  return listReported(scope.viewer, scope.group.id, page);
}

/** Lists reported comments of public threads that wait for a decision, for moderators of the site. */
export function listPublicReports(viewer: Viewer, page: ListPosition) {
  return listReported(viewer, null, page);
}

import "server-only";
import type { z } from "zod";
import { type MemberScope, mayTakePart } from "@/server/groups/policy";
import { stillSuspended } from "@/server/groups/scope";
import { shortenTitles } from "@/server/papers/brief";
import { PAPER } from "@/server/papers/select";
import type { Viewer } from "@/server/people/policy";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db, isDuplicate, type Prisma, type Tx, transact } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { type Limit, spend } from "@/server/platform/limits";
import { demand, refuse } from "@/server/platform/refusal";
import type { ListPosition } from "@/server/platform/text/inputs";
import { cutToFit, fitOnPage, type PlacedText } from "@/server/platform/text/page-texts";
import { mayReport } from "@/server/threads/policy";
import { type CommentScope, commentScope } from "@/server/threads/scope";
import { commentStands } from "@/server/threads/sql";
import type { reportInput } from "../schema";

const REPORTS: Limit = { name: "reports", points: 20, perSeconds: 3600 };
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

/**
 * Reports a comment to the people who moderate its thread: once per person and comment.
 * @throws Refusal ALREADY_DONE, and CLOSED if nobody could read the report
 */
export async function reportComment(
  viewer: Viewer,
  { commentId, reason }: z.output<typeof reportInput>,
): Promise<void> {
  const found = await commentScope(viewer, commentId);
  demand(mayReport(found, found.comment));
  await spend(REPORTS, viewer.id);
  await demandReader(found);
  try {
    await transact(async (tx) => {
      // Hiding and deleting wait for this lock, and then close the report.
      const [comment] = await tx.$queryRaw<{ stands: boolean }[]>`
        SELECT ${commentStands} AS stands
        FROM "Comment" c WHERE id = ${commentId}::uuid FOR SHARE`;
      if (!comment?.stands) refuse("CLOSED", { say: "This comment is already gone." });
      await tx.report.create({
        data: { commentId, reporterId: viewer.id, reason, createdAt: now() },
      });
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    refuse("ALREADY_DONE", { say: "You have already reported this comment." });
  }
}

/** Demands somebody who can read the report: its readers never include the author of the comment. */
async function demandReader({ thread, comment }: CommentScope): Promise<void> {
  const { groupId } = thread;
  const notAuthor = { not: comment.authorId };
  const reader = groupId
    ? await db.membership.findFirst({
        where: {
          groupId,
          role: { in: ["organizer", "owner"] },
          personId: notAuthor,
          person: { suspendedAt: null, suspensions: { none: { groupId, ...stillSuspended() } } },
        },
        select: { role: true },
      })
    : await db.person.findFirst({
        where: {
          id: notAuthor,
          moderatorSince: { not: null },
          suspendedAt: null,
          deletedAt: null,
        },
        select: { id: true },
      });
  if (reader) return;
  refuse("CLOSED", {
    say: groupId
      ? "The only organizer of the group wrote this, so nobody else could read your report. You can leave the group, or block the author."
      : "There is nobody on this site yet who could read your report. Contact the people who run it.",
  });
}

/** Closes the open reports about a comment. @returns their number */
export async function closeReports(
  tx: Tx,
  commentId: string,
  handledById: string,
): Promise<number> {
  const { count } = await tx.report.updateMany({
    where: { commentId, handledAt: null },
    data: { handledAt: now(), handledById },
  });
  return count;
}

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
  const titles = shortenTitles(
    papers.map((about) => about?.title ?? ""),
    TITLES,
  );
  const comments = shown.map(({ thread, hiddenAt, ...comment }, at) => ({
    ...comment,
    ...(texts[at] as PlacedText),
    ...reportsOf(comment.id),
    hidden: hiddenAt !== null,
    paper: papers[at] ? { slug: papers[at].slug, title: titles[at] ?? papers[at].title } : null,
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
  demand(mayTakePart(scope));
  return listReported(scope.viewer, scope.group.id, page);
}

/** Lists reported comments of public threads that wait for a decision, for moderators of the site. */
export function listPublicReports(viewer: Viewer, page: ListPosition) {
  return listReported(viewer, null, page);
}

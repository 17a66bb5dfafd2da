// The log of moderation: who did what, why, and who may read it.
import "server-only";
import { atLeast, type GroupScope } from "@/server/groups/policy";
import { knownGroupNames } from "@/server/groups/queries";
import { GROUP } from "@/server/groups/select";
import { shortenTitles } from "@/server/papers/brief";
import { PAPER } from "@/server/papers/select";
import type { Viewer } from "@/server/people/policy";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db, type Prisma, type Tx } from "@/server/platform/db";
import { enqueue } from "@/server/platform/queue";
import { cutToFit } from "@/server/platform/text/page-texts";
import { MODERATED } from "@/server/threads/schema";
import type { ActKind } from "./schema";

const ACTS_A_PAGE = 30;
/** Characters of a comment that the log shows, to know which one it was. */
const WORDS = 160;
/** Bytes of all reasons on a page, which are cut to their beginning where they have no room; and of titles. */
const REASONS = 60_000;
const BEGINNING = 40;
const TITLES = 30_000;

interface Act {
  kind: ActKind;
  groupId: string | null;
  actorId: string;
  /** Whom it concerns. */
  personId?: string;
  threadId?: string;
  commentId?: string;
  reason: string;
}

/** Writes down what somebody did to keep things civil, in the transaction that does it. */
export async function logAct(tx: Tx, act: Act): Promise<void> {
  const data = { ...act, createdAt: now() };
  const { id } = await tx.moderationAct.create({ data, select: { id: true } });
  await enqueue(tx, MODERATED, { actId: id });
}

const SHOWN = {
  id: true,
  kind: true,
  createdAt: true,
  reason: true,
  actor: PERSON,
  person: PERSON,
  group: { select: { id: true, ...GROUP.select } },
  thread: {
    select: {
      meetingId: true,
      paper: PAPER,
      meeting: { select: { reading: { select: { paper: PAPER } } } },
    },
  },
  comment: { select: { id: true, body: true, deletedAt: true } },
} as const;

async function actsWhere(viewer: Viewer, where: Prisma.ModerationActWhereInput, page: number) {
  const rows = await db.moderationAct.findMany({
    where,
    select: SHOWN,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: (page - 1) * ACTS_A_PAGE,
    take: ACTS_A_PAGE + 1,
  });
  const known = await knownGroupNames(
    db,
    rows.flatMap(({ group }) => (group ? { personId: viewer.id, groupId: group.id } : [])),
  );
  const shown = rows.slice(0, ACTS_A_PAGE);
  const reasons = cutToFit(
    shown.map(({ reason }) => reason),
    REASONS,
    BEGINNING,
  );
  const papers = shown.map(({ thread }) => thread?.paper ?? thread?.meeting?.reading.paper ?? null);
  const titles = shortenTitles(
    papers.map((about) => about?.title ?? ""),
    TITLES,
  );
  const acts = shown.map(({ thread, comment, group, ...act }, at) => ({
    ...act,
    reason: reasons[at] ?? act.reason,
    group: group && { slug: group.slug, name: known(viewer.id, group.id) },
    about: thread && {
      paper: papers[at] ? { slug: papers[at].slug, title: titles[at] ?? papers[at].title } : null,
      meetingId: thread.meetingId,
    },
    comment: comment && { id: comment.id, words: beginningOf(comment.body) },
  }));
  return { acts, more: rows.length > ACTS_A_PAGE };
}

/** The first words of a comment as it was written, on one line. */
export function beginningOf(body: string): string {
  const words = [...body.replace(/\s+/g, " ").trim()];
  return words.length > WORDS ? `${words.slice(0, WORDS).join("")}…` : words.join("");
}

/** What concerns somebody. That a report was dismissed tells of the report, so its author is not told. */
function concerning(viewer: Viewer) {
  return { personId: viewer.id, kind: { not: "dismiss" } } as const;
}

/**
 * The log of a group: organizers see all of it but what was found about their own comments, members
 * which threads were locked and what concerns themselves, everybody else only the latter.
 */
export function groupLog(scope: GroupScope & { viewer: Viewer }, page: number) {
  const { group, role, viewer } = scope;
  const own = concerning(viewer);
  if (atLeast(role, "organizer")) {
    return actsWhere(
      viewer,
      { groupId: group.id, OR: [own, { personId: null }, { personId: { not: viewer.id } }] },
      page,
    );
  }
  const locks = { kind: { in: ["lock", "unlock"] as ActKind[] } };
  return actsWhere(viewer, { groupId: group.id, OR: role === null ? [own] : [own, locks] }, page);
}

/** What concerns the viewer anywhere; moderators of the site also see all that was done in public. */
export function siteLog(viewer: Viewer, page: number) {
  const own = concerning(viewer);
  if (!viewer.moderator) return actsWhere(viewer, own, page);
  const inPublic = { groupId: null, OR: [{ personId: null }, { personId: { not: viewer.id } }] };
  return actsWhere(viewer, { OR: [own, inPublic] }, page);
}

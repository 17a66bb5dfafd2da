// Writes and reads the log of moderation.
import "server-only";
import { atLeast, type GroupScope } from "@/server/groups/policy";
import { knownGroupNames } from "@/server/groups/queries";
import { GROUP } from "@/server/groups/select";
import { PAPER } from "@/server/papers/select";
import { showTitles } from "@/server/papers/titles/shown";
import type { Viewer } from "@/server/people/policy";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db, type Prisma, type Tx } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { enqueue } from "@/server/platform/queue";
import type { ListPosition } from "@/server/platform/text/inputs";
import { cutToFit } from "@/server/platform/text/page-texts";
import { MODERATED } from "@/server/threads/schema";
import type { ActKind } from "./schema";

const ACTS_A_PAGE = 30;
/** Characters of a comment in the log, enough to recognize it. */
const WORDS = 160;
/** Bytes of all reasons on a page; the rest are cut to their first BEGINNING characters. */
const REASONS = 60_000;
const BEGINNING = 40;
/** Bytes of all titles on a page. */
const TITLES = 30_000;

interface Act {
  kind: ActKind;
  groupId: string | null;
  actorId: string;
  /** The person it concerns; none for a thread. */
  personId?: string;
  threadId?: string;
  commentId?: string;
  /** The nomination that an objection was about. */
  nominationId?: string;
  /** The paper into which another one was merged. */
  paperId?: string;
  reason: string;
}

/** Logs an act of moderation in its own transaction, and queues the notification about it. */
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
  nomination: { select: { paper: PAPER } },
  paper: PAPER,
} as const;

const LATEST_FIRST: ListOrder = [
  { by: "createdAt", as: "time", desc: true },
  { by: "id", as: "id", desc: true },
];

async function listActs(
  viewer: Viewer,
  where: Prisma.ModerationActWhereInput,
  position: ListPosition,
) {
  const page = planPage(position, ACTS_A_PAGE, LATEST_FIRST);
  const read = await db.moderationAct.findMany({
    where: { AND: [where, page.where] },
    select: SHOWN,
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  const { rows: shown, ...rest } = page.cut(read);
  const known = await knownGroupNames(
    db,
    shown.flatMap(({ group }) => (group ? { personId: viewer.id, groupId: group.id } : [])),
  );
  const reasons = cutToFit(
    shown.map(({ reason }) => reason),
    REASONS,
    BEGINNING,
  );
  const papers = shown.map(
    ({ thread, nomination, paper }) =>
      thread?.paper ?? thread?.meeting?.reading.paper ?? nomination?.paper ?? paper,
  );
  const titles = showTitles(
    papers.map((about) => about?.title ?? ""),
    TITLES,
  );
  const acts = shown.map(({ thread, nomination, paper, comment, group, ...act }, at) => ({
    ...act,
    reason: reasons[at] ?? act.reason,
    group: group && { slug: group.slug, name: known(viewer.id, group.id) },
    about: (thread || nomination || paper) && {
      paper: papers[at] ? { ...papers[at], ...titles[at] } : null,
      meetingId: thread?.meetingId ?? null,
    },
    comment: comment && { id: comment.id, words: firstWords(comment.body) },
  }));
  return { acts, ...rest };
}

/** Cuts a comment to its first words, on one line. */
export function firstWords(body: string): string {
  const words = [...body.replace(/\s+/g, " ").trim()];
  return words.length > WORDS ? `${words.slice(0, WORDS).join("")}…` : words.join("");
}

/** Acts of which the person whose words they are about never reads. */
const DISMISSALS = ["dismiss", "dismissObjection"] as const satisfies readonly ActKind[];

/** Acts that concern the viewer. Dismissals are left out: they would reveal the report. */
function concerns(viewer: Viewer) {
  return { personId: viewer.id, kind: { notIn: [...DISMISSALS] } };
}

/**
 * Lists the log of a group. Organizers see all of it except dismissed reports about their own comments;
 * members see locks and acts that concern them; everybody else only the latter.
 */
export function listGroupLog(scope: GroupScope & { viewer: Viewer }, page: ListPosition) {
  const { group, role, viewer } = scope;
  const own = concerns(viewer);
  if (atLeast(role, "organizer")) {
    return listActs(
      viewer,
      { groupId: group.id, OR: [own, { personId: null }, { personId: { not: viewer.id } }] },
      page,
    );
  }
  const locks = { kind: { in: ["lock", "unlock"] as ActKind[] } };
  return listActs(viewer, { groupId: group.id, OR: role === null ? [own] : [own, locks] }, page);
}

/** Lists acts that concern the viewer anywhere; moderators of the site also see all acts in public threads. */
export function listSiteLog(viewer: Viewer, page: ListPosition) {
  const own = concerns(viewer);
  if (!viewer.moderator) return listActs(viewer, own, page);
  const inPublic = { groupId: null, OR: [{ personId: null }, { personId: { not: viewer.id } }] };
  return listActs(viewer, { OR: [own, inPublic] }, page);
}

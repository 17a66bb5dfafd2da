// Finds threads and comments for a viewer: one they may not see is NOT_FOUND.
import "server-only";
import type { Role } from "@/server/groups/policy";
import { joinedBy, stillSuspended } from "@/server/groups/scope";
import { GROUP } from "@/server/groups/select";
import { PAPER } from "@/server/papers/select";
import type { Viewer } from "@/server/people/policy";
import { NOBODY } from "@/server/people/select";
import { db } from "@/server/platform/database/db";
import { refuse } from "@/server/platform/refusal";
import type { ThreadAccess } from "./policy";

/** A thread's paper, group and meeting, as needed for the addresses of its pages. */
const ABOUT = {
  id: true,
  paperId: true,
  groupId: true,
  meetingId: true,
  lockedAt: true,
  paper: PAPER,
  meeting: { select: { reading: { select: { paper: PAPER } } } },
  group: GROUP,
} as const;

/** A thread the viewer may see, with their role and rights in it. */
export interface ThreadScope extends ThreadAccess {
  thread: {
    id: string;
    paperId: string | null;
    groupId: string | null;
    meetingId: string | null;
  };
  /** For the addresses of its pages; of a meeting, the paper it is about. */
  paper: { slug: string; title: string };
  group: { slug: string; name: string } | null;
}

/** A comment in a thread the viewer may see. */
export interface CommentScope extends ThreadScope {
  comment: {
    id: string;
    authorId: string;
    parentId: string | null;
    deleted: boolean;
    hidden: boolean;
    label: string | null;
  };
}

function membershipOf(viewer: Viewer | null) {
  const personId = viewer?.id ?? NOBODY;
  return {
    memberships: { where: { personId }, select: { role: true } },
    suspensions: { where: { personId, ...stillSuspended() }, select: { until: true } },
  } as const;
}

/** The condition for threads that the viewer may see. Use it with findFirst, not findUnique: see server/groups/scope.ts. */
function seenBy(viewer: Viewer | null) {
  return { OR: [{ groupId: null }, { group: joinedBy(viewer) }] };
}

function aboutFor(viewer: Viewer | null) {
  const group = { ...ABOUT.group.select, archivedAt: true, ...membershipOf(viewer) } as const;
  return { ...ABOUT, group: { select: group } };
}

interface Found {
  id: string;
  paperId: string | null;
  groupId: string | null;
  meetingId: string | null;
  lockedAt: Date | null;
  paper: { slug: string; title: string } | null;
  meeting: { reading: { paper: { slug: string; title: string } } } | null;
  group: {
    slug: string;
    name: string;
    archivedAt: Date | null;
    memberships: { role: Role }[];
    suspensions: unknown[];
  } | null;
}

function scopeOf(viewer: Viewer | null, found: Found): ThreadScope {
  const { group, paper, meeting, lockedAt, ...thread } = found;
  const role = group?.memberships[0]?.role ?? null;
  if (group && !role) refuse("NOT_FOUND");
  return {
    thread,
    paper: paper ?? meeting?.reading.paper ?? refuse("NOT_FOUND"),
    group: group && { slug: group.slug, name: group.name },
    viewer,
    role,
    inGroup: group !== null,
    suspendedHere: (group?.suspensions.length ?? 0) > 0,
    archivedAt: group?.archivedAt ?? null,
    locked: lockedAt !== null,
  };
}

/**
 * Finds a thread for the viewer; reads their membership from the database at each call.
 * @throws Refusal NOT_FOUND, the same for a missing thread and one they may not see
 */
export async function threadScope(viewer: Viewer | null, threadId: string): Promise<ThreadScope> {
  const found = await db.thread.findFirst({
    where: { id: threadId, ...seenBy(viewer) },
    select: aboutFor(viewer),
  });
  return scopeOf(viewer, found ?? refuse("NOT_FOUND"));
}

/**
 * Finds a comment and its thread for the viewer.
 * @throws Refusal NOT_FOUND, the same for a missing comment and one they may not see
 */
export async function commentScope(
  viewer: Viewer | null,
  commentId: string,
): Promise<CommentScope> {
  const found = await db.comment.findFirst({
    where: { id: commentId, thread: seenBy(viewer) },
    select: {
      id: true,
      authorId: true,
      parentId: true,
      deletedAt: true,
      hiddenAt: true,
      label: true,
      thread: { select: aboutFor(viewer) },
    },
  });
  if (!found) refuse("NOT_FOUND");
  const { thread, deletedAt, hiddenAt, ...comment } = found;
  return {
    ...scopeOf(viewer, thread),
    comment: { ...comment, deleted: deletedAt !== null, hidden: hiddenAt !== null },
  };
}

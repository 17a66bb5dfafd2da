import "server-only";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { refuse } from "@/server/platform/refusal";
import { hashSecret } from "@/server/platform/secret";
import { atLeast, type GroupScope, type MemberScope } from "./policy";

const LINE = {
  slug: true,
  name: true,
  description: true,
  memberCount: true,
  visibility: true,
} as const;
/** Most groups or members that one page lists. */
const MOST = 200;

/** Groups that show themselves to everybody, largest first. */
export function publicGroups() {
  return db.group.findMany({
    where: { visibility: "public" },
    select: LINE,
    orderBy: [{ memberCount: "desc" }, { id: "asc" }],
    take: MOST,
  });
}

/** The viewer's own groups. */
export async function myGroups(viewer: Viewer) {
  const rows = await db.membership.findMany({
    where: { personId: viewer.id },
    select: { role: true, group: { select: LINE } },
    orderBy: { joinedAt: "asc" },
    take: MOST,
  });
  return rows.map(({ role, group }) => ({ ...group, role }));
}

/** What stands above every page of a group, and what the viewer may do there. */
export async function groupHead(scope: GroupScope) {
  const { description, memberCount } = await db.group.findUniqueOrThrow({
    where: { id: scope.group.id },
    select: { description: true, memberCount: true },
  });
  const asked = scope.viewer
    ? await db.joinRequest.findFirst({
        where: { groupId: scope.group.id, personId: scope.viewer.id, answeredAt: null },
        select: { id: true },
      })
    : null;
  const { id: _, ...group } = scope.group;
  return {
    ...group,
    description,
    memberCount,
    role: scope.role,
    asked: asked !== null,
    may: {
      join: scope.role === null && group.joinPolicy === "open",
      ask: scope.role === null && group.joinPolicy === "request" && !asked,
      leave: scope.role === "member" || scope.role === "organizer",
      nominate: scope.role !== null,
      organize: atLeast(scope.role, "organizer"),
      own: scope.role === "owner",
    },
  };
}

/** The members, owner and organizers first. */
export async function members(scope: GroupScope) {
  const rows = await db.membership.findMany({
    where: { groupId: scope.group.id },
    select: { role: true, joinedAt: true, person: { select: { handle: true, name: true } } },
    orderBy: [{ role: "desc" }, { joinedAt: "asc" }],
    take: MOST,
  });
  return rows.map(({ person, ...rest }) => ({ ...rest, ...person }));
}

/** Who asks to join. */
export async function requests(scope: MemberScope) {
  const rows = await db.joinRequest.findMany({
    where: { groupId: scope.group.id, answeredAt: null },
    select: {
      id: true,
      message: true,
      createdAt: true,
      person: { select: { handle: true, name: true } },
    },
    orderBy: { createdAt: "asc" },
    take: MOST,
  });
  return rows.map(({ person, ...rest }) => ({ ...rest, ...person }));
}

/** Invitations that still work. */
export function invitations(scope: MemberScope) {
  return db.invitation.findMany({
    where: { groupId: scope.group.id, revokedAt: null, usedAt: null, expiresAt: { gt: now() } },
    select: { id: true, email: true, createdAt: true, expiresAt: true },
    orderBy: { createdAt: "desc" },
    take: MOST,
  });
}

/** What somebody with the link may know of the group. @throws Refusal EXPIRED */
export async function invitation(token: string) {
  const found = await db.invitation.findUnique({
    where: { tokenHash: hashSecret(token) },
    select: {
      revokedAt: true,
      usedAt: true,
      expiresAt: true,
      group: { select: { name: true, description: true, memberCount: true } },
    },
  });
  if (!found || found.revokedAt || found.usedAt || found.expiresAt <= now()) refuse("EXPIRED");
  return found.group;
}

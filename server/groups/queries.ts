import "server-only";
import type { Viewer } from "@/server/people/policy";
import { PERSON } from "@/server/people/select";
import { db, type Tx } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { accessTopic } from "@/server/platform/live";
import { refuse } from "@/server/platform/refusal";
import { hashSecret } from "@/server/platform/secrets/secret";
import type { ListPosition } from "@/server/platform/text/inputs";
import { noteShown } from "@/server/platform/web/finished/shown";
import {
  atLeast,
  type GroupScope,
  groupListTopic,
  type MemberScope,
  mayAsk,
  mayHandOver,
  mayJoin,
  mayLeave,
  mayRemove,
  maySetRole,
  maySuspend,
  type Visibility,
} from "./policy";
import { GROUP } from "./select";
import { invitationWorks } from "./sql";

const LINE = {
  slug: true,
  name: true,
  description: true,
  memberCount: true,
  joinPolicy: true,
  visibility: true,
} as const;
/** Groups per page. */
const GROUPS_A_PAGE = 30;
/** Members per page. */
const MEMBERS_A_PAGE = 100;
/** The most own groups or invitations in a list. */
const MOST = 200;
/** Join requests shown at a time, the oldest first. The rest follow as these are decided. */
const REQUESTS = 50;
/** Characters of a description on a card. */
const EXCERPT = 220;

/** The first lines of a description, cut between words. */
function excerptOf(description: string): string {
  const characters = [...description.replace(/\s+/g, " ")];
  if (characters.length <= EXCERPT) return characters.join("");
  const cut = characters.slice(0, EXCERPT).join("");
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 0)) || cut}…`;
}

function cardOf<Row extends { description: string }>({ description, ...row }: Row) {
  return { ...row, excerpt: excerptOf(description) };
}

const BY_SIZE: ListOrder = [
  { by: "memberCount", as: "whole", desc: true },
  { by: "id", as: "id" },
];

/** Lists a page of the public groups, the largest first. */
export async function listPublicGroups(position: ListPosition) {
  const page = planPage(position, GROUPS_A_PAGE, BY_SIZE);
  const read = await db.group.findMany({
    where: { AND: [{ visibility: "public" }, page.where] },
    select: { id: true, ...LINE },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  noteShown(groupListTopic(), ...read.map(({ id }) => accessTopic(id)));
  const { rows, ...rest } = page.cut(read);
  return { groups: rows.map(({ id: _, ...row }) => cardOf(row)), ...rest };
}

/** Lists the viewer's groups. */
export async function listMyGroups(viewer: Viewer) {
  const rows = await db.membership.findMany({
    where: { personId: viewer.id },
    select: { role: true, group: GROUP },
    orderBy: [{ joinedAt: "asc" }, { groupId: "asc" }],
    take: MOST,
  });
  return rows.map(({ role, group }) => ({ ...group, role }));
}

/** Reads the header of a group's pages, with the viewer's rights there. */
export async function groupHead(scope: GroupScope) {
  const { group, role, viewer } = scope;
  const organizes = atLeast(role, "organizer") && !scope.suspended;
  const [[found], reports] = await Promise.all([
    db.$queryRaw<{ description: string; memberCount: number; asking: number; asked: boolean }[]>`
      SELECT g.description, g."memberCount",
        (SELECT count(*)::int FROM "JoinRequest" j
          WHERE j."groupId" = g.id AND j."answeredAt" IS NULL) AS asking,
        EXISTS (SELECT FROM "JoinRequest" j WHERE j."groupId" = g.id AND j."answeredAt" IS NULL
          AND j."personId" = ${viewer?.id ?? null}::uuid) AS asked
      FROM "Group" g WHERE g.id = ${group.id}::uuid`,
    organizes ? countReported(group.id, viewer) : 0,
  ]);
  if (!found) refuse("NOT_FOUND");
  const { description, memberCount, asking, asked } = found;
  const { id: _, ...shown } = group;
  return {
    ...shown,
    description,
    memberCount,
    role,
    asked,
    /** Open join requests, for viewers who may decide them. */
    asking: organizes ? asking : 0,
    /** Reported comments, for viewers who may decide about them. */
    reports,
    /** Whether the viewer is suspended from the group at present. */
    suspended: scope.suspended,
    may: {
      join: role === null && mayJoin(group) === true && !scope.suspended,
      ask: role === null && mayAsk(group) === true && !asked && !scope.suspended,
      leave: role !== null && mayLeave(role) === true,
      nominate: role !== null && !scope.suspended,
      organize: organizes,
      own: role === "owner",
    },
  };
}

/** Counts the group's reported comments that wait for a decision. Nobody decides about their own comments. */
function countReported(groupId: string, viewer: Viewer | null): Promise<number> {
  return db.comment.count({
    where: {
      thread: { groupId },
      deletedAt: null,
      authorId: { not: viewer?.id ?? "" },
      reports: { some: { handledAt: null } },
    },
  });
}

/** Owner and organizers first, then the others, those who came first before those who came later. */
const BY_ROLE: ListOrder = [
  { by: "role", as: "role", desc: true },
  { by: "joinedAt", as: "time" },
  { by: "personId", as: "id" },
];

/** Lists a page of the members, owner and organizers first. */
export async function listMembers(scope: GroupScope, position: ListPosition) {
  const page = planPage(position, MEMBERS_A_PAGE, BY_ROLE);
  const read = await db.membership.findMany({
    where: { AND: [{ groupId: scope.group.id }, page.where] },
    select: {
      personId: true,
      role: true,
      joinedAt: true,
      person: PERSON,
    },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  const { rows, ...rest } = page.cut(read);
  const shown = rows.map(({ personId, person, role, joinedAt }) => ({
    ...person,
    role,
    joinedAt,
    me: personId === scope.viewer?.id,
    may: {
      setRole: maySetRole(scope.role, role) === true,
      handOver: mayHandOver(scope.role, role) === true,
      remove: mayRemove(scope.role, role) === true,
      suspend: maySuspend(scope.role, role, personId === scope.viewer?.id) === true,
    },
  }));
  return { members: shown, ...rest };
}

/** Lists the open join requests, the oldest first. */
export async function listJoinRequests(scope: MemberScope) {
  const rows = await db.joinRequest.findMany({
    where: { groupId: scope.group.id, answeredAt: null },
    select: {
      id: true,
      message: true,
      createdAt: true,
      person: PERSON,
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: REQUESTS,
  });
  return rows.map(({ person, ...rest }) => ({ ...rest, ...person }));
}

interface ShownInvitation {
  id: string;
  email: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** Lists the invitations that still work. */
export function listInvitations(scope: MemberScope) {
  return db.$queryRaw<ShownInvitation[]>`
    SELECT i.id, i.email, i."createdAt", i."expiresAt" FROM "Invitation" i
    WHERE i."groupId" = ${scope.group.id}::uuid AND ${invitationWorks()}
    ORDER BY i."createdAt" DESC, i.id DESC LIMIT ${MOST}`;
}

interface InvitationHead {
  name: string;
  description: string;
  memberCount: number;
  visibility: Visibility;
  expiresAt: Date;
  /** Whether it was emailed and works for one person. */
  once: boolean;
}

/** Reads what an invitation's link may show of the group; null if it no longer works. */
export async function findInvitation(token: string) {
  const [found] = await db.$queryRaw<InvitationHead[]>`
    SELECT g.name, g.description, g."memberCount", g.visibility::text AS visibility, i."expiresAt",
      i.email IS NOT NULL AS once
    FROM "Invitation" i JOIN "Group" g ON g.id = i."groupId"
    WHERE i."tokenHash" = ${hashSecret(token)} AND ${invitationWorks()}`;
  return found ?? null;
}

const UNSEEN = "A group that you can no longer see";

/**
 * Finds the names by which these people know these groups. A group that a person can no longer see keeps the name
 * that they saw last: at their departure, or when it was last public.
 */
export async function knownGroupNames(
  tx: Tx,
  pairs: readonly { personId: string; groupId: string }[],
): Promise<(personId: string, groupId: string) => string> {
  const names = new Map<string, string>();
  const known = (personId: string, groupId: string) =>
    names.get(`${personId} ${groupId}`) ?? UNSEEN;
  if (pairs.length === 0) return known;
  const rows = await tx.$queryRaw<{ name: string | null }[]>`
    SELECT CASE
      WHEN g.visibility <> 'private' OR EXISTS (SELECT FROM "Membership" m
        WHERE m."groupId" = g.id AND m."personId" = asked."personId") THEN g.name
      WHEN g."shownUntil" > d."leftAt" OR d."leftAt" IS NULL THEN g."shownName"
      ELSE d."groupName" END AS name
    FROM unnest(${pairs.map(({ personId }) => personId)}::uuid[],
      ${pairs.map(({ groupId }) => groupId)}::uuid[]) WITH ORDINALITY AS asked("personId", "groupId", place)
    LEFT JOIN "Group" g ON g.id = asked."groupId"
    LEFT JOIN "Departure" d ON d."groupId" = g.id AND d."personId" = asked."personId"
    ORDER BY asked.place`;
  for (const [place, { personId, groupId }] of pairs.entries()) {
    const name = rows[place]?.name;
    if (name) names.set(`${personId} ${groupId}`, name);
  }
  return known;
}

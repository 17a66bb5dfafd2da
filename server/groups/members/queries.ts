import "server-only";
import { PERSON } from "@/server/people/select";
import { db } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import type { ListPosition } from "@/server/platform/text/inputs";
import {
  type GroupScope,
  type MemberScope,
  mayHandOver,
  mayRemove,
  maySetRole,
  maySuspend,
} from "../policy";

/** Members per page. */
const MEMBERS_A_PAGE = 100;
/** Join requests shown at a time, the oldest first. The rest follow as these are decided. */
const REQUESTS = 50;

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

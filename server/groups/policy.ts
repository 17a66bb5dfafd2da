import type { Viewer } from "@/server/people/policy";
import { Refusal } from "@/server/platform/refusal";

export type Role = "member" | "organizer" | "owner";
export type Visibility = "public" | "unlisted" | "private";
export type JoinPolicy = "open" | "request" | "invitation";

/** A group that the viewer may see, and who the viewer is there. */
export interface GroupScope {
  group: {
    id: string;
    slug: string;
    name: string;
    visibility: Visibility;
    joinPolicy: JoinPolicy;
    timeZone: string;
  };
  role: Role | null;
  viewer: Viewer | null;
}

/** A group of which the viewer is a member. */
export interface MemberScope extends GroupScope {
  role: Role;
  viewer: Viewer;
}

const RANK: Record<Role, number> = { member: 1, organizer: 2, owner: 3 };

/** Whether a role includes the rights of another. */
export function atLeast(role: Role | null, wanted: Role): boolean {
  return role !== null && RANK[role] >= RANK[wanted];
}

/** Whether a group shows itself: a private one to its members only. */
export function maySeeGroup(visibility: Visibility, role: Role | null): true | Refusal {
  return visibility !== "private" || role !== null || new Refusal("NOT_FOUND");
}

/** Whether the viewer has at least this role in the group. */
export function mayActAs(scope: GroupScope, wanted: Role): true | Refusal {
  if (!scope.viewer) return new Refusal("SIGN_IN_NEEDED");
  if (atLeast(scope.role, wanted)) return true;
  return new Refusal("NOT_ALLOWED", { say: SENTENCES[wanted] });
}

const SENTENCES: Record<Role, string> = {
  member: "Only members of this group may do this. Join the group first.",
  organizer: "Only organizers of this group may do this.",
  owner: "Only the owner of this group may do this.",
};

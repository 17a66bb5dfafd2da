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
  /** Whether the viewer may not take part at present, member or not. */
  suspended: boolean;
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

/** Whether the viewer takes part in the group: who is suspended from it only reads. */
export function mayTakePart(scope: GroupScope): true | Refusal {
  if (!scope.suspended) return true;
  return new Refusal("SUSPENDED", {
    say: "You are suspended from this group and cannot take part for now. Its log says why and until when.",
  });
}

const SENTENCES: Record<Role, string> = {
  member: "Only members of this group can do this. Join the group first.",
  organizer: "Only organizers of this group can do this.",
  owner: "Only the owner of this group can do this.",
};

/** What its members see change on the pages of a group. */
export function groupTopic(groupId: string): string {
  return `group:${groupId}`;
}

/** How strangers come into a group. */
interface Entrance {
  visibility: Visibility;
  joinPolicy: JoinPolicy;
}

/** Whether somebody without a role becomes a member by wanting to. */
export function mayJoin(group: Entrance): true | Refusal {
  const seen = maySeeGroup(group.visibility, null);
  if (seen !== true || group.joinPolicy === "open") return seen;
  return new Refusal("NOT_ALLOWED", {
    say: "This group is not open to everyone. Ask to join, or ask for an invitation.",
  });
}

/** Whether somebody without a role may ask to be let in. */
export function mayAsk(group: Entrance): true | Refusal {
  const seen = maySeeGroup(group.visibility, null);
  if (seen !== true || group.joinPolicy === "request") return seen;
  return new Refusal("NOT_ALLOWED", {
    say: "This group does not take requests. Join it directly or by invitation.",
  });
}

/** Whether somebody in this role may leave: a group is never without an owner. */
export function mayLeave(role: Role): true | Refusal {
  if (role !== "owner") return true;
  return new Refusal("NOT_ALLOWED", {
    say: "You own this group. Hand it over to another member first.",
  });
}

/** Whether `mine` removes `theirs`: organizers remove members, the owner organizers too. */
export function mayRemove(mine: Role | null, theirs: Role): true | Refusal {
  if (!atLeast(mine, "organizer")) return new Refusal("NOT_ALLOWED", { say: SENTENCES.organizer });
  if (theirs === "member" || (theirs === "organizer" && mine === "owner")) return true;
  return new Refusal("NOT_ALLOWED", {
    say: "Only the owner can remove an organizer, and nobody can remove the owner.",
  });
}

/**
 * Whether `mine` suspends `theirs`, or ends it: organizers members and those who have left, the owner
 * organizers too. @param self whether both are the same person
 */
export function maySuspend(mine: Role | null, theirs: Role | null, self: boolean): true | Refusal {
  if (!atLeast(mine, "organizer")) return new Refusal("NOT_ALLOWED", { say: SENTENCES.organizer });
  if (self)
    return new Refusal("NOT_ALLOWED", { say: "You cannot decide about your own suspension." });
  if (theirs === null || theirs === "member") return true;
  if (theirs === "organizer" && mine === "owner") return true;
  return new Refusal("NOT_ALLOWED", {
    say: "Only the owner can suspend an organizer, and nobody can suspend the owner.",
  });
}

/** Whether `mine` makes `theirs` a member or an organizer. */
export function maySetRole(mine: Role | null, theirs: Role): true | Refusal {
  if (mine !== "owner") return new Refusal("NOT_ALLOWED", { say: SENTENCES.owner });
  if (theirs !== "owner") return true;
  return new Refusal("NOT_ALLOWED", {
    say: "The owner stays the owner until the group is handed over.",
  });
}

/** Whether `mine` gives the group to `theirs`. */
export function mayHandOver(mine: Role | null, theirs: Role): true | Refusal {
  if (mine !== "owner") return new Refusal("NOT_ALLOWED", { say: SENTENCES.owner });
  return theirs !== "owner" || new Refusal("ALREADY_DONE", { say: "You already own this group." });
}

import type { Viewer } from "@/server/people/policy";
import { Refusal } from "@/server/platform/refusal";

export type Role = "member" | "organizer" | "owner";
export type Visibility = "public" | "unlisted" | "private";
export type JoinPolicy = "open" | "request" | "invitation";

/** A group that the viewer may see, with the viewer's role there. */
export interface GroupScope {
  group: {
    id: string;
    slug: string;
    name: string;
    visibility: Visibility;
    joinPolicy: JoinPolicy;
    timeZone: string;
    /** Since when the group can only be read. */
    archivedAt: Date | null;
  };
  role: Role | null;
  viewer: Viewer | null;
  /** Whether the viewer is suspended from the group at present, as a member or not. */
  suspended: boolean;
}

/** A group of which the viewer is a member. */
export interface MemberScope extends GroupScope {
  role: Role;
  viewer: Viewer;
}

const RANK: Record<Role, number> = { member: 1, organizer: 2, owner: 3 };

/** All roles, from the one with the fewest rights on. */
export const ROLES = ["member", "organizer", "owner"] as const satisfies Role[];

/** Whether a role includes the rights of another. */
export function atLeast(role: Role | null, wanted: Role): boolean {
  return role !== null && RANK[role] >= RANK[wanted];
}

/** Whether the viewer has at least this role, and may act in it now: for buttons. */
export function actsAs(scope: GroupScope, wanted: Role): boolean {
  return atLeast(scope.role, wanted) && mayTakePart(scope) === true;
}

/** Decides whether a group is visible. A private one is visible to its members only. */
export function maySeeGroup(visibility: Visibility, role: Role | null): true | Refusal {
  return visibility !== "private" || role !== null || new Refusal("NOT_FOUND");
}

/** Decides whether the viewer has at least this role in the group. */
export function mayActAs(scope: GroupScope, wanted: Role): true | Refusal {
  if (!scope.viewer) return new Refusal("SIGN_IN_NEEDED");
  if (atLeast(scope.role, wanted)) return true;
  return new Refusal("NOT_ALLOWED", { say: SENTENCES[wanted] });
}

/** Decides whether anything in a group may change. */
export function mayChange({ archivedAt }: { archivedAt: Date | null }): true | Refusal {
  if (archivedAt === null) return true;
  return new Refusal("CLOSED", {
    say: "This group is archived: it can be read, but nothing in it can change. Its owner can open it again.",
  });
}

/**
 * Decides whether the viewer may take part in the group. People who are suspended from it may only read, and in an
 * archived group so may everybody.
 */
export function mayTakePart(scope: GroupScope): true | Refusal {
  const free = mayDecide(scope);
  return free === true ? mayChange(scope.group) : free;
}

/** Decides whether the viewer may use the rights of their role: not while they are suspended from the group. */
export function mayDecide(scope: GroupScope): true | Refusal {
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

/** The live topic of changes that a group's members see. */
export function groupTopic(groupId: string): string {
  return `group:${groupId}`;
}

/** The live topic of the list of public groups. */
export function groupListTopic(): string {
  return "groups";
}

/** The ways for strangers to join a group. */
interface Entrance {
  visibility: Visibility;
  joinPolicy: JoinPolicy;
}

/** Decides whether a stranger may join without asking. */
export function mayJoin(group: Entrance): true | Refusal {
  const seen = maySeeGroup(group.visibility, null);
  if (seen !== true || group.joinPolicy === "open") return seen;
  return new Refusal("NOT_ALLOWED", {
    say: "This group is not open to everyone. Ask to join, or ask for an invitation.",
  });
}

/** Decides whether a stranger may ask to join. */
export function mayAsk(group: Entrance): true | Refusal {
  const seen = maySeeGroup(group.visibility, null);
  if (seen !== true || group.joinPolicy === "request") return seen;
  return new Refusal("NOT_ALLOWED", {
    say: "This group does not take requests. Join it directly or by invitation.",
  });
}

/** Decides whether a member in this role may leave. A group always has an owner. */
export function mayLeave(role: Role): true | Refusal {
  if (role !== "owner") return true;
  return new Refusal("NOT_ALLOWED", {
    say: "You own this group. Hand it over to another member first.",
  });
}

/** Decides whether `mine` may remove `theirs`: organizers remove members, the owner also organizers. */
export function mayRemove(mine: Role | null, theirs: Role): true | Refusal {
  if (!atLeast(mine, "organizer")) return new Refusal("NOT_ALLOWED", { say: SENTENCES.organizer });
  if (theirs === "member" || (theirs === "organizer" && mine === "owner")) return true;
  return new Refusal("NOT_ALLOWED", {
    say: "Only the owner can remove an organizer, and nobody can remove the owner.",
  });
}

/**
 * Decides whether `mine` may suspend `theirs` or end a suspension: organizers may for members and people who have left, the owner
 * also for organizers. @param self whether both are the same person
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

/** Decides whether `mine` may make `theirs` a member or an organizer. */
export function maySetRole(mine: Role | null, theirs: Role): true | Refusal {
  if (mine !== "owner") return new Refusal("NOT_ALLOWED", { say: SENTENCES.owner });
  if (theirs !== "owner") return true;
  return new Refusal("NOT_ALLOWED", {
    say: "The owner stays the owner until the group is handed over.",
  });
}

/** Decides whether `mine` may hand the group over to `theirs`. */
export function mayHandOver(mine: Role | null, theirs: Role): true | Refusal {
  if (mine !== "owner") return new Refusal("NOT_ALLOWED", { say: SENTENCES.owner });
  return theirs !== "owner" || new Refusal("ALREADY_DONE", { say: "You already own this group." });
}

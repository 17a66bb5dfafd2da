import { atLeast, type MemberScope, mayChange, type Role } from "@/server/groups/policy";
import { mayWrite, type Viewer } from "@/server/people/policy";
import { Refusal } from "@/server/platform/refusal";

/** The viewer's role and rights in a thread. */
export interface ThreadAccess {
  viewer: Viewer | null;
  /** The viewer's role in the thread's group; null in a public thread. */
  role: Role | null;
  inGroup: boolean;
  /** Whether the viewer is currently suspended from the thread's group. */
  suspendedHere: boolean;
  /** Since when the thread's group can only be read. */
  archivedAt?: Date | null;
  locked: boolean;
}

/** A member's role and rights in the group's threads. */
export function accessOf(scope: MemberScope): Omit<ThreadAccess, "locked"> {
  const { viewer, role, suspended, group } = scope;
  const { archivedAt } = group;
  return { viewer, role, inGroup: true, suspendedHere: suspended, archivedAt };
}

interface Written {
  authorId: string;
  deleted: boolean;
  hidden: boolean;
}

const DELETED = "This comment is deleted.";

/** Whether the viewer moderates this thread: organizers in a group, the site's moderators in public. */
export function moderates({ viewer, role, inGroup }: ThreadAccess): boolean {
  return inGroup ? atLeast(role, "organizer") : viewer?.moderator === true;
}

/** Whether the viewer may do more than read in this thread. */
export function mayTakePartIn(access: ThreadAccess): true | Refusal {
  const writes = mayWrite(access.viewer);
  if (writes !== true) return writes;
  if (!access.suspendedHere) return true;
  return new Refusal("SUSPENDED", {
    say: "You are suspended from this group: you can read, but not take part. Its log says why and until when.",
  });
}

/** Whether the viewer may add anything to this thread. Comments can be deleted and hidden in an archived group, too. */
function mayAdd(access: ThreadAccess): true | Refusal {
  const takesPart = mayTakePartIn(access);
  return takesPart === true ? mayChange({ archivedAt: access.archivedAt ?? null }) : takesPart;
}

/** Whether the viewer may write a comment: in a locked thread, only people who moderate it. */
export function mayComment(access: ThreadAccess): true | Refusal {
  const takesPart = mayAdd(access);
  if (takesPart !== true) return takesPart;
  if (!access.locked || moderates(access)) return true;
  return new Refusal("CLOSED", { say: "This thread is locked: nobody can write in it." });
}

/** Whether the viewer may edit a comment: only its author, unless it is deleted or hidden. */
export function mayEdit(access: ThreadAccess, comment: Written): true | Refusal {
  const comments = mayComment(access);
  if (comments !== true) return comments;
  if (access.viewer?.id !== comment.authorId) {
    return new Refusal("NOT_ALLOWED", { say: "Only the author can edit a comment." });
  }
  if (comment.hidden) {
    return new Refusal("CLOSED", { say: "This comment is hidden and cannot be changed." });
  }
  return !comment.deleted || new Refusal("CLOSED", { say: DELETED });
}

/** Whether the viewer may delete a comment: its author, and people who moderate the thread. */
export function mayRemove(access: ThreadAccess, comment: Written): true | Refusal {
  const takesPart = mayTakePartIn(access);
  if (takesPart !== true) return takesPart;
  if (access.viewer?.id !== comment.authorId && !moderates(access)) {
    return new Refusal("NOT_ALLOWED", {
      say: access.inGroup
        ? "Only the author or an organizer of the group can delete a comment."
        : "Only the author or a moderator of the site can delete a comment.",
    });
  }
  return !comment.deleted || new Refusal("CLOSED", { say: DELETED });
}

/** Whether the viewer may react to a comment. */
export function mayReact(access: ThreadAccess, comment: Written): true | Refusal {
  const takesPart = mayAdd(access);
  if (takesPart !== true) return takesPart;
  return !(comment.deleted || comment.hidden) || new Refusal("CLOSED", { say: DELETED });
}

/** Whether the viewer may mark a question answered: its author, and people who moderate the thread. */
export function mayMarkAnswered(
  access: ThreadAccess,
  comment: Written & { label: string | null },
): true | Refusal {
  const takesPart = mayAdd(access);
  if (takesPart !== true) return takesPart;
  if (comment.label !== "question" || comment.deleted || comment.hidden) {
    return new Refusal("INVALID", { say: "Only a question can be marked as answered." });
  }
  if (access.viewer?.id === comment.authorId || moderates(access)) return true;
  return new Refusal("NOT_ALLOWED", {
    say: "Only the person who asked or an organizer can mark a question as answered.",
  });
}

/** Whether the viewer may make a comment one of the thread's key points. */
export function mayPin(access: ThreadAccess, comment: Written): true | Refusal {
  const adds = mayAdd(access);
  if (adds !== true) return adds;
  const moderated = mayModerate(access);
  if (moderated !== true) return moderated;
  return !(comment.deleted || comment.hidden) || new Refusal("CLOSED", { say: DELETED });
}

/** Whether the viewer may hide, restore, lock and decide about reports in this thread. */
export function mayModerate(access: ThreadAccess): true | Refusal {
  const takesPart = mayTakePartIn(access);
  if (takesPart !== true) return takesPart;
  if (moderates(access)) return true;
  return new Refusal("NOT_ALLOWED", {
    say: access.inGroup
      ? "Only organizers of this group can do this."
      : "Only moderators of this site can do this.",
  });
}

/** Whether the viewer may report a comment: anyone but its author. */
export function mayReport(access: ThreadAccess, comment: Written): true | Refusal {
  const writes = mayWrite(access.viewer);
  if (writes !== true) return writes;
  if (access.viewer?.id === comment.authorId) {
    return new Refusal("INVALID", { say: "This is your own comment: you can delete it." });
  }
  return !(comment.deleted || comment.hidden) || new Refusal("CLOSED", { say: DELETED });
}

import { atLeast, type Role } from "@/server/groups/policy";
import { mayWrite, type Viewer } from "@/server/people/policy";
import { Refusal } from "@/server/platform/refusal";

/** The viewer's role and rights in a thread. */
export interface Standing {
  viewer: Viewer | null;
  /** The viewer's role in the thread's group; null in a public thread. */
  role: Role | null;
  inGroup: boolean;
  /** Whether the viewer is currently suspended from the thread's group. */
  suspendedHere: boolean;
  locked: boolean;
}

interface Written {
  authorId: string;
  deleted: boolean;
  hidden: boolean;
}

const DELETED = "This comment is deleted.";

/** Whether the viewer moderates this thread: organizers in a group, the site's moderators in public. */
export function moderates({ viewer, role, inGroup }: Standing): boolean {
  return inGroup ? atLeast(role, "organizer") : viewer?.moderator === true;
}

/** Whether the viewer may do more than read in this thread. */
export function mayTakePartIn(standing: Standing): true | Refusal {
  const writes = mayWrite(standing.viewer);
  if (writes !== true) return writes;
  if (!standing.suspendedHere) return true;
  return new Refusal("SUSPENDED", {
    say: "You are suspended from this group: you can read, but not take part. Its log says why and until when.",
  });
}

/** Whether the viewer may write a comment: in a locked thread, only people who moderate it. */
export function mayComment(standing: Standing): true | Refusal {
  const takesPart = mayTakePartIn(standing);
  if (takesPart !== true) return takesPart;
  if (!standing.locked || moderates(standing)) return true;
  return new Refusal("CLOSED", { say: "This thread is locked: nobody can write in it." });
}

/** Whether the viewer may edit a comment: only its author, unless it is deleted or hidden. */
export function mayEdit(standing: Standing, comment: Written): true | Refusal {
  const comments = mayComment(standing);
  if (comments !== true) return comments;
  if (standing.viewer?.id !== comment.authorId) {
    return new Refusal("NOT_ALLOWED", { say: "Only the author can edit a comment." });
  }
  if (comment.hidden) {
    return new Refusal("CLOSED", { say: "This comment is hidden and cannot be changed." });
  }
  return !comment.deleted || new Refusal("CLOSED", { say: DELETED });
}

/** Whether the viewer may delete a comment: its author, and people who moderate the thread. */
export function mayRemove(standing: Standing, comment: Written): true | Refusal {
  const takesPart = mayTakePartIn(standing);
  if (takesPart !== true) return takesPart;
  if (standing.viewer?.id !== comment.authorId && !moderates(standing)) {
    return new Refusal("NOT_ALLOWED", {
      say: standing.inGroup
        ? "Only the author or an organizer of the group can delete a comment."
        : "Only the author or a moderator of the site can delete a comment.",
    });
  }
  return !comment.deleted || new Refusal("CLOSED", { say: DELETED });
}

/** Whether the viewer may react to a comment. */
export function mayReact(standing: Standing, comment: Written): true | Refusal {
  const takesPart = mayTakePartIn(standing);
  if (takesPart !== true) return takesPart;
  return !(comment.deleted || comment.hidden) || new Refusal("CLOSED", { say: DELETED });
}

/** Whether the viewer may mark a question answered: its author, and people who moderate the thread. */
export function mayMarkAnswered(
  standing: Standing,
  comment: Written & { label: string | null },
): true | Refusal {
  const takesPart = mayTakePartIn(standing);
  if (takesPart !== true) return takesPart;
  if (comment.label !== "question" || comment.deleted || comment.hidden) {
    return new Refusal("INVALID", { say: "Only a question can be marked as answered." });
  }
  if (standing.viewer?.id === comment.authorId || moderates(standing)) return true;
  return new Refusal("NOT_ALLOWED", {
    say: "Only the person who asked or an organizer can mark a question as answered.",
  });
}

/** Whether the viewer may make a comment one of the thread's key points. */
export function mayPin(standing: Standing, comment: Written): true | Refusal {
  const moderated = mayModerate(standing);
  if (moderated !== true) return moderated;
  return !(comment.deleted || comment.hidden) || new Refusal("CLOSED", { say: DELETED });
}

/** Whether the viewer may hide, restore, lock and decide about reports in this thread. */
export function mayModerate(standing: Standing): true | Refusal {
  const takesPart = mayTakePartIn(standing);
  if (takesPart !== true) return takesPart;
  if (moderates(standing)) return true;
  return new Refusal("NOT_ALLOWED", {
    say: standing.inGroup
      ? "Only organizers of this group can do this."
      : "Only moderators of this site can do this.",
  });
}

/** Whether the viewer may report a comment: anyone but its author. */
export function mayReport(standing: Standing, comment: Written): true | Refusal {
  const writes = mayWrite(standing.viewer);
  if (writes !== true) return writes;
  if (standing.viewer?.id === comment.authorId) {
    return new Refusal("INVALID", { say: "This is your own comment: you can delete it." });
  }
  return !(comment.deleted || comment.hidden) || new Refusal("CLOSED", { say: DELETED });
}

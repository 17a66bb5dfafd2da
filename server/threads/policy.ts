import { atLeast, type Role } from "@/server/groups/policy";
import { mayWrite, type Viewer } from "@/server/people/policy";
import { Refusal } from "@/server/platform/refusal";

interface Written {
  authorId: string;
  deleted: boolean;
}

const DELETED = "This comment is deleted.";

/** Whether the viewer may change what a comment says: only who wrote it. */
export function mayEdit(viewer: Viewer | null, comment: Written): true | Refusal {
  const writes = mayWrite(viewer);
  if (writes !== true) return writes;
  if (viewer?.id !== comment.authorId) {
    return new Refusal("NOT_ALLOWED", { say: "Only who wrote a comment can change it." });
  }
  return !comment.deleted || new Refusal("CLOSED", { say: DELETED });
}

/**
 * Whether the viewer may delete a comment: who wrote it, and in a group its organizers.
 * @param role the viewer's in the group of the thread; null in a public thread
 */
export function mayRemove(
  viewer: Viewer | null,
  role: Role | null,
  comment: Written,
): true | Refusal {
  const writes = mayWrite(viewer);
  if (writes !== true) return writes;
  if (viewer?.id !== comment.authorId && !atLeast(role, "organizer")) {
    return new Refusal("NOT_ALLOWED", {
      say: "Only who wrote a comment, or an organizer of the group, can delete it.",
    });
  }
  return !comment.deleted || new Refusal("CLOSED", { say: DELETED });
}

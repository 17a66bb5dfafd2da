import type { Viewer } from "@/server/people/policy";
import { Refusal } from "@/server/platform/refusal";

/** Decides whether the viewer may import files: moderators, and people who organize a group. */
export function mayImport(viewer: Viewer, organizes: boolean): true | Refusal {
  if (viewer.suspended) return new Refusal("SUSPENDED");
  if (viewer.moderator || organizes) return true;
  return new Refusal("NOT_ALLOWED", {
    say: "Only people who organize a group and moderators can import files of papers.",
  });
}

/** Decides whether the viewer may undo an import: moderators, and the person who made it. */
export function mayUndoImport(viewer: Viewer, importedById: string | null): true | Refusal {
  if (viewer.moderator || importedById === viewer.id) return true;
  // Others do not learn which imports there are.
  return new Refusal("NOT_FOUND");
}

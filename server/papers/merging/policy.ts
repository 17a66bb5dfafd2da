import type { Viewer } from "@/server/people/policy";
import { Refusal } from "@/server/platform/refusal";

/** Decides whether the viewer may merge papers and undo merges: moderators of the site. */
export function mayMerge(viewer: Pick<Viewer, "moderator">): true | Refusal {
  return viewer.moderator
    ? true
    : new Refusal("NOT_ALLOWED", { say: "Only moderators merge papers." });
}

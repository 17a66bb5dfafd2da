import { atLeast, type MemberScope } from "@/server/groups/policy";
import { Refusal } from "@/server/platform/refusal";

interface Presented {
  presenterId: string | null;
}

/** Decides whether the viewer may hand on a presentation: only the presenter may. */
export function mayHandOn(scope: MemberScope, meeting: Presented): true | Refusal {
  if (meeting.presenterId === scope.viewer.id) return true;
  return new Refusal("NOT_ALLOWED", { say: "Only the presenter can pass it on." });
}

/** Decides whether the viewer may write the notes (every member) or the agenda (organizers and the presenter). */
export function mayWriteText(
  scope: MemberScope,
  kind: "agenda" | "notes",
  meeting: Presented,
): true | Refusal {
  if (kind === "notes" || meeting.presenterId === scope.viewer.id) return true;
  if (atLeast(scope.role, "organizer")) return true;
  return new Refusal("NOT_ALLOWED", {
    say: "Only organizers and the presenter can write the agenda.",
  });
}

/** Decides whether the viewer may remove an attachment: the member who added it, or an organizer. */
export function mayRemoveLink(scope: MemberScope, addedById: string | null): true | Refusal {
  if (addedById === scope.viewer.id || atLeast(scope.role, "organizer")) return true;
  return new Refusal("NOT_ALLOWED", {
    say: "Only the person who added a link or an organizer can remove it.",
  });
}

import { atLeast, type GroupScope } from "@/server/groups/policy";
import { Refusal } from "@/server/platform/refusal";

/** Whether the viewer may withdraw a nomination: its author, while a member, or an organizer. */
export function mayWithdraw(scope: GroupScope, nominatedById: string): true | Refusal {
  const mine = scope.role !== null && nominatedById === scope.viewer?.id;
  if (mine || atLeast(scope.role, "organizer")) return true;
  return new Refusal("NOT_ALLOWED", {
    say: "Only organizers and the person who nominated this paper can withdraw it.",
  });
}

/** Whether the viewer sees drafts: only organizers do. */
export function maySeeDraft(scope: GroupScope): true | Refusal {
  return atLeast(scope.role, "organizer") || new Refusal("NOT_FOUND");
}

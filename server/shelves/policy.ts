import { atLeast, type Role } from "@/server/groups/policy";
import { Refusal } from "@/server/platform/refusal";

interface Listed {
  addedById: string | null;
}

/** Decides whether a member may take a paper off a group's list: one that they added, or any as an organizer. */
export function mayTakeOff(
  { role, viewer }: { role: Role | null; viewer: { id: string } },
  { addedById }: Listed,
): true | Refusal {
  if (atLeast(role, "organizer") || (role !== null && addedById === viewer.id)) return true;
  return new Refusal("NOT_ALLOWED", {
    say: "Only organizers and the member who added this paper can take it off the list.",
  });
}

import type { JoinPolicy, Role, Visibility } from "@/server/groups/policy";

export const VISIBILITY_LABELS: Record<Visibility, string> = {
  public: "Public",
  unlisted: "Unlisted",
  private: "Private",
};

export const ROLES: Record<Role, string> = {
  member: "Member",
  organizer: "Organizer",
  owner: "Owner",
};

/** The way to join a group, in two or three words. */
export function wayToJoin({
  visibility,
  joinPolicy,
}: {
  visibility: Visibility;
  joinPolicy: JoinPolicy;
}): string {
  if (visibility === "private" || joinPolicy === "invitation") return "By invitation";
  return joinPolicy === "open" ? "Open to everyone" : "Join on request";
}

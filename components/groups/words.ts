import type { JoinPolicy, Role, Visibility } from "@/server/groups/policy";

interface Word<Value extends string> {
  value: Value;
  label: string;
  /** What it means for the people. */
  sentence: string;
}

export const VISIBILITIES: readonly Word<Visibility>[] = [
  {
    value: "public",
    label: "Public",
    sentence: "Everybody finds the group, and sees its members and what it reads.",
  },
  {
    value: "unlisted",
    label: "Unlisted",
    sentence: "It stands in no list. Whoever has its address sees it.",
  },
  {
    value: "private",
    label: "Private",
    sentence: "Only members see that the group is there. Others come in by invitation.",
  },
];

export const JOIN_POLICIES: readonly Word<JoinPolicy>[] = [
  { value: "open", label: "Open", sentence: "Everybody who has an account can join at once." },
  {
    value: "request",
    label: "On request",
    sentence: "People ask to join, with a few words, and an organizer answers.",
  },
  {
    value: "invitation",
    label: "By invitation",
    sentence: "An organizer invites, by a link or by e-mail.",
  },
];

export const ROLES: Record<Role, string> = {
  member: "Member",
  organizer: "Organizer",
  owner: "Owner",
};

/** How strangers come in, in two or three words. */
export function wayIn({
  visibility,
  joinPolicy,
}: {
  visibility: Visibility;
  joinPolicy: JoinPolicy;
}): string {
  if (visibility === "private" || joinPolicy === "invitation") return "By invitation";
  return joinPolicy === "open" ? "Open to everybody" : "Joined on request";
}

/** A number of members in words. */
export function membersInWords(count: number): string {
  return count === 1 ? "1 member" : `${count} members`;
}

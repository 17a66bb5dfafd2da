import type { JoinPolicy, Visibility } from "@/server/groups/policy";
import { VISIBILITY_LABELS } from "./words";

interface Word<Value extends string> {
  value: Value;
  label: string;
  /** The meaning for people, in a sentence. */
  sentence: string;
}

export const VISIBILITIES: readonly Word<Visibility>[] = [
  {
    value: "public",
    label: VISIBILITY_LABELS.public,
    sentence: "Anyone can find the group and see its members and what it reads.",
  },
  {
    value: "unlisted",
    label: VISIBILITY_LABELS.unlisted,
    sentence: "It is not listed anywhere. Anyone with its address can see it.",
  },
  {
    value: "private",
    label: VISIBILITY_LABELS.private,
    sentence: "Only members can see that the group exists. Others join by invitation.",
  },
];

export const JOIN_POLICIES: readonly Word<JoinPolicy>[] = [
  { value: "open", label: "Open", sentence: "Anyone with an account can join right away." },
  {
    value: "request",
    label: "On request",
    sentence: "People ask to join with a short message, and an organizer decides.",
  },
  {
    value: "invitation",
    label: "By invitation",
    sentence: "An organizer invites people by link or by email.",
  },
];

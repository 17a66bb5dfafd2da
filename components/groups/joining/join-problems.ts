import { NAME_MAX } from "@/server/people/schema";

/** Sentences for the refusals of an invitation's form, by their codes in the page's address. */
const SENTENCES = new Map([
  ["INVALID", `Enter your name, with at most ${NAME_MAX} characters and no invisible ones.`],
  ["SUSPENDED", "You cannot join: this account is suspended, from the site or from the group."],
  ["SIGN_IN_NEEDED", "Sign in first, then accept the invitation."],
  ["EXPIRED", "This invitation has just been used or revoked."],
]);

/** The sentence for a refusal; null without one. */
export function joinSentence(code: string | undefined): string | null {
  if (!code) return null;
  return SENTENCES.get(code) ?? "Joining did not work this time. Try again.";
}

/** Sentences for errors of signing in, by next-auth's codes and our own. */
const SENTENCES = new Map(
  Object.entries({
    Verification:
      "This link has expired, was already used or belongs to another address. Ask for a new one here.",
    Code: "This code is wrong, has expired or was tried too often. Check it, use the link in the email, or ask for a new one.",
    OAuthAccountNotLinked:
      "Your address there already has an account here. Sign in by email first, then connect the other account in your settings.",
    OAuthCallbackError: "You were not signed in there. Try again, or sign in by email.",
    AccessDenied: "You were not signed in there. Try again, or sign in by email.",
    SessionRequired:
      "Your session has ended in the meantime. Sign in, then connect the account again.",
    Address: "Enter an email address, such as ada@example.org.",
  }),
);

/** The sentence for an error code in the address of the sign-in page. */
export function signInSentence(code: string): string {
  return (
    SENTENCES.get(code) ??
    "Signing in did not work this time. Try again, or sign in by email. If it keeps happening, contact the people who run this site."
  );
}

/** The sentence for an error code of connecting an account. */
export function connectSentence(code: string): string {
  if (code === "OAuthAccountNotLinked") {
    return "That account is already connected to another person here, so it was not connected to you.";
  }
  if (code === "OAuthCallbackError" || code === "AccessDenied") {
    return "Nothing was connected: you were not signed in there.";
  }
  return "Connecting did not work this time. Try again. If it keeps happening, contact the people who run this site.";
}

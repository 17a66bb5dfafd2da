import { emailAddress, name } from "@/server/platform/text/inputs";
import { NAME_MAX } from "./schema";

/** The name of a person until the first visit asks for one. Never offered as a choice. */
export const PLACEHOLDER_NAME = "New reader";

/** The name of a person whose account is deleted. */
export const DELETED_NAME = "deleted person";

/** The name that a form starts with: empty if none was chosen yet. */
export function nameToOffer(person: { name: string; welcomed: boolean }): string {
  return !person.welcomed && person.name === PLACEHOLDER_NAME ? "" : person.name;
}

/** Makes a handle of a name in Latin letters: at least two of them, and none that is reserved. */
export function handleFor(latin: string): string {
  return latin.length < 2 || latin.startsWith("deleted-") ? `reader-${latin}` : latin;
}

/** Reads a name from an outside provider; null if it breaks our own rules. */
export function nameFromElsewhere(given: string | null | undefined): string | null {
  const parsed = name(NAME_MAX, "Your name").safeParse(given ?? "");
  return parsed.success ? parsed.data : null;
}

/** Claims of an outside provider about a person, by their names in OpenID Connect. */
export interface Claims {
  sub?: string;
  name?: string | null;
  given_name?: string | null;
  family_name?: string | null;
  email?: string | null;
  email_verified?: boolean;
}

/** Reads an email address from an outside provider; null if it is not valid. */
export function addressFromElsewhere(given: string | null | undefined): string | null {
  const parsed = emailAddress.safeParse(given);
  return parsed.success ? parsed.data : null;
}

/** Reads a person from a provider's claims. An address counts only if the provider says it was verified. */
export function readClaims(claims: Claims) {
  const parts = [claims.given_name, claims.family_name].filter(Boolean).join(" ");
  return {
    id: String(claims.sub),
    name: nameFromElsewhere(claims.name) ?? nameFromElsewhere(parts),
    email: claims.email_verified === true ? addressFromElsewhere(claims.email) : null,
  };
}

const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bOPR\/|\bOPT\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "Mac"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/** Names a browser by its User-Agent header: "Firefox on Linux". */
export function browserInWords(userAgent: string): string {
  const named = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(userAgent))?.[1];
  const browser = named(BROWSERS);
  const system = named(SYSTEMS);
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? (system ? `A browser on ${system}` : "An unknown browser");
}

/**
 * Finds the mailbox by which limits count emails: `ada+reading@example.org` goes to the mailbox of `ada@example.org`. Only
 * limits do this. Everywhere else the two are different addresses, because only their own server knows better.
 */
export function mailboxOf(email: string): string {
  return email.replace(/^([^+]+)\+.*(?=@)/, "$1");
}

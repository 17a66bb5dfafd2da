import { emailAddress, name } from "@/server/platform/text/inputs";
import { NAME_MAX } from "./schema";

/** What somebody is called until the first visit asks for a name. Never offered as a choice. */
export const PLACEHOLDER_NAME = "New reader";

/** What somebody is called whose account is deleted. */
export const DELETED_NAME = "deleted person";

/** The name that a form begins with: none where none was chosen yet. */
export function nameToOffer(person: { name: string; welcomed: boolean }): string {
  return !person.welcomed && person.name === PLACEHOLDER_NAME ? "" : person.name;
}

/** A name as an outside provider gives it, held to our own rules; null where it does not stand them. */
export function nameFromElsewhere(given: string | null | undefined): string | null {
  const parsed = name(NAME_MAX, "Your name").safeParse(given ?? "");
  return parsed.success ? parsed.data : null;
}

/** What an outside provider says of somebody, in the words of OpenID Connect. */
export interface Claims {
  sub?: string;
  name?: string | null;
  given_name?: string | null;
  family_name?: string | null;
  email?: string | null;
  email_verified?: boolean;
}

/** A mail address as an outside provider gives it; null where it is none. */
export function addressFromElsewhere(given: string | null | undefined): string | null {
  const parsed = emailAddress.safeParse(given);
  return parsed.success ? parsed.data : null;
}

/** The person a provider describes. An address counts only where the provider says it was verified. */
export function personOf(claims: Claims) {
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

/** A browser in words, from what it says of itself: "Firefox on Linux". */
export function browserInWords(userAgent: string): string {
  const named = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(userAgent))?.[1];
  const browser = named(BROWSERS);
  const system = named(SYSTEMS);
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? (system ? `A browser on ${system}` : "An unknown browser");
}

/**
 * The mailbox that limits count mails to: `ada+reading@example.org` goes to the mailbox of `ada@example.org`. Only
 * limits look at it so; for everything else the two are two addresses, because only their own server knows better.
 */
export function mailboxOf(email: string): string {
  return email.replace(/^([^+]+)\+.*(?=@)/, "$1");
}

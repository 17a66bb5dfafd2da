import { makeStorable } from "@/server/platform/text/inputs";

/** Minutes until a digest is tried again: after the first try, the second, and so on. Then it is given up. */
const RETRY_MINUTES = [1, 5, 15, 60, 180, 360] as const;

/** Permanent refusals of one address, by mail servers or bounces, until all email to it ends. */
export const BOUNCES_MAX = 3;
/** Older refusals do not count. */
export const BOUNCES_WITHIN_MS = 60 * 24 * 3600 * 1000;

/** Returns when to try a digest again after this many tries, or null to give up. */
export function nextRetryAt(tries: number, at: Date): Date | null {
  const minutes = RETRY_MINUTES[tries - 1];
  return minutes === undefined ? null : new Date(at.getTime() + minutes * 60_000);
}

/** Reasons for giving a digest up, as operators read them. */
export const GIVE_UP_REASONS = {
  unsubscribed: "unsubscribed before it was sent",
  nobody: "the account has no email address or is suspended",
  suppressed: "the address is on the suppression list",
  nothing: "everything in it was already seen or may no longer be seen",
} as const;

/** A mail server's refusal, or the reason it could not be reached. */
export interface SmtpFailure {
  /** Whether trying again is useless: 5xx (RFC 5321, 4.2.1). */
  permanent: boolean;
  /** Whether it is about this address rather than the email, the sender or the connection. */
  address: boolean;
  /** An enhanced status code such as 5.1.1 (RFC 3463); empty if there was none. */
  status: string;
  words: string;
}

/** X.1.Y is about the address, X.2.Y about the mailbox (RFC 3463, 3.2 and 3.3). */
export const ABOUT_ADDRESS = /^5\.[12]\./;
/** Characters kept of a server's words. */
export const WORDS_MAX = 500;

/** Reads an error thrown by nodemailer. */
export function readSmtpFailure(error: unknown): SmtpFailure {
  const { responseCode, response, command, message } = (error ?? {}) as {
    responseCode?: number;
    response?: string;
    command?: string;
    message?: string;
  };
  const words = makeStorable(String(response ?? message ?? error), WORDS_MAX);
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? "";
  const permanent = responseCode !== undefined && responseCode >= 500 && responseCode < 600;
  // Without a status code, a refusal of RCPT is about the recipient.
  const address = permanent && (status ? ABOUT_ADDRESS.test(status) : command === "RCPT TO");
  return { permanent, address, status, words };
}

import { makeStorable } from "@/server/platform/text/inputs";

/** Minutes until a digest is tried again: after the first try, the second, and so on; then it is given up. */
const AGAIN_MINUTES = [1, 5, 15, 60, 180, 360] as const;

/** Permanent refusals of one address, by digests or bounces, after which nothing is mailed to it. */
export const BOUNCES_MAX = 3;
/** Refusals longer ago do not count. */
export const BOUNCES_WITHIN_MS = 60 * 24 * 3600 * 1000;

/** When a digest is tried again that was tried so often, or null when it is given up. */
export function triedAgainAt(tries: number, at: Date): Date | null {
  const minutes = AGAIN_MINUTES[tries - 1];
  return minutes === undefined ? null : new Date(at.getTime() + minutes * 60_000);
}

/** Why nothing is sent to somebody, as the operator reads it. */
export const GIVEN_UP = {
  unsubscribed: "unsubscribed before it was sent",
  nobody: "the account has no email address or is suspended",
  suppressed: "the address is on the suppression list",
  nothing: "everything in it was already seen or may no longer be seen",
} as const;

/** What a mail server said, or what kept it from being asked. */
export interface SmtpFailure {
  /** Whether trying again is in vain: 5xx (RFC 5321, 4.2.1). */
  permanent: boolean;
  /** Whether it was about this address, and not about the mail, the sender or the connection. */
  address: boolean;
  /** As RFC 3463 has it, such as 5.1.1; empty where none was said. */
  status: string;
  words: string;
}

/** X.1.Y is about the address, X.2.Y about the mailbox (RFC 3463, 3.2 and 3.3). */
export const ABOUT_ADDRESS = /^5\.[12]\./;
/** Characters of an answer that are kept. */
export const WORDS_MAX = 500;

/** Reads what nodemailer throws. */
export function smtpFailure(error: unknown): SmtpFailure {
  const { responseCode, response, command, message } = (error ?? {}) as {
    responseCode?: number;
    response?: string;
    command?: string;
    message?: string;
  };
  const words = makeStorable(String(response ?? message ?? error), WORDS_MAX);
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(words)?.[1] ?? "";
  const permanent = responseCode !== undefined && responseCode >= 500 && responseCode < 600;
  // Without a status the answer to RCPT is about whom the mail is for.
  const address = permanent && (status ? ABOUT_ADDRESS.test(status) : command === "RCPT TO");
  return { permanent, address, status, words };
}

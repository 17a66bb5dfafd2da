import { GATHER_MINUTES } from "../schema";

const MINUTE_MS = 60_000;
/** The longest wait between two tries of an email that failed. */
const LONGEST_MS = 12 * 60 * MINUTE_MS;

/** When an email goes that begins to gather now. */
export function gatheredBy(now: Date): Date {
  return new Date(now.getTime() + GATHER_MINUTES * MINUTE_MS);
}

/**
 * When an email that is being sent would be tried again: after the time of gathering, and twice as long after each
 * failure. @param tries the tries before this one
 */
export function triedAgainAt(now: Date, tries: number): Date {
  const wait = Math.min(GATHER_MINUTES * MINUTE_MS * 2 ** tries, LONGEST_MS);
  return new Date(now.getTime() + wait);
}

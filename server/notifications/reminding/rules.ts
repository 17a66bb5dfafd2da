import { REMIND_HOURS } from "../schema";

const HOUR_MS = 3_600_000;
/** A reminder comes at least this many hours after the news that it repeats. */
export const REMINDED_AFTER_HOURS = 12;
/**
 * A reminder counts for a time that was put off until then if it came at most this many hours before: no second one
 * follows when a ballot is extended by an hour, but one does when it is extended by a day.
 */
export const REMINDER_COUNTS_HOURS = 36;
/** The shortest time, in hours, that a ballot is open to be reminded of a day before it closes. */
export const LONG_HOURS = REMIND_HOURS + REMINDED_AFTER_HOURS;
/** The shortest time, in hours, that a ballot is open to be reminded of at all. */
export const SHORT_HOURS = 18;
/** A shorter ballot is reminded of when this part of its time is left. */
export const SHORT_PART = 3;

/**
 * When members who have not voted are reminded: a day before the closing. A ballot of less than a day and a half is
 * reminded of when a third of its time is left; one of less than 18 hours is not.
 */
export function ballotRemindedAt(openedAt: Date, closesAt: Date): Date | null {
  const open = closesAt.getTime() - openedAt.getTime();
  if (open < SHORT_HOURS * HOUR_MS) return null;
  const before =
    open < LONG_HOURS * HOUR_MS ? Math.floor(open / SHORT_PART) : REMIND_HOURS * HOUR_MS;
  return new Date(closesAt.getTime() - before);
}

/**
 * Whether a reminder has to wait or is not needed, because the person has heard of the thing already.
 * @param told when news of it came @param reminded when a reminder of it came @param of the time to remind of
 */
export function hasHeardOf(
  { told, reminded }: { told: readonly Date[]; reminded: readonly Date[] },
  of: Date,
  now: Date,
): boolean {
  const lately = now.getTime() - REMINDED_AFTER_HOURS * HOUR_MS;
  const counts = of.getTime() - REMINDER_COUNTS_HOURS * HOUR_MS;
  return (
    [...told, ...reminded].some((at) => at.getTime() > lately) ||
    reminded.some((at) => at.getTime() > counts)
  );
}

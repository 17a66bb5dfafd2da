/** Days ahead at most. A later date is most likely a typo. */
export const FURTHEST_DAYS = 731;
/** Minimum hours between the choice of a paper and its meeting, for reading it. */
export const HOURS_TO_READ = 24;
const HOUR_MS = 3600 * 1000;

/**
 * Checks a time for a meeting. @returns the problem as a sentence, or null
 * @param before the time so far, which a meeting that has begun may keep
 */
export function startProblem(startsAt: Date, now: Date, before: Date | null): string | null {
  if (startsAt.getTime() === before?.getTime()) return null;
  if (startsAt <= now) return "Choose a time in the future.";
  if (startsAt.getTime() - now.getTime() <= FURTHEST_DAYS * 24 * HOUR_MS) return null;
  return "Choose a time within the next two years.";
}

/** Finds the first instant at which a meeting about a chosen paper may begin. */
export function earliestMeeting(chosenAt: Date, now: Date): Date {
  const read = chosenAt.getTime() + HOURS_TO_READ * HOUR_MS;
  return new Date(Math.max(read, now.getTime()));
}

/** The columns that decide the state of a meeting. */
export interface MeetingState {
  startsAt: Date;
  minutes: number;
  cancelledAt: Date | null;
}

/** The state of a meeting: upcoming (or going on), over, or cancelled. */
export function stateOf(
  { startsAt, minutes, cancelledAt }: MeetingState,
  now: Date,
): "ahead" | "over" | "cancelled" {
  if (cancelledAt) return "cancelled";
  return startsAt.getTime() + minutes * 60_000 > now.getTime() ? "ahead" : "over";
}

/** Tells whether an RSVP was given before the meeting moved to its present time. */
export function isRsvpOutdated(changedAt: Date, movedAt: Date | null): boolean {
  return movedAt !== null && changedAt < movedAt;
}

/** Nobody plans further ahead; a later date is a slip of the hand. */
const FURTHEST_DAYS = 731;

/**
 * What is wrong with a time for a meeting, as a sentence, or null.
 * @param before when it was to be so far; a meeting that has begun may keep its time
 */
export function startProblem(startsAt: Date, now: Date, before: Date | null): string | null {
  if (startsAt.getTime() === before?.getTime()) return null;
  if (startsAt <= now) return "Choose a time in the future.";
  if (startsAt.getTime() - now.getTime() <= FURTHEST_DAYS * 24 * 3600 * 1000) return null;
  return "Choose a time within the next two years.";
}

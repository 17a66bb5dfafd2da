/** Nobody plans further ahead; a later date is a slip of the hand. */
export const FURTHEST_DAYS = 731;
/** Hours between the choice of a paper and its meeting, at least: somebody has to read it. */
export const HOURS_TO_READ = 24;
const HOUR_MS = 3600 * 1000;

/**
 * What is wrong with a time for a meeting, as a sentence, or null.
 * @param before when it was to be so far; a meeting that has begun may keep its time
 */
export function startProblem(startsAt: Date, now: Date, before: Date | null): string | null {
  if (startsAt.getTime() === before?.getTime()) return null;
  if (startsAt <= now) return "Choose a time in the future.";
  if (startsAt.getTime() - now.getTime() <= FURTHEST_DAYS * 24 * HOUR_MS) return null;
  return "Choose a time within the next two years.";
}

/** The first instant at which a paper that was chosen then may be talked about. */
export function earliestMeeting(chosenAt: Date, now: Date): Date {
  const read = chosenAt.getTime() + HOURS_TO_READ * HOUR_MS;
  return new Date(Math.max(read, now.getTime()));
}

/** What decides where a meeting stands. */
export interface MeetingState {
  startsAt: Date;
  minutes: number;
  cancelledAt: Date | null;
}

/** Where a meeting stands: still to come (or going on), over, or cancelled. */
export function stateOf(
  { startsAt, minutes, cancelledAt }: MeetingState,
  now: Date,
): "ahead" | "over" | "cancelled" {
  if (cancelledAt) return "cancelled";
  return startsAt.getTime() + minutes * 60_000 > now.getTime() ? "ahead" : "over";
}

/**
 * What a group reads next: the reading whose meeting comes first; where none is ahead, the latest
 * choice, as long as its meeting is still to be set, or was cancelled and is to be set again.
 * @param readings the latest choice first
 */
export function nextUp<R extends { meeting: MeetingState | null }>(
  readings: readonly R[],
  now: Date,
): R | null {
  const [first] = readings
    .flatMap((reading) => (reading.meeting ? [{ reading, ...reading.meeting }] : []))
    .filter((meeting) => stateOf(meeting, now) === "ahead")
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  if (first) return first.reading;
  const [latest] = readings;
  if (!latest?.meeting) return latest ?? null;
  const { cancelledAt, startsAt } = latest.meeting;
  return cancelledAt && startsAt > now ? latest : null;
}

/** Whether an answer to "do you come?" was given for another time than the meeting has now. */
export function answeredBeforeMove(changedAt: Date, movedAt: Date | null): boolean {
  return movedAt !== null && changedAt < movedAt;
}

import { Temporal } from "temporal-polyfill";
import type { ApprovalResult } from "./tally/approval";

/** A ballot stands open at most this long. */
export const LONGEST_DAYS = 60;
const DAY_MS = 24 * 3600 * 1000;
/** A meeting counts as still to come until this long after it began. */
const MEETING_MS = 3 * 3600 * 1000;

/** What decides whether a ballot takes votes. */
export interface BallotState {
  closesAt: Date;
  closedAt: Date | null;
}

/** Whether a ballot takes votes at this instant: the closing time itself is too late. */
export function takesVotes({ closesAt, closedAt }: BallotState, now: Date): boolean {
  return closedAt === null && now < closesAt;
}

/** What is wrong with a closing time, as a sentence, or null. */
export function closingProblem(closesAt: Date, now: Date): string | null {
  if (closesAt <= now) return "Choose a closing time in the future.";
  if (closesAt.getTime() - now.getTime() <= LONGEST_DAYS * DAY_MS) return null;
  return `A ballot stands open at most ${LONGEST_DAYS} days.`;
}

/** How it came about, in a few plain words. @param titleOf the title of a candidate's paper */
export function explanation(
  result: ApprovalResult,
  titleOf: (candidate: string) => string,
): string {
  const { winner, tied, counts, voters, abstentions } = result;
  if (!winner) {
    const nobody = abstentions === 0 ? "Nobody voted" : "Nobody approved of any paper";
    return `${nobody}, so none was chosen. All stay nominated.`;
  }
  const approvals = counts.find(({ candidate }) => candidate === winner)?.approvals ?? 0;
  const who = voters === 1 ? "the one member who voted" : `${voters} members who voted`;
  const won = `“${titleOf(winner)}” was approved by ${voters === 1 ? who : `${approvals} of ${who}`}`;
  return `${won}${comparison(counts.length, tied.length)}${besides(abstentions)}`;
}

function comparison(standing: number, tied: number): string {
  if (standing === 1) return "; it was the only paper on the ballot.";
  if (tied === 1) return ", more than any other.";
  const others = tied === 2 ? "one other paper" : `each of ${tied - 1} others`;
  return `, as was ${others}; it was nominated first, which decides a tie.`;
}

function besides(abstentions: number): string {
  if (abstentions === 0) return "";
  return abstentions === 1
    ? " One more member left every box empty."
    : ` ${abstentions} more members left every box empty.`;
}

interface Chosen {
  meeting: { startsAt: Date } | null;
}

/**
 * What a group reads next: the reading whose meeting comes first; where no meeting is ahead, the
 * latest choice, as long as no meeting about it is over.
 * @param readings the latest choice first
 */
export function nextReading<R extends Chosen>(readings: readonly R[], now: Date): R | null {
  const [first] = readings
    .flatMap((reading) => (reading.meeting ? [{ reading, at: reading.meeting.startsAt }] : []))
    .filter(({ at }) => at.getTime() + MEETING_MS > now.getTime())
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  if (first) return first.reading;
  const [latest] = readings;
  return latest && !latest.meeting ? latest : null;
}

/** A date (YYYY-MM-DD) and time (HH:MM) as the clocks of some time zone show them. */
export interface WallClock {
  date: string;
  time: string;
}

/**
 * The instant that clocks in a time zone show so. A time that they jump over is as much later as the
 * jump is long; one that comes twice is the first (Temporal's "compatible"; RFC 5545, 3.3.5).
 * @throws RangeError where there is no such date or time
 */
export function instantOf({ date, time }: WallClock, timeZone: string): Date {
  const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: "compatible" });
  return new Date(zoned.epochMilliseconds);
}

/** What clocks in a time zone show at an instant, to the minute. */
export function wallClockOf(instant: Date, timeZone: string): WallClock {
  return shown(zonedAt(instant, timeZone));
}

function zonedAt(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

function shown(zoned: Temporal.ZonedDateTime): WallClock {
  return {
    date: zoned.toPlainDate().toString(),
    time: zoned.toPlainTime().toString({ smallestUnit: "minute" }),
  };
}

/** Closing times that a group may want, as its own clocks show them, soonest first. */
export function closingChoices(now: Date, timeZone: string): (WallClock & { label: string })[] {
  const zoned = zonedAt(now, timeZone);
  const evening = (days: number) => {
    const date = zoned.toPlainDate().add({ days });
    return { date: date.toString(), time: "18:00" };
  };
  return [
    { label: "In an hour", ...inAnHour(zoned) },
    { label: "Tomorrow", ...evening(1) },
    { label: "In three days", ...evening(3) },
    { label: "In a week", ...evening(7) },
  ];
}

/** At least an hour ahead, at a quarter. Where clocks go back, the first such time may be too early. */
function inAnHour(zoned: Temporal.ZonedDateTime): WallClock {
  const quarter = { smallestUnit: "minute", roundingIncrement: 15, roundingMode: "ceil" } as const;
  for (let hours = 1; ; hours++) {
    const wanted = shown(zoned.add({ hours }).round(quarter));
    const ahead = instantOf(wanted, zoned.timeZoneId).getTime() - zoned.epochMilliseconds;
    if (ahead >= 3600 * 1000) return wanted;
  }
}

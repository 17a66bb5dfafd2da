import { Temporal } from "temporal-polyfill";

export type Cadence = "daily" | "weekly" | "off";

/** When a digest is wanted. */
export interface Schedule {
  cadence: Cadence;
  /** Local hour, 0–23. */
  hour: number;
  /** ISO weekday of a weekly digest, 1 (Monday) – 7. */
  weekday: number;
  /** IANA name. */
  timeZone: string;
}

/**
 * The first sending time after an instant, or null where the cadence is off. An hour that the clock
 * jumps over is sent as much later as the jump is long, one that comes twice the first time
 * (Temporal's "compatible"; RFC 5545, 3.3.5).
 */
export function nextDue(schedule: Schedule, after: Date): Date | null {
  if (schedule.cadence === "off") return null;
  const instant = Temporal.Instant.fromEpochMilliseconds(after.getTime());
  let day = instant.toZonedDateTimeISO(schedule.timeZone).toPlainDate();
  // A week and a day: today's hour may be over, and a zone may have skipped a whole day.
  for (let tried = 0; tried < 9; tried++) {
    const due = day
      .toPlainDateTime({ hour: schedule.hour })
      .toZonedDateTime(schedule.timeZone, { disambiguation: "compatible" });
    const fits = schedule.cadence === "daily" || day.dayOfWeek === schedule.weekday;
    if (fits && Temporal.Instant.compare(due.toInstant(), instant) > 0) {
      return new Date(due.epochMilliseconds);
    }
    day = day.add({ days: 1 });
  }
  throw new RangeError(`No day of this schedule in ${schedule.timeZone}`);
}

/**
 * The first sending time on a later local day than that of a digest: one that comes late, after a time
 * out of service, stands for its day.
 */
export function nextAfterDigest(schedule: Schedule, digestAt: Date): Date | null {
  const day = periodOf(digestAt, schedule.timeZone);
  let due = nextDue(schedule, digestAt);
  while (due && periodOf(due, schedule.timeZone) === day) due = nextDue(schedule, due);
  return due;
}

/** The local day of an instant, YYYY-MM-DD: at most one digest a subscription and day. */
export function periodOf(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

const WEEKDAYS = [
  "Mondays",
  "Tuesdays",
  "Wednesdays",
  "Thursdays",
  "Fridays",
  "Saturdays",
  "Sundays",
];

/** A name of a time zone as people read it. */
export function zoneInWords(timeZone: string): string {
  return timeZone.replaceAll("_", " ");
}

/** A schedule in plain words. */
export function inWords({ cadence, hour, weekday, timeZone }: Schedule): string {
  if (cadence === "off") return "Off";
  const when = cadence === "daily" ? "Every day" : `On ${WEEKDAYS[weekday - 1]}`;
  return `${when} at ${String(hour).padStart(2, "0")}:00, ${zoneInWords(timeZone)} time`;
}

import { Temporal } from "temporal-polyfill";

/** A date (YYYY-MM-DD) and time (HH:MM) as clocks in some time zone show them. */
export interface WallClock {
  date: string;
  time: string;
}

/**
 * Finds the instant at which clocks in a time zone show a date and time. A time that the clocks skip moves later by
 * the length of the gap. Of a time that comes twice, the first is taken (Temporal's "compatible"; RFC 5545, 3.3.5).
 * @throws RangeError on a date or time that does not exist, or an unknown time zone
 */
export function instantOf({ date, time }: WallClock, timeZone: string): Date {
  const local = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: "compatible" });
  return new Date(zoned.epochMilliseconds);
}

/** Finds the date and time that clocks in a time zone show at an instant, to the minute. */
export function wallClockOf(instant: Date, timeZone: string): WallClock {
  return clockFace(inZone(instant, timeZone));
}

/** An instant with its time zone, for arithmetic by the local calendar. */
export function inZone(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}

/** The date and time of a zoned instant, to the minute. */
export function clockFace(zoned: Temporal.ZonedDateTime): WallClock {
  return {
    date: zoned.toPlainDate().toString(),
    time: zoned.toPlainTime().toString({ smallestUnit: "minute" }),
  };
}

import { Temporal } from "temporal-polyfill";
import { instantOf, inZone } from "./local-time";

/** Something that recurs at one time of day, on days of the local calendar. */
export interface Recurrence {
  on: Weekly | Monthly;
  /** Local wall-clock time, HH:MM. */
  time: string;
  /** IANA name. */
  timeZone: string;
}

interface Weekly {
  /** ISO weekdays, 1 (Monday) – 7; at least one. */
  weekdays: readonly number[];
  /** Every this many weeks, counted from a local day (YYYY-MM-DD) and never before it. If absent, every week. */
  every?: { weeks: number; from: string };
}

interface Monthly {
  /** 1–31; shorter months end with their last day. */
  dayOfMonth: number;
}

/** One time of a recurrence. Clocks that jump may put the instant on the day after its local day. */
export interface Occurrence {
  /** Local day, YYYY-MM-DD. */
  day: string;
  at: Date;
}

/**
 * Lists the occurrences after an instant, in order and without end. If a zone skips a whole day (Samoa,
 * 2011-12-30), the times of two days may be one instant: it comes once, as that of the first day.
 * @throws RangeError on an unknown time zone, day or time, and on weekdays of which there are none
 */
export function* occurrencesAfter(recurrence: Recurrence, after: Date): Generator<Occurrence> {
  const here = inZone(after, recurrence.timeZone).toPlainDate();
  // Starts with the day before: the clocks may move its instant past the given one.
  for (const occurrence of occurrencesFrom(recurrence, here.subtract({ days: 1 }).toString()))
    if (occurrence.at > after) yield occurrence;
}

/**
 * Lists the occurrences of a local day (YYYY-MM-DD) and later ones, in order and without end.
 * @throws RangeError on an unknown time zone, day or time, and on weekdays of which there are none
 */
export function* occurrencesFrom(recurrence: Recurrence, from: string): Generator<Occurrence> {
  const { on, time, timeZone } = recurrence;
  let before: Date | null = null;
  let day = Temporal.PlainDate.from(from);
  for (;;) {
    day = firstDay(on, day);
    const date = day.toString();
    const at = instantOf({ date, time }, timeZone);
    if (at.getTime() !== before?.getTime()) yield { day: date, at };
    before = at;
    day = day.add({ days: 1 });
  }
}

/** The first day of a recurrence that is not before a day. */
function firstDay(on: Recurrence["on"], soonest: Temporal.PlainDate): Temporal.PlainDate {
  if ("dayOfMonth" in on) {
    // `with` uses the last day of a shorter month.
    const here = soonest.with({ day: on.dayOfMonth });
    const passed = Temporal.PlainDate.compare(here, soonest) < 0;
    return passed ? soonest.add({ months: 1 }).with({ day: on.dayOfMonth }) : here;
  }
  const { weekdays, every } = on;
  if (weekdays.length === 0) throw new RangeError("A recurrence by weekdays needs one");
  const start = every ? Temporal.PlainDate.from(every.from) : soonest;
  const passed = start.until(soonest, { largestUnit: "days" }).days;
  const cycle = 7 * (every?.weeks ?? 1);
  const waits = weekdays.map((weekday) => {
    const first = (weekday - start.dayOfWeek + 7) % 7;
    return first + Math.max(0, Math.ceil((passed - first) / cycle)) * cycle;
  });
  return start.add({ days: Math.min(...waits) });
}

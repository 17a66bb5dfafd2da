import { Temporal } from "temporal-polyfill";
import { instantOf } from "../rules";

/** When a group's ballots open and close by themselves, in the group's own time. */
export interface Rhythm {
  /** IANA name. */
  timeZone: string;
  /** YYYY-MM-DD: no ballot opens before this day; the weeks are counted from it. */
  from: string;
  /** 1: every week, 2: every other week … */
  everyWeeks: number;
  /** ISO weekday, 1 (Monday) – 7. */
  opensOn: number;
  /** Local wall-clock time, HH:MM. */
  opensAt: string;
  closesOn: number;
  closesAt: string;
}

/** One turn of a rhythm. */
export interface Turn {
  opensAt: Date;
  closesAt: Date;
}

/** The first such weekday on or after a day. */
function onWeekday(day: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return day.add({ days: (weekday - day.dayOfWeek + 7) % 7 });
}

/**
 * The first turn that opens after an instant. It closes at the first closing weekday and time after
 * its opening by the wall clock: Friday 17:00 to Monday 09:00 is always the Monday that follows.
 * @throws RangeError on an unknown time zone, day or time
 */
export function nextTurn(rhythm: Rhythm, after: Date): Turn {
  const { timeZone, everyWeeks } = rhythm;
  const first = onWeekday(Temporal.PlainDate.from(rhythm.from), rhythm.opensOn);
  const here = Temporal.Instant.fromEpochMilliseconds(after.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const passed = Math.floor(first.until(here, { largestUnit: "days" }).days / (7 * everyWeeks));
  // From the turn before: its local day may lie behind while its instant lies ahead.
  for (let turn = Math.max(0, passed - 1); ; turn++) {
    const day = first.add({ days: turn * 7 * everyWeeks });
    const opensAt = instantOf({ date: day.toString(), time: rhythm.opensAt }, timeZone);
    if (opensAt > after) return { opensAt, closesAt: closing(rhythm, day, opensAt) };
  }
}

function closing({ timeZone, closesOn, closesAt }: Rhythm, day: Temporal.PlainDate, after: Date) {
  const soonest = onWeekday(day, closesOn);
  const same = instantOf({ date: soonest.toString(), time: closesAt }, timeZone);
  return same > after
    ? same
    : instantOf({ date: soonest.add({ days: 7 }).toString(), time: closesAt }, timeZone);
}

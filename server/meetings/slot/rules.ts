import { Temporal } from "temporal-polyfill";
import { instantOf } from "@/server/ballots/rules";

/** When a group meets by default, in its own time. */
export interface Slot {
  /** YYYY-MM-DD: no meeting before this day; the weeks are counted from it. */
  fromDay: string;
  /** 1: every week, 2: every other week … */
  everyWeeks: number;
  /** ISO weekday, 1 (Monday) – 7. */
  weekday: number;
  /** Local wall-clock time, HH:MM. */
  time: string;
  minutes: number;
}

/** A stretch of time that is taken. */
export interface Taken {
  startsAt: Date;
  minutes: number;
}

/** The slots of a group that begin at an instant or later, one after the other, without end. */
function* turns(slot: Slot, timeZone: string, from: Date): Generator<Date> {
  const begin = Temporal.PlainDate.from(slot.fromDay);
  const first = begin.add({ days: (slot.weekday - begin.dayOfWeek + 7) % 7 });
  const here = Temporal.Instant.fromEpochMilliseconds(from.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const days = 7 * slot.everyWeeks;
  const passed = Math.floor(first.until(here, { largestUnit: "days" }).days / days);
  // From the turn before: its local day may lie behind while its instant lies ahead.
  for (let turn = Math.max(0, passed - 1); ; turn++) {
    const date = first.add({ days: turn * days }).toString();
    const startsAt = instantOf({ date, time: slot.time }, timeZone);
    if (startsAt >= from) yield startsAt;
  }
}

/**
 * The first slot that begins at an instant or later and that nothing else overlaps.
 * @param until nothing after it; null where no slot before it is free
 * @throws RangeError on an unknown time zone, day or time
 */
export function freeTurn(
  slot: Slot,
  timeZone: string,
  { from, until, taken }: { from: Date; until: Date; taken: readonly Taken[] },
): Date | null {
  for (const startsAt of turns(slot, timeZone, from)) {
    if (startsAt > until) return null;
    const wanted = { startsAt, minutes: slot.minutes };
    if (!taken.some((other) => overlap(wanted, other))) return startsAt;
  }
  return null;
}

function overlap(a: Taken, b: Taken): boolean {
  return a.startsAt < endOf(b) && b.startsAt < endOf(a);
}

/** When something that begins then and lasts so long is over. */
export function endOf({ startsAt, minutes }: Taken): Date {
  return new Date(startsAt.getTime() + minutes * 60_000);
}

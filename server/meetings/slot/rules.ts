import { occurrencesAfter } from "@/server/platform/time/recurrence";

/** The default meeting time of a group, by its own clocks. */
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

/** A stretch of time that is occupied. */
export interface Booking {
  startsAt: Date;
  minutes: number;
}

/** The turns of a slot that begin at an instant or later, in order and without end. */
function* turnsFrom(slot: Slot, timeZone: string, from: Date): Generator<Date> {
  const every = { weeks: slot.everyWeeks, from: slot.fromDay };
  const recurrence = { on: { weekdays: [slot.weekday], every }, time: slot.time, timeZone };
  // Instants are whole milliseconds: one earlier, so that `from` itself counts.
  const before = new Date(from.getTime() - 1);
  for (const { at } of occurrencesAfter(recurrence, before)) yield at;
}

/**
 * Finds the first slot that begins at an instant or later and overlaps no booking.
 * @param until the latest beginning
 * @returns null if no slot until then is free
 * @throws RangeError on an unknown time zone, day or time
 */
export function findFreeTurn(
  slot: Slot,
  timeZone: string,
  { from, until, bookings }: { from: Date; until: Date; bookings: readonly Booking[] },
): Date | null {
  for (const startsAt of turnsFrom(slot, timeZone, from)) {
    if (startsAt > until) return null;
    const wanted = { startsAt, minutes: slot.minutes };
    if (!bookings.some((other) => overlap(wanted, other))) return startsAt;
  }
  return null;
}

function overlap(a: Booking, b: Booking): boolean {
  return a.startsAt < endOf(b) && b.startsAt < endOf(a);
}

/** The end of a booking. */
export function endOf({ startsAt, minutes }: Booking): Date {
  return new Date(startsAt.getTime() + minutes * 60_000);
}

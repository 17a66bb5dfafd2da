import { occurrencesAfter } from "@/server/platform/time/recurrence";

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

/** The turns of a slot that begin at an instant or later, in order and without end. */
function* turnsFrom(slot: Slot, timeZone: string, from: Date): Generator<Date> {
  const every = { weeks: slot.everyWeeks, from: slot.fromDay };
  const recurrence = { on: { weekdays: [slot.weekday], every }, time: slot.time, timeZone };
  // Instants are whole milliseconds: one earlier, so that `from` itself counts.
  const before = new Date(from.getTime() - 1);
  for (const { at } of occurrencesAfter(recurrence, before)) yield at;
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
  for (const startsAt of turnsFrom(slot, timeZone, from)) {
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

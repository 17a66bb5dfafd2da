import { inZone } from "@/server/platform/time/local-time";
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

/** Whether an instant is the beginning of a turn of the slot. */
export function isTurn(slot: Slot, timeZone: string, at: Date): boolean {
  const [next] = turnsFrom(slot, timeZone, at);
  return next?.getTime() === at.getTime();
}

/** A planned meeting. */
export interface Planned extends Booking {
  id: string;
}

const DAY_MS = 24 * 3600 * 1000;

/**
 * Moves the meetings that are at a turn of the slot before to turns of the new one, in their order: each to the first
 * free turn of its own week (Monday to Sunday, in the group's time zone) or later, but not to one that is less
 * than a day away. Meetings at other times stay, and keep their place.
 * @param meetings planned ones, the earliest first
 * @returns the new time of each meeting that moves
 */
export function moveTurns(
  meetings: readonly Planned[],
  { before, after, timeZone, now, until }: Move,
): Map<string, Date> {
  const moving = meetings.filter(({ startsAt }) => isTurn(before, timeZone, startsAt));
  const bookings: Booking[] = meetings.filter((meeting) => !moving.includes(meeting));
  const moved = new Map<string, Date>();
  for (const { id, startsAt } of moving) {
    const week = startOfWeek(startsAt, timeZone);
    const from = new Date(Math.max(week.getTime(), now.getTime() + DAY_MS));
    const at = findFreeTurn(after, timeZone, { from, until, bookings });
    bookings.push({ startsAt: at ?? startsAt, minutes: after.minutes });
    if (at) moved.set(id, at);
  }
  return moved;
}

interface Move {
  before: Slot;
  after: Slot;
  timeZone: string;
  now: Date;
  /** The latest beginning. */
  until: Date;
}

/** The beginning of the Monday of an instant's week. */
function startOfWeek(at: Date, timeZone: string): Date {
  const zoned = inZone(at, timeZone);
  const monday = zoned.subtract({ days: zoned.dayOfWeek - 1 }).startOfDay();
  return new Date(monday.epochMilliseconds);
}

function overlap(a: Booking, b: Booking): boolean {
  return a.startsAt < endOf(b) && b.startsAt < endOf(a);
}

/** The end of a booking. */
export function endOf({ startsAt, minutes }: Booking): Date {
  return new Date(startsAt.getTime() + minutes * 60_000);
}

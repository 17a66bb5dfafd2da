import { Temporal } from "temporal-polyfill";
import type { When } from "@/prisma/demo/story";

const DAY_MS = 24 * 3600 * 1000;

/** The instant this many days before another. */
export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/**
 * Turns the days of a group's story into instants, as seen from now.
 * @param weekday ISO weekday of its meetings; the next one is three to nine days ahead
 */
export function calendarOf(now: Date, timeZone: string, weekday: number): (when: When) => Date {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  let meeting = today.add({ days: 3 });
  while (meeting.dayOfWeek !== weekday) meeting = meeting.add({ days: 1 });
  return ({ from, days, time }) => {
    const day = (from === "today" ? today : meeting).add({ days });
    const local = day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) });
    return new Date(local.epochMilliseconds);
  };
}

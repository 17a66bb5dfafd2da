import { listInWords, ordinal, WEEKDAYS } from "@/server/platform/text/words";
import { instantOf, inZone, wallClockOf } from "@/server/platform/time/local-time";
import {
  occurrencesAfter,
  occurrencesFrom,
  type Recurrence,
} from "@/server/platform/time/recurrence";

export const CADENCES = ["daily", "weekdays", "weekly", "fortnightly", "monthly", "off"] as const;
export type Cadence = (typeof CADENCES)[number];

/** The sending times that a subscriber chose. */
export interface Schedule {
  cadence: Cadence;
  /** ISO weekdays, 1 (Monday) – 7: several for "weekdays", one for "weekly" and "fortnightly". */
  days: readonly number[];
  /** For "monthly", 1–31; shorter months use their last day. */
  dayOfMonth: number;
  /** Local wall-clock time, 0–23 and 0–59. */
  hour: number;
  minute: number;
  /** IANA name. */
  timeZone: string;
  /** Local day, YYYY-MM-DD, on which the first fortnight begins. Other cadences have no beginning. */
  fromDay: string;
}

/**
 * The first sending time after an instant, or null if the cadence is off.
 *
 * Each chosen local day has one sending time. A time that the clock jumps over is as much later as the jump
 * is long; one that comes twice is the first (Temporal's "compatible"; RFC 5545, 3.3.5). If a zone skips a
 * whole day (Samoa, 2011-12-30), its digest is due at the same time of the next day; if that day is chosen
 * too, both are one instant and one digest.
 * @throws RangeError on an unknown time zone, or if weekdays are needed and none is chosen
 */
export function nextDue(schedule: Schedule, after: Date): Date | null {
  const recurrence = toRecurrence(schedule);
  if (!recurrence) return null;
  const { value } = occurrencesAfter(recurrence, after).next();
  return value?.at ?? null;
}

/** The sending times of the local days from one to another, both included. */
export function* duesBetween(schedule: Schedule, from: string, to: string): Generator<Date> {
  const recurrence = toRecurrence(schedule);
  if (!recurrence) return;
  for (const { day, at } of occurrencesFrom(recurrence, from)) {
    if (day > to) return;
    yield at;
  }
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** The days and time of a schedule, or null if the cadence is off. */
function toRecurrence(schedule: Schedule): Recurrence | null {
  const { cadence, days, dayOfMonth, timeZone, fromDay } = schedule;
  const time = timeOf(schedule);
  switch (cadence) {
    case "off":
      return null;
    case "daily":
      return { on: { weekdays: EVERY_DAY }, time, timeZone };
    case "monthly":
      return { on: { dayOfMonth }, time, timeZone };
    case "fortnightly":
      return { on: { weekdays: days, every: { weeks: 2, from: fromDay } }, time, timeZone };
    default:
      return { on: { weekdays: days }, time, timeZone };
  }
}

/** HH:MM. */
function timeOf({ hour, minute }: Schedule): string {
  return [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
}

/**
 * The day that a digest sent at an instant is for, YYYY-MM-DD: at most one per subscription and day. It is
 * the local day. But if the clock jumps over the sending time and midnight (Nuuk, 2024-03-30, 23:30), that
 * digest comes at the beginning of a day that has its own, and is for the day before.
 */
export function periodOf(schedule: Schedule, instant: Date): string {
  const { timeZone } = schedule;
  const dueOn = (date: string) => instantOf({ date, time: timeOf(schedule) }, timeZone);
  const today = inZone(instant, timeZone).toPlainDate();
  const due = dueOn(today.toString());
  if (instant < due) {
    const yesterday = today.subtract({ days: 1 }).toString();
    const before = dueOn(yesterday);
    if (before < due && localDate(before, timeZone) === today.toString()) return yesterday;
  }
  return today.toString();
}

/** The local day of an instant, YYYY-MM-DD. */
export function localDate(instant: Date, timeZone: string): string {
  return wallClockOf(instant, timeZone).date;
}

const HOUR_MS = 3_600_000;
/** No local day begins further from the beginning of its date in UTC. */
const FURTHEST_MS = 36 * HOUR_MS;

/** A schedule, and the local day (YYYY-MM-DD) before which no digest is sent. */
export interface PausableSchedule extends Schedule {
  pausedUntil: string | null;
}

/** Returns the first sending time after an instant that no pause covers, or null for the cadence off. */
export function nextUnpausedDue(schedule: PausableSchedule, after: Date): Date | null {
  const { pausedUntil } = schedule;
  if (pausedUntil === null) return nextDue(schedule, after);
  const soonest = Math.max(after.getTime(), Date.parse(pausedUntil) - FURTHEST_MS);
  let due = nextDue(schedule, new Date(soonest));
  while (due && periodOf(schedule, due) < pausedUntil) due = nextDue(schedule, due);
  return due;
}

/** The longest gap of any schedule: two months, and a day for clock changes. */
const LONGEST_MS = 63 * 24 * HOUR_MS;

/** Returns the last sending time up to an instant, counting from a first one. */
export function latestDue(schedule: PausableSchedule, first: Date, at: Date): Date {
  const soonest = Math.max(first.getTime(), at.getTime() - LONGEST_MS);
  let due = first;
  let next = nextUnpausedDue(schedule, new Date(soonest));
  while (next && next <= at) {
    due = next;
    next = nextUnpausedDue(schedule, next);
  }
  return due;
}

/** Regions whose names end with a place; "Brazil/East" needs its first half. */
const REGIONS =
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)$/i;

/** A time zone as people call it: "Berlin", "New York", "UTC". */
export function zoneInWords(timeZone: string): string {
  // In these names, plus means west of UTC.
  const fixed = /^Etc\/GMT([+-])(\d+)$/i.exec(timeZone);
  if (fixed) return `UTC${fixed[1] === "+" ? "−" : "+"}${fixed[2]}`;
  const [region = "", ...places] = timeZone
    .replace(/^Etc\//i, "")
    .replaceAll("_", " ")
    .split("/");
  return REGIONS.test(region) ? (places.at(-1) ?? region) : [region, ...places].join("/");
}

/** A schedule in plain words. */
export function scheduleInWords(schedule: Schedule): string {
  if (schedule.cadence === "off") return "Off";
  const zone = zoneInWords(schedule.timeZone);
  return `${daysInWords(schedule)} at ${timeOf(schedule)} ${/^(UTC|GMT)/i.test(zone) ? zone : `${zone} time`}`;
}

/** The same inside a sentence: weekdays keep their capitals. */
export function scheduleInSentence(schedule: Schedule): string {
  const words = scheduleInWords(schedule);
  if (/^(Every|On)\b/.test(words)) return words.charAt(0).toLowerCase() + words.slice(1);
  return words.startsWith("Weekdays") ? words.replace("Weekdays", "on weekdays") : `on ${words}`;
}

function daysInWords({ cadence, days, dayOfMonth }: Schedule): string {
  const chosen = WEEKDAYS.filter((_, index) => days.includes(index + 1));
  if (cadence === "daily" || (cadence === "weekdays" && chosen.length === 7)) return "Every day";
  if (cadence === "weekly") return `Every ${listInWords(chosen)}`;
  if (cadence === "fortnightly") return `Every other ${listInWords(chosen)}`;
  if (cadence === "monthly") {
    const shorter = dayOfMonth > 28 ? ", or its last day," : "";
    return `On the ${ordinal(dayOfMonth)} of each month${shorter}`;
  }
  const working = chosen.length === 5 && !days.includes(6) && !days.includes(7);
  return working ? "Weekdays" : listInWords(chosen.map((day) => `${day}s`));
}

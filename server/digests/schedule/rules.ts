import { Temporal } from "temporal-polyfill";

export const CADENCES = ["daily", "weekdays", "weekly", "fortnightly", "monthly", "off"] as const;
export type Cadence = (typeof CADENCES)[number];

/** When a digest is wanted. */
export interface Schedule {
  cadence: Cadence;
  /** ISO weekdays, 1 (Monday) – 7: those chosen of "weekdays", the one of "weekly" and "fortnightly". */
  days: readonly number[];
  /** Of "monthly", 1–31; shorter months end with their last day. */
  dayOfMonth: number;
  /** Local wall-clock time, 0–23 and 0–59. */
  hour: number;
  minute: number;
  /** IANA name. */
  timeZone: string;
  /** Local day, YYYY-MM-DD: the first fortnight begins with it. The other cadences know no beginning. */
  fromDay: string;
}

/** A local day, counted from 1970-01-01: whole numbers know the calendar (as a Date in UTC), but no zones. */
type Day = number;

const DAY_MS = 86_400_000;
/** No clock was ever further from UTC: Manila, until 1844, by 15:56:08. */
const FURTHEST_MS = 16 * 3_600_000;

/**
 * The first sending time after an instant, or null where the cadence is off.
 *
 * Each chosen local day has one. A time that the clock jumps over is as much later as the jump is long;
 * one that comes twice is the first (Temporal's "compatible"; RFC 5545, 3.3.5). So it is where a zone
 * skips a whole day (Samoa, 2011-12-30): what was due on that day is due at the same time of the next,
 * and where that one is chosen as well both are one instant, and one digest.
 * @throws RangeError on an unknown time zone, and where weekdays are needed and none is chosen
 */
export function nextDue(schedule: Schedule, after: Date): Date | null {
  const local = (schedule.hour * 60 + schedule.minute) * 60_000;
  const soonest = Math.floor((after.getTime() - local - FURTHEST_MS) / DAY_MS) + 1;
  return firstAfter(schedule, soonest, after);
}

/** The sending times of the local days from one to another, both included. */
export function* duesBetween(schedule: Schedule, from: string, to: string): Generator<Date> {
  if (schedule.cadence === "off") return;
  const last = dayOf(to);
  let before: Date | null = null;
  for (let day = dayOf(from); ; day++) {
    day = sendingDay(schedule, day);
    if (day > last) return;
    const due = dueOn(schedule, day);
    if (due.getTime() !== before?.getTime()) yield due;
    before = due;
  }
}

/**
 * The day that a digest of an instant stands for, YYYY-MM-DD: at most one a subscription and day. It is
 * the local day; but where the clock jumped over the sending time and over midnight with it (Nuuk,
 * 2024-03-30, 23:30), that digest comes at the beginning of a day that has one of its own, and stands
 * for the day before.
 */
export function periodOf(schedule: Schedule, instant: Date): string {
  const today = localDay(instant, schedule.timeZone);
  const due = dueOn(schedule, today);
  if (instant < due) {
    const before = dueOn(schedule, today - 1);
    if (before < due && localDay(before, schedule.timeZone) === today) return dateOf(today - 1);
  }
  return dateOf(today);
}

/** The local day of an instant, YYYY-MM-DD. */
export function localDate(instant: Date, timeZone: string): string {
  return dateOf(localDay(instant, timeZone));
}

function firstAfter(schedule: Schedule, soonest: Day, after: Date): Date | null {
  if (schedule.cadence === "off") return null;
  for (let day = soonest; ; day++) {
    day = sendingDay(schedule, day);
    const due = dueOn(schedule, day);
    if (due > after) return due;
  }
}

/** The first day of a schedule that is not before a day. */
function sendingDay(schedule: Schedule, soonest: Day): Day {
  const { cadence, days, dayOfMonth, fromDay } = schedule;
  if (cadence === "daily") return soonest;
  if (cadence === "monthly") return onDayOfMonth(dayOfMonth, soonest);
  const start = cadence === "fortnightly" ? dayOf(fromDay) : null;
  const first = Math.max(soonest, start ?? soonest);
  for (let day = first; day < first + 14; day++) {
    const inTurn = start === null || Math.floor((day - start) / 7) % 2 === 0;
    if (inTurn && days.includes(new Date(day * DAY_MS).getUTCDay() || 7)) return day;
  }
  throw new RangeError("A schedule by weekdays needs one");
}

function onDayOfMonth(dayOfMonth: number, soonest: Day): Day {
  const date = new Date(soonest * DAY_MS);
  const ofMonth = (month: number) => {
    const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
    return Date.UTC(date.getUTCFullYear(), month, Math.min(dayOfMonth, last)) / DAY_MS;
  };
  const here = ofMonth(date.getUTCMonth());
  return here >= soonest ? here : ofMonth(date.getUTCMonth() + 1);
}

function dueOn({ hour, minute, timeZone }: Schedule, day: Day): Date {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  const local = new Temporal.PlainDateTime(year, month, date.getUTCDate(), hour, minute);
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: "compatible" });
  return new Date(zoned.epochMilliseconds);
}

function localDay(instant: Date, timeZone: string): Day {
  const { year, month, day } = Temporal.Instant.fromEpochMilliseconds(
    instant.getTime(),
  ).toZonedDateTimeISO(timeZone);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

function dayOf(date: string): Day {
  return Date.parse(date) / DAY_MS;
}

function dateOf(day: Day): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** Only below these does a name end with a place: "Brazil/East" needs its first half. */
const REGIONS =
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)$/i;

/** A time zone as people call it: "Berlin", "New York", "UTC". */
export function zoneInWords(timeZone: string): string {
  // These names count to the west.
  const fixed = /^Etc\/GMT([+-])(\d+)$/i.exec(timeZone);
  if (fixed) return `UTC${fixed[1] === "+" ? "−" : "+"}${fixed[2]}`;
  const [region = "", ...places] = timeZone
    .replace(/^Etc\//i, "")
    .replaceAll("_", " ")
    .split("/");
  return REGIONS.test(region) ? (places.at(-1) ?? region) : [region, ...places].join("/");
}

/** A schedule in plain words. */
export function inWords(schedule: Schedule): string {
  const { cadence, hour, minute, timeZone } = schedule;
  if (cadence === "off") return "Off";
  const time = [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
  const zone = zoneInWords(timeZone);
  return `${daysInWords(schedule)} at ${time} ${/^(UTC|GMT)/i.test(zone) ? zone : `${zone} time`}`;
}

function daysInWords({ cadence, days, dayOfMonth }: Schedule): string {
  const chosen = WEEKDAYS.filter((_, index) => days.includes(index + 1));
  if (cadence === "daily" || (cadence === "weekdays" && chosen.length === 7)) return "Every day";
  if (cadence === "weekly") return `Every ${listed(chosen)}`;
  if (cadence === "fortnightly") return `Every other ${listed(chosen)}`;
  if (cadence === "monthly") {
    const shorter = dayOfMonth > 28 ? ", or its last day," : "";
    return `On the ${ordinal(dayOfMonth)} of each month${shorter}`;
  }
  const working = chosen.length === 5 && !days.includes(6) && !days.includes(7);
  return working ? "Weekdays" : listed(chosen.map((day) => `${day}s`));
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB").format(names);
}

function ordinal(day: number): string {
  const teen = day > 10 && day < 14;
  return `${day}${(!teen && ["th", "st", "nd", "rd"][day % 10]) || "th"}`;
}

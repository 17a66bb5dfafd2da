import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scheduleAt } from "@/server/testing/fixtures/schedules";
import { size } from "@/server/testing/tier";
import { clockOf, type Stretch, shownAt } from "@/server/testing/wall-clock";
import { CADENCES, duesBetween, nextDue, periodOf, type Schedule } from "./rules";

const DAY = 86_400_000;

/** Zones of both hemispheres, with offsets of half and quarter hours, and with the most unusual changes of law. */
const ZONES = (
  "UTC Europe/Berlin Europe/London Europe/Dublin Europe/Moscow Europe/Istanbul Europe/Volgograd " +
  "Africa/Casablanca Africa/Cairo Africa/Juba Africa/Khartoum Asia/Tehran Asia/Kabul Asia/Kolkata " +
  "Asia/Kathmandu Asia/Tokyo Asia/Amman Asia/Beirut Asia/Pyongyang Asia/Gaza Asia/Almaty " +
  "Asia/Qostanay Australia/Sydney Australia/Lord_Howe Australia/Eucla Pacific/Apia Pacific/Fiji " +
  "Pacific/Chatham Pacific/Kiritimati Pacific/Norfolk Pacific/Marquesas America/New_York " +
  "America/St_Johns America/Sao_Paulo America/Santiago America/Havana America/Caracas " +
  "America/Asuncion America/Mexico_City America/Nuuk America/Scoresbysund Antarctica/Troll " +
  "Antarctica/Casey Atlantic/Azores"
).split(" ");

/** The periods between clock changes of a zone in these years, with a week before and after. */
const clocks = new Map<string, Stretch[]>();
function clock(timeZone: string): Stretch[] {
  const known = clocks.get(timeZone);
  const found = known ?? clockOf(timeZone, Date.UTC(2009, 11, 25), Date.UTC(2029, 0, 8));
  clocks.set(timeZone, found);
  return found;
}

/** Whether a digest is wanted on a day, judged by the calendar alone. */
function wanted({ cadence, days, dayOfMonth, fromDay }: Schedule, day: number): boolean {
  const date = new Date(day);
  const weekday = days.includes(((date.getUTCDay() + 6) % 7) + 1);
  if (cadence === "weekdays" || cadence === "weekly") return weekday;
  if (cadence === "monthly") {
    const last = new Date(day + DAY).getUTCDate() === 1;
    return date.getUTCDate() === dayOfMonth || (last && date.getUTCDate() < dayOfMonth);
  }
  const since = (day - Date.parse(fromDay)) / DAY;
  return cadence === "daily" || (weekday && since >= 0 && since % 14 < 7);
}

/** Every sending time of whole years, found by looking at the clock day by day. */
function lookedUp(schedule: Schedule, from: number, to: number): number[] {
  const { hour, minute, timeZone } = schedule;
  const found = new Set<number>();
  for (let day = Date.UTC(from, 0, 1); day <= Date.UTC(to, 11, 31); day += DAY) {
    if (!wanted(schedule, day)) continue;
    found.add(shownAt(clock(timeZone), day + (hour * 60 + minute) * 60_000));
  }
  return [...found];
}

const computed = (schedule: Schedule, from: number, to: number) =>
  Array.from(duesBetween(schedule, `${from}-01-01`, `${to}-12-31`), (due) => due.getTime());

/** Times of day at which clocks change: a quarter of an hour after the change begins, by either clock. */
function changing(timeZone: string): string[] {
  const stretches = clock(timeZone);
  const times = stretches.slice(0, -1).flatMap(({ ends, offset }, index) => {
    const later = stretches[index + 1]?.offset ?? offset;
    const quarter = ends + Math.min(offset, later) + DAY / 96;
    return new Date(quarter).toISOString().slice(11, 16);
  });
  return [...new Set(times)];
}

describe("against an independent computation", () => {
  it("meets many clock changes", () => {
    expect(clock("Europe/Berlin")).toHaveLength(2 * 19 + 1);
    expect(changing("Europe/Berlin")).toEqual(["02:15"]);
    expect(changing("America/Nuuk")).toEqual(expect.arrayContaining(["22:15", "23:15"]));
    const all = ZONES.map((zone) => changing(zone).length);
    expect(all.filter((times) => times > 0).length).toBeGreaterThan(30);
  });

  const [from, to] = [size(2026, 2022), 2027];
  it.each(ZONES)(
    `is due every day of 2011 and of ${from} to ${to} in %s, never twice`,
    (timeZone) => {
      for (const time of ["02:30", ...changing(timeZone)]) {
        const daily = scheduleAt(`${time} ${timeZone}`);
        expect(computed(daily, 2011, 2011)).toEqual(lookedUp(daily, 2011, 2011));
        expect(computed(daily, from, to)).toEqual(lookedUp(daily, from, to));
      }
    },
  );

  const rare: Partial<Schedule>[] = [
    { cadence: "weekdays", days: [1, 3, 6] },
    { cadence: "weekly", days: [7] },
    { cadence: "fortnightly", days: [7], fromDay: "2011-01-05" },
    { cadence: "fortnightly", days: [5], fromDay: "2023-12-30" },
    { cadence: "monthly", dayOfMonth: 30 },
    { cadence: "monthly", dayOfMonth: 31 },
  ];
  it.each(rare)("is due only on its chosen days: %o", (which) => {
    for (const timeZone of ZONES) {
      for (const time of ["08:00", changing(timeZone)[0] ?? "23:59"]) {
        const schedule = scheduleAt(`${time} ${timeZone}`, which);
        expect(computed(schedule, 2011, 2011)).toEqual(lookedUp(schedule, 2011, 2011));
        const first = size(2025, 2023);
        expect(computed(schedule, first, 2026)).toEqual(lookedUp(schedule, first, 2026));
      }
    }
  });
});

/** Any schedule that has times, most of them at a time at which the zone's clock changes. */
const schedules = fc
  .record({
    cadence: fc.constantFrom(...CADENCES.filter((cadence) => cadence !== "off")),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    dayOfMonth: fc.integer({ min: 1, max: 31 }),
    hour: fc.nat(23),
    minute: fc.nat(59),
    timeZone: fc.constantFrom(...ZONES),
    fromDay: fc.constantFrom("2011-01-01", "2019-12-31", "2024-02-29"),
    change: fc.option(fc.nat(99)),
  })
  .map(({ change, ...schedule }) => {
    const times = changing(schedule.timeZone);
    const time = change === null ? undefined : times[change % times.length];
    const [hour, minute] = time?.split(":").map(Number) ?? [];
    return { ...schedule, hour: hour ?? schedule.hour, minute: minute ?? schedule.minute };
  });

/** A schedule and an instant: half of these within two days of a change of the zone's clock. */
const cases = fc
  .record({
    schedule: schedules,
    any: fc.integer({ min: Date.UTC(2011, 0, 1), max: Date.UTC(2026, 0, 1) }),
    near: fc.boolean(),
    apart: fc.integer({ min: -2 * DAY, max: 2 * DAY }),
  })
  .map(({ schedule, any, near, apart }) => {
    const changes = clock(schedule.timeZone).slice(0, -1);
    const change = near && changes.find(({ ends }) => ends > any)?.ends;
    return { schedule, after: new Date(change ? change + apart : any) };
  });

it("comes after the instant, and there is no earlier one", () => {
  fc.assert(
    fc.property(cases, ({ schedule, after }) => {
      const due = nextDue(schedule, after) as Date;
      expect(due.getTime()).toBeGreaterThan(after.getTime());
      expect(nextDue(schedule, new Date(due.getTime() - 1))).toEqual(due);
      const [first, last] = [after, due].map((instant) => instant.getUTCFullYear());
      const all = lookedUp(schedule, (first as number) - 1, (last as number) + 1);
      expect(due.getTime()).toBe(all.find((instant) => instant > after.getTime()));
    }),
    { numRuns: size(60, 300) },
  );
});

it("steps through the same times as the list of days, each for a different day", () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 80 }), ({ schedule, after }, days) => {
      const date = (instant: number) => new Date(instant).toISOString().slice(0, 10);
      const [from, to] = [date(after.getTime()), date(after.getTime() + days * DAY)];
      const between = [...duesBetween(schedule, from, to)];
      const chained = between.slice(1).map((_, index) => nextDue(schedule, between[index] as Date));
      expect(chained).toEqual(between.slice(1));
      const periods = between.map((due) => periodOf(schedule, due));
      expect(periods).toEqual([...new Set(periods)].sort());
    }),
    { numRuns: size(80, 400) },
  );
});

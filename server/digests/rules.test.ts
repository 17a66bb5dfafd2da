import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { inWords, nextAfterDigest, nextDue, periodOf, type Schedule } from "./rules";

const daily = (hour: number, timeZone: string): Schedule => ({
  cadence: "daily",
  hour,
  weekday: 1,
  timeZone,
});
const next = (schedule: Schedule, after: string) =>
  nextDue(schedule, new Date(after))?.toISOString();

it.each([
  ["summer", daily(8, "Europe/Berlin"), "2026-07-01T05:59:59Z", "2026-07-01T06:00:00.000Z"],
  ["winter", daily(8, "Europe/Berlin"), "2026-12-01T07:00:00Z", "2026-12-02T07:00:00.000Z"],
  [
    "an hour jumped over",
    daily(2, "Europe/Berlin"),
    "2026-03-29T00:00:00Z",
    "2026-03-29T01:00:00.000Z",
  ],
  [
    "an hour that comes twice",
    daily(2, "Europe/Berlin"),
    "2026-10-24T23:00:00Z",
    "2026-10-25T00:00:00.000Z",
  ],
  [
    "and not the second time",
    daily(2, "Europe/Berlin"),
    "2026-10-25T00:00:00Z",
    "2026-10-26T01:00:00.000Z",
  ],
  [
    "a quarter-hour offset",
    daily(8, "Asia/Kathmandu"),
    "2026-05-05T02:00:00Z",
    "2026-05-05T02:15:00.000Z",
  ],
  [
    "half an hour of summer time",
    daily(2, "Australia/Lord_Howe"),
    "2026-10-03T15:00:00Z",
    "2026-10-03T15:30:00.000Z",
  ],
])("daily: %s", (_, schedule, after, due) => {
  expect(next(schedule, after)).toBe(due);
});

it("keeps to the weekday of a weekly digest", () => {
  const friday: Schedule = { ...daily(8, "America/New_York"), cadence: "weekly", weekday: 5 };
  expect(next(friday, "2026-11-24T00:00:00Z")).toBe("2026-11-27T13:00:00.000Z");
  expect(next(friday, "2026-11-27T13:00:00Z")).toBe("2026-12-04T13:00:00.000Z");
});

/** Both hemispheres, halves and quarters of an hour, and those that changed their law most boldly. */
const ZONES = (
  "UTC Europe/Berlin Europe/London Europe/Dublin Europe/Moscow Europe/Istanbul Africa/Casablanca " +
  "Africa/Cairo Asia/Tehran Asia/Kabul Asia/Kolkata Asia/Kathmandu Asia/Tokyo Asia/Amman " +
  "Asia/Pyongyang Asia/Gaza Australia/Sydney Australia/Lord_Howe Australia/Eucla Pacific/Apia " +
  "Pacific/Chatham Pacific/Kiritimati Pacific/Norfolk America/New_York America/St_Johns " +
  "America/Sao_Paulo America/Santiago America/Havana America/Caracas America/Asuncion " +
  "America/Nuuk Antarctica/Troll"
).split(" ");
const schedules = fc.record({
  cadence: fc.constantFrom("daily" as const, "weekly" as const),
  hour: fc.integer({ min: 0, max: 23 }),
  weekday: fc.integer({ min: 1, max: 7 }),
  timeZone: fc.constantFrom(...ZONES),
});
const instants = fc.date({
  min: new Date("2010-01-01T00:00:00Z"),
  max: new Date("2030-01-01T00:00:00Z"),
  noInvalidDate: true,
});
const HOUR = 3_600_000;

/** A schedule and an instant: half of them in the day before the zone's clock changes. */
const cases = fc
  .record({ schedule: schedules, any: instants, changing: fc.boolean(), minutes: fc.nat(26 * 60) })
  .map(({ schedule, any, changing, minutes }) => {
    const change = Temporal.Instant.fromEpochMilliseconds(any.getTime())
      .toZonedDateTimeISO(schedule.timeZone)
      .getTimeZoneTransition("next");
    if (!changing || !change) return { schedule, after: any };
    const after = new Date(change.epochMilliseconds - minutes * 60_000);
    return { schedule: { ...schedule, hour: schedule.hour % 4 }, after };
  });

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock on the wall shows, by the platform's own formatter. */
function wall(instant: Date, timeZone: string) {
  let format = formats.get(timeZone);
  if (!format) {
    const parts = {
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    } as const;
    format = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", ...parts });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(instant).map((p) => [p.type, p.value]));
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(part.weekday ?? "") + 1;
  return { weekday, time: `${part.hour}:${part.minute}:${part.second}` };
}

it("comes after, at its hour and on its weekday, and no sooner could be", () => {
  fc.assert(
    fc.property(cases, ({ schedule, after }) => {
      const due = nextDue(schedule, after) as Date;
      const { timeZone, hour, cadence } = schedule;
      expect(due.getTime()).toBeGreaterThan(after.getTime());
      // A day, and what a zone may jump: Samoa once jumped over a whole one.
      const most = (cadence === "daily" ? 24 : 7 * 24) + 25;
      expect(due.getTime() - after.getTime()).toBeLessThanOrEqual(most * HOUR);
      expect(nextDue(schedule, new Date(due.getTime() - 1))).toEqual(due);
      const { weekday, time } = wall(due, timeZone);
      const wanted = `${String(hour).padStart(2, "0")}:00:00`;
      if (time === wanted) {
        // The first of two hours of the same name.
        const earlier = wall(new Date(due.getTime() - HOUR), timeZone);
        const half = wall(new Date(due.getTime() - HOUR / 2), timeZone);
        expect([earlier.time, half.time]).not.toContain(wanted);
        const jumpedDay = wall(new Date(due.getTime() - 1), timeZone).weekday !== weekday;
        if (cadence === "weekly" && !jumpedDay) expect(weekday).toBe(schedule.weekday);
      } else {
        // The clock jumped over it: sent as much later as the jump is long.
        const before = wall(new Date(due.getTime() - 2 * HOUR), timeZone).time;
        const hours = Number(before.slice(0, 2)) + Number(before.slice(3, 5)) / 60;
        expect((hours + 2) % 24).toBeCloseTo(hour, 5);
      }
    }),
    { numRuns: 800 },
  );
}, 30_000);

it("comes at most once a local day, wherever and whenever", () => {
  fc.assert(
    fc.property(cases, ({ schedule, after }) => {
      let before = after;
      let day = "";
      for (let count = 0; count < 12; count++) {
        const due = nextDue(schedule, before) as Date;
        const next = periodOf(due, schedule.timeZone);
        expect(next > day).toBe(true);
        [before, day] = [due, next];
      }
    }),
    { numRuns: 300 },
  );
}, 30_000);

it.each([
  ["Pacific/Apia", "2011-12-30", 2011, 364],
  ["Australia/Lord_Howe", null, 2026, 365],
  ["America/Sao_Paulo", null, 2018, 365],
  ["Africa/Casablanca", null, 2026, 365],
  ["Asia/Tehran", null, 2021, 365],
  ["Europe/Berlin", null, 2028, 366],
])("comes on every day of a year in %s that there is", (zone, missing, year, days) => {
  for (const hour of [0, 2, 8, 23]) {
    const seen = new Set<string>();
    let at = new Date(Date.UTC(year - 1, 11, 30));
    for (;;) {
      at = nextDue(daily(hour, zone), at) as Date;
      const day = periodOf(at, zone);
      if (day > `${year}-12-31`) break;
      if (day >= `${year}-01-01`) seen.add(day);
    }
    expect(seen.size).toBe(days);
    expect(missing !== null && seen.has(missing)).toBe(false);
  }
});

it("comes on the next day after a digest, also where that one came late or early", () => {
  fc.assert(
    fc.property(schedules, instants, (schedule, digestAt) => {
      const next = nextAfterDigest(schedule, digestAt) as Date;
      const { timeZone } = schedule;
      expect(periodOf(next, timeZone) > periodOf(digestAt, timeZone)).toBe(true);
      expect(nextDue(schedule, new Date(next.getTime() - 1))).toEqual(next);
    }),
    { numRuns: 300 },
  );
  const eight = daily(8, "Europe/Berlin");
  const after = (at: string) => nextAfterDigest(eight, new Date(at))?.toISOString();
  expect(after("2026-11-24T06:59:00Z")).toBe("2026-11-25T07:00:00.000Z");
  expect(after("2026-11-24T07:00:20Z")).toBe("2026-11-25T07:00:00.000Z");
});

it("is never due when it is off", () => {
  expect(nextDue({ ...daily(8, "UTC"), cadence: "off" }, new Date())).toBeNull();
  expect(nextAfterDigest({ ...daily(8, "UTC"), cadence: "off" }, new Date())).toBeNull();
  expect(inWords({ ...daily(8, "America/New_York"), cadence: "weekly", weekday: 5 })).toBe(
    "On Fridays at 08:00, America/New York time",
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { clockOf, type Stretch, shownAt } from "@/server/testing/wall-clock";
import {
  CADENCES,
  duesBetween,
  nextDue,
  periodOf,
  type Schedule,
  scheduleInWords,
  zoneInWords,
} from "./rules";

const DAY = 86_400_000;

/** A schedule from "08:00 Europe/Berlin": daily, where nothing else is said. */
function at(clock: string, other: Partial<Schedule> = {}): Schedule {
  const [time = "", timeZone = ""] = clock.split(" ");
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const usual = { cadence: "daily", days: [], dayOfMonth: 1, fromDay: "2000-01-03" } as const;
  return { ...usual, hour, minute, timeZone, ...other };
}

/** Without milliseconds, and only ever whole ones. */
const utc = (instant: Date | null) => instant?.toISOString().replace(":00.000Z", "Z");
const dues = (schedule: Schedule, from: string, to = from) =>
  [...duesBetween(schedule, from, to)].map(utc);

it.each([
  ["summer in Berlin", "08:00 Europe/Berlin", "2026-07-01", "2026-07-01T06:00Z"],
  ["winter in Berlin", "08:00 Europe/Berlin", "2026-12-01", "2026-12-01T07:00Z"],
  ["jumped over in Berlin", "02:30 Europe/Berlin", "2026-03-29", "2026-03-29T01:30Z"],
  ["jumped over at its first minute", "02:00 Europe/Berlin", "2026-03-29", "2026-03-29T01:00Z"],
  ["the minute after the jump", "03:00 Europe/Berlin", "2026-03-29", "2026-03-29T01:00Z"],
  ["twice in Berlin", "02:30 Europe/Berlin", "2026-10-25", "2026-10-25T00:30Z"],
  ["twice in New York", "01:30 America/New_York", "2026-11-01", "2026-11-01T05:30Z"],
  ["a quarter of an hour", "08:00 Asia/Kathmandu", "2026-05-05", "2026-05-05T02:15Z"],
  ["a jump of half an hour", "02:15 Australia/Lord_Howe", "2026-10-04", "2026-10-03T15:45Z"],
  ["half an hour twice", "01:45 Australia/Lord_Howe", "2026-04-05", "2026-04-04T14:45Z"],
  ["a jump at a quarter", "03:00 Pacific/Chatham", "2026-09-27", "2026-09-26T14:15Z"],
  ["twice at a quarter", "03:15 Pacific/Chatham", "2026-04-05", "2026-04-04T13:30Z"],
  ["a jump of two hours", "02:30 Antarctica/Troll", "2026-03-29", "2026-03-29T02:30Z"],
  ["before Ramadan", "02:30 Africa/Casablanca", "2026-02-15", "2026-02-15T01:30Z"],
  ["in Ramadan", "08:00 Africa/Casablanca", "2026-03-01", "2026-03-01T08:00Z"],
  ["after Ramadan", "02:30 Africa/Casablanca", "2026-03-22", "2026-03-22T02:30Z"],
  ["midnight jumped over", "00:00 Asia/Tehran", "2022-03-22", "2022-03-21T20:30Z"],
  ["Tehran's last summer time", "08:00 Asia/Tehran", "2022-06-01", "2022-06-01T03:30Z"],
  ["Tehran's law of 2022", "08:00 Asia/Tehran", "2023-06-01", "2023-06-01T04:30Z"],
  ["Mexico's last summer time", "08:00 America/Mexico_City", "2022-06-01", "2022-06-01T13:00Z"],
  ["Mexico's law of 2022", "08:00 America/Mexico_City", "2023-06-01", "2023-06-01T14:00Z"],
  ["Paraguay's last winter time", "08:00 America/Asuncion", "2024-06-01", "2024-06-01T12:00Z"],
  ["Paraguay's law of 2024", "08:00 America/Asuncion", "2025-06-01", "2025-06-01T11:00Z"],
  ["Kazakhstan's evening twice", "23:30 Asia/Almaty", "2024-02-29", "2024-02-29T17:30Z"],
  ["Kazakhstan's law of 2024", "08:00 Asia/Almaty", "2024-03-01", "2024-03-01T03:00Z"],
  ["Pyongyang's way back", "23:30 Asia/Pyongyang", "2018-05-04", "2018-05-04T15:00Z"],
  ["over midnight in Nuuk", "23:30 America/Nuuk", "2024-03-30", "2024-03-31T01:30Z"],
  ["a day that Samoa skipped", "08:00 Pacific/Apia", "2011-12-30", "2011-12-30T18:00Z"],
])("is due once: %s", (_, clock, day, instant) => {
  const schedule = at(clock);
  expect(dues(schedule, day)).toEqual([instant]);
  const due = new Date(instant);
  expect(nextDue(schedule, new Date(due.getTime() - 1))).toEqual(due);
  expect(nextDue(schedule, due)?.getTime()).toBeGreaterThan(due.getTime() + DAY / 2);
});

/** The first sending time of a later day than that of a digest, as the product finds it. */
function dueAfterDigest(schedule: Schedule, digestAt: Date): Date | null {
  const period = periodOf(schedule, digestAt);
  let due = nextDue(schedule, digestAt);
  while (due && periodOf(schedule, due) <= period) due = nextDue(schedule, due);
  return due;
}

describe("where Samoa skipped a Friday", () => {
  const friday = { cadence: "weekly", days: [5] } as const;

  it("sends one digest for it and the Saturday", () => {
    const days = ["2011-12-29T18:00Z", "2011-12-30T18:00Z", "2011-12-31T18:00Z"];
    const daily = at("08:00 Pacific/Apia");
    expect(dues(daily, "2011-12-29", "2012-01-01")).toEqual(days);
    const both = { ...daily, cadence: "weekdays", days: [5, 6] } as const;
    expect(dues(both, "2011-12-29", "2012-01-01")).toEqual(days.slice(1, 2));
    const periods = days.map((day) => periodOf(daily, new Date(day)));
    expect(periods).toEqual(["2011-12-29", "2011-12-31", "2012-01-01"]);
    // One of Thursday that comes an hour before Saturday's stands for Saturday, as on any other day.
    expect(periodOf(daily, new Date("2011-12-30T17:00Z"))).toBe("2011-12-31");
  });

  it("sends a Friday's digest on the Saturday", () => {
    const weekly = at("08:00 Pacific/Apia", friday);
    const fridays = ["2011-12-23T18:00Z", "2011-12-30T18:00Z", "2012-01-05T18:00Z"];
    expect(dues(weekly, "2011-12-23", "2012-01-06")).toEqual(fridays);
    expect(utc(dueAfterDigest(weekly, new Date("2011-12-23T18:00Z")))).toBe("2011-12-30T18:00Z");
  });
});

it("stands for the day before where the clock jumped over midnight", () => {
  const late = at("23:30 America/Nuuk");
  const sunday = ["2024-03-31T01:30Z", "2024-04-01T00:30Z"].map((text) => new Date(text));
  expect(sunday.map((due) => periodOf(late, due))).toEqual(["2024-03-30", "2024-03-31"]);
  const minuteLate = new Date("2024-03-31T01:31:10Z");
  expect(periodOf(late, minuteLate)).toBe("2024-03-30");
  expect(dueAfterDigest(late, minuteLate)).toEqual(sunday[1]);
});

it.each([
  ["on time", "2026-11-24T07:00:20Z"],
  ["late", "2026-11-24T22:59:59Z"],
  ["early, after a change of the hour", "2026-11-24T06:59:00Z"],
])("comes on the next day after a digest %s", (_, digestAt) => {
  const next = dueAfterDigest(at("08:00 Europe/Berlin"), new Date(digestAt));
  expect(utc(next)).toBe("2026-11-25T07:00Z");
});

it("comes on the 31st or the last day of the month", () => {
  const monthly = (dayOfMonth: number) => at("12:00 UTC", { cadence: "monthly", dayOfMonth });
  const days = (dayOfMonth: number, from: string, to: string) =>
    dues(monthly(dayOfMonth), from, to).map((due) => due?.slice(5, 10));
  const ends = "01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31".split(" ");
  expect(days(31, "2026-01-01", "2026-12-31")).toEqual(ends);
  expect(days(31, "2028-02-01", "2028-03-01")).toEqual(["02-29"]);
  expect(days(30, "2027-01-31", "2027-03-30")).toEqual(["02-28", "03-30"]);
  expect(days(29, "2027-12-30", "2028-03-01")).toEqual(["01-29", "02-29"]);
  expect(days(15, "2026-11-16", "2027-01-15")).toEqual(["12-15", "01-15"]);
  expect(utc(nextDue(monthly(31), new Date("2027-01-31T12:00Z")))).toBe("2027-02-28T12:00Z");
});

describe("every other week", () => {
  const thursday = { cadence: "fortnightly", days: [4], fromDay: "2026-12-04" } as const;

  it("begins with the first such day, and goes on over the year and summer time", () => {
    const schedule = at("08:00 Europe/Berlin", thursday);
    expect(dues(schedule, "2026-11-01", "2027-01-31")).toEqual([
      "2026-12-10T07:00Z",
      "2026-12-24T07:00Z",
      "2027-01-07T07:00Z",
      "2027-01-21T07:00Z",
    ]);
    expect(utc(nextDue(schedule, new Date("2020-01-01T00:00Z")))).toBe("2026-12-10T07:00Z");
    const spring = dues(schedule, "2027-03-18", "2027-04-15");
    expect(spring).toEqual(["2027-03-18T07:00Z", "2027-04-01T06:00Z", "2027-04-15T06:00Z"]);
  });

  it("may begin on the day itself", () => {
    const schedule = at("08:00 UTC", { ...thursday, fromDay: "2026-12-10" });
    expect(utc(nextDue(schedule, new Date("2026-12-10T07:59Z")))).toBe("2026-12-10T08:00Z");
    expect(utc(nextDue(schedule, new Date("2026-12-10T08:00Z")))).toBe("2026-12-24T08:00Z");
  });
});

it("is never due when it is off", () => {
  const off = at("08:00 UTC", { cadence: "off" });
  expect(nextDue(off, new Date())).toBeNull();
  expect(dues(off, "2026-01-01", "2026-12-31")).toEqual([]);
});

it("refuses to look for a weekday where none is chosen", () => {
  for (const cadence of ["weekdays", "weekly", "fortnightly"] as const) {
    expect(() => nextDue(at("08:00 UTC", { cadence }), new Date())).toThrow(RangeError);
  }
});

/** Both hemispheres, halves and quarters of an hour, and those that changed their law most boldly. */
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

/** Stretches of the clocks of a zone in these years, and a week around them. */
const clocks = new Map<string, Stretch[]>();
function clock(timeZone: string): Stretch[] {
  const known = clocks.get(timeZone);
  const found = known ?? clockOf(timeZone, Date.UTC(2009, 11, 25), Date.UTC(2029, 0, 8));
  clocks.set(timeZone, found);
  return found;
}

/** Whether a digest is wanted on a day, told from the calendar alone. */
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

/** Every sending time of whole years: day by day, by looking at the clock. */
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
  it("has changes of the clock to look at", () => {
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
        const daily = at(`${time} ${timeZone}`);
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
  it.each(rare)("is due on its days only: %o", (which) => {
    for (const timeZone of ZONES) {
      for (const time of ["08:00", changing(timeZone)[0] ?? "23:59"]) {
        const schedule = at(`${time} ${timeZone}`, which);
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

it("comes after, and no sooner could be", () => {
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

it("comes one after the other as it does between days, each for a day of its own", () => {
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

it.each([
  [{}, "Every day at 08:05 Berlin time"],
  [{ cadence: "off" }, "Off"],
  [{ cadence: "weekdays", days: [5, 4, 3, 2, 1] }, "Weekdays at 08:05 Berlin time"],
  [{ cadence: "weekdays", days: [1, 4] }, "Mondays and Thursdays at 08:05 Berlin time"],
  [
    { cadence: "weekdays", days: [6, 1, 3] },
    "Mondays, Wednesdays and Saturdays at 08:05 Berlin time",
  ],
  [
    { cadence: "weekdays", days: [2, 3, 4, 5, 6] },
    "Tuesdays, Wednesdays, Thursdays, Fridays and Saturdays at 08:05 Berlin time",
  ],
  [{ cadence: "weekdays", days: [1, 2, 3, 4, 5, 6, 7] }, "Every day at 08:05 Berlin time"],
  [{ cadence: "weekly", days: [1] }, "Every Monday at 08:05 Berlin time"],
  [{ cadence: "fortnightly", days: [7] }, "Every other Sunday at 08:05 Berlin time"],
  [{ cadence: "monthly", dayOfMonth: 1 }, "On the 1st of each month at 08:05 Berlin time"],
  [{ cadence: "monthly", dayOfMonth: 12 }, "On the 12th of each month at 08:05 Berlin time"],
  [{ cadence: "monthly", dayOfMonth: 23 }, "On the 23rd of each month at 08:05 Berlin time"],
  [
    { cadence: "monthly", dayOfMonth: 31 },
    "On the 31st of each month, or its last day, at 08:05 Berlin time",
  ],
  [{ timeZone: "UTC" }, "Every day at 08:05 UTC"],
] as [Partial<Schedule>, string][])("says in plain words: %j", (which, words) => {
  expect(scheduleInWords(at("08:05 Europe/Berlin", which))).toBe(words);
});

it.each([
  ["America/New_York", "New York"],
  ["America/Argentina/Buenos_Aires", "Buenos Aires"],
  ["Etc/UTC", "UTC"],
  ["Etc/GMT+5", "UTC−5"],
  ["Etc/GMT-14", "UTC+14"],
  ["Brazil/East", "Brazil/East"],
  ["Japan", "Japan"],
])("calls the zone %s %s", (zone, words) => {
  expect(zoneInWords(zone)).toBe(words);
});

import { describe, expect, it } from "vitest";
import { scheduleAt } from "@/server/testing/fixtures/schedules";
import { duesBetween, nextDue, periodOf, type Schedule } from "./rules";

const DAY = 86_400_000;

/** Shows an instant without its milliseconds, which are always 0. */
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
  const schedule = scheduleAt(clock);
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

  it("sends one digest for both the Friday and the Saturday", () => {
    const days = ["2011-12-29T18:00Z", "2011-12-30T18:00Z", "2011-12-31T18:00Z"];
    const daily = scheduleAt("08:00 Pacific/Apia");
    expect(dues(daily, "2011-12-29", "2012-01-01")).toEqual(days);
    const both = { ...daily, cadence: "weekdays", days: [5, 6] } as const;
    expect(dues(both, "2011-12-29", "2012-01-01")).toEqual(days.slice(1, 2));
    const periods = days.map((day) => periodOf(daily, new Date(day)));
    expect(periods).toEqual(["2011-12-29", "2011-12-31", "2012-01-01"]);
    // A digest one hour before Saturday's sending time stands for Saturday, as on any other day.
    expect(periodOf(daily, new Date("2011-12-30T17:00Z"))).toBe("2011-12-31");
  });

  it("sends a Friday's digest on the Saturday", () => {
    const weekly = scheduleAt("08:00 Pacific/Apia", friday);
    const fridays = ["2011-12-23T18:00Z", "2011-12-30T18:00Z", "2012-01-05T18:00Z"];
    expect(dues(weekly, "2011-12-23", "2012-01-06")).toEqual(fridays);
    expect(utc(dueAfterDigest(weekly, new Date("2011-12-23T18:00Z")))).toBe("2011-12-30T18:00Z");
  });
});

it("stands for the day before if the clocks skipped midnight", () => {
  const late = scheduleAt("23:30 America/Nuuk");
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
  const next = dueAfterDigest(scheduleAt("08:00 Europe/Berlin"), new Date(digestAt));
  expect(utc(next)).toBe("2026-11-25T07:00Z");
});

it("comes on the 31st or the last day of the month", () => {
  const monthly = (dayOfMonth: number) =>
    scheduleAt("12:00 UTC", { cadence: "monthly", dayOfMonth });
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

  it("begins with the first such weekday, and goes on past New Year and clock changes", () => {
    const schedule = scheduleAt("08:00 Europe/Berlin", thursday);
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

  it("can begin on its first day", () => {
    const schedule = scheduleAt("08:00 UTC", { ...thursday, fromDay: "2026-12-10" });
    expect(utc(nextDue(schedule, new Date("2026-12-10T07:59Z")))).toBe("2026-12-10T08:00Z");
    expect(utc(nextDue(schedule, new Date("2026-12-10T08:00Z")))).toBe("2026-12-24T08:00Z");
  });
});

it("is never due when it is off", () => {
  const off = scheduleAt("08:00 UTC", { cadence: "off" });
  expect(nextDue(off, new Date())).toBeNull();
  expect(dues(off, "2026-01-01", "2026-12-31")).toEqual([]);
});

it("refuses to look for a weekday if none is chosen", () => {
  for (const cadence of ["weekdays", "weekly", "fortnightly"] as const) {
    expect(() => nextDue(scheduleAt("08:00 UTC", { cadence }), new Date())).toThrow(RangeError);
  }
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  closingChoices,
  closingProblem,
  instantOf,
  LONGEST_DAYS,
  takesVotes,
  wallClockOf,
} from "./rules";

const AT = new Date("2026-05-04T16:00:00Z");
const later = (ms: number) => new Date(AT.getTime() + ms);
const OPENED = { openedAt: later(-7 * 24 * 3600 * 1000), cancelledAt: null };
const DAY = 24 * 3600 * 1000;

describe("a ballot takes votes", () => {
  it.each([
    ["just before its time", later(-1), null, true],
    ["not at its time", AT, null, false],
    ["not after it", later(1), null, false],
    ["not once it is closed, though its time is to come", later(-DAY), later(-DAY - 1), false],
  ])("%s", (_, now, closedAt, takes) => {
    expect(takesVotes({ ...OPENED, closesAt: AT, closedAt }, now)).toBe(takes);
  });
});

it("refuses a closing time that is not ahead, or too far ahead", () => {
  expect(closingProblem(AT, AT)).toContain("in the future");
  expect(closingProblem(later(1), AT)).toBeNull();
  expect(closingProblem(later(LONGEST_DAYS * DAY), AT)).toBeNull();
  expect(closingProblem(later(LONGEST_DAYS * DAY + 1), AT)).toContain("at most 60 days");
});

describe("a local time as an instant", () => {
  it.each([
    ["Europe/Berlin", "2026-03-28", "18:00", "2026-03-28T17:00:00.000Z", "winter"],
    ["Europe/Berlin", "2026-03-29", "18:00", "2026-03-29T16:00:00.000Z", "summer"],
    ["Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30:00.000Z", "jumped over: 03:30"],
    ["Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00.000Z", "twice: the first"],
    ["America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30:00.000Z", "jumped over: 03:30"],
    ["America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00.000Z", "twice: the first"],
    ["Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45:00.000Z", "half an hour"],
    ["Asia/Kathmandu", "2026-05-04", "00:00", "2026-05-03T18:15:00.000Z", "quarters"],
    ["Pacific/Apia", "2011-12-30", "12:00", "2011-12-30T22:00:00.000Z", "a day that never was"],
    ["Pacific/Kiritimati", "2026-01-01", "09:00", "2025-12-31T19:00:00.000Z", "furthest east"],
    ["UTC", "2026-05-04", "23:59", "2026-05-04T23:59:00.000Z", "plain"],
  ])("%s %s %s", (timeZone, date, time, instant) => {
    expect(instantOf({ date, time }, timeZone).toISOString()).toBe(instant);
  });

  it.each([
    ["2026-02-30", "10:00"],
    ["2026-05-04", "24:00"],
    ["2026-05-04", ""],
    ["tomorrow", "10:00"],
  ])("refuses %s %s", (date, time) => {
    expect(() => instantOf({ date, time }, "Europe/Berlin")).toThrow(RangeError);
  });

  const zones = fc.constantFrom(
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/St_Johns",
    "UTC",
  );
  // Whole minutes of some years, all seasons among them.
  const instants = fc
    .integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2029, 0) / 60_000 })
    .map((minute) => new Date(minute * 60_000));

  it("is what the clocks there show then, or the same time shown earlier", () => {
    fc.assert(
      fc.property(instants, zones, (instant, timeZone) => {
        const shown = wallClockOf(instant, timeZone);
        const back = instantOf(shown, timeZone);
        expect(wallClockOf(back, timeZone)).toEqual(shown);
        expect(back.getTime()).toBeLessThanOrEqual(instant.getTime());
        // Clocks go back by an hour at most.
        expect(instant.getTime() - back.getTime()).toBeLessThanOrEqual(3600 * 1000);
      }),
    );
  });

  it("offers closing times that a ballot may have", () => {
    fc.assert(
      fc.property(instants, zones, (now, timeZone) => {
        const choices = closingChoices(now, timeZone);
        const at = choices.map((choice) => instantOf(choice, timeZone));
        for (const closesAt of at) expect(closingProblem(closesAt, now)).toBeNull();
        expect(at[0]?.getTime()).toBeGreaterThanOrEqual(now.getTime() + 3600 * 1000);
        for (const { time } of choices.slice(1)) expect(time).toBe("18:00");
        for (const { time } of choices) expect(time).toMatch(/^\d\d:(00|15|30|45)$/);
      }),
    );
  });

  it("counts the days of the choices by the group's calendar", () => {
    // In Apia it is tomorrow already.
    expect(closingChoices(new Date("2026-05-04T16:07:00Z"), "Pacific/Apia")).toEqual([
      { label: "In an hour", date: "2026-05-05", time: "06:15" },
      { label: "Tomorrow", date: "2026-05-06", time: "18:00" },
      { label: "In three days", date: "2026-05-08", time: "18:00" },
      { label: "In a week", date: "2026-05-12", time: "18:00" },
    ]);
  });
});

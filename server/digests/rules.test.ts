import { expect, it } from "vitest";
import { inWords, nextDue, periodOf, type Schedule } from "./rules";

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

it("comes once a local day, the whole year, wherever", () => {
  for (const zone of [
    "Europe/Berlin",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "Asia/Tehran",
    "Africa/Casablanca",
  ]) {
    const days = new Set<string>();
    let at = new Date("2025-12-31T12:00:00Z");
    for (let count = 0; count < 365; count++) {
      at = nextDue(daily(2, zone), at) as Date;
      days.add(periodOf(at, zone));
    }
    expect(days.size, zone).toBe(365);
  }
});

it("is never due when it is off", () => {
  expect(nextDue({ ...daily(8, "UTC"), cadence: "off" }, new Date())).toBeNull();
  expect(inWords({ ...daily(8, "America/New_York"), cadence: "weekly", weekday: 5 })).toBe(
    "On Fridays at 08:00, America/New York time",
  );
});

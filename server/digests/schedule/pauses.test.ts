import { describe, expect, it } from "vitest";
import { latestDue, nextUnpausedDue, type PausableSchedule } from "./rules";

const DAILY: PausableSchedule = {
  cadence: "daily",
  days: [1],
  dayOfMonth: 1,
  hour: 8,
  minute: 0,
  timeZone: "Europe/Berlin",
  fromDay: "2026-01-01",
  pausedUntil: null,
};

describe("a pause", () => {
  it("ends with the first sending time on its day", () => {
    const after = new Date("2026-11-24T07:00:00Z");
    const next = (choices: object) =>
      nextUnpausedDue({ ...DAILY, ...choices }, after)?.toISOString();
    expect(next({})).toBe("2026-11-25T07:00:00.000Z");
    expect(next({ pausedUntil: "2026-12-24" })).toBe("2026-12-24T07:00:00.000Z");
    // The pause is long over.
    expect(next({ pausedUntil: "2026-01-01" })).toBe("2026-11-25T07:00:00.000Z");
    const far = { timeZone: "Pacific/Kiritimati", pausedUntil: "2026-12-24", hour: 0 };
    expect(next(far)).toBe("2026-12-23T10:00:00.000Z");
    expect(next({ timeZone: "Pacific/Pago_Pago", pausedUntil: "2026-12-24", hour: 23 })).toBe(
      "2026-12-25T10:00:00.000Z",
    );
    expect(next({ cadence: "weekly", days: [5], pausedUntil: "2026-12-24" })).toBe(
      "2026-12-25T07:00:00.000Z",
    );
    expect(next({ cadence: "off", pausedUntil: "2026-12-24" })).toBeUndefined();
  });
});

describe("the last sending time", () => {
  it("is the last of several missed ones, after any time", () => {
    const latest = (first: string, at: string, choices = {}) =>
      latestDue({ ...DAILY, ...choices }, new Date(first), new Date(at)).toISOString();
    const first = "2026-11-24T07:00:00Z";
    expect(latest(first, first)).toBe("2026-11-24T07:00:00.000Z");
    expect(latest(first, "2026-11-25T06:59:59Z")).toBe("2026-11-24T07:00:00.000Z");
    expect(latest(first, "2026-11-27T07:00:00Z")).toBe("2026-11-27T07:00:00.000Z");
    expect(latest(first, "2029-11-27T12:00:00Z")).toBe("2029-11-27T07:00:00.000Z");
    const monthly = { cadence: "monthly", dayOfMonth: 31 };
    expect(latest("2026-01-31T07:00:00Z", "2028-03-30T12:00:00Z", monthly)).toBe(
      "2028-02-29T07:00:00.000Z",
    );
  });
});

it("looks back over any gap between sending times, up to two months", () => {
  const yearly = { ...DAILY, cadence: "monthly", dayOfMonth: 31 } as const;
  const latest = (first: string, at: string) =>
    latestDue(yearly, new Date(first), new Date(at)).toISOString();
  expect(latest("2026-01-01T00:00:00Z", "2026-08-31T05:59:59Z")).toBe("2026-07-31T06:00:00.000Z");
  expect(latest("2026-01-01T00:00:00Z", "2026-08-31T06:00:00Z")).toBe("2026-08-31T06:00:00.000Z");
  // Nothing is due between the first time and this instant.
  expect(latest("2026-08-01T00:00:00Z", "2026-08-02T00:00:00Z")).toBe("2026-08-01T00:00:00.000Z");
});

it("ends a pause on its day even in the zones furthest from UTC", () => {
  const after = new Date("2026-11-24T07:00:00Z");
  const paused = { ...DAILY, timeZone: "Pacific/Kiritimati", hour: 0, minute: 0 };
  // This is midnight of the day in its own zone, fourteen hours before midnight in UTC.
  for (const pausedUntil of ["2026-12-24", "2026-12-25"]) {
    const begins = Date.parse(pausedUntil) - 14 * 3_600_000;
    expect(nextUnpausedDue({ ...paused, pausedUntil }, after)).toEqual(new Date(begins));
  }
  // A pause that ends today has no effect.
  expect(nextUnpausedDue({ ...DAILY, pausedUntil: "2026-11-25" }, after)).toEqual(
    new Date("2026-11-25T07:00:00Z"),
  );
});

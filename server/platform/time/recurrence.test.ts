import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextTurn } from "@/server/ballots/rhythm/rules";
import { nextDue } from "@/server/digests/schedule/rules";
import { findFreeTurn } from "@/server/meetings/slot/rules";
import { size } from "@/server/testing/tier";
import { wallClockOf } from "./local-time";
import { occurrencesAfter, occurrencesFrom, type Recurrence } from "./recurrence";

const BERLIN: Recurrence = {
  on: { weekdays: [2, 5], every: { weeks: 3, from: "2026-01-07" } },
  time: "17:00",
  timeZone: "Europe/Berlin",
};

function first<T>(count: number, found: Generator<T>): T[] {
  return Array.from({ length: count }, () => found.next().value);
}

const days = (recurrence: Recurrence, from: string) =>
  first(5, occurrencesFrom(recurrence, from)).map(({ day }) => day);

it("counts the weeks from its first day, even in the middle of a week", () => {
  const turns = ["2026-01-09", "2026-01-13", "2026-01-30", "2026-02-03", "2026-02-20"];
  expect(days(BERLIN, "2020-01-01")).toEqual(turns);
  expect(days(BERLIN, "2026-01-10").slice(0, 4)).toEqual(turns.slice(1));
});

it("uses the last day of a shorter month", () => {
  const ends = ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31"];
  expect(days({ ...BERLIN, on: { dayOfMonth: 31 } }, "2028-01-31")).toEqual(ends);
});

it("comes once if two days share one instant, for the first of them", () => {
  const daily = {
    on: { weekdays: [1, 2, 3, 4, 5, 6, 7] },
    time: "08:00",
    timeZone: "Pacific/Apia",
  };
  expect(days(daily, "2011-12-29")).toEqual([
    "2011-12-29",
    "2011-12-30",
    "2012-01-01",
    "2012-01-02",
    "2012-01-03",
  ]);
});

it("refuses an empty list of weekdays", () => {
  const none = { ...BERLIN, on: { weekdays: [] } };
  expect(() => occurrencesAfter(none, new Date()).next()).toThrow(RangeError);
});

/** Times at which the clocks of these zones change or skip a whole day, and ordinary times. */
const recurrences = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  weeks: fc.integer({ min: 1, max: 6 }),
  from: fc.constantFrom("2011-12-01", "2012-02-29", "2024-03-30", "2026-03-29"),
  hour: fc.constantFrom(0, 1, 2, 3, 8, 17, 22, 23),
  minute: fc.constantFrom(0, 15, 30, 59),
  timeZone: fc.constantFrom(
    "Europe/Berlin",
    "America/Nuuk",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kiritimati",
  ),
  days: fc.integer({ min: 1, max: 800 }),
  ms: fc.integer({ min: 0, max: 86_400_000 }),
});

describe("rhythms of ballots, slots of meetings and schedules of digests", () => {
  it("agree on the next time, whatever the clocks do", () => {
    fc.assert(
      fc.property(recurrences, ({ weekday, weeks, from, hour, minute, timeZone, days, ms }) => {
        // Starts at least two days after the first day, because a weekly digest has no first day.
        const after = new Date(Date.parse(from) + (days + 1) * 86_400_000 + ms);
        const time = [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
        const rhythm = {
          timeZone,
          from,
          everyWeeks: weeks,
          opensOn: weekday,
          opensAt: time,
          closesOn: weekday,
          closesAt: time,
        };
        const turn = nextTurn(rhythm, after);
        const slot = { fromDay: from, everyWeeks: weeks, weekday, time, minutes: 60 };
        const later = new Date(after.getTime() + 1);
        const until = new Date(after.getTime() + 50 * 86_400_000);
        expect(findFreeTurn(slot, timeZone, { from: later, until, bookings: [] })).toEqual(
          turn.opensAt,
        );
        if (weeks > 2) return;
        const schedule = {
          cadence: weeks === 1 ? "weekly" : "fortnightly",
          days: [weekday],
          dayOfMonth: 1,
          hour,
          minute,
          timeZone,
          fromDay: from,
        } as const;
        expect(nextDue(schedule, after)).toEqual(turn.opensAt);
      }),
      { numRuns: size(150, 1000) },
    );
  });

  it("come on the weekday and at the local time, unless a clock change skips it", () => {
    fc.assert(
      fc.property(recurrences, ({ weekday, weeks, from, hour, minute, timeZone, days }) => {
        const time = [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
        const on = { weekdays: [weekday], every: { weeks, from } };
        const after = new Date(Date.parse(from) + days * 86_400_000);
        const [next] = first(1, occurrencesAfter({ on, time, timeZone }, after));
        if (!next) throw new Error("no occurrence");
        expect(new Date(next.day).getUTCDay()).toBe(weekday % 7);
        expect(Math.floor((Date.parse(next.day) - Date.parse(from)) / 604_800_000) % weeks).toBe(0);
        const shown = wallClockOf(next.at, timeZone);
        if (shown.date === next.day) expect(shown.time >= time).toBe(true);
        else expect(shown.date > next.day).toBe(true);
      }),
      { numRuns: size(150, 1000) },
    );
  });
});

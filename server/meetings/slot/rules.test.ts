import fc from "fast-check";
import { expect, it } from "vitest";
import { wallClockOf } from "@/server/platform/time/local-time";
import { size } from "@/server/testing/tier";
import { endOf, findFreeTurn, isTurn, moveTurns, type Planned, type Slot } from "./rules";

const THURSDAYS: Slot = {
  fromDay: "2026-01-01",
  everyWeeks: 1,
  weekday: 4,
  time: "17:00",
  minutes: 90,
};
const FAR = new Date("2029-01-01T00:00:00Z");
const free = (slot: Slot, timeZone: string, from: string, taken: [string, number][] = []) =>
  findFreeTurn(slot, timeZone, {
    from: new Date(from),
    until: FAR,
    bookings: taken.map(([startsAt, minutes]) => ({ startsAt: new Date(startsAt), minutes })),
  })?.toISOString();

it.each([
  ["the next one", "2026-05-04T12:00:00Z", "2026-05-07T15:00:00.000Z"],
  ["that very instant", "2026-05-07T15:00:00Z", "2026-05-07T15:00:00.000Z"],
  ["a week later once it is past", "2026-05-07T15:00:00.001Z", "2026-05-14T15:00:00.000Z"],
  ["none before its first day", "2025-06-01T00:00:00Z", "2026-01-01T16:00:00.000Z"],
])("takes %s", (_, from, wanted) => {
  expect(free(THURSDAYS, "Europe/Berlin", from)).toBe(wanted);
});

it("counts the weeks from its first day", () => {
  const every = { ...THURSDAYS, everyWeeks: 3, fromDay: "2026-01-03" };
  expect(free(every, "Europe/Berlin", "2026-01-09T00:00:00Z")).toBe("2026-01-29T16:00:00.000Z");
});

it("leaves out what is taken, also by a meeting that only overlaps", () => {
  const from = "2026-05-04T12:00:00Z";
  const busy = (startsAt: string, minutes: number) =>
    free(THURSDAYS, "Europe/Berlin", from, [[startsAt, minutes]]);
  expect(busy("2026-05-07T15:00:00Z", 30)).toBe("2026-05-14T15:00:00.000Z");
  expect(busy("2026-05-07T16:29:00Z", 30)).toBe("2026-05-14T15:00:00.000Z");
  expect(busy("2026-05-07T14:00:00Z", 61)).toBe("2026-05-14T15:00:00.000Z");
  expect(busy("2026-05-07T16:30:00Z", 30)).toBe("2026-05-07T15:00:00.000Z");
  expect(busy("2026-05-07T14:00:00Z", 60)).toBe("2026-05-07T15:00:00.000Z");
});

it("finds nothing behind the end of what is planned", () => {
  const from = new Date("2026-05-04T12:00:00Z");
  const until = new Date("2026-05-05T12:00:00Z");
  expect(findFreeTurn(THURSDAYS, "Europe/Berlin", { from, until, bookings: [] })).toBeNull();
});

it("reads a time that clocks jump over as later, and one that comes twice as the first", () => {
  const sundays = { ...THURSDAYS, weekday: 7, time: "02:30" };
  expect(free(sundays, "Europe/Berlin", "2026-03-25T00:00:00Z")).toBe("2026-03-29T01:30:00.000Z");
  expect(free(sundays, "Europe/Berlin", "2026-10-20T00:00:00Z")).toBe("2026-10-25T00:30:00.000Z");
});

const ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];

it("holds the wall-clock minute for more than a year in several zones", () => {
  for (const timeZone of ZONES) {
    let from = new Date("2026-01-02T00:00:00Z");
    for (let week = 0; week < size(60, 104); week++) {
      const startsAt = findFreeTurn(THURSDAYS, timeZone, {
        from,
        until: FAR,
        bookings: [],
      }) as Date;
      expect(wallClockOf(startsAt, timeZone).time).toBe("17:00");
      expect(new Date(wallClockOf(startsAt, timeZone).date).getUTCDay()).toBe(4);
      const gap = startsAt.getTime() + 1 - from.getTime();
      if (week > 0) expect(Math.abs(gap - 7 * 864e5)).toBeLessThanOrEqual(36e5);
      from = new Date(startsAt.getTime() + 1);
    }
  }
});

it("is the first that is free: none between the instant and it is both a slot and free", () => {
  const any = fc.record({
    fromDay: fc.constantFrom("2026-01-01", "2026-02-11", "2026-06-30"),
    everyWeeks: fc.integer({ min: 1, max: 4 }),
    weekday: fc.integer({ min: 1, max: 7 }),
    time: fc.constantFrom("00:00", "02:30", "17:00", "23:59"),
    minutes: fc.integer({ min: 10, max: 720 }),
  });
  const at = fc.integer({ min: 0, max: 400 * 24 }).map((hours) => {
    return new Date(Date.UTC(2026, 0, 1) + hours * 36e5);
  });
  const taken = fc.array(fc.record({ startsAt: at, minutes: fc.integer({ min: 10, max: 720 }) }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(any, at, taken, fc.constantFrom(...ZONES), (slot, from, others, timeZone) => {
      const options = { from, until: FAR };
      const found = findFreeTurn(slot, timeZone, { ...options, bookings: others }) as Date;
      const overlaps = (startsAt: Date) =>
        others.some(
          (other) =>
            startsAt.getTime() < other.startsAt.getTime() + other.minutes * 6e4 &&
            other.startsAt.getTime() < startsAt.getTime() + slot.minutes * 6e4,
        );
      expect(found >= from).toBe(true);
      expect(overlaps(found)).toBe(false);
      let before = from;
      for (;;) {
        const any = findFreeTurn(slot, timeZone, {
          from: before,
          until: FAR,
          bookings: [],
        }) as Date;
        if (any >= found) break;
        expect(overlaps(any)).toBe(true);
        before = new Date(any.getTime() + 1);
      }
    }),
    { numRuns: size(50, 200) },
  );
});

const BERLIN = "Europe/Berlin";
const TUESDAYS: Slot = { ...THURSDAYS, weekday: 2, time: "18:30", minutes: 60 };
const planned = (id: string, startsAt: string): Planned => {
  return { id, startsAt: new Date(startsAt), minutes: 90 };
};
const move = (meetings: Planned[], after = TUESDAYS, now = "2026-05-01T00:00:00Z") =>
  Object.fromEntries(
    [
      ...moveTurns(meetings, {
        ...{ before: THURSDAYS, after, timeZone: BERLIN },
        ...{ now: new Date(now), until: FAR },
      }),
    ].map(([id, at]) => [id, at.toISOString()]),
  );

it("moves meetings to the new time in their own week, and leaves those at other times", () => {
  const meetings = [
    planned("first", "2026-05-07T15:00:00Z"),
    planned("elsewhere", "2026-05-08T09:00:00Z"),
    planned("second", "2026-05-21T15:00:00Z"),
  ];
  expect(move(meetings)).toEqual({
    first: "2026-05-05T16:30:00.000Z",
    second: "2026-05-19T16:30:00.000Z",
  });
});

it("moves to the week after where the new time is over, less than a day away, or taken", () => {
  const meetings = [planned("soon", "2026-05-07T15:00:00Z")];
  expect(move(meetings, TUESDAYS, "2026-05-04T17:00:00Z")).toEqual({
    soon: "2026-05-12T16:30:00.000Z",
  });
  const taken = [planned("own", "2026-05-05T16:00:00Z"), ...meetings];
  expect(move(taken)).toEqual({ soon: "2026-05-12T16:30:00.000Z" });
});

it("keeps the order of meetings, and lets none overlap", () => {
  const weeks = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 8 });
  const slot = fc.record({
    fromDay: fc.constantFrom("2026-01-01", "2026-06-10"),
    everyWeeks: fc.integer({ min: 1, max: 4 }),
    weekday: fc.integer({ min: 1, max: 7 }),
    time: fc.constantFrom("00:00", "09:15", "23:45"),
    minutes: fc.constantFrom(30, 300),
  });
  fc.assert(
    fc.property(weeks, slot, (at, after) => {
      const meetings = at
        .toSorted((a, b) => a - b)
        .map((week) => {
          const from = new Date(Date.UTC(2026, 4, 4) + week * 7 * 864e5);
          const turn = { from, until: FAR, bookings: [] };
          const startsAt = findFreeTurn(THURSDAYS, BERLIN, turn) as Date;
          return { id: String(week), startsAt, minutes: 90 };
        });
      const now = new Date("2026-05-01T00:00:00Z");
      const moved = moveTurns(meetings, {
        ...{ before: THURSDAYS, after, timeZone: BERLIN, now, until: FAR },
      });
      const times = meetings.map(({ id }) => moved.get(id) as Date);
      for (const [place, startsAt] of times.entries()) {
        expect(isTurn(after, BERLIN, startsAt)).toBe(true);
        const next = times[place + 1];
        if (next)
          expect(+next).toBeGreaterThanOrEqual(+endOf({ startsAt, minutes: after.minutes }));
      }
    }),
  );
});

import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { nextTurn, type Rhythm } from "./rules";

const WEEKEND: Rhythm = {
  timeZone: "Europe/Berlin",
  from: "2026-01-01",
  everyWeeks: 1,
  opensOn: 5,
  opensAt: "17:00",
  closesOn: 1,
  closesAt: "09:00",
};

function local(date: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(timeZone);
}

function year(rhythm: Rhythm) {
  const turns = [];
  let after = new Date("2026-01-01T00:00:00Z");
  for (;;) {
    const turn = nextTurn(rhythm, after);
    if (local(turn.opensAt, rhythm.timeZone).year > 2026) return turns;
    turns.push(turn);
    after = turn.opensAt;
  }
}

it.each(["Europe/Berlin", "America/New_York", "Australia/Sydney"])(
  "opens 52 times a year in %s, each at the same minute of the wall clock",
  (timeZone) => {
    const turns = year({ ...WEEKEND, timeZone });
    expect(turns).toHaveLength(52);
    for (const { opensAt, closesAt } of turns) {
      expect(local(opensAt, timeZone)).toMatchObject({ dayOfWeek: 5, hour: 17, minute: 0 });
      expect(local(closesAt, timeZone)).toMatchObject({ dayOfWeek: 1, hour: 9, minute: 0 });
    }
    const offsets = new Set(turns.map(({ opensAt }) => local(opensAt, timeZone).offset));
    expect(offsets.size).toBe(2);
  },
);

it("stays open an hour less on the weekend when the clocks go forward", () => {
  const { opensAt, closesAt } = nextTurn(WEEKEND, new Date("2026-03-26T12:00:00Z"));
  expect([opensAt.toISOString(), closesAt.toISOString()]).toEqual([
    "2026-03-27T16:00:00.000Z",
    "2026-03-30T07:00:00.000Z",
  ]);
});

it("moves an opening that the clocks skip by as much as they skip", () => {
  const night = { ...WEEKEND, opensOn: 7, opensAt: "02:30" };
  const { opensAt } = nextTurn(night, new Date("2026-03-28T12:00:00Z"));
  expect(opensAt.toISOString()).toBe("2026-03-29T01:30:00.000Z");
});

it("closes a week later if its closing weekday and time are those of its opening", () => {
  const { opensAt, closesAt } = nextTurn(
    { ...WEEKEND, closesOn: 5, closesAt: "17:00" },
    new Date("2026-06-01T00:00:00Z"),
  );
  expect(closesAt.getTime() - opensAt.getTime()).toBe(7 * 24 * 3600 * 1000);
});

it("never closes before it opens, even if the clocks skip all the time between", () => {
  const night = { ...WEEKEND, opensOn: 7, opensAt: "02:30", closesOn: 7, closesAt: "03:00" };
  const { opensAt, closesAt } = nextTurn(night, new Date("2026-03-28T12:00:00Z"));
  expect(opensAt.toISOString()).toBe("2026-03-29T01:30:00.000Z");
  expect(closesAt.toISOString()).toBe("2026-04-05T01:00:00.000Z");
});

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const rhythm = fc.record({
  timeZone: fc.constantFrom("Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu"),
  from: fc.constantFrom("2025-12-29", "2026-02-28", "2026-03-29"),
  everyWeeks: fc.integer({ min: 1, max: 8 }),
  opensOn: fc.integer({ min: 1, max: 7 }),
  opensAt: time,
  closesOn: fc.integer({ min: 1, max: 7 }),
  closesAt: time,
});
const instant = fc.date({
  min: new Date("2026-01-01T00:00:00Z"),
  max: new Date("2028-01-01T00:00:00Z"),
  noInvalidDate: true,
});

it("leaves no turn out: no opening lies between the instant and the next turn", () => {
  fc.assert(
    fc.property(rhythm, instant, (set, after) => {
      const turn = nextTurn(set, after);
      expect(turn.opensAt > after).toBe(true);
      expect(turn.closesAt > turn.opensAt).toBe(true);
      // A moment before the opening, and at any time in between, the next turn is the same.
      const between = new Date((after.getTime() + turn.opensAt.getTime()) / 2);
      expect(nextTurn(set, between)).toEqual(turn);
      const following = nextTurn(set, turn.opensAt);
      const gap = local(turn.opensAt, set.timeZone)
        .toPlainDate()
        .until(local(following.opensAt, set.timeZone).toPlainDate(), { largestUnit: "days" }).days;
      expect(gap).toBe(7 * set.everyWeeks);
    }),
  );
});

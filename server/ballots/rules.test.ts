import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf, wallClockOf } from "@/server/platform/time/local-time";
import {
  addLocalDay,
  answerKindOf,
  ballotTopic,
  closingProblem,
  extensionProblem,
  isElector,
  isRemindedToday,
  LONGEST_DAYS,
  openingProblem,
  outcomeOf,
  reachesQuorum,
  showsInterimResult,
  stageOf,
  suggestClosingTimes,
  suggestLikeLast,
  takesVotes,
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

it("extends an open ballot, but never shortens it", () => {
  const ballot = { openedAt: later(-DAY), closesAt: AT };
  for (const at of [later(-1), AT])
    expect(extensionProblem(at, ballot)).toContain("only be extended");
  expect(extensionProblem(later(1), ballot)).toBeNull();
  expect(extensionProblem(later((LONGEST_DAYS - 1) * DAY), ballot)).toBeNull();
  expect(extensionProblem(later((LONGEST_DAYS - 1) * DAY + 1), ballot)).toContain(
    "at most 60 days",
  );
});

it("reminds members once a day, by the group's clocks", () => {
  const evening = new Date("2026-05-04T21:30:00Z");
  const berlin = (at: string) => isRemindedToday(evening, new Date(at), "Europe/Berlin");
  expect(berlin("2026-05-04T21:59:59Z")).toBe(true);
  expect(berlin("2026-05-04T22:00:00Z")).toBe(false);
  expect(isRemindedToday(evening, new Date("2026-05-04T22:00:00Z"), "UTC")).toBe(true);
  expect(isRemindedToday(null, evening, "UTC")).toBe(false);
});

describe("a ballot like the last one", () => {
  const suggest = (openedAt: string, closesAt: string, timeZone = "Europe/Berlin") =>
    suggestLikeLast({ openedAt: new Date(openedAt), closesAt: new Date(closesAt) }, AT, timeZone);

  it("is open for as many days, until the same time of day", () => {
    const clock = suggest("2026-03-01T09:12:00Z", "2026-03-04T17:00:00Z");
    expect(clock).toEqual({ date: "2026-05-07", time: "18:00" });
  });

  it("closes by the same clocks when they have changed since", () => {
    const clock = suggest("2026-03-25T09:00:00Z", "2026-04-01T16:00:00Z");
    expect(clock).toEqual({ date: "2026-05-11", time: "18:00" });
  });

  it("is open for an hour or so if that was for less than a day", () => {
    const clock = suggest("2026-03-01T09:00:00Z", "2026-03-01T11:00:00Z", "UTC");
    expect(clock).toEqual({ date: "2026-05-04", time: "17:00" });
  });

  it("closes at a possible time, whatever the last one was like", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 * DAY }),
        fc.integer({ min: 1, max: 2 * LONGEST_DAYS * DAY }),
        fc.constantFrom("UTC", "Europe/Berlin", "Pacific/Auckland", "America/New_York"),
        (ago, length, timeZone) => {
          const openedAt = later(-ago);
          const last = { openedAt, closesAt: new Date(openedAt.getTime() + length) };
          const at = instantOf(suggestLikeLast(last, AT, timeZone), timeZone);
          expect(closingProblem(at, AT)).toBeNull();
        },
      ),
    );
  });
});

it("refuses a closing time in the past or too far ahead", () => {
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
  // Whole minutes over several years, in all seasons.
  const instants = fc
    .integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2029, 0) / 60_000 })
    .map((minute) => new Date(minute * 60_000));

  it("is an instant at which the clocks there show that time, the earlier one if there are two", () => {
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

  it("offers only closing times that a ballot may have", () => {
    fc.assert(
      fc.property(instants, zones, (now, timeZone) => {
        const choices = suggestClosingTimes(now, timeZone);
        const at = choices.map((choice) => instantOf(choice, timeZone));
        for (const closesAt of at) expect(closingProblem(closesAt, now)).toBeNull();
        expect(at[0]?.getTime()).toBeGreaterThanOrEqual(now.getTime() + 3600 * 1000);
        for (const { time } of choices.slice(1)) expect(time).toBe("18:00");
        for (const { time } of choices) expect(time).toMatch(/^\d\d:(00|15|30|45)$/);
      }),
    );
  });

  it("counts days for the suggested times by the group's calendar", () => {
    // In Apia it is already tomorrow.
    expect(suggestClosingTimes(new Date("2026-05-04T16:07:00Z"), "Pacific/Apia")).toEqual([
      { label: "In an hour", date: "2026-05-05", time: "06:15" },
      { label: "Tomorrow", date: "2026-05-06", time: "18:00" },
      { label: "In three days", date: "2026-05-08", time: "18:00" },
      { label: "In a week", date: "2026-05-12", time: "18:00" },
    ]);
  });
});

it.each([
  ["draft", null, null, null],
  ["open", AT, null, null],
  ["closed", AT, AT, null],
  ["cancelled", AT, null, AT],
  ["cancelled", null, null, AT],
  ["cancelled", AT, AT, AT],
])("is %s", (stage, openedAt, closedAt, cancelledAt) => {
  expect(stageOf({ openedAt, closedAt, cancelledAt })).toBe(stage);
});

it("takes votes only once it is opened, and never when it is cancelled", () => {
  const ballot = { ...OPENED, closesAt: later(DAY), closedAt: null };
  expect(takesVotes(ballot, AT)).toBe(true);
  expect(takesVotes({ ...ballot, openedAt: null }, AT)).toBe(false);
  expect(takesVotes({ ...ballot, cancelledAt: AT }, AT)).toBe(false);
});

it("keeps the topics of two ballots, and of two groups, apart", () => {
  const topics = [ballotTopic("a", "1"), ballotTopic("a", "2"), ballotTopic("b", "1")];
  expect(new Set(topics).size).toBe(3);
});

it.each([
  ["approvals", ["approval", "perpetual-consensus", "perpetual-pav", "perpetual-quota"]],
  ["ranking", ["plurality", "borda", "irv", "schulze", "ranked-pairs"]],
  ["scores", ["score", "star"]],
])("is answered by %s under %j", (kind, rules) => {
  for (const rule of rules) expect(answerKindOf(rule)).toBe(kind);
});

it("throws on a rule that does not exist", () => {
  for (const rule of ["", "aproval", "constructor"])
    expect(() => answerKindOf(rule)).toThrow(RangeError);
});

it.each([
  ["always", true, true, true],
  ["always", true, false, true],
  ["always", false, false, false],
  ["afterVote", true, true, true],
  ["afterVote", true, false, false],
  ["afterVote", false, true, false],
  ["atEnd", true, true, false],
] as const)(
  "shows how it stands %s; to a member %s, voted %s: %s",
  (sight, member, voted, shows) => {
    expect(showsInterimResult(sight, member, voted)).toBe(shows);
  },
);

it.each([
  ["open", later(1), AT, true],
  ["open", AT, null, true],
  ["fixed", later(-1), AT, true],
  ["fixed", AT, AT, true],
  ["fixed", later(1), AT, false],
  ["fixed", AT, null, false],
] as const)(
  "under %s, joined at %o, opened at %o: may vote %s",
  (electorate, joined, opened, may) => {
    expect(isElector(electorate, joined, opened)).toBe(may);
  },
);

describe("how a ballot comes out", () => {
  const none = { winner: null, tied: [] };
  const one = { winner: "a", tied: ["a"] };
  const two = { winner: "a", tied: ["a", "b"] };
  it.each([
    ["chosen", "nomination", null, 0, one],
    ["chosen", "nomination", null, 2, two],
    ["chosen", "draw", null, 2, two],
    ["tied", "organizer", null, 2, two],
    ["chosen", "organizer", null, 2, one],
    ["none", "organizer", null, 0, none],
    ["none", "nomination", 2, 2, none],
    ["chosen", "nomination", 2, 2, one],
    ["noQuorum", "nomination", 3, 2, one],
    ["noQuorum", "organizer", 3, 2, two],
  ] as const)(
    "%s: a tie goes by %s, of %s needed %i voted, %o",
    (outcome, tieBreak, quorum, votes, result) => {
      expect(outcomeOf({ quorum, tieBreak }, votes, result)).toBe(outcome);
      expect(reachesQuorum({ quorum }, votes)).toBe(outcome !== "noQuorum");
    },
  );
});

it("is extended by a day of the group's clocks, which may have 23 or 25 hours", () => {
  const extended = (at: string) => addLocalDay(new Date(at), "Europe/Berlin").toISOString();
  expect(extended("2026-05-04T16:00:00Z")).toBe("2026-05-05T16:00:00.000Z");
  expect(extended("2026-03-28T17:00:00Z")).toBe("2026-03-29T16:00:00.000Z");
  expect(extended("2026-10-24T16:00:00Z")).toBe("2026-10-25T17:00:00.000Z");
});

it("refuses an opening time in the past or more than a year ahead", () => {
  expect(openingProblem(later(-1), AT)).toContain("in the future");
  expect(openingProblem(AT, AT)).toContain("in the future");
  expect(openingProblem(later(1), AT)).toBeNull();
  expect(openingProblem(later(366 * DAY), AT)).toBeNull();
  expect(openingProblem(later(366 * DAY + 1), AT)).toContain("in the next 366 days");
});

it("names the opening if the closing time comes before it", () => {
  expect(closingProblem(AT, AT, true)).toContain("after the opening");
  expect(closingProblem(later(-1), AT)).toContain("in the future");
  expect(closingProblem(later(1), AT, true)).toBeNull();
});

it.each([
  // One hour is enough if it ends on a quarter of an hour.
  ["2026-05-04T16:00:00Z", "Europe/Berlin", "2026-05-04", "19:00"],
  ["2026-05-04T16:00:01Z", "Europe/Berlin", "2026-05-04", "19:15"],
  // It is 01:30 in summer time; 02:30 is next shown at once, and the clocks go back at 03:00.
  ["2026-10-24T23:30:00Z", "Europe/Berlin", "2026-10-25", "02:30"],
  ["2026-10-25T00:10:00Z", "Europe/Berlin", "2026-10-25", "03:15"],
])("offers at %s in %s the next quarter after an hour: %s %s", (now, timeZone, date, time) => {
  expect(suggestClosingTimes(new Date(now), timeZone)[0]).toMatchObject({ date, time });
});

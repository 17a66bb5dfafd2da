import fc from "fast-check";
import ical, { type VEvent } from "node-ical";
import { expect, it } from "vitest";
import { instantOf } from "@/server/platform/time/local-time";
import { lineOfName, readStrictly, unescaped } from "@/server/testing/icalendar";
import { ID } from "@/server/testing/lengths";
import { size } from "@/server/testing/tier";
import { clockOf } from "@/server/testing/wall-clock";
import { type CalendarEntry, calendarOf } from "./calendar";

const entry = (rest: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id: ID,
  group: "Systems Thursday",
  title: "Time, Clocks, and the Ordering of Events",
  startsAt: new Date("2026-05-07T15:00:00Z"),
  minutes: 90,
  timeZone: "Europe/Berlin",
  sequence: 3,
  createdAt: new Date("2026-04-01T08:00:00.123Z"),
  changedAt: new Date("2026-04-02T09:30:00Z"),
  cancelled: false,
  presenter: "Ada",
  place: "Room 2.14",
  link: "https://video.example.org/r/thursday",
  url: `https://read.example.org/groups/systems/meetings/${ID}`,
  ...rest,
});

/** Reads the event with another library, after checking the text against the standard. */
function readEntry(one: CalendarEntry): VEvent {
  const text = calendarOf("A group", [one]);
  readStrictly(text);
  const found = Object.values(ical.sync.parseICS(text)).find((part) => part?.type === "VEVENT");
  return found as VEvent;
}

it("contains the paper, time, place and presenter", () => {
  const [zone, event] = readStrictly(calendarOf("Systems Thursday", [entry()])).parts;
  expect(zone?.name).toBe("VTIMEZONE");
  const values = Object.fromEntries(
    event?.lines.map(({ name, value }) => [name, unescaped(value)]) ?? [],
  );
  expect(values).toEqual({
    UID: `${ID}@colloquy`,
    DTSTAMP: "20260402T093000Z",
    CREATED: "20260401T080000Z",
    "LAST-MODIFIED": "20260402T093000Z",
    SEQUENCE: "3",
    DTSTART: "20260507T170000",
    DTEND: "20260507T183000",
    SUMMARY: "Systems Thursday: Time, Clocks, and the Ordering of Events",
    DESCRIPTION: `Time, Clocks, and the Ordering of Events\nPresented by Ada\nBy video: https://video.example.org/r/thursday\nhttps://read.example.org/groups/systems/meetings/${ID}`,
    LOCATION: "Room 2.14",
    URL: `https://read.example.org/groups/systems/meetings/${ID}`,
    STATUS: "CONFIRMED",
  });
});

it("has a name and a refresh interval", () => {
  const calendar = readStrictly(calendarOf("Lesen, Reden; Streiten", []));
  const rows = calendar.lines.map(({ name, params, value }) => [name, params.VALUE ?? null, value]);
  expect(rows).toContainEqual(["X-WR-CALNAME", null, "Lesen\\, Reden\\; Streiten"]);
  expect(rows).toContainEqual(["REFRESH-INTERVAL", "DURATION", "PT1H"]);
  expect(calendar.lines.some(({ name }) => name === "METHOD")).toBe(false);
});

it("marks a cancelled meeting as cancelled", () => {
  expect(readEntry(entry({ cancelled: true }))).toMatchObject({ status: "CANCELLED" });
  expect(readEntry(entry())).toMatchObject({ status: "CONFIRMED", sequence: 3 });
});

it("leaves out the place for readers who may not know it", () => {
  const text = calendarOf("G", [entry({ place: "", link: "" })]);
  readStrictly(text);
  expect(text).not.toMatch(/\nLOCATION|By video|Room 2/);
  expect(readEntry(entry({ place: "" })).location).toBe("https://video.example.org/r/thursday");
});

// Weeks in which clocks change, in both hemispheres, with half-hour zones and half-hour changes.
const ZONES: [string, string[]][] = [
  ["Europe/Berlin", ["2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25"]],
  ["America/New_York", ["2026-03-07", "2026-03-08", "2026-03-09", "2026-10-31", "2026-11-01"]],
  ["Australia/Lord_Howe", ["2026-04-04", "2026-04-05", "2026-10-03", "2026-10-04", "2026-10-05"]],
  ["America/Santiago", ["2026-04-04", "2026-04-05", "2026-09-05", "2026-09-06", "2026-09-07"]],
  ["Asia/Kolkata", ["2026-03-29", "2026-10-25"]],
  ["Africa/Casablanca", ["2026-02-15", "2026-03-01", "2026-03-22", "2026-07-01"]],
  ["UTC", ["2026-03-29"]],
];
const TIMES = ["00:30", "01:30", "02:30", "03:30", "17:00", "23:45"];

it.each(ZONES)(
  "means the same instant in %s, the weeks of changing clocks included",
  (timeZone, days) => {
    for (const date of days) {
      for (const time of TIMES) {
        const startsAt = instantOf({ date, time }, timeZone);
        const { start, end } = readEntry(entry({ startsAt, timeZone }));
        const label = `${date} ${time} ${timeZone}`;
        expect(start?.toISOString(), label).toBe(startsAt.toISOString());
        expect(Number(end) - Number(start), label).toBe(90 * 60_000);
      }
    }
  },
);

it("writes ambiguous hours in UTC, because programs read them differently", () => {
  for (const [instant, value] of [
    ["2026-10-25T00:30:00Z", "20261025T003000Z"],
    ["2026-10-25T01:30:00Z", "20261025T013000Z"],
  ] as const) {
    const [, event] = readStrictly(calendarOf("G", [entry({ startsAt: new Date(instant) })])).parts;
    expect(event && lineOfName(event, "DTSTART")).toMatchObject({ params: {}, value });
  }
});

it("means the same instant throughout ten years, in every zone", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 10 * 366 * 24 * 4 }),
      (timeZone, quarter) => {
        const startsAt = new Date(Date.UTC(2026, 0, 1) + quarter * 15 * 60_000);
        // node-ical reads the hour after the clocks go back as the one before. The test above covers those hours.
        const [stretch] = clockOf(timeZone, startsAt.getTime() - 3_601_000, startsAt.getTime());
        fc.pre(stretch !== undefined && stretch.ends > startsAt.getTime());
        expect(readEntry(entry({ startsAt, timeZone })).start?.toISOString()).toBe(
          startsAt.toISOString(),
        );
      },
    ),
    { numRuns: size(40, 500) },
  );
});

it("defines each zone once, before its meetings", () => {
  const zones = ["Europe/Berlin", "America/New_York", "Europe/Berlin", "US/Eastern", "UTC"];
  const entries = zones.map((timeZone, at) => entry({ id: `id-${at}`, timeZone }));
  const { parts } = readStrictly(calendarOf("All", entries));
  const defined = parts.filter(({ name }) => name === "VTIMEZONE");
  expect(defined.map((zone) => lineOfName(zone, "TZID").value)).toEqual([
    "Europe/Berlin",
    "America/New_York",
    "Etc/UTC",
  ]);
  expect(parts.filter(({ name }) => name === "VEVENT")).toHaveLength(5);
});

it.each([
  ["commas, semicolons and backslashes", "A, b; c \\ d \\, e"],
  ["colons and quotation marks", 'Re: "quoted"; BEGIN:VEVENT'],
  ["accents, other scripts and astral signs", "Über naïve Bäume 深度学习 𝔸𝕀 👩‍🔬"],
  ["a very long word", "x".repeat(2000)],
  ["a very long text of three-byte signs", "読".repeat(400)],
  ["signs of four bytes at every offset", `a${"𝔸".repeat(60)}`],
  ["right-to-left text", "שלום עולם"],
])("keeps %s", (_, title) => {
  expect(readEntry(entry({ title })).summary).toBe(`Systems Thursday: ${title}`);
});

it("keeps any title, place and name, and never breaks a line or a character", () => {
  // Text that the forms accept: no control characters.
  const words = fc
    .string({ unit: "binary", maxLength: 300 })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: leaving them out is what this is for
    .map((text) => text.replace(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]/g, "").trim());
  fc.assert(
    fc.property(words, words, words, (title, place, presenter) => {
      const { parts } = readStrictly(calendarOf("G", [entry({ title, place, presenter })]));
      const event = parts.find(({ name }) => name === "VEVENT");
      expect(unescaped(event ? lineOfName(event, "SUMMARY").value : "")).toBe(
        `Systems Thursday: ${title}`,
      );
      if (place && event) expect(unescaped(lineOfName(event, "LOCATION").value)).toBe(place);
    }),
    { numRuns: size(30, 300) },
  );
});

it("is the same file for the same meetings", () => {
  expect(calendarOf("G", [entry()])).toBe(calendarOf("G", [entry()]));
});

it.each(["\r\n", "\r", "\n", "\u2028", "\u0085", "\0"])(
  "lets no line out of a name, a place or a link that holds %j",
  (sign) => {
    const words = `Words${sign}ATTENDEE:mailto:milena@example.org${sign}END:VEVENT${sign}BEGIN:VEVENT`;
    const hostile = { group: words, title: words, presenter: words, place: words, link: words };
    const text = calendarOf(words, [entry(hostile), entry({ ...hostile, place: "", id: "2" })]);
    const events = readStrictly(text).parts.filter(({ name }) => name === "VEVENT");
    expect(events).toHaveLength(2);
    for (const { lines } of events) expect(lines.map(({ name }) => name)).not.toContain("ATTENDEE");
    const found = Object.values(ical.sync.parseICS(text)).filter((part) => part?.type === "VEVENT");
    expect(found).toHaveLength(2);
    expect(found[0]).not.toHaveProperty("attendee");
    const plain = "Words ATTENDEE:mailto:milena@example.org END:VEVENT BEGIN:VEVENT";
    expect(found[0]).toMatchObject({ summary: `${plain}: ${plain}`, location: plain });
  },
);

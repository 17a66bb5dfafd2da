import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chooseForToday,
  nameOfPlace,
  nextLookAt,
  type Place,
  placeOf,
  placeProblem,
  tellingDayOf,
} from "./rules";
import { placeInput } from "./schema";

describe("a pasted text", () => {
  it.each<[string, Place]>([
    ["cs.LG", { kind: "arxiv", query: "cs.LG" }],
    ["  cs.LG  graph networks ", { kind: "arxiv", query: "cs.LG graph networks" }],
    ["hep-th: black holes", { kind: "arxiv", query: "hep-th: black holes" }],
    ["https://arxiv.org/list/cs.LG/recent", { kind: "arxiv", query: "cs.LG" }],
    ["https://rss.arxiv.org/rss/cs.LG+stat.ML", { kind: "arxiv", query: "cs.LG stat.ML" }],
    ["http://export.arxiv.org/rss/quant-ph", { kind: "arxiv", query: "quant-ph" }],
    ["https://example.org/feed.xml#top", { kind: "feed", query: "https://example.org/feed.xml" }],
    ["feed://example.org/rss", { kind: "feed", query: "https://example.org/rss" }],
    ["graph neural networks", { kind: "openalex", query: "graph neural networks" }],
    ["well-known results", { kind: "openalex", query: "well-known results" }],
  ])("%s is a place", (text, place) => {
    expect(placeOf(text, null)).toEqual(place);
    expect(placeInput.safeParse(place).success).toBe(true);
  });

  it("is looked for where the person says", () => {
    expect(placeOf("graph networks", "crossref")).toEqual({
      kind: "crossref",
      query: "graph networks",
    });
    expect(placeOf("example.org/feed", "feed").query).toBe("https://example.org/feed");
  });

  it.each(["javascript:alert(1)", "ftp://example.org/feed", "https://a:b@example.org/", "no feed"])(
    "%s is no address of a feed",
    (query) => expect(placeInput.safeParse({ kind: "feed", query }).success).toBe(false),
  );

  it("needs a category or a word for arXiv", () => {
    expect(placeProblem({ kind: "arxiv", query: '"" ( )' })).toMatch(/category/);
    expect(placeProblem({ kind: "arxiv", query: "trees" })).toBeNull();
  });
});

it.each<[Place, string, string]>([
  [{ kind: "arxiv", query: "cs.LG stat.ML" }, "", "cs.LG, stat.ML"],
  [{ kind: "arxiv", query: 'cs.LG "graph networks"' }, "", "cs.LG: graph networks"],
  [{ kind: "feed", query: "https://example.org/rss" }, "Latest trees", "Latest trees"],
  [{ kind: "feed", query: "https://example.org/rss" }, "", "example.org"],
  [{ kind: "openalex", query: "trees" }, "", "trees"],
])("%o has a name", (place, title, name) => {
  expect(nameOfPlace(place, title)).toBe(name);
});

describe("the time of the next look", () => {
  const id = fc.uuid();
  const zone = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia");
  const at = fc.date({
    ...{ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true },
  });

  it("comes within the next day and an hour for clocks that change, always at one minute", () => {
    fc.assert(
      fc.property(id, zone, at, (watchId, timeZone, after) => {
        const next = nextLookAt(watchId, timeZone, after);
        const again = nextLookAt(watchId, timeZone, next);
        const hours = (again.getTime() - next.getTime()) / 3_600_000;
        expect(next.getTime()).toBeGreaterThan(after.getTime());
        expect(next.getTime() - after.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        expect(hours).toBeGreaterThanOrEqual(22);
        expect(hours).toBeLessThanOrEqual(26);
      }),
    );
  });

  it("is spread over the day by the watch's id", () => {
    const of = (end: string) =>
      nextLookAt(
        `019aa000-0000-7000-8000-000000${end}`,
        "Europe/Berlin",
        new Date("2026-05-17T12:00:00Z"),
      );
    expect(of("000000").toISOString()).toBe("2026-05-17T22:00:00.000Z");
    expect(of("0003e8").toISOString()).toBe("2026-05-17T14:40:00.000Z");
  });
});

it("brings the first ones up to the day's limit, and leaves the rest", () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.nat(20), fc.nat(20), (papers, perDay, broughtToday) => {
      const { chosen, left } = chooseForToday(papers, { perDay, broughtToday });
      expect(chosen).toEqual(papers.slice(0, chosen.length));
      expect(chosen.length + left).toBe(papers.length);
      expect(chosen.length).toBe(Math.min(papers.length, Math.max(0, perDay - broughtToday)));
    }),
  );
});

describe("the day of suggestions", () => {
  it("ends at eight o'clock of its group, and its instants have the same day", () => {
    const at = fc.date({
      ...{ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true },
    });
    const zones = ["Europe/Berlin", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Chatham"];
    fc.assert(
      fc.property(at, fc.constantFrom(...zones), (instant, timeZone) => {
        const day = tellingDayOf(instant, timeZone);
        expect(day.since < instant && instant <= day.until).toBe(true);
        expect(tellingDayOf(day.until, timeZone)).toEqual(day);
        expect(tellingDayOf(new Date(day.since.getTime() + 1), timeZone)).toEqual(day);
        const hours = (day.until.getTime() - day.since.getTime()) / 3_600_000;
        expect([23, 24, 25]).toContain(hours);
      }),
    );
  });

  it("is as long as the day between, where clocks change", () => {
    expect(tellingDayOf(new Date("2026-03-29T03:00:00Z"), "Europe/Berlin")).toEqual({
      since: new Date("2026-03-28T07:00:00Z"),
      until: new Date("2026-03-29T06:00:00Z"),
    });
  });
});

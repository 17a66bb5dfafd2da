import fc from "fast-check";
import { expect, it } from "vitest";
import { size } from "@/server/testing/tier";
import { nextPaperAt, PAPERS_A_DAY, papersADay } from "./rules";

const HOUR = 3_600_000;
const NOW = new Date("2026-11-28T12:00:00Z");
const before = (hours: number) => new Date(NOW.getTime() - hours * HOUR);
const after = (hours: number) => before(-hours);

it.each([
  [0, 10],
  [23.9, 10],
  [24, 30],
  [167.9, 30],
  [168, 100],
  [100_000, PAPERS_A_DAY],
])("lets an account of %d hours add %d papers a day", (hours, papers) => {
  expect(papersADay(before(hours), NOW).papers).toBe(papers);
});

const times = (count: number, hours: number) => Array.from({ length: count }, () => before(hours));

it("lets the next paper come when the first of them is a day old", () => {
  const old = before(10_000);
  expect(nextPaperAt(old, times(99, 1), NOW)).toEqual(NOW);
  expect(nextPaperAt(old, times(100, 24), NOW)).toEqual(NOW);
  expect(nextPaperAt(old, [...times(99, 1), before(5)], NOW)).toEqual(after(19));
});

it("lets the next paper come earlier if the account is old enough by then", () => {
  expect(nextPaperAt(before(4), times(10, 1), NOW)).toEqual(after(20));
  expect(nextPaperAt(before(160), times(30, 1), NOW)).toEqual(after(8));
});

it("returns the first instant at which one more is within the limit", () => {
  const hours = fc.integer({ min: 0, max: 60 });
  const dates = fc.array(hours, { maxLength: PAPERS_A_DAY });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 200 }), dates, (age, ages) => {
      const createdAt = before(age);
      const added = ages.map(before);
      const free = (at: Date) =>
        added.filter((one) => one.getTime() > at.getTime() - 24 * HOUR).length <
        papersADay(createdAt, at).papers;
      // All instants are whole hours, so looking at each finds the first.
      const first = Array.from({ length: 25 }, (_, hour) => after(hour)).find(free);
      expect(nextPaperAt(createdAt, added, NOW)).toEqual(first);
    }),
    { numRuns: size(500, 20_000) },
  );
});

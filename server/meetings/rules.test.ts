import { expect, it } from "vitest";
import { startProblem } from "./rules";

const NOW = new Date("2026-05-04T16:00:00Z");
const DAY = 24 * 3600 * 1000;
const later = (ms: number) => new Date(NOW.getTime() + ms);

it.each([
  ["a moment ahead", later(1), null, null],
  ["two years ahead", new Date("2028-05-04T16:00:00Z"), null, null],
  ["now", NOW, null, "Choose a time in the future."],
  ["yesterday", later(-DAY), null, "Choose a time in the future."],
  ["a slip of the year", later(732 * DAY), null, "Choose a time within the next two years."],
  ["the time it had, though it is over", later(-DAY), later(-DAY), null],
  ["another time of the past", later(-DAY), later(-2 * DAY), "Choose a time in the future."],
  ["another time ahead", later(DAY), later(-2 * DAY), null],
])("%s", (_, startsAt, before, problem) => {
  expect(startProblem(startsAt, NOW, before)).toBe(problem);
});

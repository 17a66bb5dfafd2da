import { expect, it } from "vitest";
import { earliestMeeting, isRsvpOutdated, startProblem, stateOf } from "./rules";

const NOW = new Date("2026-05-04T16:00:00Z");
const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;
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

it("leaves a day to read, and never plans in the past", () => {
  expect(earliestMeeting(NOW, NOW)).toEqual(later(DAY));
  expect(earliestMeeting(later(-3 * DAY), NOW)).toEqual(NOW);
});

const meeting = (startsIn: number, cancelled = false) => ({
  startsAt: later(startsIn),
  minutes: 60,
  cancelledAt: cancelled ? NOW : null,
});

it("counts as upcoming until it ends", () => {
  expect(stateOf(meeting(HOUR), NOW)).toBe("ahead");
  expect(stateOf(meeting(1 - HOUR), NOW)).toBe("ahead");
  expect(stateOf(meeting(-HOUR), NOW)).toBe("over");
  expect(stateOf(meeting(HOUR, true), NOW)).toBe("cancelled");
});

it("recognizes an RSVP that was given for another time", () => {
  expect(isRsvpOutdated(NOW, later(1))).toBe(true);
  expect(isRsvpOutdated(NOW, NOW)).toBe(false);
  expect(isRsvpOutdated(NOW, null)).toBe(false);
});

it("is planned at most 731 days ahead, to the millisecond", () => {
  expect(startProblem(later(731 * DAY), NOW, null)).toBeNull();
  expect(startProblem(later(731 * DAY + 1), NOW, null)).toMatch(/two years/);
});

it("takes place after the day of reading or now, whichever is later", () => {
  expect(earliestMeeting(later(-DAY), NOW)).toEqual(NOW);
  expect(earliestMeeting(later(1 - DAY), NOW)).toEqual(later(1));
});

it("has an outdated RSVP only if the move came after it", () => {
  expect(isRsvpOutdated(later(1), NOW)).toBe(false);
  expect(isRsvpOutdated(later(-1), NOW)).toBe(true);
});

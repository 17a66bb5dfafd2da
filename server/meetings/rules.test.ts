import { expect, it } from "vitest";
import { earliestMeeting, findNextUp, isRsvpOutdated, startProblem, stateOf } from "./rules";

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

it.each([
  ["the meeting that comes first", [meeting(9 * DAY), meeting(2 * DAY), meeting(-DAY)], 1],
  ["the latest choice while nothing is planned", [null, meeting(-DAY)], 0],
  ["a planned one before a choice without a meeting", [null, meeting(DAY)], 1],
  ["nothing once the latest is over", [meeting(-DAY), null], null],
  ["no cancelled one while another is ahead", [meeting(DAY, true), meeting(2 * DAY)], 1],
  ["a cancelled latest one, until its time has come", [meeting(DAY, true), meeting(-DAY)], 0],
  ["nothing when that has passed", [meeting(-DAY, true), meeting(-2 * DAY)], null],
  ["nothing of nothing", [], null],
])("reads next: %s", (_, meetings, wanted) => {
  const readings = meetings.map((one) => ({ meeting: one }));
  expect(findNextUp(readings, NOW)).toBe(wanted === null ? null : readings[wanted]);
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

it.each([
  ["meets again in its cancelled time only while that is ahead", [meeting(0, true)], null],
  ["reads what is cancelled and still ahead", [meeting(1, true)], 0],
  ["reads what is going on", [meeting(1 - HOUR)], 0],
  ["reads nothing of what has ended", [meeting(-HOUR)], null],
])("%s", (_, meetings, wanted) => {
  const readings = meetings.map((one) => ({ meeting: one }));
  expect(findNextUp(readings, NOW)).toBe(wanted === null ? null : readings[wanted]);
});

it("has an outdated RSVP only if the move came after it", () => {
  expect(isRsvpOutdated(later(1), NOW)).toBe(false);
  expect(isRsvpOutdated(later(-1), NOW)).toBe(true);
});

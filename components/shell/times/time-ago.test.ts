import { expect, it } from "vitest";
import { timeAgo } from "./time-ago";

const NOW = new Date("2026-11-29T12:00:00Z");
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

it.each([
  [0, "just now"],
  [59, "just now"],
  [-60, "just now"],
  [-61, null],
  [MINUTE, "1 minute ago"],
  [HOUR - 1, "59 minutes ago"],
  [HOUR, "1 hour ago"],
  [DAY - 1, "23 hours ago"],
  [DAY, "yesterday"],
  [3 * DAY, "3 days ago"],
  [7 * DAY - 1, "6 days ago"],
  [7 * DAY, null],
])("says of an instant %i seconds ago: %j", (seconds, words) => {
  expect(timeAgo(new Date(NOW.getTime() - seconds * 1000), NOW)).toBe(words);
});

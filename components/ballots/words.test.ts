import { expect, it } from "vitest";
import { authorsInWords, countInWords, timeLeft } from "./words";

it.each([
  [[], 0, ""],
  [["A"], 0, "A"],
  [["A", "B"], 0, "A and B"],
  [["A", "B", "C"], 0, "A, B and C"],
  [["A", "B"], 7, "A, B and 7 more"],
])("names the authors %j and %d more", (authors, others, words) => {
  expect(authorsInWords(authors, others)).toBe(words);
});

it("counts one and many", () => {
  expect(countInWords(1, "vote")).toBe("1 vote");
  expect(countInWords(0, "vote")).toBe("0 votes");
  expect(countInWords(2, "person", "people")).toBe("2 people");
});

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
it.each([
  [-1, "no time left"],
  [0, "no time left"],
  [1, "1 second left"],
  [59 * SECOND, "59 seconds left"],
  [MINUTE - 1, "60 seconds left"],
  [MINUTE, "1 minute left"],
  [HOUR - 1, "59 minutes left"],
  [HOUR, "1 hour left"],
  [2 * HOUR + 5 * MINUTE, "2 hours 5 minutes left"],
  [DAY - 1, "23 hours 59 minutes left"],
  [DAY + 59 * MINUTE, "1 day left"],
  [3 * DAY + HOUR, "3 days 1 hour left"],
])("%d ms: %s", (ms, words) => {
  expect(timeLeft(ms)).toBe(words);
});

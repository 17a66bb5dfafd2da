import { expect, it } from "vitest";
import { endInWords, placesInWords, timeLeft, turnoutInWords } from "./words";

it("says how many have voted", () => {
  expect(turnoutInWords(0, 7)).toBe("Nobody has voted yet");
  expect(turnoutInWords(1, 7)).toBe("1 of 7 has voted");
  expect(turnoutInWords(4, 7)).toBe("4 of 7 have voted");
  expect(turnoutInWords(7, 7)).toBe("All 7 have voted");
  expect(turnoutInWords(1, 1)).toBe("The only member has voted");
});

it("tells people who had a ballot open how it ended, but not of what they did themselves", () => {
  const words = (stage: string, endedByViewer: boolean) => endInWords({ stage, endedByViewer });
  expect(words("closed", false)).toMatch(/^This ballot closed while you had it open\./);
  expect(words("closed", true)).toMatch(/^You have closed this ballot\./);
  expect(words("cancelled", false)).toBe("This ballot was cancelled while you had it open.");
  expect(words("cancelled", true)).toBe("You have cancelled this ballot.");
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

it.each([
  [[], ""],
  [[2, 2], "Second place twice"],
  [[2, 3, 3, 3], "Second place once, third place three times"],
  [[1, 4, 4, 4, 4], "First place once, 4th place 4 times"],
  [[21, 22], "21st place once, 22nd place once"],
])("%j: %s", (places, words) => {
  expect(placesInWords(places)).toBe(words);
});

import { expect, it } from "vitest";
import { lengthInWords, linesAgainst, slotInWords } from "./words";

it.each([
  [45, "45 minutes"],
  [60, "1 hour"],
  [61, "1 hour 1 minute"],
  [150, "2 hours 30 minutes"],
])("says how long %i minutes are", (minutes, words) => {
  expect(lengthInWords(minutes)).toBe(words);
});

it.each([
  [1, "Thursday at 17:00, every week"],
  [2, "Thursday at 17:00, every other week"],
  [3, "Thursday at 17:00, every 3 weeks"],
])("says a time of every %i weeks", (everyWeeks, words) => {
  expect(slotInWords({ everyWeeks, weekday: 4, time: "17:00" })).toBe(words);
});

it("marks the lines that only one of two texts has", () => {
  expect(linesAgainst("a\n\n b \nc", "b\na")).toEqual([
    { line: "a", only: false },
    { line: "", only: false },
    { line: " b ", only: false },
    { line: "c", only: true },
  ]);
});

import { expect, it } from "vitest";
import { rhythmInWords } from "./words";

const TIMES = { opensOn: 5, opensTime: "17:00", closesOn: 1, closesTime: "09:00" };

it.each([
  [1, "Opens Friday 17:00, closes Monday 09:00, every week"],
  [3, "Opens Friday 17:00, closes Monday 09:00, every 3 weeks"],
])("says a rhythm of %d weeks in words", (everyWeeks, words) => {
  expect(rhythmInWords({ ...TIMES, everyWeeks })).toBe(words);
});

import { expect, it } from "vitest";
import { placesOf, shortNumber, shortTitle } from "./amounts";

it.each([
  [3, "3"],
  [3.5, "3.5"],
  [2 / 3, "0.67"],
  [-1.25, "−1.25"],
])("%d is shown as %s", (value, words) => {
  expect(shortNumber(value)).toBe(words);
});

it("cuts a title where it has to", () => {
  expect(shortTitle("Dynamo", 6)).toBe("Dynamo");
  expect(shortTitle("In Search of an Algorithm", 12)).toBe("In Search o…");
  expect(shortTitle("In Search of an Algorithm", 11)).toBe("In Search…");
});

it("gives level papers one place, and leaves out the next", () => {
  const places = placesOf({ ranking: [["b"], ["a", "c"], ["d"]] });
  expect([...places]).toEqual([
    ["b", 1],
    ["a", 2],
    ["c", 2],
    ["d", 4],
  ]);
});

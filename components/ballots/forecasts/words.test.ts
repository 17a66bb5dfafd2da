import { expect, it } from "vitest";
import { chanceInWords, worthInWords } from "./words";

it.each([
  [0, "0%"],
  [1, "under 1%"],
  [99, "under 1%"],
  [100, "1%"],
  [3334, "33%"],
  [10_000, "100%"],
])("says a chance of %i in 10,000 as %s", (chance, words) => {
  expect(chanceInWords(chance)).toBe(words);
});

const summary = {
  forecasts: 12,
  brier: 0.5,
  even: 0.75,
  favourites: 1,
  favouritesChosen: 1,
  byLot: 0.25,
};

it("says what a series is worth", () => {
  expect(worthInWords(summary)).toEqual([
    "The favourite of the forecast was chosen on 1 of 1 ballot. Papers drawn by lot would have been chosen on about 0.3.",
    "The mean score is 0.50, and that of an even guess 0.75: 0 is perfect, and 2 is the worst.",
    "So the forecasts have been better than an even guess.",
  ]);
  expect(worthInWords({ ...summary, brier: 0.75 }).at(-1)).toMatch(/no better than an even guess/);
  expect(worthInWords({ ...summary, forecasts: 9, favourites: 0 })).toEqual([
    expect.stringContaining("mean score"),
    "After 9 forecasts this may well be chance.",
  ]);
});

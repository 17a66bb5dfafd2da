import { expect, it } from "vitest";
import { placeInWords, stopInWords } from "./words";

it.each([
  [[["a"]], "Place 1"],
  [[["a"], ["b"]], "Place 1, above B"],
  [[["b"], ["a"]], "Place 2, below B"],
  [[["b"], ["a"], ["c", "d"]], "Place 2, between B and C and D"],
  [[["b"], ["a", "c", "d"]], "Place 2, shared with C and D"],
  [[["b", "c"], ["a"]], "Place 3, below B and C"],
  [[["b"]], "Not ranked"],
])("says where a paper would be dropped: %j", (ranking, words) => {
  expect(stopInWords(ranking, "a", (id) => id.toUpperCase())).toBe(words);
});

it("says where a paper is", () => {
  expect(placeInWords("Apples", { place: 2, tied: false })).toBe("Apples: place 2");
  expect(placeInWords("Apples", { place: 2, tied: true })).toBe("Apples: place 2, shared");
  expect(placeInWords("Apples", undefined)).toBe("Apples: not ranked");
});

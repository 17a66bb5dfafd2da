import { expect, it } from "vitest";
import { listInWords, ordinal } from "./words";

it.each([
  [1, "1st"],
  [2, "2nd"],
  [3, "3rd"],
  [4, "4th"],
  [11, "11th"],
  [12, "12th"],
  [13, "13th"],
  [21, "21st"],
  [22, "22nd"],
  [33, "33rd"],
  [50, "50th"],
  [111, "111th"],
  [101, "101st"],
])("says the ordinal of %d", (place, words) => {
  expect(ordinal(place)).toBe(words);
});

it.each([
  [[], ""],
  [["Ada"], "Ada"],
  [["Ada", "Béla"], "Ada and Béla"],
  [["Ada", "Béla", "Chen"], "Ada, Béla and Chen"],
])("lists %j", (names, words) => {
  expect(listInWords(names)).toBe(words);
});

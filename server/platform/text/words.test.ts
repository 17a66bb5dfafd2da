import { expect, it } from "vitest";
import { countInWords, listInWords, listPhrases, ordinal, pluralOf } from "./words";

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

it.each([
  [0, "0 votes"],
  [1, "1 vote"],
  [2, "2 votes"],
  [1200, "1,200 votes"],
])("counts %d", (count, words) => {
  expect(countInWords(count, "vote")).toBe(words);
});

it("has plurals without an s", () => {
  expect([1, 2].map((count) => countInWords(count, "reply", "replies"))).toEqual([
    "1 reply",
    "2 replies",
  ]);
  expect([1, 1.5].map((count) => pluralOf(count, "has", "have"))).toEqual(["has", "have"]);
});

it.each([
  [["papers in A and B"], "papers in A and B"],
  [["papers in A and B", "all of C"], "papers in A and B, and all of C"],
  [["papers", "papers in A", "all of B"], "papers, papers in A, and all of B"],
])("keeps the phrases of %j apart", (phrases, words) => {
  expect(listPhrases(phrases)).toBe(words);
});

import { expect, it } from "vitest";
import { fitsReference, isReference } from "./references";

const REFERENCE =
  "Okafor, A., & Nagy, B. (2019). Gödel’s trees: a study. Journal of Examples 3(1), 1–9.";

it.each([
  ["Godel's Trees: A Study", true],
  ["Gödel’s trees", true],
  ["Trees of another kind", false],
  ["A study of something else entirely", false],
  ["", false],
])("a reference fits %j: %s", (title, fits) => {
  expect(fitsReference(REFERENCE, title)).toBe(fits);
});

it("takes a few words for a search", () => {
  expect(isReference("neural trees 2019")).toBe(false);
  expect(isReference("Okafor trees examples 2019")).toBe(true);
});

import { expect, it } from "vitest";
import { authorsInWords } from "./words";

it.each([
  [[], 0, ""],
  [["Ada"], 1, "Ada"],
  [["Ada", "Bo"], 2, "Ada and Bo"],
  [["Ada", "Bo", "Cy"], 3, "Ada, Bo and Cy"],
  // "and 1 more" would be as long as the name.
  [["Ada", "Bo", "Cy", "Di"], 4, "Ada, Bo, Cy and Di"],
  [["Ada", "Bo", "Cy", "Di"], 5, "Ada, Bo, Cy and 2 more"],
  [["Ada", "Bo", "Cy", "Di"], 90, "Ada, Bo, Cy and 87 more"],
])("%j of %i: %s", (first, count, words) => expect(authorsInWords(first, count)).toBe(words));

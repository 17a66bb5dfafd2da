import { expect, it } from "vitest";
import { authorsInWords, failureInWords } from "./words";

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

it("says why no paper was found, each time in other words and with a way on", () => {
  const source = "arXiv";
  const failures = ["no such paper", "not there yet", "no answer", "not a paper"] as const;
  const others = ["no source", "words", "unknown page", "malformed", "unsupported"] as const;
  const sentences = [
    ...failures.map((outcome) => failureInWords({ outcome, source })),
    ...others.map((outcome) => failureInWords({ outcome })),
  ];
  expect(new Set(sentences).size).toBe(9);
  for (const sentence of sentences)
    expect(sentence).toContain("You can also type the paper by hand.");
});

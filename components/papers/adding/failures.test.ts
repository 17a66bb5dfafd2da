import { expect, it } from "vitest";
import { failureInWords } from "./failures";

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

it("has the verb of one source or of several", () => {
  const outcome = "no answer";
  expect(failureInWords({ outcome, source: "arXiv" })).toMatch(/^arXiv does not answer/);
  const several = failureInWords({ outcome, source: "Crossref and DataCite" });
  expect(several).toMatch(/^Crossref and DataCite do not answer/);
});

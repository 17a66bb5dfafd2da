import { expect, it } from "vitest";
import { numberInWords, weightInWords } from "./weight-words";

it.each([
  ["1", "1"],
  ["0", "0"],
  ["3/2", "1.5"],
  ["1/3", "about 0.33"],
  ["-1/2", "−0.5"],
  ["-7/3", "about −2.33"],
])("%s is %s", (fraction, words) => {
  expect(numberInWords(fraction)).toBe(words);
});

it("says what a member carries, and why", () => {
  expect(weightInWords("perpetual-consensus", "3/2")).toMatch(
    /^You have 1\.5 credits: your papers/,
  );
  expect(weightInWords("perpetual-consensus", "1")).toMatch(/^You have 1 credit, as everyone/);
  expect(weightInWords("perpetual-consensus", "1/2")).toMatch(
    /^You have 0\.5 credits: a paper you/,
  );
  expect(weightInWords("perpetual-consensus", "-1")).toMatch(/weigh nothing this time/);
  expect(weightInWords("perpetual-pav", "1")).toMatch(/^Your ticks weigh 1: no paper/);
  expect(weightInWords("perpetual-pav", "1/3")).toMatch(/^Your ticks weigh about 0\.33/);
  expect(weightInWords("perpetual-quota", "2/5")).toMatch(/heavier/);
  expect(weightInWords("perpetual-quota", "0")).toMatch(/carry over nothing/);
  expect(weightInWords("perpetual-quota", "-1/5")).toMatch(/lighter/);
  expect(weightInWords("approval", "1")).toBe("");
});

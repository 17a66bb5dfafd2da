import { expect, it } from "vitest";
import { answerInWords } from "./answer-words";

const titleOf = (id: string) => id.toUpperCase();

it.each([
  [{ approvals: ["a", "b"] }, "“A”, “B”"],
  [{ approvals: [] }, "no paper"],
  [{ ranking: [["a"], ["b", "c"]] }, "1. “A”; 2. “B”, “C”"],
  [{ ranking: [] }, "no paper"],
  [{ scores: { a: 0, b: 5 } }, "B: 5; A: 0"],
  [{ scores: {} }, "no paper"],
])("%j: %s", (answer, words) => {
  expect(answerInWords(answer, titleOf)).toBe(words);
});

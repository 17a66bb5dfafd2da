import { expect, it } from "vitest";
import { statusSentence } from "./words";

it.each([
  [{ status: "retracted", since: "2026-05-03" }, "This paper was retracted on 3 May 2026."],
  [{ status: "retracted", since: "2026-05" }, "This paper was retracted in May 2026."],
  [{ status: "withdrawn", since: "2026" }, "This paper was withdrawn in 2026."],
  [{ status: "withdrawn", reason: "Lemma 3 is wrong" }, "This paper was withdrawn."],
  [{ status: "published", reason: "J. Trees" }, "This paper was published in J. Trees."],
  [{ status: "published" }, "This paper was published."],
  [{ status: "current", reason: "Another paper" }, "This paper is no longer marked."],
] as const)("%o", (stated, words) => {
  expect(statusSentence({ since: "", reason: "", ...stated }, false)).toBe(words);
});

it("does not take a moderator's reason for a journal", () => {
  const stated = { status: "published", since: "", reason: "I saw it in print" } as const;
  expect(statusSentence(stated, true)).toBe("This paper was published.");
});

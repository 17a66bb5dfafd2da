import { expect, it } from "vitest";
import { FOLLOW_WORDS, followInWords } from "./words";

it("says on each button what it follows, so that no two on a page are the same", () => {
  const things = Object.keys(FOLLOW_WORDS) as (keyof typeof FOLLOW_WORDS)[];
  expect(things.map((thing) => followInWords(thing, null))).toEqual([
    "Follow discussion",
    "Follow paper",
    "Follow author",
    "Follow topic",
    "Follow group",
  ]);
  expect(followInWords("paper", "follow")).toBe("Following paper");
  expect(followInWords("thread", "mute")).toBe("Muted discussion");
});

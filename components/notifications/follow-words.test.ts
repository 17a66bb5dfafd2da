import { expect, it } from "vitest";
import { FOLLOWED, followInWords } from "./follow-words";

it("says on each button what it follows, so that no two on a page are the same", () => {
  const things = Object.keys(FOLLOWED) as (keyof typeof FOLLOWED)[];
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

import { describe, expect, it } from "vitest";
import { firstLines } from "../platform/text/words";
import { normalizedTitle, trendingScore } from "./rules";

describe("the key of a title", () => {
  it("is the one that the database holds already", () => {
    expect(normalizedTitle("Attention Is All You Need: Part 2")).toBe("attentionisallyouneedpart2");
    expect(normalizedTitle("Straße")).toBe("strasse");
    expect(normalizedTitle(" +- ")).toBe("+-");
  });
});

describe("the first lines", () => {
  it("are the whole of a text that just fits", () => {
    expect(firstLines("abc def", 7)).toBe("abc def");
    expect(firstLines("abc def", 6)).toBe("abc…");
    expect(firstLines("abcdef", 5)).toBe("abcde…");
  });

  it("lose dangling punctuation, but no unusual character", () => {
    expect(firstLines("We study this – , and more", 17)).toBe("We study this…");
    expect(firstLines("\uFFFDabcdef", 4)).toBe("\uFFFDabc…");
  });
});

it("scores a paper that was added half a century before its upvotes", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  expect(trendingScore(new Date(0), [now])).toBeCloseTo(now.getTime() / (7 * 24 * 3600 * 1000), 6);
});

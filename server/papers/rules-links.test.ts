import { describe, expect, it } from "vitest";
import { firstLines } from "../platform/text/words";
import { arxivIdOf, doiOf, linkOf, normalizedTitle, trendingScore } from "./rules";

describe("the key of a title", () => {
  it("is the one that the database holds already", () => {
    expect(normalizedTitle("Attention Is All You Need: Part 2")).toBe("attentionisallyouneedpart2");
    expect(normalizedTitle("Straße")).toBe("straße");
    expect(normalizedTitle(" +- ")).toBe("+-");
  });
});

it.each([
  [" 2401.01234 ", "2401.01234"],
  ["arXiv:2412.01234", "2412.01234"],
  ["2400.01234", null],
  ["2401.01234v", null],
  ["2401.01234x", null],
  ["[arXiv:2401.01234]", null],
  ["see arXiv:2401.01234]", "2401.01234"],
])("%s has the arXiv id %s", (text, id) => expect(arxivIdOf(text)).toBe(id));

it.each([
  [" 10.1000/182 ", "10.1000/182"],
  ["doi:10.1000/182", "10.1000/182"],
  ["doi:  10.1000/182", "10.1000/182"],
  ["https://dl.acm.org/doi/10.1145/3292500", "10.1145/3292500"],
  ["10.1000/182.;,", "10.1000/182"],
  // The percent sign is not followed by two digits, so nothing is decoded.
  ["10.1000/100%", "10.1000/100%"],
  [`10.1000/${"x".repeat(292)}`, `10.1000/${"x".repeat(292)}`],
  [`10.1000/${"x".repeat(293)}`, null],
])("%s has the DOI %s", (text, doi) => expect(doiOf(text)).toBe(doi));

describe("a link as it is typed", () => {
  it.each([
    ["https://arxiv.org/pdf/2401.01234v2"],
    ["HTTPS://arxiv.org/pdf/2401.01234v2"],
    ["see example.org"],
    ["example.org and more"],
    ["example.org1"],
    ["example"],
    ["example.o"],
  ])("stays: %s", (typed) => expect(linkOf(typed)).toBe(typed));

  it.each([
    [" https://example.org/x ", "https://example.org/x"],
    ["arxiv.org/abs/2401.01234?from=https://example.org", "https://arxiv.org/abs/2401.01234"],
    ["example.org", "https://example.org"],
    ["a.b.example.org?x", "https://a.b.example.org?x"],
    ["example.org:8080/x", "https://example.org:8080/x"],
    ["Example.ORG#x", "https://Example.ORG#x"],
  ])("%s becomes %s", (typed, link) => expect(linkOf(typed)).toBe(link));
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

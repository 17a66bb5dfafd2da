import { describe, expect, it } from "vitest";
import { type Hints, NO_HINTS } from "@/server/search/schema";
import { sectionsFor } from "./lines";

const HINTS: Hints = {
  papers: [
    {
      slug: "attention",
      title: "Attention Is All You Need",
      authors: ["A. Vaswani", "N. Shazeer"],
    },
  ],
  groups: [
    { slug: "systems", name: "Systems Thursday", mine: true },
    { slug: "café", name: "Café Systems", mine: false },
  ],
  people: [{ handle: "bela", name: "Béla", group: { slug: "systems", name: "Systems Thursday" } }],
  topics: [{ slug: "systems", name: "Systems" }],
};

const ADA = { moderator: false, operator: false };

const wordsOf = (typed: string, hints: Hints, isMember: boolean, more = {}) =>
  Object.fromEntries(
    sectionsFor(typed, hints, isMember ? { ...ADA, ...more } : null).map(({ title, lines }) => [
      title,
      lines.map(({ words }) => words),
    ]),
  );

describe("the lines of a search field", () => {
  it("come by kind, papers first and the search last", () => {
    const sections = sectionsFor("systems", HINTS, ADA);
    expect(sections.map(({ title }) => title)).toEqual([
      "Papers",
      "Groups",
      "People",
      "Topics",
      "Search",
    ]);
    expect(sections.at(-1)?.lines).toEqual([
      { href: "/search?q=systems", words: "Search for “systems”" },
    ]);
    expect(sections[2]?.lines).toEqual([
      { href: "/groups/systems/members", words: "Béla", more: "@bela, Systems Thursday" },
    ]);
  });

  it("lead to the pages of an own group, by their names", () => {
    expect(wordsOf("sys", HINTS, true).Groups).toEqual([
      ...[
        "Systems Thursday",
        "Systems Thursday: ballots",
        "Systems Thursday: meetings",
        "Café Systems",
      ],
    ]);
    expect(
      wordsOf("thursday: bal", { ...HINTS, groups: HINTS.groups.slice(0, 1) }, true).Groups,
    ).toEqual(["Systems Thursday: ballots"]);
  });

  it("offer the pages that there are for this viewer, by the beginnings of their words", () => {
    expect(wordsOf("pap em", NO_HINTS, false).Pages).toEqual(["Trending papers by email"]);
    expect(wordsOf("PAP ém", NO_HINTS, true).Pages).toEqual(["Papers by email"]);
    expect(wordsOf("desk", NO_HINTS, false).Pages).toBeUndefined();
    expect(wordsOf("", NO_HINTS, true).Pages).toContain("Settings");
    expect(wordsOf(" ", NO_HINTS, false)).not.toHaveProperty("Search");
  });

  it("offer pages by what else people call them, after those that have the words", () => {
    expect(wordsOf("g++", NO_HINTS, true).Pages).toBeUndefined();
    expect(wordsOf("dig", NO_HINTS, true).Pages).toEqual(["Papers by email"]);
    expect(wordsOf("recom", NO_HINTS, true).Pages).toEqual(["For you"]);
    expect(wordsOf("read", NO_HINTS, true).Pages).toEqual(["Shelves"]);
    expect(wordsOf("site", NO_HINTS, true).Pages).toBeUndefined();
    expect(wordsOf("site", NO_HINTS, true, { operator: true }).Pages).toEqual([
      "Site email",
      "Site search",
    ]);
    expect(wordsOf("moder", NO_HINTS, true, { moderator: true }).Pages?.[0]).toBe("Moderation");
    expect(wordsOf("sign up", NO_HINTS, false).Pages).toEqual(["Sign in"]);
  });

  it("keep signs in an address", () => {
    expect(sectionsFor("a&b=<c>#?", NO_HINTS, null).at(-1)?.lines[0]?.href).toBe(
      "/search?q=a%26b%3D%3Cc%3E%23%3F",
    );
  });
});

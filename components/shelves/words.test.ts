import { expect, it } from "vitest";
import { isFiltered, readShelf, readShown, shownQuery } from "./contents/address";
import { keptInWords, listInShort, toldInWords } from "./words";

it("says where a paper is, and which groups know", () => {
  expect(keptInWords("toRead")).toBe("The paper is on your shelf “To read”.");
  expect(keptInWords(null)).toBe("The paper is off your shelves.");
  expect(toldInWords(["Trees"])).toBe("Trees knows that you have read it.");
  expect(toldInWords(["Trees", "Rocks"])).toBe("Trees and Rocks know that you have read it.");
  expect(listInShort({ count: 1, link: null })).toBe("1 paper");
  expect(listInShort({ count: 2, link: "https://a.org" })).toBe("2 papers · shared by link");
});

it("reads what is shown from an address, whatever stands there", () => {
  expect(readShown({ order: "title", q: " nets ", topic: "ml", year: "2023", page: "2" })).toEqual({
    ...{ order: "title", q: "nets", topic: "ml", year: 2023, page: "2" },
  });
  expect(readShown({ order: "none", q: ["a", "b"], topic: "x".repeat(99) })).toEqual({
    ...{ order: "recent", q: "a", topic: "x".repeat(60), year: null, page: "1" },
  });
  const yearOf = (year: string) => readShown({ year }).year;
  expect(["0999", "1e3", "2023.5", "-999", "12023", "1000", "9999"].map(yearOf)).toEqual([
    ...[null, null, null, null, null, 1000, null],
  ]);
  expect([readShelf({ shelf: "noted" }), readShelf({ shelf: "attic" }), readShelf({})]).toEqual([
    ...["noted", "toRead", "toRead"],
  ]);
  expect(shownQuery({ order: "recent", q: "", topic: "ml", year: null })).toEqual({
    ...{ order: null, q: "", topic: "ml", year: null },
  });
  expect(shownQuery({ order: "title", q: "", topic: "", year: 2023 }).year).toBe("2023");
  expect(isFiltered({ q: "", topic: "", year: 2023 })).toBe(true);
});

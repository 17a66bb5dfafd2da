import { expect, it } from "vitest";
import { readSearch, searchAddress } from "./address";

it("reads an address, and ignores invalid values", () => {
  expect(
    readSearch(
      {
        q: [" attention ", "x"],
        in: "discussion",
        group: "systems",
        label: "question",
        author: "@Ada",
        since: "2026-02-28",
        until: "2026-02-30",
        page: "2",
      },
      "papers",
    ),
  ).toEqual({
    q: "attention",
    kind: "discussion",
    group: "systems",
    label: "question",
    author: "ada",
    since: "2026-02-28",
    until: null,
    page: 2,
  });
  expect(
    readSearch({ in: "minds", group: "../x", label: "rant", author: "a b", page: "0" }, "papers"),
  ).toEqual({
    q: "",
    kind: "papers",
    group: null,
    label: null,
    author: null,
    since: null,
    until: null,
    page: 1,
  });
});

it("cuts the text to the limit of the search", () => {
  expect(readSearch({ q: "x".repeat(500) }, "papers").q).toHaveLength(200);
});

it("writes only values that are set", () => {
  expect(searchAddress("/search", { q: "a b", kind: "notes", group: null, since: null })).toBe(
    "/search?q=a+b&in=notes",
  );
  expect(searchAddress("/search", {})).toBe("/search");
});

import { expect, it } from "vitest";
import { arxiv } from "./arxiv";
import { crossref } from "./crossref";
import { datacite } from "./datacite";
import { openalex } from "./openalex";
import { FOUND, type Source, Unreadable } from "./record";
import { semanticScholar } from "./semantic-scholar";

const TITLE = 'Trees, "rivers" & C*-algebras: $x^2$?';
const addressOf = (source: Source, contact: string | null = null) =>
  new URL(source.search?.addressOf(TITLE, contact) ?? "");
const found = (source: Source, body: string) =>
  source.search?.read(body).map(({ title, identifiers }) => [title, identifiers[0]?.value]);

it("asks arXiv for a phrase, and reads each entry", () => {
  const asked = addressOf(arxiv);
  expect(asked.searchParams.get("search_query")).toBe('ti:"Trees rivers C algebras x 2"');
  expect(asked.searchParams.get("max_results")).toBe(String(FOUND));
  const entry = (id: string) => `<entry><id>http://arxiv.org/abs/${id}</id><title>T ${id}</title>
    <summary>We plant.</summary><published>2024-01-02T00:00:00Z</published></entry>`;
  const body = `<feed>${entry("2401.01234v3")}${entry("math.GT/0309136")}<entry><id>http://arxiv.org/api/errors</id><title>Error</title></entry></feed>`;
  expect(found(arxiv, body)).toEqual([
    ["T 2401.01234v3", "2401.01234"],
    ["T math.GT/0309136", "math/0309136"],
  ]);
});

it("asks Crossref for a reference, and leaves out what is no paper or broken", () => {
  const asked = addressOf(crossref, "ada@example.org");
  expect(asked.searchParams.get("query.bibliographic")).toBe(TITLE);
  expect(asked.searchParams.get("mailto")).toBe("ada@example.org");
  const items = [
    { DOI: "10.1000/A", title: ["Trees"] },
    { DOI: "10.1000/b", title: ["Trees"], type: "book" },
    { title: 5 },
  ];
  expect(found(crossref, JSON.stringify({ message: { items } }))).toEqual([["Trees", "10.1000/a"]]);
});

it("asks OpenAlex without signs of its search, and reads each work", () => {
  expect(addressOf(openalex).searchParams.get("search")).toBe("Trees rivers C algebras x 2");
  const results = [
    { id: "https://openalex.org/W12", title: "Trees", ids: { doi: "https://doi.org/10.1000/a" } },
    { id: "https://openalex.org/W13", title: "Trees", type: "dataset" },
  ];
  expect(found(openalex, JSON.stringify({ results }))).toEqual([["Trees", "10.1000/a"]]);
});

it("asks Semantic Scholar for the closest title", () => {
  const asked = addressOf(semanticScholar);
  expect(asked.pathname).toBe("/graph/v1/paper/search/match");
  expect(asked.searchParams.get("query")).toBe(TITLE);
  const data = [{ paperId: "a".repeat(40), title: "Trees", externalIds: { ArXiv: "2401.01234" } }];
  expect(found(semanticScholar, JSON.stringify({ data }))).toEqual([["Trees", "2401.01234"]]);
});

it.each([arxiv, crossref, openalex, semanticScholar])(
  "refuses a broken answer of $name",
  (source) => {
    for (const body of ["<html>", "{}", "[]", "", '{"message":{}}'])
      expect(() => source.search?.read(body)).toThrow(Unreadable);
  },
);

it("is not offered by sources that know papers by their number only", () => {
  expect(datacite.search).toBeUndefined();
});

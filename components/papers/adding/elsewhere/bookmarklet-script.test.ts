import { expect, it } from "vitest";
import { bookmarkletFor } from "./bookmarklet-script";

const ADD = "https://papers.example.org/add";

/** Runs the bookmark on a page with these names and contents of meta tags. @returns the address that it opens */
function open(href: string, title: string, metas: Record<string, string>): URL {
  const link = bookmarkletFor(ADD);
  expect(link).toMatch(/^javascript:[^"\s]+$/);
  const location = { href };
  const querySelector = (query: string) => {
    const [, name = ""] = /^meta\[name="([^"]+)" i\]$/.exec(query) ?? [];
    return name in metas ? { content: metas[name] } : null;
  };
  const run = new Function("document", "location", decodeURIComponent(link.slice(11)));
  expect(run({ title, querySelector }, location)).toBeUndefined();
  return new URL(location.href);
}

it("opens the page that adds papers with the address, title and identifier of the page", () => {
  const page = "https://journal.example.org/trees?a=1&b=2#c";
  const { searchParams, origin, pathname } = open(page, "Trees | Journal", {
    citation_doi: "10.1000/trees",
    citation_title: "Trees & “water”",
  });
  expect(origin + pathname).toBe(ADD);
  expect(Object.fromEntries(searchParams)).toEqual({
    url: page,
    text: "10.1000/trees",
    title: "Trees & “water”",
  });
});

it("does with the title of the browser where a page says nothing", () => {
  const { searchParams } = open("https://example.org/", "Words".repeat(100), {});
  expect(searchParams.get("text")).toBe("");
  expect(searchParams.get("title")).toHaveLength(300);
  const arxiv = open("https://example.org/", "", { citation_arxiv_id: "2401.01234" });
  expect(arxiv.searchParams.get("text")).toBe("arXiv:2401.01234");
});

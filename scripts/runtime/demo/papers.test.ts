import { expect, it } from "vitest";
import { PAPERS } from "@/prisma/demo/catalogue";
import { normalizedTitle } from "@/server/papers/rules";
import { paperFields } from "@/server/papers/schema";

it("describes each paper, and no two in the same words", () => {
  const papers: { title: string; authors: readonly string[]; abstract: string }[] =
    Object.values(PAPERS);
  for (const { title, abstract, authors } of papers) {
    const fields = { title, abstract, authors: [...authors], url: "" };
    expect(paperFields.parse(fields), title).toEqual(fields);
    expect(abstract.split(/\s+/).length, title).toBeGreaterThanOrEqual(60);
    expect(abstract.split(/\s+/).length, title).toBeLessThanOrEqual(120);
    expect((abstract.match(/\$/g) ?? []).length % 2, title).toBe(0);
  }
  const unique = (values: string[]) => new Set(values).size;
  expect(unique(papers.map(({ abstract }) => abstract))).toBe(papers.length);
  expect(unique(papers.map(({ title }) => normalizedTitle(title)))).toBe(papers.length);
});

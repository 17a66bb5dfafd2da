import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { standInSources } from "@/server/testing/sources";
import { fetchPapers } from "./fetched-papers";

ownDatabase();
const sources = standInSources();
const using = { network: sources.network, wait: async () => {} };

async function tell(text: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const told of fetchPapers(text, using)) lines.push(...told.lines);
  return lines;
}

const message = {
  DOI: "10.1000/trees",
  title: ["Trees"],
  author: [{ given: "Ada", family: "Muster" }],
  issued: { "date-parts": [[2024, 5]] },
  abstract: `<p>${"We plant. ".repeat(60)}</p>`,
};

it("prints what a paper becomes, asking its source each time", async () => {
  sources.answerInTurn(JSON.stringify({ message }));
  const lines = await tell("see doi:10.1000/trees");
  expect(lines.slice(0, 5)).toEqual([
    "✔ doi 10.1000/trees: found at Crossref",
    "  Trees",
    "  Ada Muster",
    "  2024-05",
    "  doi 10.1000/trees",
  ]);
  expect(lines[5]?.length).toBeLessThan(310);
  await tell("10.1000/trees");
  expect(sources.asked).toHaveLength(2);
  expect(await db.paper.count()).toBe(0);
});

it("prints one clear line for each text that becomes no paper", async () => {
  sources.answerInTurn(404);
  const text = "10.1000/nothing\nsome words\nhttps://example.org/blog\narXiv:1234.12345";
  expect(await tell(`${text}\nISBN 978-0-306-40615-7`)).toEqual([
    "✗ doi 10.1000/nothing: no such paper (Crossref and DataCite)",
    '✗ "some words" has no identifier: it would be searched for',
    "✗ https://example.org/blog is a page that no source knows",
    '✗ "arXiv:1234.12345" is refused: malformed',
    "✗ isbn 9780306406157: no source can be asked",
  ]);
  sources.answerInTurn(500);
  expect(await tell("https://openreview.net/forum?id=Abc1234567")).toEqual([
    "✗ openreview Abc1234567: no answer (OpenReview)",
  ]);
});

import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { importPapers } from "@/server/testing/fixtures/papers";
import { person } from "@/server/testing/world";

ownDatabase();
let ada: Viewer;
beforeAll(async () => {
  ada = await person("ada");
});
const pageOf = (paper: string) => as(null).papers.page({ paper });

it("shows of a paper what its source knew, and no month or day that it did not know", async () => {
  const { slug } = await as(ada).papers.add({
    title: "As far as known",
    authors: ["Ada Lovelace", "The Trees Collaboration"],
    venue: "Journal of Trees",
    publishedOn: "2024-05",
    identifiers: [
      { type: "doi", value: "10.1000/KNOWN" },
      { type: "doi", value: "10.1000/second" },
      { type: "doi", value: "10.48550/arXiv.2405.01234" },
      { type: "pmid", value: "00123456" },
    ],
    people: [
      { kind: "person", name: "Ada Lovelace", family: "Lovelace", given: "Ada" },
      { kind: "organization", name: "The Trees Collaboration" },
      { kind: "person", name: "Somebody Else", family: "Else", given: "Somebody" },
    ],
  });
  const page = await pageOf(slug);
  expect(page).toMatchObject({
    venue: "Journal of Trees",
    published: "2024-05",
    abstractHtml: "",
    doi: "10.1000/known",
    arxivId: "2405.01234",
    links: [
      { words: "doi:10.1000/second", address: "https://doi.org/10.1000/second" },
      { words: "PubMed: 123456", address: "https://pubmed.ncbi.nlm.nih.gov/123456/" },
    ],
  });
  const { authorParts } = await db.paper.findUniqueOrThrow({ where: { slug } });
  expect(authorParts).toEqual([
    { kind: "person", family: "Lovelace", given: "Ada" },
    { kind: "organization" },
  ]);
});

it("reads a paper with all of its identifiers and topics in one statement", async () => {
  const { slug } = await as(ada).papers.add({
    title: "On graphs",
    authors: ["Ada"],
    url: "10.1000/graphs",
  });
  expect((await statementsOf(() => pageOf(slug))).length).toBe(1);
});

it("corrects where and when it was published, and can undo it", async () => {
  const { slug } = await as(ada).papers.add({
    ...{ title: "Put in order", authors: ["Ada Lovelace", "Bo Ek"], publishedOn: "2024" },
    people: [
      { kind: "person", name: "Ada Lovelace", family: "Lovelace", given: "Ada" },
      { kind: "person", name: "Bo Ek", family: "Ek", given: "Bo" },
    ],
  });
  const { id: paperId, version: basedOn, fields } = await as(ada).papers.form({ paper: slug });
  expect(fields).toMatchObject({ publishedOn: "2024", venue: "" });
  // The parts of names are not said: they stay with their authors.
  const { authorParts: _, ...known } = fields;
  const edit = { ...known, venue: "Trees 2024", publishedOn: "2024-06-17", paperId, basedOn };
  await as(ada).papers.edit({ ...edit, authors: ["Bo Ek", "Cy Dee", "Ada Lovelace"] });
  expect(await pageOf(slug)).toMatchObject({ venue: "Trees 2024", published: "2024-06-17" });
  const partsOf = async () => (await db.paper.findUniqueOrThrow({ where: { slug } })).authorParts;
  expect(await partsOf()).toMatchObject([{ family: "Ek" }, null, { family: "Lovelace" }]);
  const { changes } = await as(null).papers.history({ paper: slug });
  await as(ada).papers.undo({ changeId: changes[0]?.id as string });
  expect(await pageOf(slug)).toMatchObject({ venue: null, published: "2024" });
});

it("compares by family names where they are known", async () => {
  const known = { kind: "person", family: "García Márquez", given: "Gabriel" } as const;
  const paper = { title: "Of solitude", abstract: "", authors: ["Gabriel García Márquez"] };
  await importPapers([{ ...paper, authorParts: [known] }]);
  const again = { ...paper, authors: ["García Márquez, G."] };
  expect(await importPapers([again])).toMatchObject({ imported: 0, there: 1, doubtful: [] });
});

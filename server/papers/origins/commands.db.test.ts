import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { standInSources } from "@/server/testing/sources";
import { person } from "@/server/testing/world";
import { importEntries, readImport } from "../files/importing/commands";
import { fetchPasted } from "../sources/fetching/pasted";

ownDatabase();
const sources = standInSources();
const using = { network: sources.network, wait: async () => {} };
let ada: Viewer;
let moderator: Viewer;
beforeAll(async () => {
  [ada, moderator] = await Promise.all([person("ada"), person({ moderator: true })]);
});
beforeEach(async () => {
  await db.paper.deleteMany();
  await db.sourceAnswer.deleteMany();
  await db.rateLimit.deleteMany();
});

const feed = `<feed><entry><id>http://arxiv.org/abs/2401.01234v1</id><title>Trees of the north</title>
  <summary>We plant.</summary><published>2024-01-05T00:00:00Z</published>
  <author><name>Ada Muster</name></author></entry></feed>`;
/** Where each known field of a paper is from, by the public history. */
async function originsOf(paper: string) {
  const { origins } = await as(null).papers.history({ paper });
  return Object.fromEntries(
    origins.map(({ field, kind, name }) => [field, name ? `${kind} ${name}` : kind]),
  );
}

it("tells the fields that a source gave from those that a person typed, without taking their word", async () => {
  sources.answerInTurn(feed);
  const found = await fetchPasted(ada, { text: "arXiv:2401.01234" }, "192.0.2.1", using);
  if (found.outcome !== "found") throw new Error(found.outcome);
  const abstract = "We plant, and water.";
  const { slug } = await as(ada).papers.add({ ...found.paper, abstract, venue: "Trees" });
  expect(await originsOf(slug)).toEqual({
    ...{
      title: "source arXiv",
      authors: "source arXiv",
      url: "source arXiv",
      arxivId: "source arXiv",
    },
    ...{ publishedOn: "source arXiv", abstract: "typed", venue: "typed" },
  });
  expect(sources.asked).toHaveLength(1);
  // Nobody can say that a source gave what it did not, and no source is asked.
  await db.sourceAnswer.deleteMany();
  await db.rateLimit.deleteMany();
  const { slug: claimed } = await as(ada).papers.add({
    ...{ title: "Trees of the south", authors: ["Bo"], url: "https://arxiv.org/abs/2401.09999" },
  });
  expect(await originsOf(claimed)).toMatchObject({
    title: "typed",
    url: "typed",
    arxivId: "typed",
  });
  expect(await db.rateLimit.count({ where: { key: { contains: "arXiv" } } })).toBe(0);
});

it("says that an abstract is from another source", async () => {
  const work = {
    DOI: "10.1000/trees",
    title: ["Trees of the west"],
    author: [{ family: "Muster" }],
  };
  sources.answerInTurn(
    JSON.stringify({ message: work }),
    JSON.stringify({
      id: "W1",
      title: "Trees of the west",
      abstract_inverted_index: { Leaves: [0] },
    }),
  );
  const found = await fetchPasted(ada, { text: "doi:10.1000/trees" }, "192.0.2.1", using);
  if (found.outcome !== "found") throw new Error(found.outcome);
  const { slug } = await as(ada).papers.add(found.paper);
  const from = await originsOf(slug);
  expect(from).toMatchObject({ title: "source Crossref", abstract: "source OpenAlex" });
});

it("knows what was pasted, and what an import brought", async () => {
  const { slug } = await as(ada).papers.add({
    title: "Pasted trees",
    authors: ["Bo"],
    pasted: true,
  });
  expect(await originsOf(slug)).toEqual({ title: "pasted", authors: "pasted" });
  const bibtex =
    "@article{a, title={Imported trees}, author={Muster, Ada}, year={2020}, journal={Trees}}";
  const file = await readImport(Buffer.from(bibtex));
  await importEntries(file, { fileName: "trees.bib", importedById: null }, () => {});
  expect(await originsOf("imported-trees")).toEqual({
    ...{ title: "file BibTeX", authors: "file BibTeX" },
    ...{ publishedOn: "file BibTeX", venue: "file BibTeX" },
  });
});

it("names the last correction of a field, and nothing for an empty one", async () => {
  const { slug } = await as(ada).papers.add({
    title: "Old trees",
    authors: ["Bo"],
    venue: "Trees",
  });
  const {
    id: paperId,
    version: basedOn,
    fields,
  } = await as(moderator).papers.form({ paper: slug });
  await as(moderator).papers.edit({ ...fields, paperId, basedOn, title: "New trees", venue: "" });
  const { origins, changes } = await as(null).papers.history({ paper: slug });
  expect(origins).toMatchObject([
    {
      field: "title",
      kind: "correction",
      change: { version: 1, changedBy: { handle: moderator.handle } },
    },
    { field: "authors", kind: "typed", change: null },
  ]);
  await as(moderator).papers.undo({ changeId: changes[0]?.id ?? "" });
  expect(await originsOf(slug)).toEqual({
    title: "correction",
    authors: "typed",
    venue: "correction",
  });
});

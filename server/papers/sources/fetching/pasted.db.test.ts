import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { importPapers } from "@/server/testing/fixtures/papers";
import { standInSources } from "@/server/testing/sources";
import { person } from "@/server/testing/world";
import { fetchPasted } from "./pasted";

ownDatabase();
const sources = standInSources();
let ada: Viewer;
beforeAll(async () => {
  ada = await person("ada");
});
const fetchText = (text: string) =>
  fetchPasted(ada, { text }, "192.0.2.1", { network: sources.network, wait: async () => {} });

const message = {
  DOI: "10.1000/trees",
  title: ["Trees"],
  author: [{ given: "Ada", family: "Muster" }],
  abstract: "<p>We plant.</p>",
};

it("gives the fields of a paper for the form, and writes nothing into the catalogue", async () => {
  sources.answerInTurn(JSON.stringify({ message }));
  expect(await fetchText("see https://doi.org/10.1000/TREES, p. 3")).toEqual({
    outcome: "found",
    source: "Crossref",
    status: "current",
    paper: {
      title: "Trees",
      authors: ["Ada Muster"],
      abstract: "We plant.",
      url: "https://doi.org/10.1000/trees",
      venue: "",
      publishedOn: "",
      identifiers: [{ type: "doi", value: "10.1000/trees" }],
      people: [{ kind: "person", name: "Ada Muster", family: "Muster", given: "Ada" }],
    },
  });
  expect(await db.paper.count()).toBe(0);
});

it("asks nobody for a paper of the catalogue, and knows it by its other identifiers", async () => {
  await importPapers([
    { title: "Known trees", abstract: "Words.", authors: ["Bo"], doi: "10.1000/known" },
    { title: "Trees of arXiv", abstract: "Words.", authors: ["Bo"], arxivId: "2401.05555" },
  ]);
  const known = { outcome: "known", paper: { slug: "known-trees", title: "Known trees" } };
  expect(await fetchText("doi:10.1000/KNOWN")).toMatchObject(known);
  expect(sources.asked).toEqual([]);
  const relation = { "has-preprint": [{ "id-type": "doi", id: "10.48550/arXiv.2401.05555" }] };
  sources.answerInTurn(JSON.stringify({ message: { ...message, DOI: "10.1000/new", relation } }));
  expect(await fetchText("10.1000/new")).toMatchObject({
    paper: { title: "Trees of arXiv" },
  });
});

it.each([
  ["graph neural networks", "words"],
  ["https://example.org/blog", "unknown page"],
  ["arXiv:1234.12345", "malformed"],
  ["ftp://example.org/paper.pdf", "unsupported"],
  ["ISBN 978-0-306-40615-7", "no source"],
])("asks nobody about %s", async (text, outcome) => {
  expect(await fetchText(text)).toEqual({ outcome });
  expect(sources.asked).toEqual([]);
});

it("asks for a paper by its next identifier where nobody has the first", async () => {
  sources.answerWith((asked, answer) => {
    if (asked.headers.host?.startsWith("api2.openreview"))
      answer.end(JSON.stringify({ notes: [{ id: "Abc1234567", content: { title: "Trees" } }] }));
    else answer.writeHead(404).end();
  });
  const text = "Trees, doi:10.1000/nowhere, https://openreview.net/forum?id=Abc1234567";
  expect(await fetchText(text)).toMatchObject({ outcome: "found", source: "OpenReview" });
  sources.answerInTurn(404);
  const neither = "Trees, doi:10.1000/neither, https://openreview.net/forum?id=Neither123";
  expect(await fetchText(neither)).toMatchObject({ source: "Crossref and DataCite" });
});

it("says that a source has no such paper", async () => {
  sources.answerInTurn(404);
  expect(await fetchText("10.1000/nothing")).toMatchObject({ outcome: "no such paper" });
});

it("lets a person look up twenty papers a minute", async () => {
  const bela = await person("bela");
  const look = () => fetchPasted(bela, { text: "words" }, "192.0.2.1");
  for (let at = 0; at < 20; at += 1) await look();
  await expect(look()).rejects.toMatchObject({ code: "TOO_MANY" });
});

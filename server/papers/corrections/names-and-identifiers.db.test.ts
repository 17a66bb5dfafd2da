import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { brokenInvariants } from "@/server/testing/doors/invariants";
import { person } from "@/server/testing/world";

const address = ownDatabase();
let ada: Viewer;
let bela: Viewer;
let moderator: Viewer;
beforeAll(async () => {
  [ada, bela, moderator] = await Promise.all([
    person("ada"),
    person("bela"),
    person({ moderator: true }),
  ]);
});

const LOVELACE = { kind: "person", family: "Lovelace", given: "Ada" } as const;
const CERN = { kind: "organization" } as const;
const PMID = { type: "pmid", value: "31452104" } as const;
const OPENALEX = { type: "openalex", value: "W2741809807" } as const;

let count = 0;
async function adasPaper(fields: object = {}) {
  const title = `Names ${++count}`;
  const { slug } = await as(ada).papers.add({ title, authors: ["Ada Lovelace"], ...fields });
  return read(slug);
}
async function read(slug: string) {
  const { id: paperId, version: basedOn, fields } = await as(ada).papers.form({ paper: slug });
  return { slug, paperId, basedOn, ...fields };
}
const stored = async (paperId: string) => {
  const rows = await db.paperIdentifier.findMany({ where: { paperId } });
  return rows.map(({ type, value }) => `${type} ${value}`).sort();
};
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error) => error.cause as { code: string; message: string; field?: string; details?: object },
  );

it("corrects the parts of names and identifiers of all types, with history and undo", async () => {
  const { slug, ...paper } = await adasPaper();
  const all = [
    ...[{ type: "openreview", value: "H1aIuk-RW" }, { type: "acl", value: "P19-1001" }, PMID],
    ...[
      { type: "pmcid", value: "PMC2424242" },
      { type: "isbn", value: "9780262033848" },
    ],
    ...[{ type: "semanticscholar", value: "CorpusID:13756489" }, OPENALEX],
    { type: "url", value: "https://example.org/names" },
  ] as const;
  await as(ada).papers.edit({
    ...{ ...paper, authors: ["CERN", "Ada Lovelace"], authorParts: [CERN, LOVELACE] },
    identifiers: [...all],
    doi: "10.1000/names",
    arxivId: "2401.04242",
  });
  const after = await read(slug);
  expect(after).toMatchObject({ authorParts: [CERN, LOVELACE], identifiers: all });
  expect(await stored(paper.paperId)).toEqual(
    [
      ...all.map(({ type, value }) => `${type} ${value}`),
      "doi 10.1000/names",
      "arxiv 2401.04242",
    ].sort(),
  );
  const { changes, origins } = await as(null).papers.history({ paper: slug });
  expect(changes[0]?.changes).toMatchObject({
    authorParts: { before: [], after: [CERN, LOVELACE] },
    identifiers: { before: [], after: all },
  });
  expect(origins.find(({ field }) => field === "identifiers")).toMatchObject({
    kind: "correction",
  });
  await as(ada).papers.undo({ changeId: changes[0]?.id as string });
  expect(await read(slug)).toMatchObject({ authorParts: [], identifiers: [], doi: "" });
  expect(await stored(paper.paperId)).toEqual([]);
  expect(await brokenInvariants(address())).toEqual([]);
});

it("reads identifiers in any of their forms, and keeps those of the link apart", async () => {
  const { slug, ...paper } = await adasPaper({ url: "https://pubmed.ncbi.nlm.nih.gov/7654321/" });
  const identifiers = [
    { type: "pmid", value: "PMID: 7654321" },
    { type: "doi", value: "10.48550/arXiv.2402.00099" },
    { type: "pmcid", value: "pmc0991" },
  ] as const;
  await as(ada).papers.edit({ ...paper, identifiers: [...identifiers] });
  expect(await read(slug)).toMatchObject({
    arxivId: "2402.00099",
    identifiers: [{ type: "pmcid", value: "PMC991" }],
  });
  // Without its link, the paper no longer has what only the link names.
  const now = await read(slug);
  await as(ada).papers.edit({ ...now, url: "" });
  expect(await stored(paper.paperId)).toEqual(["arxiv 2402.00099", "pmcid PMC991"]);
});

it("leaves alone what a call does not say", async () => {
  const known = { people: [{ ...LOVELACE, name: "Ada Lovelace" }], identifiers: [OPENALEX] };
  const { slug, ...paper } = await adasPaper(known);
  expect(paper).toMatchObject({ authorParts: [LOVELACE], identifiers: [OPENALEX] });
  const { authorParts: _, identifiers: __, ...older } = paper;
  await as(ada).papers.edit({ ...older, authors: ["Bo", "Ada Lovelace"] });
  expect(await read(slug)).toMatchObject({
    authorParts: [null, LOVELACE],
    identifiers: [OPENALEX],
  });
});

it.each([
  ["PubMed", { type: "pmid", value: "1111" }],
  ["ISBN", { type: "isbn", value: "9780306406157" }],
  ["DOI", { type: "doi", value: "10.1000/second-one" }],
] as const)("an identifier of another paper leads there: %s", async (name, id) => {
  const taken = await adasPaper({ url: `https://example.org/taken/${name}` });
  const main = { type: "doi", value: `10.1000/main-${count}` } as const;
  await as(ada).papers.edit({ ...taken, doi: main.value, identifiers: [id] });
  const { slug: _, ...paper } = await adasPaper();
  const late = refusal(as(ada).papers.edit({ ...paper, doi: "10.1000/own", identifiers: [id] }));
  expect(await late).toMatchObject({
    code: "CONFLICT",
    field: "identifiers",
    message: `Another paper has this identifier (${name}, ${id.value}): “${taken.title}”.`,
    details: { slug: taken.slug },
  });
});

it("a suggestion of an earlier day, which names authors only, is accepted, and so is one of parts", async () => {
  const people = [{ ...LOVELACE, name: "Ada Lovelace" }];
  const { slug, paperId, ...rest } = await adasPaper({ people });
  const authors = { before: ["Ada Lovelace"], after: ["Ada Lovelace", "CERN"] };
  const older = await db.paperSuggestion.create({
    data: { paperId, suggestedById: bela.id, changes: { authors }, reason: "One is missing." },
  });
  const [shown] = (await as(moderator).papers.suggestionsFor({ paper: slug })).suggestions;
  expect(shown?.changes.authorParts?.after).toEqual([LOVELACE, null]);
  await as(moderator).papers.acceptSuggestion({ suggestionId: older.id, basedOn: 0 });
  const now = await read(slug);
  expect(now).toMatchObject({ authors: authors.after, authorParts: [LOVELACE, null] });
  const better = { ...now, authorParts: [LOVELACE, CERN], identifiers: [PMID] };
  await as(bela).papers.suggest({ ...better, reason: "It is an organization." });
  const [next] = (await as(moderator).papers.suggestionsFor({ paper: slug })).suggestions;
  const suggestionId = next?.id as string;
  await as(moderator).papers.acceptSuggestion({ suggestionId, basedOn: now.basedOn });
  expect(await read(slug)).toMatchObject({
    authorParts: [LOVELACE, CERN],
    identifiers: [PMID],
    title: rest.title,
  });
});

it("refuses parts that no name has", async () => {
  const { slug: _, ...paper } = await adasPaper();
  const edit = (authorParts: object[]) =>
    refusal(as(ada).papers.edit({ ...paper, authorParts: authorParts as never }));
  expect(await edit([CERN, CERN])).toMatchObject({ code: "INVALID", field: "authors" });
  expect(await edit([{ kind: "person", family: " ", given: "Ada" }])).not.toBeNull();
});

import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { brokenInvariants } from "@/server/testing/doors/invariants";
import { importPapers } from "@/server/testing/fixtures/papers";
import { person } from "@/server/testing/world";
import { IDENTIFIERS, type Identifier } from "../pasting/identifiers";
import type { Candidate } from "../schema";
import type { NewPaper } from "./commands";

const address = ownDatabase();
let ada: Viewer;
beforeAll(async () => {
  ada = await person({ handle: "ada", operator: true });
});

const FIELDS = { abstract: "Words.", authors: ["Ada Lovelace"] };
const add = (title: string, more: object = {}) => as(ada).papers.add({ title, ...FIELDS, ...more });
/** The papers that a refused addition may be. */
const candidatesOf = (call: Promise<unknown>): Promise<Candidate[]> =>
  call.then(
    () => {
      throw new Error("was not refused");
    },
    (error) => error.cause.details.candidates,
  );
const imported = (title: string, more: Partial<NewPaper> = {}): NewPaper => ({
  ...{ title, abstract: "x", authors: [] },
  ...more,
});

describe("adding a paper by hand", () => {
  it("tells names apart by their signs", async () => {
    const titles = ["Programming in C", "Programming in C++", "Programming in C#"];
    const answers = [];
    for (const title of titles) answers.push(await add(title));
    expect(answers.map(({ found }) => found)).toEqual([false, false, false]);
    expect(new Set(answers.map(({ slug }) => slug)).size).toBe(3);
  });

  it("asks whether it is a paper of the same title by others, and does what the person says", async () => {
    const first = await add("Erratum", { authors: ["Bo Ek"] });
    const candidates = await candidatesOf(add("Erratum"));
    expect(candidates).toMatchObject([{ slug: first.slug, title: "Erratum", authors: ["Bo Ek"] }]);
    const [{ id } = { id: "" }] = candidates;
    const chosen = { slug: first.slug, found: true, isCertain: true };
    expect(await add("Erratum", { sameAs: id })).toEqual(chosen);
    const second = await add("Erratum", { differsFrom: [id] });
    expect(second.found).toBe(false);
    expect(second.slug).not.toBe(first.slug);
    // From now on the viewer's own is known.
    const guessed = { slug: second.slug, found: true, isCertain: false };
    expect(await add("Erratum")).toEqual(guessed);
    expect(await candidatesOf(add("Erratum", { authors: ["Cy Dee"] }))).toHaveLength(2);
  });

  it("lets the person add another paper of the same title by one of the same authors", async () => {
    const first = await add("Editorial");
    expect(await add("Editorial")).toMatchObject({ slug: first.slug, isCertain: false });
    const [same] = await as(ada).papers.lookUp({ texts: [`/papers/${first.slug}`] });
    const second = await add("Editorial", { differsFrom: [same?.paper?.id as string] });
    expect(second).toMatchObject({ found: false });
    expect(second.slug).not.toBe(first.slug);
  });

  it("by ten at the same instant adds one, although it is another than the one that is there", async () => {
    await add("Preface", { authors: ["Bo Ek"] });
    const [there] = await candidatesOf(add("Preface"));
    const differsFrom = [there?.id as string];
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => add("Preface", { differsFrom })),
    );
    expect(new Set(answers.map(({ slug }) => slug)).size).toBe(1);
    expect(answers.filter(({ found }) => !found)).toHaveLength(1);
  });

  it("never takes different identifiers for one paper, nor one identifier for two", async () => {
    const first = await add("On clocks", { url: "arXiv:2402.10001" });
    const [other] = await candidatesOf(add("On clocks", { url: "arXiv:2402.10002" }));
    expect(other?.slug).toBe(first.slug);
    const differsFrom = [other?.id as string];
    const second = await add("On clocks", { url: "arXiv:2402.10002", differsFrom });
    expect(second.found).toBe(false);
    const again = add("On clocks, renamed", { url: "arXiv:2402.10001", differsFrom });
    expect(await outcomes([again])).toEqual(["CONFLICT"]);
  });

  it("asks about a page that another paper names, which stays the first one's", async () => {
    const url = "https://workshop.example/papers";
    const first = await add("First of the page", { url });
    const [there] = await candidatesOf(add("Second of the page", { url }));
    const second = await add("Second of the page", { url, differsFrom: [there?.id as string] });
    expect(second.found).toBe(false);
    const found = await as(null).papers.lookUp({ texts: [url] });
    expect(found.map(({ paper }) => paper?.slug)).toEqual([first.slug]);
    expect(await db.paper.count({ where: { url } })).toBe(2);
  });
});

describe("an identifier of any kind", () => {
  const ids: Identifier[] = [
    { type: "arxiv", value: "2403.00001" },
    { type: "doi", value: "10.1000/(any)/kind" },
    { type: "openreview", value: "abc_DEF-12" },
    { type: "acl", value: "2020.acl-main.12" },
    { type: "pmid", value: "12345678" },
    { type: "pmcid", value: "PMC1234567" },
    { type: "isbn", value: "9780306406157" },
    { type: "semanticscholar", value: "CorpusID:1234" },
    { type: "openalex", value: "W1234" },
    { type: "url", value: `https://long.example/${"a".repeat(1900)}` },
  ];

  it("finds its paper, among any number of one paper", async () => {
    await importPapers([imported("Of all kinds", { identifiers: ids })]);
    const links = ids.map(({ type, value }) => IDENTIFIERS[type].link(value));
    const found = await as(null).papers.lookUp({ texts: links });
    expect(found.map(({ paper }) => paper?.title)).toEqual(ids.map(() => "Of all kinds"));
    const row = await db.paper.findFirstOrThrow({ where: { title: "Of all kinds" } });
    expect(row).toMatchObject({ arxivId: "2403.00001", doi: "10.1000/(any)/kind" });
    for (const { type, value } of ids) {
      const again = imported("Renamed", { identifiers: [{ type, value }] });
      const { there, imported: added } = await importPapers([again]);
      // A page and a book may hold several papers.
      expect([there, added], type).toEqual(type === "url" || type === "isbn" ? [0, 1] : [1, 0]);
      if (added) await db.paper.delete({ where: { slug: "renamed" } });
    }
  });

  it("moves with a correction, and is free again for another paper", async () => {
    const { slug } = await add("Put right", { url: "https://doi.org/10.1000/wrong" });
    const { id: paperId, version: basedOn, fields } = await as(ada).papers.form({ paper: slug });
    const moderator = await person({ moderator: true });
    const doi = "10.1000/right";
    const edit = { ...fields, url: `https://doi.org/${doi}`, doi, paperId, basedOn };
    await as(moderator).papers.edit(edit);
    const texts = ["10.1000/wrong", "10.1000/right"];
    const found = await as(null).papers.lookUp({ texts });
    expect(found.map(({ paper }) => paper?.slug ?? null)).toEqual([null, slug]);
    const other = await add("Rightly so", { url: "https://doi.org/10.1000/wrong" });
    expect(other.found).toBe(false);
    expect(await brokenInvariants(address())).toEqual([]);
  });
});

describe("an import", () => {
  it("leaves out what only a person can tell, and says what it may be", async () => {
    await importPapers([imported("Introduction", { authors: ["Bo Ek"] })]);
    const answer = await importPapers([
      imported("Introduction", { authors: ["Cy Dee"] }),
      imported("Introduction", { authors: ["Ek, B."] }),
      imported("Afterword", { authors: ["Bo Ek"], doi: "10.1000/after-1" }),
      imported("Afterword", { authors: ["Bo Ek"], doi: "10.1000/after-2" }),
    ]);
    expect(answer).toEqual({
      imported: 1,
      there: 1,
      doubtful: [
        { line: 1, title: "Introduction", slug: "introduction" },
        { line: 4, title: "Afterword", slug: null },
      ],
    });
    const decided = imported("Introduction", { authors: ["Cy Dee"], isAnother: true });
    expect(await importPapers([decided])).toMatchObject({ imported: 1 });
  });

  it("and an addition of one paper at the same moment make one", async () => {
    const paper = imported("Both ways", { authors: ["Ada Lovelace"], arxivId: "2404.00001" });
    const calls = [
      importPapers([paper]),
      add("Both ways"),
      importPapers([paper]),
      add("Both ways"),
    ];
    await Promise.all(calls);
    expect(await db.paper.count({ where: { title: "Both ways" } })).toBe(1);
  });
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { brokenInvariants } from "@/server/testing/doors/invariants";
import { importPapers } from "@/server/testing/fixtures/papers";
import { standInSources } from "@/server/testing/sources";
import { person } from "@/server/testing/world";
import type { NewPaper } from "../catalogue/commands";
import { completePapers } from "./commands";

const address = ownDatabase();
const sources = standInSources();
const pass = (hours: number) => setClock(new Date(now().getTime() + hours * 3600_000));
const using = { network: sources.network, wait: async (seconds: number) => pass(seconds / 3600) };
let moderator: Viewer;

beforeEach(async () => {
  setClock(new Date("2026-05-17T12:00:00Z"));
  moderator = await person({ moderator: true });
  await db.paper.deleteMany();
  await db.sourceAnswer.deleteMany();
  await db.sourcePause.deleteMany();
  await db.rateLimit.deleteMany();
});
afterEach(() => {
  delete process.env.COMPLETE_PAPERS;
  forgetEnv();
  setClock(undefined);
});

const ABSTRACT =
  "We grow large trees slowly beside rivers. Careful gardeners measure every branch, prune dead leaves, water young roots " +
  "daily, compare seventeen species across eleven countries, publish all measurements.";
const TITLE = "Growing tall trees beside slow rivers";
const poor: NewPaper = { title: TITLE, abstract: ABSTRACT, authors: [] };
const entry = (id: string, title = TITLE, abstract = ABSTRACT) => `<entry>
  <id>http://arxiv.org/abs/${id}v2</id><title>${title}</title><summary>${abstract}</summary>
  <published>2024-03-05T00:00:00Z</published><author><name>Ada Muster</name></author>
  <arxiv:journal_ref>J. Trees 4 (2025)</arxiv:journal_ref></entry>`;
const feed = (...entries: string[]) => `<feed>${entries.join("")}</feed>`;
/** Sources that know nothing, but for some answers by host. */
function answer(by: Record<string, string | number> = {}) {
  sources.answerWith((asked, reply) => {
    const host = asked.headers.host?.replace(/:\d+$/, "") ?? "";
    const nothing =
      host === "export.arxiv.org"
        ? feed()
        : host === "api.crossref.org"
          ? '{"message":{"items":[]}}'
          : '{"results":[]}';
    const given = by[host] ?? (host === "api.semanticscholar.org" ? 404 : nothing);
    if (typeof given === "number") reply.writeHead(given).end();
    else reply.end(given);
  });
}
const hosts = () => sources.asked.map((asked) => asked.split("/")[0]);
const onlyPaper = () => db.paper.findFirstOrThrow({ include: { identifiers: true } });
const outcome = async () => (await db.paperCompletion.findFirstOrThrow()).outcome;
const historyOf = async (paper: string) => as(null).papers.history({ paper });

describe("a poor paper", () => {
  it("is completed from a source that knows it beyond doubt, and its history says so", async () => {
    await importPapers([poor]);
    answer({ "export.arxiv.org": feed(entry("2403.01234")) });
    await completePapers(using);
    const paper = await onlyPaper();
    expect(paper).toMatchObject({
      ...{ authors: ["Ada Muster"], arxivId: "2403.01234", venue: "J. Trees 4 (2025)" },
      ...{ url: "https://arxiv.org/abs/2403.01234", publishedOn: new Date("2024-03-05") },
      ...{ title: TITLE, abstract: ABSTRACT, version: 1 },
    });
    expect(paper.identifiers).toMatchObject([{ type: "arxiv", value: "2403.01234" }]);
    const { changes, origins } = await historyOf(paper.slug);
    expect(changes).toMatchObject([{ kind: "completion", source: "arXiv", changedBy: null }]);
    const completed = ["authors", "url", "arxivId", "venue", "publishedOn"];
    expect(origins.map(({ field, name }) => [field, name])).toEqual([
      ["title", "CSL-JSON"],
      ...completed.map((field) => [field, "arXiv"]),
      ["abstract", "CSL-JSON"],
    ]);
    expect(decodeURIComponent(sources.asked.join()).replaceAll("+", " ")).toContain(
      `ti:"${TITLE}"`,
    );
    expect(await outcome()).toBe("completed");
    expect(await brokenInvariants(address())).toEqual([]);
    // Found by the name of its author.
    expect(await as(null).papers.search({ q: "Muster" })).toMatchObject([{ slug: paper.slug }]);
    pass(1000);
    await completePapers(using);
    expect(sources.asked).toHaveLength(1);
  });

  it("gets all identifiers that the source knows, and loses them with an undo", async () => {
    const words = Object.fromEntries(ABSTRACT.split(" ").map((word, at) => [word, [at]]));
    const work = {
      ...{ id: "https://openalex.org/W77", title: TITLE, publication_year: 2024 },
      doi: "https://doi.org/10.1000/trees",
      ids: {
        doi: "https://doi.org/10.1000/trees",
        pmid: "https://pubmed.ncbi.nlm.nih.gov/31452104",
        pmcid: "https://www.ncbi.nlm.nih.gov/pmc/articles/2424242",
      },
      authorships: [{ author: { display_name: "Ada Muster" } }],
      abstract_inverted_index: words,
    };
    await importPapers([poor]);
    answer({ "api.openalex.org": JSON.stringify({ results: [work] }) });
    await completePapers(using);
    const { slug, identifiers } = await onlyPaper();
    const all = ["doi 10.1000/trees", "openalex W77", "pmcid PMC2424242", "pmid 31452104"];
    expect(identifiers.map(({ type, value }) => `${type} ${value}`).sort()).toEqual(all);
    const [change] = (await historyOf(slug)).changes;
    expect(change?.changes.identifiers?.after.map(({ type }) => type)).toEqual([
      ...["pmid", "pmcid", "openalex"],
    ]);
    await as(moderator).papers.undo({ changeId: change?.id as string });
    expect((await onlyPaper()).identifiers).toEqual([]);
  });

  it("is as before once that is undone, and is never completed again", async () => {
    await importPapers([poor]);
    answer({ "export.arxiv.org": feed(entry("2403.01234")) });
    await completePapers(using);
    const { slug } = await onlyPaper();
    const [{ id: changeId } = { id: "" }] = (await historyOf(slug)).changes;
    await as(moderator).papers.undo({ changeId });
    expect(await onlyPaper()).toMatchObject({
      ...{ authors: [], arxivId: null, url: null, venue: null, publishedOn: null, identifiers: [] },
    });
    expect((await historyOf(slug)).origins).toMatchObject([{ kind: "file" }, { kind: "file" }]);
    const ended = { outcome: "undone", askAt: null };
    expect(await db.paperCompletion.findMany()).toMatchObject([ended]);
    await db.sourceAnswer.deleteMany();
    await db.paperCompletion.updateMany({ data: { askAt: now() } });
    await completePapers(using);
    expect((await onlyPaper()).authors).toEqual([]);
  });

  it("is undone by people who may correct it only", async () => {
    await importPapers([poor]);
    answer({ "export.arxiv.org": feed(entry("2403.01234")) });
    await completePapers(using);
    const [{ id: changeId } = { id: "" }] = (await historyOf((await onlyPaper()).slug)).changes;
    const stranger = await person();
    expect(await outcomes([as(stranger).papers.undo({ changeId })])).toEqual(["FORBIDDEN"]);
  });

  it("keeps a field that a person has emptied or corrected", async () => {
    await importPapers([{ ...poor, venue: "Wrong" }]);
    const { slug } = await onlyPaper();
    const {
      id: paperId,
      version: basedOn,
      fields,
    } = await as(moderator).papers.form({ paper: slug });
    const edit = { ...fields, paperId, basedOn, venue: "", abstract: `${ABSTRACT} Corrected.` };
    await as(moderator).papers.edit(edit);
    answer({ "export.arxiv.org": feed(entry("2403.01234")) });
    await completePapers(using);
    expect(await onlyPaper()).toMatchObject({
      ...{ venue: null, abstract: `${ABSTRACT} Corrected.`, authors: ["Ada Muster"] },
    });
  });

  it("stays as it is while two papers could be it, or another abstract contradicts", async () => {
    await importPapers([poor]);
    const other =
      "Erratum to tables, figures, theorems, names, dates, places, numbers, weights, colours, leaves, branches, roots, soils.";
    answer({
      "export.arxiv.org": feed(entry("2403.01234", TITLE, other)),
      "api.crossref.org": JSON.stringify({
        message: {
          items: ["10.1000/a", "10.1000/b"].map((DOI) => ({
            ...{ DOI, title: [TITLE], abstract: ABSTRACT, author: [{ family: "Muster" }] },
          })),
        },
      }),
    });
    await completePapers(using);
    expect(hosts()).toEqual([
      ...["export.arxiv.org", "api.semanticscholar.org", "api.crossref.org", "api.openalex.org"],
    ]);
    expect((await onlyPaper()).version).toBe(0);
    expect(await outcome()).toBe("doubtful");
  });

  it("that another paper of the catalogue is stays as it is, and is noted as a possible duplicate", async () => {
    await importPapers([poor]);
    const first = await onlyPaper();
    await importPapers([
      { ...poor, title: "Tall trees", arxivId: "2403.01234", authors: ["Ada Muster"] },
    ]);
    answer({ "export.arxiv.org": feed(entry("2403.01234")) });
    await completePapers(using);
    const other = await db.paper.findUniqueOrThrow({ where: { arxivId: "2403.01234" } });
    expect(await db.paperCompletion.findMany()).toMatchObject([
      {
        paperId: first.id,
        outcome: "duplicate",
        duplicateOfId: other.id,
        askAt: null,
        source: "arXiv",
      },
    ]);
    expect((await db.paper.findUniqueOrThrow({ where: { id: first.id } })).version).toBe(0);
  });

  it("with an identifier is asked for by that", async () => {
    await importPapers([{ ...poor, arxivId: "2403.01234" }]);
    answer({ "export.arxiv.org": feed(entry("2403.01234")) });
    await completePapers(using);
    expect(sources.asked).toHaveLength(1);
    expect(sources.asked[0]).toContain("id_list=2403.01234");
    expect((await onlyPaper()).authors).toEqual(["Ada Muster"]);
  });

  it("that somebody has filled in meanwhile is not searched for", async () => {
    await importPapers([poor]);
    await db.paper.updateMany({ data: { authors: ["Bo"], arxivId: "2403.09999" } });
    const { id: paperId } = await onlyPaper();
    await db.paperIdentifier.create({ data: { paperId, type: "arxiv", value: "2403.09999" } });
    answer();
    await completePapers(using);
    expect([sources.asked, await db.paperCompletion.count()]).toEqual([[], 0]);
  });
});

describe("the sources", () => {
  it("are asked again after a month, three times in all", async () => {
    await importPapers([poor]);
    answer();
    for (let month = 0; month < 6; month += 1) {
      await completePapers(using);
      pass(31 * 24);
    }
    expect(sources.asked).toHaveLength(3 * 4);
    expect(await outcome()).toBe("unknown");
  });

  it("are left alone for an hour if none answers, without harm to the paper", async () => {
    await importPapers([poor, { ...poor, title: "Pruning old trees beside fast rivers" }]);
    const broken = { "export.arxiv.org": 403, "api.semanticscholar.org": 403 };
    answer({ ...broken, "api.crossref.org": 403, "api.openalex.org": 403 });
    await completePapers(using);
    expect(hosts()).toEqual(["export.arxiv.org", "api.semanticscholar.org"]);
    await completePapers(using);
    expect(sources.asked).toHaveLength(2);
    pass(2);
    answer({ "export.arxiv.org": feed(entry("2403.01234")) });
    await completePapers(using);
    expect(await db.paper.count({ where: { version: 1 } })).toBe(1);
  });

  it("are not asked at all where that is switched off", async () => {
    process.env.COMPLETE_PAPERS = "off";
    forgetEnv();
    await importPapers([poor]);
    answer();
    await completePapers(using);
    expect(sources.asked).toEqual([]);
  });

  it("are asked for twenty papers in one run", async () => {
    const words = ["old", "new", "tall", "thin", "wide"];
    await importPapers(
      Array.from({ length: 25 }, (_, at) => ({
        ...poor,
        title: `${words[at % 5]} trees beside river ${at}`,
      })),
    );
    answer();
    await completePapers(using);
    expect(new Set(sources.asked).size).toBe(20 * 4);
  });
});

import { Worker } from "node:worker_threads";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findPapers } from "@/server/api/routes/papers";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { log } from "@/server/platform/log";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { embeddingsServer, vectorsFor } from "@/server/testing/embeddings-server";
import { soon } from "@/server/testing/time";
import { paper, person } from "@/server/testing/world";
import { searchHits, searchWithMeaning } from "../search/queries";
import { readForMeaning } from "./commands";
import { handlers } from "./jobs";
import { closeMeaning, findNearness, readMeaningProgress } from "./queries";

ownDatabase();

type Server = Awaited<ReturnType<typeof embeddingsServer>>;
let server: Server;
/** Its answers, if it is not well. */
let spoilt: Parameters<typeof embeddingsServer>[0];

/** Chooses a model of the server by the settings. */
function choose(model: string, base = server.base): void {
  vi.stubEnv("SEARCH_MEANING", "http");
  vi.stubEnv("SEARCH_MODEL", model);
  vi.stubEnv("SEARCH_MODEL_URL", base);
  forgetEnv();
}

function searchByWordsAlone(): void {
  vi.stubEnv("SEARCH_MEANING", "off");
  forgetEnv();
}

const wait = globalThis.setTimeout;

/** Gives searches a minute instead of 300 ms: the machine of a test may be busy. */
function bePatient(): void {
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((
    work: (...given: unknown[]) => void,
    ms?: number,
    ...given: unknown[]
  ) => wait(work, ms === 300 ? 60_000 : ms, ...given)) as typeof setTimeout);
}

beforeEach(async () => {
  bePatient();
  spoilt = undefined;
  server ??= await embeddingsServer((asked) => (spoilt ?? vectorsFor)(asked));
  server.asked.length = 0;
  await closeMeaning();
  await db.meaningModel.deleteMany();
  await db.paper.deleteMany();
  choose("first");
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
afterAll(async () => {
  await closeMeaning();
  await server.end();
});

const ocean = () => paper({ title: "Currents of the ocean", abstract: "How water moves." });
const galaxy = () => paper({ title: "A galaxy far away", abstract: "Seen at night." });
const bread = () => paper({ title: "Loaf and crust", abstract: "From the bakery." });

const slugsOf = async (q: string) =>
  (await as(null).papers.search({ q })).map(({ slug, byMeaning }) => [slug, byMeaning]);
const vectors = () => db.paperVector.findMany({ orderBy: { number: "asc" } });
const servingModel = () => db.meaningModel.findFirst({ where: { servesSince: { not: null } } });
/** Texts of papers that the server was asked about. Questions come one by one. */
const readTexts = () =>
  server.asked.flatMap(({ input }) => input).filter((text) => text.includes(". "));

describe("a model", () => {
  it("finds papers that say the same in other words, once it has read the catalogue", async () => {
    const [{ slug }] = [await ocean(), await galaxy(), await bread()];
    expect(await slugsOf("marine")).toEqual([]);
    expect(await readForMeaning()).toBe(3);
    expect(await slugsOf("marine")).toEqual([[slug, true]]);
    expect((await servingModel())?.dims).toBe(16);
  });

  it("reads only what it has not read", async () => {
    await ocean();
    await readForMeaning();
    await galaxy();
    server.asked.length = 0;
    expect([await readForMeaning(), await readForMeaning()]).toEqual([1, 0]);
    expect(readTexts()).toEqual([expect.stringMatching(/^A galaxy far away .*Seen at night\.$/)]);
    expect(await slugsOf("astronomy")).toHaveLength(1);
  });

  it("reads a paper again when its text has changed, and not when its link has", async () => {
    const { id, slug } = await galaxy();
    await readForMeaning();
    await db.paper.update({ where: { id }, data: { url: "https://example.org/a" } });
    expect(await vectors()).toHaveLength(1);
    await db.paper.update({ where: { id }, data: { title: "Marine life" } });
    expect(await vectors()).toEqual([]);
    expect(await readForMeaning()).toBe(1);
    expect(await slugsOf("sea")).toEqual([[slug, true]]);
    expect(await slugsOf("astronomy")).toEqual([]);
  });

  it("keeps no vector of a text that was changed while it was read", async () => {
    const { id } = await galaxy();
    const reading = vi.spyOn(globalThis, "fetch").mockImplementationOnce(async (...given) => {
      await db.paper.update({ where: { id }, data: { title: "Marine life" } });
      return fetch(...given);
    });
    // The first text is dropped, and the new one read in the same run.
    expect(await readForMeaning()).toBe(1);
    expect(reading).toHaveBeenCalled();
    expect(readTexts()).toEqual([
      expect.stringMatching(/^A galaxy far away/),
      "Marine life. Seen at night.",
    ]);
  });

  it("forgets a paper that is deleted", async () => {
    const { id } = await ocean();
    await galaxy();
    await readForMeaning();
    expect(await slugsOf("marine")).toHaveLength(1);
    await db.paper.delete({ where: { id } });
    expect(await vectors()).toHaveLength(1);
    expect(await slugsOf("marine")).toEqual([]);
  });

  it("shows nothing for a question off the topic", async () => {
    await Promise.all([ocean(), galaxy(), bread()]);
    await readForMeaning();
    for (const q of ["chocolate recipes", "divorce lawyer", "qwxz"])
      expect(await slugsOf(q)).toEqual([]);
  });

  it("leaves words in quotes, words beside OR, and identifiers alone", async () => {
    await ocean();
    await readForMeaning();
    server.asked.length = 0;
    for (const q of ['"marine"', "marine OR nautical", "arXiv:1706.03762", "?"])
      expect(await slugsOf(q)).toEqual([]);
    expect(server.asked).toEqual([]);
  });
});

it("programs are told which papers only meaning found", async () => {
  const { id } = await ocean();
  await readForMeaning();
  const papersFor = async (q: string) => {
    const address = `http://localhost/api/v1/papers?q=${encodeURIComponent(q)}`;
    return (await (await findPapers(new Request(address))).json()).papers;
  };
  expect(await papersFor("marine")).toMatchObject([{ id, byMeaning: true }]);
  expect((await papersFor("ocean")).map((found: object) => "byMeaning" in found)).toEqual([false]);
});

describe("another model", () => {
  it("takes over when it has read the catalogue, and their vectors are never mixed", async () => {
    for (let at = 0; at < 20; at++) await paper({ title: `Sea number ${at}` });
    await readForMeaning();
    const first = await servingModel();
    choose("second");
    spoilt = (asked) => (asked.model === "second" ? { status: 400, body: "" } : vectorsFor(asked));
    await readForMeaning();
    expect(await servingModel()).toEqual(first);
    expect((await searchWithMeaning("marine", 20)).length).toBe(10);
    spoilt = undefined;
    await readForMeaning();
    expect((await servingModel())?.key).toMatch(/^http second /);
    expect(new Set((await vectors()).map(({ modelKey }) => modelKey)).size).toBe(1);
    server.asked.length = 0;
    expect((await searchWithMeaning("ocean life", 20)).length).toBe(10);
    expect(server.asked.map(({ model }) => model)).toEqual(["second"]);
  });

  it("at another address gets none of the questions before it has read the catalogue", async () => {
    await ocean();
    await readForMeaning();
    choose("second", "http://127.0.0.1:9/v1");
    server.asked.length = 0;
    expect(await slugsOf("marine")).toEqual([]);
    expect(server.asked).toEqual([]);
  });
});

it("a model gets eight questions at a time, and the others are answered by words", async () => {
  const { slug } = await ocean();
  await readForMeaning();
  await findNearness("sea", Promise.resolve([]));
  spoilt = () => null;
  server.asked.length = 0;
  vi.restoreAllMocks();
  const questions = Array.from({ length: 20 }, (_, at) => `ocean ${at}`);
  const found = await Promise.all(questions.map(slugsOf));
  expect(found.flat()).toEqual(questions.map(() => [slug, false]));
  await soon(() => expect(server.asked).toHaveLength(8));
});

describe("a model that fails", () => {
  it("is one warning, and the search goes by words", async () => {
    const { slug } = await ocean();
    await readForMeaning();
    const warn = vi.spyOn(log, "warn");
    spoilt = () => ({ status: 500, body: "" });
    for (const q of ["ocean waves", "ocean tides", "ocean"])
      expect(await slugsOf(q)).toEqual([[slug, false]]);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it("is told to the operator, and serves nothing", async () => {
    await ocean();
    spoilt = () => ({ status: 401, body: "" });
    expect(await readForMeaning()).toBe(0);
    const operator = await person({ operator: true });
    const shown = () => as(operator).papers.meaning();
    expect(await shown()).toMatchObject({
      papers: 1,
      models: [{ name: "first", read: 0, servesSince: null, trouble: /status 401/ }],
    });
    spoilt = undefined;
    await readForMeaning();
    expect((await shown()).models).toMatchObject([{ read: 1, trouble: "" }]);
  });

  it("whose thread broke down is begun anew, with all vectors", async () => {
    const { slug } = await ocean();
    await readForMeaning();
    const sent = vi.spyOn(Worker.prototype, "postMessage");
    expect(await slugsOf("marine")).toEqual([[slug, true]]);
    await (sent.mock.contexts[0] as Worker).terminate();
    expect(await slugsOf("marine")).toEqual([[slug, true]]);
  });

  it("that says nothing is not waited for", async () => {
    const { slug } = await ocean();
    await readForMeaning();
    spoilt = () => null;
    server.asked.length = 0;
    vi.restoreAllMocks();
    expect(await slugsOf("ocean waves")).toEqual([[slug, false]]);
    await soon(() => expect(server.asked).toHaveLength(1));
  });
});

it("off, a search asks what it asked before, and finds that", async () => {
  const { slug } = await ocean();
  await readForMeaning();
  searchByWordsAlone();
  const off = await statementsOf(() => searchWithMeaning("ocean waves", 20));
  expect(off).toHaveLength(1);
  expect(await findNearness("marine", Promise.resolve([]))).toBeNull();
  expect(await slugsOf("marine")).toEqual([]);
  expect(await slugsOf("ocean waves")).toEqual([[slug, false]]);
  expect(await searchWithMeaning("ocean waves", 20)).toEqual(await searchHits("ocean waves", 20));
  expect(await readForMeaning()).toBe(0);
  expect((await readMeaningProgress()).chosenKey).toBeNull();
});

it("two runs at a time read each paper once into the table", async () => {
  for (let at = 0; at < 5; at++) await paper();
  const [job] = handlers;
  await Promise.all([1, 2].map(() => job?.run(null, {} as never)));
  expect(await vectors()).toHaveLength(5);
  expect(readTexts()).toHaveLength(5);
});

it("one model serves at most", async () => {
  const model = { settings: {}, dims: 8, floor: 0.5, servesSince: new Date() };
  await db.meaningModel.create({ data: { key: "a", ...model } });
  await expect(db.meaningModel.create({ data: { key: "b", ...model } })).rejects.toThrow();
  await expect(
    db.meaningModel.create({ data: { key: "c", settings: {}, servesSince: new Date() } }),
  ).rejects.toThrow();
});

import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { as, outcomes } from "@/server/testing/doors/callers";
import { group, paper, person } from "@/server/testing/world";
import { repairPapers } from "../../repairs/commands";
import { demandImport, importEntries, previewImport, readImport, undoImport } from "./commands";

ownDatabase();

const nothing = () => {};
const file = (text: string) => readImport(Buffer.from(text));
const entry = (title: string, fields = "") => `@misc{k,\n  title = {${title}},\n${fields}}\n\n`;
const by = (importedById: string | null = null) => ({ fileName: "papers.bib", importedById });
const add = async (text: string, importedById: string | null = null) =>
  importEntries(await file(text), by(importedById), nothing);

/** The rows of every table that an import writes, and whatever else changes with them. */
async function everything() {
  return {
    papers: await db.paper.findMany({ orderBy: { id: "asc" } }),
    words: await db.$queryRaw`SELECT * FROM "SearchWord" ORDER BY word`,
    search:
      await db.$queryRaw`SELECT "paperId", search::text FROM "PaperSearch" ORDER BY "paperId"`,
    filed: await db.paperTopic.findMany({ orderBy: [{ paperId: "asc" }, { topicSlug: "asc" }] }),
    topics: await db.topic.findMany({ where: { paperCount: { gt: 0 } }, orderBy: { slug: "asc" } }),
    imports: await db.paperImport.findMany(),
    imported: await db.importedPaper.findMany(),
    origins: await db.paperOrigin.findMany(),
    completions: await db.paperCompletion.findMany(),
  };
}

it("adds new entries, and names the known, the doubtful and the broken ones", async () => {
  const known = await paper({ title: "Known already" });
  const doi = "10.5555/known";
  await db.paper.update({ where: { id: known.id }, data: { doi } });
  await db.paperIdentifier.create({ data: { paperId: known.id, type: "doi", value: doi } });
  const text = [
    entry("Fresh one", "author = {Okafor, Ada}, doi = {10.5555/fresh}"),
    entry("Other words for it", "doi = {10.5555/known}"),
    entry(known.title, "author = {Nobody, Known}"),
    entry("Fresh one", "doi = {10.5555/another}"),
    "@article{broken, title = {No end\n\n",
    entry(""),
    entry("Fresh two", "eprint = {2403.04567}, archiveprefix = {arXiv}"),
  ].join("");
  const preview = await previewImport(await file(text), nothing);
  expect(await db.paperImport.count()).toBe(0);
  const report = await add(text);
  expect(report).toMatchObject({ fresh: 2, known: 1, doubtful: 2, broken: 2 });
  const unadded = report.freshEntries.map((one) => ({ ...one, slug: null }));
  expect(preview).toEqual({ ...report, freshEntries: unadded, importId: null });
  expect(report.freshEntries).toEqual([
    { line: 1, title: "Fresh one", slug: "fresh-one" },
    { line: 23, title: "Fresh two", slug: "fresh-two" },
  ]);
  expect(report.doubtfulEntries).toEqual([
    { line: 9, title: known.title, slug: known.slug },
    { line: 13, title: "Fresh one", slug: null },
  ]);
  expect(report.brokenEntries.map(({ line }) => line)).toEqual([17, 19]);
  expect(await db.paper.findFirst({ where: { arxivId: "2403.04567" } })).toMatchObject({
    title: "Fresh two",
  });
  expect(await add(text)).toMatchObject({ fresh: 0, known: 3, importId: null });
});

it("makes each paper once if a file is imported twice at the same moment", async () => {
  const text = Array.from({ length: 30 }, (_, at) => entry(`Twice ${at}`)).join("");
  const reports = await Promise.all([add(text), add(text)]);
  expect(reports.map(({ fresh }) => fresh).sort()).toEqual([0, 30]);
  expect(await db.paper.count({ where: { title: { startsWith: "Twice" } } })).toBe(30);
});

it("leaves no trace once it is undone", async () => {
  await paper({ title: "Voting on neural networks" });
  const before = await everything();
  const { importId } = await add(entry("Neural voting") + entry("Deep learning"));
  expect(await undoImport(null, { importId: importId as string })).toEqual({
    ...{ removed: 2, kept: 0, keptPapers: [] },
  });
  expect(await everything()).toEqual(before);
});

it("does not take a repair or a completion by the site for a use", async () => {
  const before = await everything();
  const { importId } = await add(entry("Mended one", "abstract = {The modelx2013and trees.}"));
  const mended = await db.paper.findFirstOrThrow({ where: { title: "Mended one" } });
  expect(await repairPapers([mended.id])).toBe(1);
  const undone = await undoImport(null, { importId: importId as string });
  expect(undone).toMatchObject({ removed: 1, kept: 0 });
  expect(await everything()).toEqual(before);
});

it("keeps what others have used since, and says so", async () => {
  const ada = await person("ada");
  const { importId } = await add(entry("Used one") + entry("Unused one"), ada.id);
  const used = await db.paper.findFirstOrThrow({ where: { title: "Used one" } });
  await as(await person("bela")).papers.upvote({ paperId: used.id, on: true });
  const undo = () => as(ada).papers.undoImport({ importId: importId as string });
  expect(await undo()).toEqual({
    ...{ removed: 1, kept: 1, keptPapers: [{ slug: used.slug, title: "Used one" }] },
  });
  const { imports } = await as(ada).papers.imports();
  expect(imports).toMatchObject([{ id: importId, papers: 1, undoneAt: expect.any(Date) }]);
  await as(await person("bela")).papers.upvote({ paperId: used.id, on: false });
});

it("is for moderators and people who organize a group; an import is its own person's", async () => {
  const [ada, bela, mona] = [
    await person("ada"),
    await person("bela"),
    await person({ moderator: true }),
  ];
  await group({
    members: [
      [ada, "organizer"],
      [bela, "member"],
    ],
  });
  await Promise.all([demandImport(ada), demandImport(mona)]);
  await expect(demandImport(bela)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  const { importId } = await add(entry("Of Ada"), ada.id);
  const input = { importId: importId as string };
  expect((await as(bela).papers.imports()).imports).toEqual([]);
  expect(await outcomes([as(bela).papers.undoImport(input)])).toEqual(["NOT_FOUND"]);
  expect((await as(mona).papers.undoImport(input)).removed).toBe(1);
});

it("asks the database as often, and with as few values, for hundreds of entries as for ten", async () => {
  const of = async (count: number) => {
    const fields = (at: number) => `doi = {10.5555/${count}-${at}}, abstract = {On graphs.}`;
    const all = Array.from({ length: count }, (_, at) => entry(`Of ${count} ${at}`, fields(at)));
    const read = await file(all.join(""));
    const statements = await statementsOf(() => importEntries(read, by(), nothing));
    return [statements.length, statements.flatMap(({ values }) => values ?? []).length];
  };
  expect(await of(300)).toEqual(await of(10));
});

it("reads no file of another format, and none that is too long", async () => {
  await expect(file("just words")).rejects.toMatchObject({ code: "INVALID" });
  const long = `title,doi\n${"A title,\n".repeat(20_001)}`;
  await expect(file(long)).rejects.toThrow("20000");
});

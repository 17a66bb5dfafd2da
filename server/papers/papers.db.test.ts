import pg from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { bytesLogged, statementsOf } from "@/server/testing/database/queries";
import { importPapers } from "@/server/testing/fixtures/papers";
import { size } from "@/server/testing/tier";
import { paper, person } from "@/server/testing/world";
import type { NewPaper } from "./catalogue/commands";
import { addPaper, upvote } from "./commands";
import { readForViewer } from "./corrections/queries";
import { paperPage } from "./queries";
import { trendingScore } from "./rules";
import { paperFields, paperForm } from "./schema";
import { parsePapersPage } from "./sources/papers-page";

ownDatabase();
afterEach(() => setClock(undefined));

function generated(count: number, name: string): NewPaper[] {
  return Array.from({ length: count }, (_, place) => ({
    title: `${name} ${place}: Learning to Read in Groups of ${place}`,
    abstract: `We study how ${place} readers choose what to read, and why ${name.toLowerCase()} matters.`,
    authors: [],
  }));
}

function pageOf(papers: NewPaper[]): Buffer {
  const lines = papers.flatMap(({ title, abstract }) => [title, abstract]);
  return Buffer.from(["Trending papers", "By mail", `Subscribe${lines.join("\n")}`].join("\n"));
}

async function onePaper(title: string): Promise<string> {
  await importPapers([{ title, abstract: "x", authors: [] }]);
  const { id } = await db.paper.findFirstOrThrow({ where: { title }, select: { id: true } });
  return id;
}

/** Counts the rows that the database sends while `work` runs. */
async function rowsRead(work: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    const answers = await Promise.all(sent.mock.results.map(({ value }) => value));
    return answers.reduce((total, answer) => total + (answer?.rows?.length ?? 0), 0);
  } finally {
    sent.mockRestore();
  }
}

describe("importing a papers page", () => {
  it("adds every paper once, and none the second time", async () => {
    const papers = parsePapersPage(pageOf(generated(230, "Once")));
    expect(await importPapers(papers)).toEqual({ imported: 230, there: 0, doubtful: [] });
    expect(await importPapers(papers)).toEqual({ imported: 0, there: 230, doubtful: [] });
    expect(await db.paper.count({ where: { title: { startsWith: "Once " } } })).toBe(230);
  });

  it("finds the same paper within one file, by title, arXiv id or DOI", async () => {
    const paper = { abstract: "x", authors: [] };
    const papers = [
      { ...paper, title: "Twice in a file" },
      { ...paper, title: "TWICE, in a file" },
      { ...paper, title: "By its id", arxivId: "2401.00001" },
      { ...paper, title: "By its id, renamed", arxivId: "2401.00001" },
      { ...paper, title: "By its DOI", doi: "10.1000/1" },
      { ...paper, title: "By its DOI, renamed", doi: "10.1000/1" },
    ];
    expect(await importPapers(papers)).toEqual({ imported: 3, there: 3, doubtful: [] });
  });

  it("is all or nothing", async () => {
    const papers = generated(20, "Broken");
    // A value that the database refuses, deep in the second half.
    (papers[15] as NewPaper).abstract = "nul \u0000";
    await expect(importPapers(papers)).rejects.toThrow();
    expect(await db.paper.count({ where: { title: { startsWith: "Broken" } } })).toBe(0);
    expect(await db.searchWord.count({ where: { word: "broken" } })).toBe(0);
  });

  it("adds each paper once when two imports run at the same time", async () => {
    const papers = generated(60, "Both");
    const answers = await Promise.all([importPapers(papers), importPapers(papers.toReversed())]);
    expect(answers.map(({ imported }) => imported).sort()).toEqual([0, 60]);
  });

  it("reports its progress, up to the end", async () => {
    const progress: number[] = [];
    const count = size(1100, 2500);
    await importPapers(generated(count, "Told"), (done) => progress.push(done));
    expect(progress.at(-1)).toBe(count);
    expect(progress.length).toBeGreaterThan(1);
  });

  it("gives papers with the same words in their titles addresses of their own", async () => {
    const title = "What is a paper?";
    const papers = [title, "What is a paper? \u{20000}", "What is a paper? \u{20001}"].map(
      (name) => ({
        title: name,
        abstract: "x",
        authors: [],
      }),
    );
    await importPapers(papers);
    const rows = await db.paper.findMany({ where: { slug: { startsWith: "what-is-a-paper" } } });
    expect(new Set(rows.map(({ slug }) => slug)).size).toBe(3);
  });

  it("takes thousands of papers at once", async () => {
    const count = size(1100, 5000);
    expect(await importPapers(generated(count, "Many"))).toEqual({
      imported: count,
      there: 0,
      doubtful: [],
    });
  });
});

describe("an upvote", () => {
  it("is one if a person sends it fifty times at once", async () => {
    const [viewer, paperId] = [await person(), await onePaper("Fifty by one")];
    await Promise.all(Array.from({ length: 50 }, () => upvote(viewer, { paperId, on: true })));
    expect(await db.upvote.count({ where: { paperId } })).toBe(1);
    const own = async (of: Viewer) => (await readForViewer(of, { paperId })).upvoted;
    expect([await own(viewer), await own(await person())]).toEqual([true, false]);
    expect(await db.paperStanding.findUniqueOrThrow({ where: { paperId } })).toMatchObject({
      upvoteCount: 1,
    });
  });

  it("counts and scores fifty if fifty people send it at once", async () => {
    const paperId = await onePaper("Fifty by fifty");
    const people = await Promise.all(Array.from({ length: 50 }, () => person()));
    await Promise.all(people.map((viewer) => upvote(viewer, { paperId, on: true })));
    const paper = await db.paper.findUniqueOrThrow({
      where: { id: paperId },
      include: { upvotes: true, standing: true },
    });
    expect(paper.standing?.upvoteCount).toBe(50);
    const times = paper.upvotes.map(({ createdAt }) => createdAt);
    expect(paper.standing?.trendingScore).toBeCloseTo(trendingScore(paper.addedAt, times), 9);
  });

  it("reads as few rows on a paper with fifty upvotes as on one with none", async () => {
    const [loved, fresh] = [await onePaper("Fifty before"), await onePaper("None before")];
    const people = await Promise.all(Array.from({ length: 50 }, () => person()));
    await Promise.all(people.map((viewer) => upvote(viewer, { paperId: loved, on: true })));
    const viewer = await person();
    const rows = await rowsRead(() => upvote(viewer, { paperId: fresh, on: true }));
    expect(rows).toBeGreaterThan(0);
    expect(await rowsRead(() => upvote(viewer, { paperId: loved, on: true }))).toBe(rows);
  });

  it("is taken back with as few rows and statements from fifty as from one", async () => {
    const [loved, fresh] = [await onePaper("Fifty left"), await onePaper("None left")];
    const people = await Promise.all(Array.from({ length: 50 }, () => person()));
    await Promise.all(people.map((viewer) => upvote(viewer, { paperId: loved, on: true })));
    const viewer = await person();
    for (const paperId of [loved, fresh]) await upvote(viewer, { paperId, on: true });
    const takeBack = (paperId: string) => () => upvote(viewer, { paperId, on: false });
    const rows = await rowsRead(takeBack(fresh));
    expect(rows).toBeGreaterThan(0);
    expect(await rowsRead(takeBack(loved))).toBe(rows);
  });

  it("can be taken back, which leaves the paper as it was", async () => {
    const [viewer, paperId] = [await person(), await onePaper("Taken back")];
    const now = () =>
      db.paper.findUniqueOrThrow({ where: { id: paperId }, include: { standing: true } });
    const added = await now();
    const upvoteAndTakeBack = async () => {
      expect(await upvote(viewer, { paperId, on: true })).toEqual({ upvoteCount: 1, on: true });
      expect(await upvote(viewer, { paperId, on: false })).toEqual({ upvoteCount: 0, on: false });
      expect(await upvote(viewer, { paperId, on: false })).toEqual({ upvoteCount: 0, on: false });
      return now();
    };
    const before = await upvoteAndTakeBack();
    // PostgreSQL has computed the first score, and the command this one: the last bit of a logarithm may differ.
    const score = expect.closeTo(added.standing?.trendingScore as number, 9);
    expect(before).toEqual({ ...added, standing: { ...added.standing, trendingScore: score } });
    expect(await upvoteAndTakeBack()).toEqual(before);
  });

  it("writes as few bytes for a paper with a long abstract and many upvotes as for another", async () => {
    const long = await paper({ abstract: "Many words. ".repeat(150) });
    const short = await paper({ abstract: "Few." });
    const people = await Promise.all(Array.from({ length: 20 }, () => person()));
    await Promise.all(people.map((one) => upvote(one, { paperId: long.id, on: true })));
    const written = async (paperId: string) => {
      const viewer = await person();
      const statements = await statementsOf(() => upvote(viewer, { paperId, on: true }));
      await upvote(viewer, { paperId, on: false });
      // Otherwise the page may be full of what other tests have left, and the row moves to another one.
      await db.$executeRaw`VACUUM "PaperStanding"`;
      // PostgreSQL tidies a page now and then, and logs that too: the least of several is the upvote alone.
      const counts: number[] = [];
      for (let time = 0; time < 5; time++) counts.push(await bytesLogged(statements));
      return Math.min(...counts);
    };
    const [many, few] = [await written(long.id), await written(short.id)];
    expect(few).toBeGreaterThan(100);
    expect(few).toBeLessThan(850);
    expect(Math.abs(many - few), `${few} and ${many} bytes`).toBeLessThan(20);
  });

  it("keeps its time when it is given again", async () => {
    const [viewer, paperId] = [await person(), await onePaper("Given again")];
    setClock(new Date("2026-11-24T08:00:00Z"));
    await upvote(viewer, { paperId, on: true });
    setClock(new Date("2026-11-25T08:00:00Z"));
    await upvote(viewer, { paperId, on: true });
    const { createdAt } = await db.upvote.findFirstOrThrow({ where: { paperId } });
    expect(createdAt).toEqual(new Date("2026-11-24T08:00:00Z"));
  });

  it("on no paper is refused", async () => {
    const vote = { paperId: crypto.randomUUID(), on: true };
    await expect(upvote(await person(), vote)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("adding a paper", () => {
  const fields = (title: string, url = "") =>
    paperFields.parse({ title, abstract: "Something.", authors: ["Ada Lovelace"], url });

  it("makes a page with its identifiers", async () => {
    const viewer = await person();
    const added = await addPaper(viewer, fields("By hand", "arXiv:2402.00001v2"));
    expect(added).toEqual({ slug: "by-hand", found: false, isCertain: true });
    expect(await paperPage("by-hand")).toMatchObject({
      arxivId: "2402.00001",
      url: "https://arxiv.org/abs/2402.00001",
      authors: ["Ada Lovelace"],
      upvoteCount: 0,
    });
  });

  it.each([
    ["arXiv id", "https://arxiv.org/abs/2402.00002", "https://arxiv.org/pdf/2402.00002v3", "Other"],
    ["DOI", "https://doi.org/10.1000/ABC", "https://doi.org/10.1000/abc", "Another"],
    ["title", "", "https://example.org/x", "The sáme, by: title!"],
  ])("finds the same by its %s", async (what, first, second, title) => {
    const viewer = await person();
    const { slug } = await addPaper(viewer, fields(`The same by ${what}`, first));
    expect(await addPaper(viewer, fields(title, second))).toEqual({
      ...{ slug, found: true },
      isCertain: what !== "title",
    });
  });

  it.each([
    ["title", (_: number) => fields("At the same instant")],
    ["arXiv id", (n: number) => fields(`Instant id ${n}`, "https://arxiv.org/abs/2402.00003")],
    ["DOI", (n: number) => fields(`Instant DOI ${n}`, "https://doi.org/10.1000/instant")],
  ])("by ten at the same instant adds one: same %s", async (_, input) => {
    const viewer = await person();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => addPaper(viewer, input(n))),
    );
    expect(new Set(answers.map(({ slug }) => slug)).size).toBe(1);
    expect(answers.filter(({ found }) => !found)).toHaveLength(1);
  });

  it("by many at the same instant, with one address for different titles, adds all", async () => {
    const viewer = await person();
    const titles = Array.from({ length: 8 }, (_, n) => `Same address ${"\u{20000}".repeat(n + 1)}`);
    const answers = await Promise.all(titles.map((title) => addPaper(viewer, fields(title))));
    expect(new Set(answers.map(({ slug }) => slug)).size).toBe(8);
  });

  it("makes a readable address of a title in Chinese", async () => {
    const { slug } = await addPaper(await person(), fields("深度学习"));
    expect(slug).toBe("shen-du-xue-xi");
  });

  it("never takes the address of the form", async () => {
    const { slug } = await addPaper(await person(), fields("New"));
    expect(slug).not.toBe("new");
  });

  it("reads one author per line", () => {
    const typed = { title: "Typed", abstract: "x", url: "", authors: " Ada \r\n\n Bo Ek\n" };
    expect(paperForm.parse(typed).authors).toEqual(["Ada", "Bo Ek"]);
    expect(paperForm.safeParse({ ...typed, authors: " \n " }).success).toBe(false);
    expect(paperForm.safeParse({ ...typed, url: "javascript:alert(1)" }).success).toBe(false);
  });
});

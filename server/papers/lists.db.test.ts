import pg from "pg";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { importPapers } from "@/server/testing/fixtures/papers";
import { paper, person } from "@/server/testing/world";
import { upvote } from "./commands";
import { listMyUpvotes, listPapers, paperPage, readCards } from "./queries";
import { listInput, PAGE_SIZE } from "./schema";
import { listTopics, topicBySlug } from "./topics/queries";

ownDatabase();

const NOW = new Date("2026-11-24T12:00:00Z");
const DAY = 24 * 3600 * 1000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY);

/** Title, days since it was added, and days since each of its upvotes. */
const STORY: [string, number, number[]][] = [
  ["Old and loved", 400, [390, 389, 388, 387, 386]],
  ["Last month's", 20, [19, 18, 17]],
  ["This week's", 3, [1, 1]],
  ["Today's", 0.5, []],
];

beforeAll(async () => {
  const people = await Promise.all(Array.from({ length: 5 }, () => person()));
  for (const [title, age, votes] of STORY) {
    setClock(daysAgo(age));
    await importPapers([
      { title, abstract: "On graphs.", authors: ["A", "B", "C", "D", "E", "F"] },
    ]);
    const { id } = await db.paper.findFirstOrThrow({ where: { title } });
    for (const [place, back] of votes.entries()) {
      setClock(daysAgo(back));
      await upvote(people[place] as (typeof people)[0], { paperId: id, on: true });
    }
  }
  setClock(daysAgo(500));
  await importPapers(
    Array.from({ length: 45 }, (_, n) => ({
      title: `Filler ${n}`,
      abstract: `Federated learning, ${"word ".repeat(200)}`,
      authors: [],
    })),
  );
  setClock(NOW);
  return () => setClock(undefined);
});

async function titles(input: Partial<(typeof listInput)["_input"]>): Promise<string[]> {
  const { papers } = await listPapers(listInput.parse(input));
  return papers.map(({ title }) => title);
}

describe("the orders", () => {
  it.each([
    ["trending", ["This week's", "Today's", "Last month's", "Old and loved"]],
    ["new", ["Today's", "This week's", "Last month's", "Old and loved"]],
    ["top", ["Old and loved", "Last month's", "This week's"]],
  ] as const)("%s", async (order, expected) => {
    expect((await titles({ order })).slice(0, expected.length)).toEqual(expected);
  });

  it.each([
    ["day", ["Today's"]],
    ["week", ["This week's", "Today's"]],
    ["month", ["Last month's", "This week's", "Today's"]],
    ["year", ["Last month's", "This week's", "Today's"]],
  ] as const)("hold within a window: %s", async (window, expected) => {
    expect(await titles({ order: "top", window })).toEqual(expected);
  });
});

describe("pages", () => {
  it("hold every paper once, and the last page says that it is the last", async () => {
    const seen: string[] = [];
    let cursor: string | null = "1";
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof listPapers>> = await listPapers(
        listInput.parse({ order: "new", cursor }),
      );
      expect(page.papers.length).toBeLessThanOrEqual(PAGE_SIZE);
      seen.push(...page.papers.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(49);
    expect(new Set(seen).size).toBe(49);
  });

  it("beyond the last are empty", async () => {
    expect(await listPapers(listInput.parse({ cursor: 90 }))).toMatchObject({
      papers: [],
      nextCursor: null,
      previousCursor: "1",
    });
  });

  it("carry the first authors and lines only", async () => {
    const { papers } = await listPapers(listInput.parse({ order: "new", cursor: 1 }));
    expect(papers[0]).toMatchObject({ authors: ["A", "B", "C", "D"], authorCount: 6 });
    expect(Math.max(...papers.map(({ excerptHtml }) => excerptHtml.length))).toBeLessThanOrEqual(
      281,
    );
  });
});

describe("topics", () => {
  it("are listed if they have papers, with the number of papers", async () => {
    const topics = await listTopics();
    expect(topics).toContainEqual({ slug: "federated", name: expect.any(String), papers: 45 });
    expect(topics).toContainEqual({ slug: "graphs", name: "Graphs", papers: 4 });
    expect(topics.every(({ papers }) => papers > 0)).toBe(true);
  });

  it("have their papers, in the same orders and windows", async () => {
    expect(await titles({ topic: "graphs", order: "new" })).toEqual([
      "Today's",
      "This week's",
      "Last month's",
      "Old and loved",
    ]);
    expect(await titles({ topic: "graphs", window: "day" })).toEqual(["Today's"]);
    expect(await titles({ topic: "no-such-topic" })).toEqual([]);
  });

  it("that do not exist are not found", async () => {
    await expect(topicBySlug("no-such-topic")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

it("keeps the given order, and leaves out papers that do not exist", async () => {
  const { papers } = await listPapers(listInput.parse({ order: "top" }));
  const ids = papers
    .slice(0, 3)
    .map(({ id }) => id)
    .toReversed();
  const cards = await readCards([...ids, crypto.randomUUID()]);
  expect(cards.map(({ id }) => id)).toEqual(ids);
});

it("lists the viewer's upvotes and nobody else's", async () => {
  const [one, other] = [await person(), await person()];
  const paper = await db.paper.findFirstOrThrow({ where: { title: "Filler 1" } });
  const paperIds = [paper.id, crypto.randomUUID()];
  await upvote(one, { paperId: paper.id, on: true });
  expect(await listMyUpvotes(one, { paperIds })).toEqual([paper.id]);
  expect(await listMyUpvotes(other, { paperIds })).toEqual([]);
});

it("has no page for a paper that is not there", async () => {
  await expect(paperPage("no-such-paper")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

describe("the cost of a page", () => {
  async function queries(work: () => Promise<unknown>): Promise<number> {
    const sent = vi.spyOn(pg.Client.prototype, "query");
    try {
      await work();
      return sent.mock.calls.length;
    } finally {
      sent.mockRestore();
    }
  }

  it("is one query for a list of any content", async () => {
    const list = (window: "day" | "all") => listPapers(listInput.parse({ window }));
    await list("all");
    expect(await queries(() => list("day"))).toBe(1);
    expect(await queries(() => list("all"))).toBe(1);
  });

  it("is a fixed number of queries for a paper", async () => {
    const cost = (slug: string) => queries(() => paperPage(slug));
    expect(await cost("filler-1")).toBe(await cost("today-s"));
  });
});

it("names where a paper is: a link to a DOI names no place", async () => {
  const places: [url: string | null, from: string | null][] = [
    ["https://doi.org/10.1000/xyz", "DOI"],
    ["http://dx.doi.org/10.1000/abc", "DOI"],
    ["https://www.example.org/doi.org/paper.pdf", "example.org"],
    [null, null],
  ];
  const ids: string[] = [];
  for (const [url] of places) {
    const { id } = await paper();
    await db.paper.update({ where: { id }, data: { url } });
    ids.push(id);
  }
  expect((await readCards(ids)).map(({ from }) => from)).toEqual(places.map(([, from]) => from));
});

import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { importPapers } from "@/server/testing/fixtures/papers";
import { fillPool, group, person } from "@/server/testing/world";
import { writeTerm } from "../../papers/search/language/rules";

ownDatabase();

const search = (viewer: Viewer | null, q: string, cursor = "1") =>
  as(viewer).search.papers({ q, cursor });

const PAPERS = 130;
let member: Viewer;
let left: Viewer;
let stranger: Viewer;
let slug: string;

beforeAll(async () => {
  await importPapers(
    Array.from({ length: PAPERS }, (_, n) => ({
      title: `Gardens of Graphs, Number ${n}`,
      abstract: `${"Before it comes to the point, it says much. ".repeat(9)}Bees <b>dance</b> in garden ${n}.`,
      authors: [n % 2 === 0 ? "Ada Okafor" : "Béla Novák"],
      publishedOn: n % 10 === 9 ? null : new Date(Date.UTC(2015 + (n % 5), 3, 1)),
      venue: n % 3 === 0 ? "Nature" : n % 3 === 1 ? "Nature Medicine" : null,
    })),
  );
  const papers = await db.paper.findMany({ orderBy: { addedAt: "desc" }, take: 7 });
  await db.paper.update({ where: { id: papers[0]?.id as string }, data: { commentCount: 3 } });
  [member, left, stranger] = [await person("ada"), await person("bela"), await person("chen")];
  const made = await group({
    visibility: "private",
    members: [
      [member, "owner"],
      [left, "member"],
    ],
  });
  slug = made.slug;
  await fillPool(
    made.id,
    papers.slice(0, 5).map(({ id }) => id),
    member.id,
  );
  const past = new Date(now().getTime() - 86_400_000);
  const ahead = new Date(now().getTime() + 86_400_000);
  await db.reading.createMany({
    data: [
      { groupId: made.id, paperId: papers[5]?.id as string, readAt: past },
      { groupId: made.id, paperId: papers[6]?.id as string, readAt: ahead },
    ],
  });
  await as(left).groups.leave({ group: slug });
});

describe("a filter", () => {
  it.each([
    "gardens",
    "author:okafor",
    'bees year:2016.. -"garden 7"',
    '"gardens of graphs" -author:novak',
  ])("of %j counts what it leaves", async (q) => {
    const { filters, counted } = await search(member, q);
    expect(new Set(filters.map(({ kind }) => kind)).size).toBeGreaterThan(1);
    for (const { kind, text, papers } of filters) {
      const narrowed = await search(member, `${q} ${writeTerm({ kind, text, not: false })}`);
      expect(narrowed.counted, `${kind} ${text}`).toBe(papers);
      expect(papers).toBeLessThanOrEqual(counted);
    }
  });

  it("is one of each kind", async () => {
    const { filters } = await search(member, "gardens");
    const of = (kind: string) =>
      filters.flatMap((one) => (one.kind === kind ? [[one.text, one.papers]] : []));
    expect(of("venue")).toEqual([
      ["Nature", 87],
      ["Nature Medicine", 43],
    ]);
    expect(of("year")).toHaveLength(5);
    expect(of("has")).toEqual([["discussion", 1]]);
    expect(of("read")).toEqual([[slug, 1]]);
  });
});

describe("what a private group reads", () => {
  it("is found and counted for its members only", async () => {
    expect((await search(member, `in:${slug}`)).papers).toHaveLength(7);
    expect((await search(member, `gardens in:${slug}`)).papers).toHaveLength(7);
    // A meeting that is ahead has not been.
    expect((await search(member, `read:${slug}`)).papers).toHaveLength(1);
    expect((await search(member, `gardens -read:${slug}`)).counted).toBe(PAPERS - 1);
    for (const viewer of [null, stranger, left]) {
      for (const name of [slug, "no-such-group"]) {
        for (const q of [`in:${name}`, `read:${name}`, `gardens in:${name}`]) {
          expect(await search(viewer, q)).toMatchObject({
            papers: [],
            counted: 0,
            filters: [],
            foreign: [name],
          });
        }
        // Leaving out what one does not know leaves nothing out.
        expect((await search(viewer, `gardens -in:${name} -read:${name}`)).counted).toBe(PAPERS);
      }
      const { filters } = await search(viewer, "gardens");
      expect(filters.filter(({ kind }) => kind === "read")).toEqual([]);
      // Programs and files ask without a viewer, or with their own.
      expect(await as(viewer).papers.search({ q: `in:${slug}` })).toEqual([]);
    }
    expect((await search(member, `in:${slug}`)).foreign).toEqual([]);
  });
});

describe("a search by operators alone", () => {
  it("goes on from page to page, the newest first, each paper once", async () => {
    const seen: string[] = [];
    const days: number[] = [];
    let cursor: string | null = "1";
    while (cursor) {
      const page: Awaited<ReturnType<typeof search>> = await search(null, "author:okafor", cursor);
      expect(page.isList).toBe(true);
      seen.push(...page.papers.map(({ id }) => id));
      days.push(...page.papers.map(({ addedAt }) => addedAt.getTime()));
      cursor = page.pages.next;
    }
    expect(new Set(seen).size).toBe(PAPERS / 2);
    expect(seen).toHaveLength(PAPERS / 2);
    expect(days).toEqual(days.toSorted((a, b) => b - a));
  });
});

describe("what matched", () => {
  it("is marked in the title and in the passage, as text", async () => {
    const { papers } = await search(null, "dancing gardens author:novak");
    const { marks } = papers[0] ?? {};
    const hits = (part: "title" | "passage") =>
      marks?.[part]?.flatMap(({ text, hit }) => (hit ? [text] : []));
    expect(hits("title")).toEqual(["Gardens"]);
    expect(hits("passage")).toEqual(["dance", "garden"]);
    expect(marks?.passage?.map(({ text }) => text).join("")).toMatch(/Bees\s+dance\s+in garden/);
    expect(marks?.title?.map(({ text }) => text).join("")).toBe(papers[0]?.title);
  });

  it("is shown with what was left out before and after it, and with the quote that it begins with", async () => {
    const rest = "It goes on and says many a thing of no weight at all. ".repeat(6);
    const [first, middle, last] = [
      `"Quibbling," they said, is here. ${rest}`,
      `${rest}Here is much quibbling among them. ${rest}`,
      `${rest}They call it "quibbling."`,
    ];
    const title = (n: number) => ({ title: `Of ${"Abc"[n]}`, authors: ["Ada"] });
    await importPapers([first, middle, last].map((abstract, n) => ({ ...title(n), abstract })));
    const { papers } = await search(null, "quibbling");
    const passageOf = (n: number) =>
      papers
        .find((paper) => paper.title === title(n).title)
        ?.marks?.passage?.map(({ text }) => text)
        .join("");
    expect(passageOf(0)).toMatch(/^"Quibbling,.*[^.] …$/);
    expect(passageOf(1)).toMatch(/^… .*quibbling.* …$/);
    expect(passageOf(2)).toMatch(/^… .*"quibbling$/);
  });

  it("is nothing where only operators were asked, but words of a title", async () => {
    expect((await search(null, "author:novak")).papers[0]?.marks).toBeUndefined();
    const [first] = (await search(null, "title:graphs")).papers;
    expect(first?.marks?.title?.filter(({ hit }) => hit)).toEqual([{ text: "Graphs", hit: true }]);
  });
});

it("says which words no paper has, in no form and in no parts", async () => {
  await importPapers([
    { title: "Top k of Fine-Tuning in C++", abstract: "Of cats.", authors: ["Ada"] },
  ]);
  const missing = async (q: string) => (await search(null, q)).missing;
  expect(await missing("gardens pizza of Rome")).toEqual(["pizza", "rome"]);
  expect(await missing("graph graphs numbering dancing topk finetuning novák c++ c#")).toEqual([]);
  expect(await missing("author:pizza")).toEqual([]);
  expect(await missing("-pizza gardens")).toEqual([]);
});

it("takes five statements, whatever is asked", async () => {
  for (const q of [
    "gardens",
    "author:okafor",
    `gardens in:${slug} year:2015.. -"no words" topic:x`,
  ]) {
    expect(await queriesOf(() => search(member, q)), q).toBeLessThanOrEqual(5);
  }
});

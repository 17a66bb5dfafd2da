import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { group, paper, person } from "@/server/testing/world";

ownDatabase();

const YEARS = [2021, 2023, 2023, null] as const;
let ada: Viewer;
let ids: string[];
let listId: string;

beforeAll(async () => {
  ada = await person("ada");
  const { shelves } = as(ada);
  ({ id: listId } = await shelves.addList({ name: "Trees" }));
  ids = [];
  for (const [at, year] of YEARS.entries()) {
    const { id } = await paper({ title: `Tree ${at}` });
    const publishedOn = year && new Date(`${year}-${at === 1 ? "01-01" : "12-31"}`);
    await db.paper.update({ where: { id }, data: { publishedOn, title: `Tree ${at}` } });
    ids.push(id);
    await shelves.keep({ paperId: id, shelf: "toRead" });
    await shelves.put({ listId, paperId: id, on: true });
  }
  await db.topic.create({ data: { slug: "forestry", name: "Forestry" } });
  await db.paperTopic.create({ data: { paperId: ids[1] as string, topicSlug: "forestry" } });
});

const titlesOn = async (wanted: { year?: number | null; topic?: string; q?: string }) => {
  const { papers } = await as(ada).shelves.page({ shelf: "toRead", order: "title", ...wanted });
  return papers.map(({ title }) => title);
};

describe("the year of publication", () => {
  it("filters a shelf, together with topic and words", async () => {
    expect(await titlesOn({})).toEqual(["Tree 0", "Tree 1", "Tree 2", "Tree 3"]);
    expect(await titlesOn({ year: null })).toHaveLength(4);
    expect(await titlesOn({ year: 2023 })).toEqual(["Tree 1", "Tree 2"]);
    expect(await titlesOn({ year: 2021 })).toEqual(["Tree 0"]);
    expect(await titlesOn({ year: 2022 })).toEqual([]);
    expect(await titlesOn({ year: 2023, topic: "forestry" })).toEqual(["Tree 1"]);
    expect(await titlesOn({ year: 2023, q: "2" })).toEqual(["Tree 2"]);
  });

  it("is offered with its number of papers, the latest first, whatever year is chosen", async () => {
    const years = [
      { year: 2023, count: 2 },
      { year: 2021, count: 1 },
    ];
    const topics = [{ slug: "forestry", name: "Forestry", count: 1 }];
    const calls = as(ada).shelves;
    expect(await calls.page({ shelf: "toRead" })).toMatchObject({ years, topics });
    expect(await calls.page({ shelf: "toRead", year: 2021 })).toMatchObject({ years, topics: [] });
    expect(await calls.page({ shelf: "read" })).toMatchObject({ years: [], topics: [] });
    const list = await calls.list({ listId, year: 2021 });
    expect(list).toMatchObject({ years, topics: [] });
    expect(list.papers.map(({ title }) => title)).toEqual(["Tree 0"]);
  });

  it("filters a group's list and a shared one", async () => {
    const { slug } = await group({ members: [[ada, "owner"]] });
    const calls = as(ada).groupLists;
    const { id } = await calls.add({ group: slug, name: "Ours" });
    for (const paperId of ids) await calls.put({ group: slug, listId: id, paperId, on: true });
    const ours = await calls.list({ group: slug, listId: id, year: 2023, order: "title" });
    expect(ours.papers.map(({ title }) => title)).toEqual(["Tree 1", "Tree 2"]);
    expect(ours.years).toHaveLength(2);
    const { link } = await as(ada).shelves.share({ listId, showsOwner: false });
    const token = link.split("/").at(-1) as string;
    const shared = await as(null).shelves.shared({ token, year: 2021 });
    expect(shared.papers.map(({ title }) => title)).toEqual(["Tree 0"]);
    expect(shared.years).toEqual(ours.years);
    expect(shared.topics).toEqual([]);
  });

  it("and topics are counted among what words and the other filter leave, and the chosen topic stays", async () => {
    const { page } = as(ada).shelves;
    const forestry = { slug: "forestry", name: "Forestry" };
    const counts = async (wanted: { year?: number; topic?: string; q?: string }) => {
      const { topics, years } = await page({ shelf: "toRead", ...wanted });
      return { topics, years };
    };
    const [one, none] = [[{ ...forestry, count: 1 }], [{ ...forestry, count: 0 }]];
    const ofYears = (...counted: [number, number][]) =>
      counted.map(([year, count]) => ({ year, count }));
    expect(await counts({ topic: "forestry" })).toEqual({ topics: one, years: ofYears([2023, 1]) });
    expect(await counts({ topic: "forestry", year: 2021 })).toEqual({
      topics: none,
      years: ofYears([2023, 1]),
    });
    expect(await counts({ q: "tree 1" })).toEqual({ topics: one, years: ofYears([2023, 1]) });
    expect(await counts({ q: "tree 0" })).toEqual({ topics: [], years: ofYears([2021, 1]) });
    expect(await counts({ topic: "no-such-topic" })).toEqual({ topics: one, years: [] });
  });

  it("takes no further statement", async () => {
    const reading = (year: number | null) =>
      queriesOf(() => as(ada).shelves.page({ shelf: "toRead", year }));
    expect(await reading(2023)).toBe(await reading(null));
  });

  it("has four digits", async () => {
    for (const year of [999, 3000, 2023.5, Number.NaN])
      await expect(titlesOn({ year })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

it("a row shows the beginning of a note in words, without the marks of Markdown", async () => {
  const paperId = ids[0] as string;
  const body = "# Why?\n\nSee **figure 3**, and $x_1^2$.\n\n- one\n- [two](https://example.org)";
  const { id: noteId } = await as(ada).shelves.saveNote({
    paperId,
    noteId: null,
    basedOn: 0,
    body,
  });
  const { papers } = await as(ada).shelves.page({ shelf: "noted" });
  expect(papers[0]?.note).toBe("Why? See figure 3, and x₁². one two");
  await as(ada).shelves.removeNote({ noteId });
});

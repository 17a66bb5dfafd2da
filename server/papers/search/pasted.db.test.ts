import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { person } from "@/server/testing/world";

ownDatabase();
let ada: Viewer;
const slugs: Record<string, string> = {};
beforeAll(async () => {
  ada = await person("ada");
  for (const [title, url] of [
    ["Attention once more", "arXiv:1706.03762"],
    ["A journal article", "10.1000/XYZ"],
    ["A workshop paper", "https://workshop.example/forum?id=a"],
  ] as const) {
    const paper = { title, abstract: "Words about attention.", authors: ["Ada"], url };
    slugs[title] = (await as(ada).papers.add(paper)).slug;
  }
});

const titlesOf = async (texts: string[]) =>
  (await as(null).papers.lookUp({ texts })).map(({ paper }) => paper?.title ?? null);

it("finds the paper of each identifier and link, in their order", async () => {
  const own = slugs["A journal article"] as string;
  expect(
    await titlesOf([
      "https://arxiv.org/pdf/1706.03762v7",
      "https://doi.org/10.1000/xyz",
      "workshop.example/forum?id=a",
      "https://workshop.example/forum?id=b",
      `/papers/${own}`,
      `http://localhost:3000/papers/${own}/`,
      `https://elsewhere.example/papers/${own}`,
      "1706.03762",
    ]),
  ).toEqual([
    ...["Attention once more", "A journal article", "A workshop paper", null],
    ...["A journal article", "A journal article", null, "Attention once more"],
  ]);
  expect(await titlesOf([])).toEqual([]);
});

it("asks as often for twenty links as for two", async () => {
  const links = (count: number) =>
    Array.from({ length: count }, (_, at) => `https://a.example/${at}`);
  const two = await statementsOf(() => titlesOf(links(2)));
  const twenty = await statementsOf(() => titlesOf(links(20)));
  expect(twenty.length).toBe(two.length);
  await expect(titlesOf(links(21))).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

it("says of an identifier that is not there that nothing was found, whatever its letters resemble", async () => {
  const search = async (q: string) =>
    (await as(null).papers.search({ q })).map(({ title }) => title);
  expect(await search("https://attention.example/words/paper")).toEqual([]);
  expect(await search("10.1000/attention")).toEqual([]);
  expect(await search("1706.03762")).toEqual(["Attention once more"]);
  expect(await search("https://workshop.example/forum?id=a")).toEqual(["A workshop paper"]);
  expect((await search("attention words")).length).toBe(3);
});

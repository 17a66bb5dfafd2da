import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { groupWithPool } from "@/server/testing/fixtures/ballots";
import { askForFile } from "@/server/testing/fixtures/downloads";
import { paper, person } from "@/server/testing/world";

ownDatabase();

const ask = (address: string, viewer: Viewer | null = null) => askForFile(address, viewer);
const textOf = async (address: string, viewer: Viewer | null = null) =>
  (await ask(address, viewer)).text();
const titlesIn = (table: string) =>
  (parse(table, { columns: true }) as { title: string }[]).map(({ title }) => title);

const FORMATS = {
  bib: "application/x-bibtex",
  biblatex: "application/x-bibtex",
  ris: "application/x-research-info-systems",
  json: "application/vnd.citationstyles.csl+json",
  csv: "text/csv",
  apa: "text/plain",
  harvard: "text/plain",
  vancouver: "text/plain",
};

it("gives one paper in every format", async () => {
  const { slug, title } = await paper();
  for (const [format, type] of Object.entries(FORMATS)) {
    const answer = await ask(`/api/papers/${slug}/file/${format}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="paper\.\w+"$/,
    );
    const text = await answer.text();
    expect(text.replace(/[{}]/g, ""), format).toContain(title);
    expect(text, format).toContain("Lovelace");
  }
});

it("knows no other formats and no other papers", async () => {
  const { slug } = await paper();
  for (const address of [
    `/api/papers/${slug}/file/pdf`,
    `/api/papers/${slug}/file/toString`,
    "/api/papers/nowhere/file/bib",
    "/api/papers/list/pdf",
    "/api/groups/nowhere/pool/bib",
    "/api/groups/%00/pool/bib",
  ])
    expect((await ask(address)).status, address).toBe(404);
  for (const address of ["/api/papers/list/csv?order=worst", "/api/papers/list/csv?window=1"])
    expect((await ask(address)).status, address).toBe(400);
});

it("lists what the page lists, in the same order", async () => {
  await Promise.all(["One", "Two", "Three"].map((title) => paper({ title })));
  const viewer = await person();
  const { papers } = await as(null).papers.list({ order: "new" });
  await as(viewer).papers.upvote({ paperId: papers[1]?.id as string, on: true });
  for (const order of ["new", "top", "trending"] as const) {
    const page = await as(null).papers.list({ order });
    const file = await textOf(`/api/papers/list/csv?order=${order}`);
    expect(titlesIn(file)).toEqual(page.papers.map(({ title }) => title));
  }
  expect(titlesIn(await textOf("/api/papers/list/csv?topic=none-such"))).toEqual([]);
});

it("reads a long list in batches, and each paper once", async () => {
  await Promise.all(Array.from({ length: 120 }, (_, at) => paper({ title: `Long ${at}` })));
  const ofAll = await statementsOf(() => textOf("/api/papers/list/json?order=new"));
  const read = ofAll.filter(({ text }) => /abstract/.test(text));
  expect(read.length).toBeLessThanOrEqual(2);
  const items = JSON.parse(await textOf("/api/papers/list/json?order=new")) as { id: string }[];
  expect(new Set(items.map(({ id }) => id)).size).toBe(await db.paper.count());
});

it("finds what the search finds", async () => {
  const { title } = await paper({ title: "Zygomorphic flowers" });
  expect(titlesIn(await textOf("/api/papers/search/csv?q=zygomorphic"))).toEqual([title]);
  expect(JSON.parse(await textOf("/api/papers/search/json?q="))).toEqual([]);
});

it("gives the pool to people who may see the group, and to nobody else", async () => {
  const { slug, others } = await groupWithPool(["First", "Second"], { visibility: "private" });
  const address = `/api/groups/${slug}/pool/csv`;
  const [member] = others;
  expect(titlesIn(await textOf(address, member?.viewer))).toEqual([
    `First ${slug}`,
    `Second ${slug}`,
  ]);
  for (const viewer of [null, await person()]) {
    const answer = await ask(address, viewer);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain("First");
  }
});

it("stops in the middle of a pool for somebody who has left", async () => {
  const titles = Array.from({ length: 101 }, (_, at) => `Paper ${at}`);
  const { slug, others } = await groupWithPool(titles, { visibility: "private" });
  const member = others[0]?.viewer as Viewer;
  const answer = await ask(`/api/groups/${slug}/pool/json`, member);
  const reader = answer.body?.getReader();
  expect((await reader?.read())?.done).toBe(false);
  await as(member).groups.leave({ group: slug });
  await expect(
    (async () => {
      while (!(await reader?.read())?.done);
    })(),
  ).rejects.toThrow();
});

it("writes the references that people copy", async () => {
  const { id, slug } = await paper();
  const { bib, biblatex, ris, references } = await as(null).papers.cite({ paperId: id });
  expect(bib).toContain(`{${slug},`);
  expect(biblatex).toContain(`{${slug},`);
  expect(ris).toMatch(/^TY {2}- GEN\n[\s\S]*\nER {2}-$/);
  expect(Object.keys(references)).toEqual(["apa", "harvard", "vancouver"]);
  for (const reference of Object.values(references)) expect(reference).toContain("Lovelace");
});

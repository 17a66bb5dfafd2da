import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { askForFile } from "@/server/testing/fixtures/downloads";
import { group, paper, person } from "@/server/testing/world";

ownDatabase();

const SECRET = "aardvark";
let ada: Viewer;
/** The files of a shelf, a list, a group's list and a shared list: each has three papers, "Tree 1" with a note of Ada's. */
let shelf: string;
let own: string;
let ours: string;
let shared: string;
let listId: string;

beforeAll(async () => {
  ada = await person("ada");
  const { shelves, groupLists } = as(ada);
  const { slug } = await group({ members: [[ada, "owner"]] });
  ({ id: listId } = await shelves.addList({ name: "Trees" }));
  const { id: groupListId } = await groupLists.add({ group: slug, name: "Ours" });
  for (const [at, year] of [2021, 2023, 2023].entries()) {
    const { id: paperId } = await paper({ title: `Tree ${at}` });
    const publishedOn = new Date(`${year}-05-01`);
    await db.paper.update({ where: { id: paperId }, data: { publishedOn, title: `Tree ${at}` } });
    await shelves.keep({ paperId, shelf: "toRead" });
    await shelves.put({ listId, paperId, on: true });
    await groupLists.put({ group: slug, listId: groupListId, paperId, on: true });
    if (at === 1) await shelves.saveNote({ paperId, noteId: null, basedOn: 0, body: SECRET });
  }
  const { link } = await shelves.share({ listId, showsOwner: false });
  shelf = "/api/shelves/toRead/csv";
  own = `/api/lists/${listId}/csv`;
  ours = `/api/groups/${slug}/lists/${groupListId}/csv`;
  shared = `/api/shared-lists/${link.split("/").at(-1)}/csv`;
});

/** Asks for a file as this person's browser would. @returns its status, its titles in order, and its text */
async function ask(address: string, viewer: Viewer | null = ada) {
  const response = await askForFile(address, viewer);
  const text = await response.text();
  return { status: response.status, titles: text.match(/Tree \d/g) ?? [], text };
}

it("a file has what the page shows of a shelf or list, in its order", async () => {
  for (const address of [shelf, own, ours, shared]) {
    const titles = async (query: string) => (await ask(address + query)).titles;
    expect(await titles(""), address).toEqual(["Tree 2", "Tree 1", "Tree 0"]);
    expect(await titles("?order=title"), address).toEqual(["Tree 0", "Tree 1", "Tree 2"]);
    expect(await titles("?year=2023&order=title"), address).toEqual(["Tree 1", "Tree 2"]);
    expect(await titles("?year=2023&q=2"), address).toEqual(["Tree 2"]);
    expect(await titles("?topic=none"), address).toEqual([]);
    for (const query of ["?year=1", "?year=x", "?order=random", `?q=${"a".repeat(201)}`])
      expect((await ask(address + query)).status, address + query).toBe(404);
  }
});

it("words of a note find its paper for the person who wrote it, and for nobody else", async () => {
  for (const address of [shelf, own, ours])
    expect((await ask(`${address}?q=${SECRET}`)).titles, address).toEqual(["Tree 1"]);
  for (const viewer of [null, ada]) {
    expect((await ask(`${shared}?q=${SECRET}`, viewer)).titles).toEqual([]);
    expect((await ask(`${shared}?notes=own`, viewer)).text).not.toContain(SECRET);
  }
});

it("a shared list's file is for guests, until the link is withdrawn", async () => {
  expect((await ask(shared, null)).titles).toHaveLength(3);
  for (const token of ["x", "x".repeat(43), "x".repeat(300)])
    expect((await ask(`/api/shared-lists/${token}/csv`, null)).status).toBe(404);
  expect((await ask(shared.replace("/csv", "/doc"), null)).status).toBe(404);
  await as(ada).shelves.stopSharing({ listId });
  expect((await ask(shared, null)).status).toBe(404);
});

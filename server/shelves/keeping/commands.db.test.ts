import { expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { as, outcomes } from "@/server/testing/doors/callers";
import { group, paper, person } from "@/server/testing/world";
import { SHELVES } from "../rules";

ownDatabase();

it("a shelf has a paper at its place again when a move is undone", async () => {
  const ada = await person("ada");
  const { keep, page } = as(ada).shelves;
  const [one, two] = [await paper(), await paper()];
  for (const { id: paperId } of [one, two]) await keep({ paperId, shelf: "toRead" });
  const shown = async () => (await page({ shelf: "toRead" })).papers.map(({ id, at }) => [id, at]);
  const before = await shown();
  expect(before.map(([id]) => id)).toEqual([two.id, one.id]);
  for (const shelf of ["reading", null] as const) {
    const { was, back } = await keep({ paperId: one.id, shelf });
    await keep({ paperId: one.id, shelf: was, back });
    expect(await shown(), String(shelf)).toEqual(before);
  }
  // It says nothing of another paper or person.
  const { back } = await keep({ paperId: one.id, shelf: null });
  await keep({ paperId: two.id, shelf: null });
  await keep({ paperId: two.id, shelf: "toRead", back });
  await keep({ paperId: one.id, shelf: "toRead", back });
  expect((await shown()).map(([id]) => id)).toEqual([two.id, one.id]);
  const bela = await person("bela");
  const start = new Date();
  await as(bela).shelves.keep({ paperId: one.id, shelf: "toRead", back });
  const [his] = (await as(bela).shelves.page({ shelf: "toRead" })).papers;
  expect(his?.at.getTime()).toBeGreaterThanOrEqual(start.getTime());
});

/** A group of two that reads a paper. */
async function readingGroup() {
  const [ada, bela] = [await person("ada"), await person("bela")];
  const made = await group({
    members: [
      [bela, "owner"],
      [ada, "member"],
    ],
  });
  const { id: paperId } = await paper();
  const reading = await db.reading.create({ data: { groupId: made.id, paperId } });
  const readers = () => db.reader.count({ where: { readingId: reading.id, personId: ada.id } });
  return { ada, bela, made, paperId, readers };
}

it("keeps a paper on one shelf, however often and on whichever it is put at once", async () => {
  const ada = await person("ada");
  const { id: paperId } = await paper();
  const keep = (shelf: (typeof SHELVES)[number] | null) => as(ada).shelves.keep({ paperId, shelf });
  const many = [...SHELVES, ...SHELVES, ...SHELVES];
  expect(new Set(await outcomes(many.map((shelf) => keep(shelf))))).toEqual(new Set(["done"]));
  expect(await db.shelvedPaper.count({ where: { personId: ada.id } })).toBe(1);
  await keep("read");
  const shelf = async () => (await as(ada).papers.forViewer({ paperId })).shelf;
  expect(await shelf()).toBe("read");
  expect(await keep("toRead")).toMatchObject({ was: "read", told: [], ask: [] });
  expect(await keep(null)).toMatchObject({ was: "toRead" });
  expect(await keep(null)).toMatchObject({ was: null });
  expect(await shelf()).toBeNull();
});

it("says of many papers on which of the viewer's shelves they are, in one statement", async () => {
  const [ada, bela] = [await person("ada"), await person("bela")];
  const papers = [await paper(), await paper(), await paper()];
  const paperIds = papers.map(({ id }) => id);
  const [one, two] = paperIds as [string, string, string];
  await as(ada).shelves.keep({ paperId: one, shelf: "reading" });
  await as(bela).shelves.keep({ paperId: two, shelf: "read" });
  const shelvesOf = (who: Viewer) => as(who).shelves.ofPapers({ paperIds });
  expect(await shelvesOf(ada)).toEqual([{ paperId: one, shelf: "reading" }]);
  expect(await shelvesOf(bela)).toEqual([{ paperId: two, shelf: "read" }]);
  expect(await as(ada).shelves.ofPapers({ paperIds: [two] })).toEqual([]);
  await as(ada).shelves.keep({ paperId: two, shelf: "read" });
  const statements = (ids: string[]) =>
    queriesOf(() => as(ada).shelves.ofPapers({ paperIds: ids }));
  expect(await statements(paperIds)).toBe(await statements([one]));
  const tooMany = as(ada).shelves.ofPapers({ paperIds: Array(101).fill(one) });
  expect(await outcomes([tooMany])).toEqual(["BAD_REQUEST"]);
});

it("refuses a paper that is not in the catalogue", async () => {
  const keeping = as(await person()).shelves.keep({
    paperId: "01900000-0000-7000-8000-000000000000",
    shelf: "read",
  });
  expect(await outcomes([keeping])).toEqual(["NOT_FOUND"]);
});

it("goes with a deleted paper", async () => {
  const ada = await person();
  const { id: paperId } = await paper();
  await as(ada).shelves.keep({ paperId, shelf: "toRead" });
  await db.paper.delete({ where: { id: paperId } });
  expect((await as(ada).shelves.counts()).toRead).toBe(0);
});

it("asks once whether a group is told, and tells nobody before the answer", async () => {
  const { ada, made, paperId, readers } = await readingGroup();
  const { keep, tell, telling } = as(ada).shelves;
  const { name } = await db.group.findUniqueOrThrow({ where: { id: made.id } });
  expect(await keep({ paperId, shelf: "read" })).toMatchObject({ ask: [name], told: [] });
  expect(await readers()).toBe(0);
  expect(await tell({ paperId, tell: false, remember: false })).toEqual({ told: [] });
  expect(await readers()).toBe(0);
  await keep({ paperId, shelf: "toRead" });
  expect(await keep({ paperId, shelf: "read" })).toMatchObject({ ask: [name] });
  expect(await tell({ paperId, tell: true, remember: false })).toEqual({ told: [name] });
  expect(await readers()).toBe(1);
  expect(await telling()).toBeNull();
  await keep({ paperId, shelf: "toRead" });
  // The group knows it by now, and taking a paper off a shelf says nothing.
  expect(await readers()).toBe(1);
  expect(await keep({ paperId, shelf: "read" })).toMatchObject({ ask: [], told: [] });
});

it("remembers the answer", async () => {
  const { ada, paperId, readers } = await readingGroup();
  const { keep, chooseTelling, telling } = as(ada).shelves;
  await chooseTelling({ tells: false });
  expect(await keep({ paperId, shelf: "read" })).toMatchObject({ ask: [], told: [] });
  await keep({ paperId, shelf: null });
  await chooseTelling({ tells: true });
  expect(await telling()).toBe(true);
  expect((await keep({ paperId, shelf: "read" })).told).toHaveLength(1);
  expect(await readers()).toBe(1);
  await chooseTelling({ tells: null });
  expect(await telling()).toBeNull();
});

it("asks about no group that the person left, that is archived, or from which they are suspended", async () => {
  const { ada, made, paperId, readers } = await readingGroup();
  const { keep, tell } = as(ada).shelves;
  await db.suspension.create({ data: { groupId: made.id, personId: ada.id } });
  expect(await keep({ paperId, shelf: "read" })).toMatchObject({ ask: [] });
  await db.suspension.deleteMany();
  await db.group.update({ where: { id: made.id }, data: { archivedAt: new Date() } });
  expect(await tell({ paperId, tell: true, remember: false })).toEqual({ told: [] });
  await db.group.update({ where: { id: made.id }, data: { archivedAt: null } });
  await as(ada).groups.leave({ group: made.slug });
  expect(await tell({ paperId, tell: true, remember: false })).toEqual({ told: [] });
  expect(await readers()).toBe(0);
});

import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { group as madeGroup, paper, person } from "@/server/testing/world";
import { LISTED_MAX, LISTS_MAX } from "../schema";

ownDatabase();

const named = (name: string) => ({ name, description: "" });

/** A private group with an organizer and two members, and a list with a paper that Ada added. */
async function groupWithList() {
  const [lena, ada, bela] = [await person("lena"), await person("ada"), await person("bela")];
  const { slug: group } = await madeGroup({
    visibility: "private",
    members: [
      [lena, "owner"],
      [ada, "member"],
      [bela, "member"],
    ],
  });
  const { id: listId } = await as(lena).groupLists.add({ group, ...named("To begin with") });
  const { id: paperId, title } = await paper();
  const put = (who: typeof ada, on = true) =>
    as(who).groupLists.put({ group, listId, paperId, on });
  await put(ada);
  return { lena, ada, bela, group, listId, paperId, title, put };
}

it("has a paper at its place again, and of the member who added it, when taking it off is undone", async () => {
  const { lena, ada, group, listId, paperId } = await groupWithList();
  const calls = as(lena).groupLists;
  const { id: other } = await paper();
  await calls.put({ group, listId, paperId: other, on: true });
  const shown = async () =>
    (await calls.list({ group, listId })).papers.map(({ id, addedBy, at }) => ({
      id,
      addedBy,
      at,
    }));
  const before = await shown();
  expect(before.map(({ id }) => id)).toEqual([other, paperId]);
  const { back } = await calls.put({ group, listId, paperId, on: false });
  expect(await shown()).toHaveLength(1);
  await calls.put({ group, listId, paperId, on: true, back });
  expect(await shown()).toEqual(before);
  // What was said of one paper puts no other one anywhere, and nothing that was not said here does.
  await calls.put({ group, listId, paperId: other, on: false });
  for (const said of [back, "x.y", `${back}x`]) {
    await calls.put({ group, listId, paperId: other, on: true, back: said });
    expect((await shown())[0]).toMatchObject({ id: other });
    await calls.put({ group, listId, paperId: other, on: false });
  }
  // Somebody who is gone added nothing.
  await db.person.delete({ where: { id: ada.id } });
  await calls.put({ group, listId, paperId, on: false });
  await calls.put({ group, listId, paperId, on: true, back });
  expect(await shown()).toEqual([{ ...before[1], addedBy: null }]);
});

it("has a paper once, however many windows add it at once", async () => {
  const ada = await person("ada");
  const { id: listId } = await as(ada).shelves.addList(named("Trees"));
  const { id: paperId } = await paper();
  const put = () => as(ada).shelves.put({ listId, paperId, on: true });
  expect(await outcomes([put(), put(), put()])).toEqual(["done", "done", "done"]);
  expect((await as(ada).shelves.lists())[0]).toMatchObject({ name: "Trees", count: 1, link: null });
  const off = () => as(ada).shelves.put({ listId, paperId, on: false });
  expect(await outcomes([off(), off()])).toEqual(["done", "done"]);
  expect((await as(ada).shelves.list({ listId })).papers).toEqual([]);
});

it("is bounded in number and in papers, also at once", async () => {
  const ada = await person();
  const data = Array.from({ length: LISTS_MAX - 1 }, (_, place) => ({
    ...{ personId: ada.id, name: `List ${place}`, place },
  }));
  await db.paperList.createMany({ data });
  const add = (name: string) => as(ada).shelves.addList(named(name));
  expect((await outcomes([add("One more"), add("Another")])).sort()).toEqual(["CONFLICT", "done"]);
  const listId = (await as(ada).shelves.lists())[0]?.id as string;
  const titles = Array.from({ length: LISTED_MAX - 1 }, (_, at) => `Filling ${at}`);
  await db.paper.createMany({
    data: titles.map((title) => ({
      ...{ title, slug: title.replace(" ", "-"), normalizedTitle: title, abstract: "" },
    })),
  });
  const filling = await db.paper.findMany({ where: { title: { startsWith: "Filling" } } });
  await db.listedPaper.createMany({
    data: filling.map(({ id: paperId }) => ({ listId, paperId })),
  });
  const [one, other] = [await paper(), await paper()];
  const put = ({ id: paperId }: { id: string }) =>
    as(ada).shelves.put({ listId, paperId, on: true });
  expect((await outcomes([put(one), put(other)])).sort()).toEqual(["CONFLICT", "done"]);
});

it("has a name that no other list of its owner has, also at once", async () => {
  const { lena, group } = await groupWithList();
  const add = (name: string) => as(lena).shelves.addList(named(name));
  expect((await outcomes([add("Owls"), add("OWLS")])).sort()).toEqual(["CONFLICT", "done"]);
  const { id: listId } = await add("Larks");
  const rename = (name: string) => as(lena).shelves.changeList({ listId, ...named(name) });
  expect(await outcomes([rename("owls")])).toEqual(["CONFLICT"]);
  expect(await outcomes([rename("larks")])).toEqual(["done"]);
  // A group has lists of its own.
  const ours = (name: string) => as(lena).groupLists.add({ group, ...named(name) });
  expect(await outcomes([ours("Owls"), ours("to begin with")])).toEqual(["done", "CONFLICT"]);
});

it("stands where its owner puts it", async () => {
  const ada = as(await person()).shelves;
  const ids: string[] = [];
  for (const name of ["a", "b", "c"]) ids.push((await ada.addList(named(name))).id);
  const [a, b, c] = ids as [string, string, string];
  await ada.orderLists({ listIds: [c, a] });
  expect((await ada.lists()).map(({ id }) => id)).toEqual([c, a, b]);
  await ada.removeList({ listId: a });
  const { id: d } = await ada.addList(named("d"));
  expect((await ada.lists()).map(({ id }) => id)).toEqual([c, b, d]);
});

it("is its owner's alone", async () => {
  const [ada, bela] = [await person("ada"), await person({ moderator: true, operator: true })];
  const { id: listId } = await as(ada).shelves.addList(named("Mine"));
  const { id: paperId } = await paper();
  const other = as(bela).shelves;
  await other.orderLists({ listIds: [listId] });
  const tried = await outcomes([
    other.list({ listId }),
    other.changeList({ listId, ...named("Yours") }),
    other.put({ listId, paperId, on: true }),
    other.share({ listId, showsOwner: true }),
    other.stopSharing({ listId }),
    other.removeList({ listId }),
  ]);
  expect(new Set(tried)).toEqual(new Set(["NOT_FOUND"]));
  expect(await other.lists()).toEqual([]);
  expect((await other.ofPaper({ paperId })).lists).toEqual([]);
  expect((await as(ada).shelves.lists())[0]).toMatchObject({ name: "Mine", count: 0 });
});

it("of a group is filled by members, and looked after by organizers", async () => {
  const { lena, ada, bela, group, listId, paperId, put } = await groupWithList();
  expect(await outcomes([put(bela, false)])).toEqual(["FORBIDDEN"]);
  const { papers } = await as(bela).groupLists.list({ group, listId });
  expect(papers).toMatchObject([{ id: paperId, addedBy: ada.name, mayTakeOff: false }]);
  expect((await as(bela).shelves.ofPaper({ paperId })).lists).toMatchObject([
    { id: listId, on: true, mayTakeOff: false, group: { slug: group } },
  ]);
  expect(
    await outcomes([
      as(bela).groupLists.add({ group, ...named("No") }),
      as(bela).groupLists.remove({ group, listId }),
    ]),
  ).toEqual(["FORBIDDEN", "FORBIDDEN"]);
  await put(ada, false);
  await put(ada);
  await put(lena, false);
  expect((await as(ada).groupLists.list({ group, listId })).papers).toEqual([]);
  // Two groups' lists are apart, and so are those of people.
  const elsewhere = await groupWithList();
  const wrong = as(elsewhere.lena).groupLists.list({ group: elsewhere.group, listId });
  const mine = as(lena).shelves.list({ listId });
  expect(await outcomes([wrong, mine])).toEqual(["NOT_FOUND", "NOT_FOUND"]);
});

it("of a group is nothing to former members, whose additions stay", async () => {
  const { ada, bela, group, listId, paperId } = await groupWithList();
  await as(ada).groups.leave({ group });
  const calls = as(ada).groupLists;
  expect(await outcomes([calls.lists({ group }), calls.list({ group, listId })])).toEqual([
    "NOT_FOUND",
    "NOT_FOUND",
  ]);
  expect((await as(ada).shelves.ofPaper({ paperId })).lists).toEqual([]);
  expect((await as(bela).groupLists.list({ group, listId })).papers).toHaveLength(1);
  await as(ada).people.deleteAccount({ handle: ada.handle });
  expect((await as(bela).groupLists.list({ group, listId })).papers).toMatchObject([
    { addedBy: null },
  ]);
});

it("of a group goes with the group", async () => {
  const { group, listId } = await groupWithList();
  await db.group.delete({ where: { slug: group } });
  expect(await db.paperList.count({ where: { id: listId } })).toBe(0);
  expect(await db.listedPaper.count({ where: { listId } })).toBe(0);
});

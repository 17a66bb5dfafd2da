import { expect, it } from "vitest";
import { importEntries, readImport, undoImport } from "@/server/papers/files/importing/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { group, paper, person } from "@/server/testing/world";

ownDatabase();

/** Makes a list of a new group of this person. @returns a function that puts a paper on it */
async function groupListOf(who: Viewer) {
  const { slug } = await group({ members: [[who, "owner"]] });
  const { id: listId } = await as(who).groupLists.add({ group: slug, name: "Ours" });
  return (paperId: string) => as(who).groupLists.put({ group: slug, listId, paperId, on: true });
}

async function paperOf({ id: addedById }: Viewer): Promise<string> {
  const { id } = await paper();
  await db.paper.update({ where: { id }, data: { addedById } });
  return id;
}

it("nobody deletes a paper that is on a group's list", async () => {
  const [ada, bela, mona] = [
    await person("ada"),
    await person("bela"),
    await person({ moderator: true }),
  ];
  const paperId = await paperOf(ada);
  await (await groupListOf(bela))(paperId);
  for (const who of [ada, mona])
    await expect(as(who).papers.delete({ paperId })).rejects.toThrow(
      "This paper cannot be deleted, because it is on a group's list.",
    );
});

it("what people keep for themselves stays a secret: the paper is deleted as one that nobody uses", async () => {
  const [ada, bela] = [await person("ada"), await person("bela")];
  const paperId = await paperOf(ada);
  const { id: listId } = await as(bela).shelves.addList({ name: "Mine" });
  await as(bela).shelves.put({ listId, paperId, on: true });
  await as(bela).shelves.keep({ paperId, shelf: "toRead" });
  expect(await outcomes([as(ada).papers.delete({ paperId })])).toEqual(["done"]);
});

it("listing and deleting at once leaves the paper on its list, or nothing", async () => {
  const [ada, bela] = [await person("ada"), await person("bela")];
  const put = await groupListOf(bela);
  for (let time = 0; time < 4; time++) {
    const paperId = await paperOf(ada);
    const [listed, deleted] = await outcomes([put(paperId), as(ada).papers.delete({ paperId })]);
    expect([listed, deleted].filter((one) => one === "done")).toHaveLength(1);
    expect(await db.listedPaper.count({ where: { paperId } })).toBe(deleted === "done" ? 0 : 1);
  }
});

it("the undo of an import leaves what a group has on a list", async () => {
  const put = await groupListOf(await person("bela"));
  const text = "@misc{a, title = {On a list}}\n@misc{b, title = {On none}}";
  const read = await readImport(Buffer.from(text));
  const file = { fileName: "papers.bib", importedById: null };
  const { importId } = await importEntries(read, file, () => {});
  const listed = await db.paper.findFirstOrThrow({ where: { title: "On a list" } });
  await put(listed.id);
  expect(await undoImport(null, { importId: importId as string })).toMatchObject({
    ...{ removed: 1, kept: 1, keptPapers: [{ slug: listed.slug }] },
  });
});

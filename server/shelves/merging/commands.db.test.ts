import { expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { brokenInvariants } from "@/server/testing/doors/invariants";
import { paper, person } from "@/server/testing/world";
import type { Shelf } from "../rules";

const address = ownDatabase();

async function twoPapers() {
  const moderator = as(await person({ moderator: true }));
  const [kept, other] = [await paper(), await paper()];
  const merge = () => moderator.papers.merge({ keptId: kept.id, otherId: other.id });
  const undo = async () => {
    const where = { formerId: other.id };
    const { id: mergeId } = await db.paperMerge.findUniqueOrThrow({ where });
    await moderator.papers.undoMerge({ mergeId });
  };
  return { kept: kept.id, other: other.id, merge, undo };
}

const keep = (who: Viewer, paperId: string, shelf: Shelf | null) =>
  as(who).shelves.keep({ paperId, shelf });

/** Everything that this person keeps of these papers. */
async function keptBy(personId: string, paperIds: string[]) {
  const where = { personId, paperId: { in: paperIds } };
  const [shelved, notes, listed] = await Promise.all([
    db.shelvedPaper.findMany({ where, orderBy: { paperId: "asc" } }),
    db.paperNote.findMany({ where, orderBy: { id: "asc" } }),
    db.listedPaper.findMany({
      where: { list: { personId } },
      select: { listId: true, paperId: true, addedAt: true },
      orderBy: [{ listId: "asc" }, { paperId: "asc" }],
    }),
  ]);
  return { shelved, notes, listed };
}

it("makes what people keep of two papers one, and gives it all back", async () => {
  const { kept, other, merge, undo } = await twoPapers();
  const [ada, bela, chen] = [await person("ada"), await person("bela"), await person("chen")];
  await keep(ada, kept, "toRead");
  await keep(ada, other, "read");
  await keep(bela, kept, "reading");
  await keep(bela, other, "toRead");
  await keep(chen, other, "reading");
  const calls = as(ada).shelves;
  const note = (paperId: string, body: string) =>
    calls.saveNote({ paperId, noteId: null, basedOn: 0, body });
  await note(kept, "On the one.");
  await note(other, "On the other.");
  const [both, one] = [
    await calls.addList({ name: "Both", description: "" }),
    await calls.addList({ name: "One", description: "" }),
  ];
  for (const paperId of [kept, other]) await calls.put({ listId: both.id, paperId, on: true });
  await calls.put({ listId: one.id, paperId: other, on: true });
  const people = [ada, bela, chen];
  const all = () => Promise.all(people.map(({ id }) => keptBy(id, [kept, other])));
  const before = await all();

  await merge();
  const [hers, his, theirs] = await Promise.all(
    people.map((who) => as(who).shelves.ofPaper({ paperId: kept })),
  );
  expect([hers?.shelf, his?.shelf, theirs?.shelf]).toEqual(["read", "reading", "reading"]);
  expect(hers?.notes.map(({ body }) => body)).toEqual(["On the one.", "On the other."]);
  expect(hers?.lists.map(({ name, on }) => [name, on])).toEqual([
    ["Both", true],
    ["One", true],
  ]);
  expect(await brokenInvariants(address())).toEqual([]);

  await undo();
  expect(await all()).toEqual(before);
});

it("leaves what people changed between merging and undoing as they left it", async () => {
  const { kept, other, merge, undo } = await twoPapers();
  const [ada, bela, chen] = [await person("ada"), await person("bela"), await person("chen")];
  for (const who of [ada, bela]) {
    await keep(who, kept, "toRead");
    await keep(who, other, "reading");
  }
  await keep(chen, other, "toRead");
  const { id: listId } = await as(ada).shelves.addList({ name: "Both", description: "" });
  for (const paperId of [kept, other]) await as(ada).shelves.put({ listId, paperId, on: true });
  await merge();
  await keep(ada, kept, null);
  await as(ada).shelves.put({ listId, paperId: kept, on: false });
  await keep(bela, kept, "read");
  await as(chen).people.deleteAccount({ handle: chen.handle });
  await undo();
  expect(await keptBy(ada.id, [kept, other])).toMatchObject({ shelved: [], listed: [] });
  const his = await keptBy(bela.id, [kept, other]);
  expect(new Map(his.shelved.map(({ paperId, shelf }) => [paperId, shelf]))).toEqual(
    new Map([
      [kept, "read"],
      [other, "reading"],
    ]),
  );
  expect((await keptBy(chen.id, [kept, other])).shelved).toEqual([]);
});

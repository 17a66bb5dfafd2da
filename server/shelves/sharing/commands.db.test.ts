import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { paper, person } from "@/server/testing/world";

ownDatabase();

const SECRET = "aardvark";

/** A list of Ada's with a paper on a shelf, which has a note as well. */
async function sharedList() {
  const ada = await person("ada");
  const { id: listId } = await as(ada).shelves.addList({ name: "Trees", description: "All." });
  const { id: paperId } = await paper();
  const calls = as(ada).shelves;
  await calls.put({ listId, paperId, on: true });
  await calls.keep({ paperId, shelf: "reading" });
  await calls.saveNote({ paperId, noteId: null, basedOn: 0, body: SECRET });
  const share = async (given: { showsOwner?: boolean; renew?: boolean } = {}) => {
    const { link } = await calls.share({ listId, showsOwner: false, ...given });
    return link.split("/").at(-1) as string;
  };
  return { ada, listId, paperId, share };
}

const seen = (token: string) => as(null).shelves.shared({ token });

it("shows a guest the list and nothing else of its owner", async () => {
  const { ada, paperId, share } = await sharedList();
  const token = await share();
  const shown = await seen(token);
  expect(shown.list).toEqual({ name: "Trees", description: "All.", owner: null });
  expect(shown.papers.map(({ id }) => id)).toEqual([paperId]);
  for (const private_ of [SECRET, "reading", ada.name, ada.handle, ada.id])
    expect(JSON.stringify(shown)).not.toContain(private_);
  expect((await as(null).shelves.shared({ token, q: SECRET })).papers).toEqual([]);
  expect(await share({ showsOwner: true })).toBe(token);
  expect((await seen(token)).list.owner).toBe(ada.name);
});

it("works no longer once it is renewed or withdrawn, also after sharing again", async () => {
  const { ada, listId, share } = await sharedList();
  const first = await share();
  const second = await share({ renew: true });
  expect(second).not.toBe(first);
  expect(await outcomes([seen(first), seen(second)])).toEqual(["NOT_FOUND", "done"]);
  await as(ada).shelves.stopSharing({ listId });
  const third = await share();
  expect(await outcomes([first, second, third].map(seen))).toEqual([
    "NOT_FOUND",
    "NOT_FOUND",
    "done",
  ]);
  expect((await as(ada).shelves.lists())[0]?.link).toMatch(third);
  await as(ada).shelves.removeList({ listId });
  expect(await outcomes([seen(third)])).toEqual(["NOT_FOUND"]);
});

it("goes with the account", async () => {
  const { ada, share } = await sharedList();
  const token = await share({ showsOwner: true });
  await as(ada).people.deleteAccount({ handle: ada.handle });
  expect(await outcomes([seen(token)])).toEqual(["NOT_FOUND"]);
  const of = { where: { personId: ada.id } };
  const left = [db.shelvedPaper.count(of), db.paperNote.count(of), db.paperList.count(of)];
  expect(await Promise.all(left)).toEqual([0, 0, 0]);
});

it("has no token in the database", async () => {
  const { listId, share } = await sharedList();
  const token = await share();
  const row = await db.paperList.findUniqueOrThrow({ where: { id: listId } });
  expect(JSON.stringify(row)).not.toContain(token);
  expect(await outcomes([seen(row.linkId as string), seen(row.linkHash as string)])).toEqual([
    "NOT_FOUND",
    "NOT_FOUND",
  ]);
});

import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { downloadOwnData } from "@/server/testing/fixtures/downloads";
import { postComment } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";

ownDatabase();

it("hides a blocked person's comments from the person who blocks, and from nobody else", async () => {
  const [ada, bela, chen] = await Promise.all([person("ada"), person("bela"), person("chen")]);
  const paper = await paperSlug();
  const { commentId } = await postComment(bela, { paper }, "a remark");
  await postComment(chen, { paper }, "an answer", { parentId: commentId });
  await as(ada).people.block({ handle: bela.handle });
  // Blocking twice has the effect of blocking once.
  await as(ada).people.block({ handle: bela.handle });
  const page = await as(ada).threads.ofPaper({ paper });
  expect(page.comments).toMatchObject([
    { gone: "blocked", author: null, html: "" },
    { gone: null, author: { handle: chen.handle } },
  ]);
  expect(JSON.stringify(page)).not.toContain("remark");
  for (const viewer of [null, bela, chen]) {
    const [first] = (await as(viewer).threads.ofPaper({ paper })).comments;
    expect(first?.html).toContain("a remark");
  }
  expect((await as(ada).people.blocks({})).blocks).toMatchObject([
    { handle: bela.handle, name: bela.name },
  ]);

  await as(ada).people.unblock({ handle: bela.handle });
  expect((await as(ada).threads.ofPaper({ paper })).comments[0]?.html).toContain("a remark");
  expect((await as(ada).people.blocks({})).blocks).toEqual([]);
});

it("hides them in selections, quotes, counts and saved lists too", async () => {
  const [ada, bela, chen] = [await person("ada"), await person("bela"), await person("chen")];
  const paper = await paperSlug();
  const first = await postComment(chen, { paper }, "first");
  await as(ada).threads.seen({ threadId: first.threadId, number: 1 });
  const quote = { source: "abstract", exact: "Words", prefix: "", suffix: "", place: "" } as const;
  const { commentId } = await postComment(bela, { paper }, "a remark", { quote });
  await as(bela).threads.edit({ commentId, body: "a better remark" });
  await db.comment.update({ where: { id: commentId }, data: { pinnedAt: new Date() } });
  const read = async (viewer: typeof ada) => {
    const { keyPoints, quotes, unread } = await as(viewer).threads.ofPaper({ paper });
    return { keyPoints: keyPoints.length, quotes: quotes.length, unread: unread?.count };
  };
  expect(await read(ada)).toEqual({ keyPoints: 1, quotes: 1, unread: 1 });
  expect(await as(ada).threads.versions({ commentId })).toHaveLength(2);

  await as(ada).people.block({ handle: bela.handle });
  expect(await read(ada)).toEqual({ keyPoints: 0, quotes: 0, unread: 0 });
  expect(await outcomes([as(ada).threads.versions({ commentId })])).toEqual(["NOT_FOUND"]);
  expect(await read(chen)).toMatchObject({ keyPoints: 1, quotes: 1 });
  expect(await as(chen).threads.versions({ commentId })).toHaveLength(2);

  // A hidden comment quotes nothing and is not new, for anybody.
  await as(ada).people.unblock({ handle: bela.handle });
  const data = { hiddenAt: new Date(), pinnedAt: null };
  await db.comment.update({ where: { id: commentId }, data });
  expect(await read(ada)).toMatchObject({ quotes: 0, unread: 0 });
  expect(await outcomes([as(ada).threads.versions({ commentId })])).toEqual(["NOT_FOUND"]);
});

it("reveals to nobody who is blocked", async () => {
  const [ada, bela] = await Promise.all([person("ada"), person("bela")]);
  await as(ada).people.block({ handle: bela.handle });
  const { people } = as(bela);
  const known = JSON.stringify([
    await people.viewer(),
    await people.profile(),
    (await people.blocks({})).blocks,
    await downloadOwnData(bela),
  ]);
  expect(known).not.toContain(ada.handle);
  // Ending another person's block changes nothing.
  await people.unblock({ handle: ada.handle });
  expect(await db.block.count({ where: { personId: ada.id } })).toBe(1);
});

it("blocks neither the viewer nor an unknown handle", async () => {
  const ada = await person("ada");
  const { people } = as(ada);
  expect(
    await outcomes([people.block({ handle: ada.handle }), people.block({ handle: "nobody-here" })]),
  ).toEqual(["BAD_REQUEST", "NOT_FOUND"]);
});

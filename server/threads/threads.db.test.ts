import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { importPapers } from "@/server/papers/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/db";
import { ownDatabase } from "@/server/testing/database";
import { group, person } from "@/server/testing/world";
import { addComment, editComment, removeComment } from "./commands";
import { publicThread } from "./queries";

ownDatabase();
let ada: Viewer;
let bob: Viewer;

beforeAll(async () => {
  [ada, bob] = await Promise.all([person(), person()]);
});

async function paper(): Promise<string> {
  const title = `Paper ${randomUUID()}`;
  await importPapers([{ title, abstract: "x", authors: [] }]);
  return (await db.paper.findFirstOrThrow({ where: { title } })).slug;
}

const say = (slug: string, body: string, parentId: string | null = null) => ({
  paper: slug,
  body,
  parentId,
  clientKey: randomUUID(),
});

it("makes one comment of one that is sent twice at once", async () => {
  const slug = await paper();
  const input = say(slug, "once");
  const answers = await Promise.all(Array.from({ length: 10 }, () => addComment(ada, null, input)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect((await publicThread(null, slug, 1)).commentCount).toBe(1);
});

it("counts right while many write the first comments of a thread", async () => {
  const slug = await paper();
  await Promise.all(
    Array.from({ length: 20 }, (_, at) => addComment(bob, null, say(slug, `${at}`))),
  );
  const { comments, commentCount } = await publicThread(null, slug, 1);
  expect([comments.length, commentCount]).toEqual([20, 20]);
  expect(await db.paper.findUniqueOrThrow({ where: { slug } })).toMatchObject({ commentCount: 20 });
});

it("leaves a tombstone while there are answers, and takes it away with the last", async () => {
  const slug = await paper();
  const first = await addComment(ada, null, say(slug, "first"));
  const answer = await addComment(bob, null, say(slug, "answer", first.id));
  await removeComment(ada, first.id);
  const { comments, commentCount } = await publicThread(bob, slug, 1);
  expect(comments).toMatchObject([
    { id: first.id, deleted: true, author: null, html: "" },
    { id: answer.id, depth: 1, body: "answer" },
  ]);
  expect(commentCount).toBe(1);
  await removeComment(bob, answer.id);
  expect((await publicThread(bob, slug, 1)).comments).toEqual([]);
});

it("lets nobody change what somebody else wrote", async () => {
  const { id } = await addComment(ada, null, say(await paper(), "mine"));
  await expect(editComment(bob, { commentId: id, body: "no" })).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  await expect(removeComment(bob, id)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});

it("keeps a group's thread from everybody else, and out of the paper's count", async () => {
  const slug = await paper();
  const { slug: name } = await group({ visibility: "private", members: [[ada, "owner"]] });
  const scope = (await groupScope(ada, name)) as MemberScope;
  const { id } = await addComment(ada, scope, say(slug, "secret"));
  expect(JSON.stringify(await publicThread(bob, slug, 1))).not.toContain("secret");
  expect(await db.paper.findUniqueOrThrow({ where: { slug } })).toMatchObject({ commentCount: 0 });
  await expect(editComment(bob, { commentId: id, body: "x" })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(removeComment(bob, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(addComment(bob, null, say(slug, "x", id))).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

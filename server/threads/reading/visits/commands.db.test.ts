import { beforeAll, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { removeComment } from "@/server/moderation/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { commentInput, paperSlug, writeComment } from "@/server/testing/fixtures/comments";
import { callBy, group, person } from "@/server/testing/world";
import { addGroupComment } from "../../comments/commands";
import { readPublicThread } from "../queries";
import { listRecentThreads } from "../recent";
import { markSeen } from "./commands";

ownDatabase();
let ada: Viewer;
let bela: Viewer;
beforeAll(async () => {
  [ada, bela] = await Promise.all([person("ada"), person("bela")]);
});

const read = (viewer: Viewer | null, slug: string) =>
  readPublicThread(viewer, slug, { order: "oldest", page: 1 });

it("counts comments by others since the last visit, and finds the first", async () => {
  const slug = await paperSlug();
  await writeComment(bela, slug, "one");
  const { id, lastNumber, unread } = await read(ada, slug);
  expect([lastNumber, unread]).toEqual([1, null]);
  const threadId = id ?? "";
  await markSeen(ada, { threadId, number: lastNumber });
  expect((await read(ada, slug)).unread).toEqual({ count: 0, first: null, seenNumber: 1 });

  await writeComment(ada, slug, "by herself");
  const [gone, first, , hidden, blocked] = [
    await writeComment(bela, slug, "gone"),
    await writeComment(bela, slug, "two"),
    await writeComment(bela, slug, "three"),
    await writeComment(bela, slug, "hidden"),
    await writeComment(await person(), slug, "by somebody blocked"),
  ];
  await removeComment(bela, gone);
  await db.comment.update({
    where: { id: hidden },
    data: { hiddenAt: new Date(), hiddenById: ada.id },
  });
  const { authorId } = await db.comment.findUniqueOrThrow({ where: { id: blocked } });
  await db.block.create({ data: { personId: ada.id, blockedId: authorId } });
  expect((await read(ada, slug)).unread).toEqual({ count: 2, first, seenNumber: 1 });
  // Guests and first visitors have nothing unread.
  expect((await read(null, slug)).unread).toBeNull();
  expect((await read(bela, slug)).unread).toBeNull();
});

it("keeps one row, whose number never decreases and never passes the latest comment", async () => {
  const slug = await paperSlug();
  for (const body of ["one", "two", "three"]) await writeComment(bela, slug, body);
  const threadId = (await read(ada, slug)).id ?? "";
  const seen = async () => {
    const rows = await db.threadVisit.findMany({ where: { threadId, personId: ada.id } });
    return rows.map(({ seenNumber }) => seenNumber);
  };
  await Promise.all([2, 1, 2, 1, 2].map((number) => markSeen(ada, { threadId, number })));
  expect(await seen()).toEqual([2]);
  await markSeen(ada, { threadId, number: 1 });
  expect(await seen()).toEqual([2]);
  await markSeen(ada, { threadId, number: 1000 });
  expect(await seen()).toEqual([3]);
});

it("is recorded with a comment, up to the latest number on its author's page", async () => {
  const slug = await paperSlug();
  const comment = await writeComment(bela, slug, "one", { seenNumber: 0 });
  // The page showed Béla's comment. The reply has the next number, so nothing is new.
  await writeComment(ada, slug, "reply", { parentId: comment, seenNumber: 1 });
  expect((await read(ada, slug)).unread).toEqual({ count: 0, first: null, seenNumber: 2 });
  // Béla's page was older than the reply, so the reply stays new to him.
  const second = await writeComment(bela, slug, "two", { seenNumber: 1 });
  const unread = (await read(bela, slug)).unread;
  expect(unread).toMatchObject({ count: 1, seenNumber: 1 });
  expect((await read(ada, slug)).unread).toEqual({ count: 1, first: second, seenNumber: 2 });
  // A reply by email does not count as a visit.
  const other = await paperSlug();
  await writeComment(ada, other, "by mail");
  expect((await read(ada, other)).unread).toBeNull();
});

it("is not recorded for a thread that the viewer may not see", async () => {
  const slug = await paperSlug();
  const { slug: name } = await group({ visibility: "private", members: [[ada, "owner"]] });
  const scope = (await groupScope(ada, name)) as MemberScope;
  await addGroupComment(scope, slug, commentInput("inside"));
  const { id } = await db.thread.findFirstOrThrow({ where: { groupId: scope.group.id } });
  const call = createCaller(callBy(bela)).threads.seen({ threadId: id, number: 1 });
  await expect(call).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await db.threadVisit.count({ where: { threadId: id } })).toBe(0);
});

it("counts unread comments of each thread in the group's list", async () => {
  const [one, two, old] = [await paperSlug(), await paperSlug(), await paperSlug()];
  const { slug: name, id: groupId } = await group({ members: [[ada, "owner"]] });
  const scope = (await groupScope(ada, name)) as MemberScope;
  await addGroupComment(scope, old, commentInput("before Béla came"));
  await db.membership.create({ data: { groupId, personId: bela.id, joinedAt: new Date() } });
  const theirs = (await groupScope(bela, name)) as MemberScope;
  for (const body of ["a", "b", "c"]) await addGroupComment(scope, one, commentInput(body));
  await addGroupComment(scope, two, commentInput("d"));
  await addGroupComment(theirs, two, commentInput("by himself"));
  const unread = async () =>
    Object.fromEntries(
      (await listRecentThreads(theirs)).map(({ paper, unread }) => [paper.slug, unread]),
    );
  expect(await unread()).toEqual({ [one]: 3, [two]: 1, [old]: 0 });
  const thread = await db.thread.findFirstOrThrow({ where: { groupId, paper: { slug: one } } });
  await markSeen(bela, { threadId: thread.id, number: 2 });
  expect(await unread()).toEqual({ [one]: 1, [two]: 1, [old]: 0 });
});

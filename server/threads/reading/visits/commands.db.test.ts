import { beforeAll, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { removeComment } from "@/server/moderation/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { aPaper, said, written } from "@/server/testing/sayings/talk";
import { callBy, group, person } from "@/server/testing/world";
import { addGroupComment } from "../../comments/commands";
import { readPublicThread } from "../queries";
import { listRecentThreads } from "../recent";
import { markSeen } from "./commands";

ownDatabase();
let ada: Viewer;
let bob: Viewer;
beforeAll(async () => {
  [ada, bob] = await Promise.all([person(), person()]);
});

const read = (viewer: Viewer | null, slug: string) =>
  readPublicThread(viewer, slug, { order: "oldest", page: 1 });

it("counts comments by others since the last visit, and finds the first", async () => {
  const slug = await aPaper();
  await written(bob, slug, "one");
  const { id, lastNumber, unread } = await read(ada, slug);
  expect([lastNumber, unread]).toEqual([1, null]);
  const threadId = id ?? "";
  await markSeen(ada, { threadId, number: lastNumber });
  expect((await read(ada, slug)).unread).toEqual({ count: 0, first: null, seenNumber: 1 });

  await written(ada, slug, "by herself");
  const [gone, first, , hidden, blocked] = [
    await written(bob, slug, "gone"),
    await written(bob, slug, "two"),
    await written(bob, slug, "three"),
    await written(bob, slug, "hidden"),
    await written(await person(), slug, "by somebody blocked"),
  ];
  await removeComment(bob, gone);
  await db.comment.update({
    where: { id: hidden },
    data: { hiddenAt: new Date(), hiddenById: ada.id },
  });
  const { authorId } = await db.comment.findUniqueOrThrow({ where: { id: blocked } });
  await db.block.create({ data: { personId: ada.id, blockedId: authorId } });
  expect((await read(ada, slug)).unread).toEqual({ count: 2, first, seenNumber: 1 });
  // Guests and first visitors have nothing unread.
  expect((await read(null, slug)).unread).toBeNull();
  expect((await read(bob, slug)).unread).toBeNull();
});

it("keeps one row, whose number never decreases and never passes the latest comment", async () => {
  const slug = await aPaper();
  for (const body of ["one", "two", "three"]) await written(bob, slug, body);
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
  const slug = await aPaper();
  const comment = await written(bob, slug, "one", { seenNumber: 0 });
  // The page showed what Bob wrote: the reply is the next number, and there is nothing new.
  await written(ada, slug, "reply", { parentId: comment, seenNumber: 1 });
  expect((await read(ada, slug)).unread).toEqual({ count: 0, first: null, seenNumber: 2 });
  // Bob's page was older than the reply: it stays new to him.
  const second = await written(bob, slug, "two", { seenNumber: 1 });
  const unread = (await read(bob, slug)).unread;
  expect(unread).toMatchObject({ count: 1, seenNumber: 1 });
  expect((await read(ada, slug)).unread).toEqual({ count: 1, first: second, seenNumber: 2 });
  // A reply by email is no visit.
  const other = await aPaper();
  await written(ada, other, "by mail");
  expect((await read(ada, other)).unread).toBeNull();
});

it("is not recorded for a thread that the viewer may not see", async () => {
  const slug = await aPaper();
  const { slug: name } = await group({ visibility: "private", members: [[ada, "owner"]] });
  const scope = (await groupScope(ada, name)) as MemberScope;
  await addGroupComment(scope, slug, said("inside"));
  const { id } = await db.thread.findFirstOrThrow({ where: { groupId: scope.group.id } });
  const call = createCaller(callBy(bob)).threads.seen({ threadId: id, number: 1 });
  await expect(call).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await db.threadVisit.count({ where: { threadId: id } })).toBe(0);
});

it("counts unread comments of each thread in the group's list", async () => {
  const [one, two, old] = [await aPaper(), await aPaper(), await aPaper()];
  const { slug: name, id: groupId } = await group({ members: [[ada, "owner"]] });
  const scope = (await groupScope(ada, name)) as MemberScope;
  await addGroupComment(scope, old, said("before Bob came"));
  await db.membership.create({ data: { groupId, personId: bob.id, joinedAt: new Date() } });
  const theirs = (await groupScope(bob, name)) as MemberScope;
  for (const body of ["a", "b", "c"]) await addGroupComment(scope, one, said(body));
  await addGroupComment(scope, two, said("d"));
  await addGroupComment(theirs, two, said("by himself"));
  const unread = async () =>
    Object.fromEntries(
      (await listRecentThreads(theirs)).map(({ paper, unread }) => [paper.slug, unread]),
    );
  expect(await unread()).toEqual({ [one]: 3, [two]: 1, [old]: 0 });
  const thread = await db.thread.findFirstOrThrow({ where: { groupId, paper: { slug: one } } });
  await markSeen(bob, { threadId: thread.id, number: 2 });
  expect(await unread()).toEqual({ [one]: 1, [two]: 1, [old]: 0 });
});

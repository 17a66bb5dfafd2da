import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { removeComment } from "@/server/moderation/commands";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { importPapers } from "@/server/testing/fixtures/papers";
import { callBy, group, person } from "@/server/testing/world";
import { addComment, addGroupComment } from "./comments/commands";
import { editComment } from "./comments/editing";
import { readPublicThread } from "./reading/queries";
import { addInput, editInput } from "./schema";

ownDatabase();
let ada: Viewer;
let bela: Viewer;

beforeAll(async () => {
  [ada, bela] = await Promise.all([person("ada"), person("bela")]);
});

async function paper(): Promise<string> {
  const title = `Paper ${randomUUID()}`;
  await importPapers([{ title, abstract: "x", authors: [] }]);
  return (await db.paper.findFirstOrThrow({ where: { title } })).slug;
}

const commentInput = (body: string, parentId: string | null = null) =>
  addInput.parse({ paper: "x", body, parentId, clientKey: randomUUID() });
const addTo = (viewer: Viewer, slug: string, body: string, parentId?: string | null) =>
  addComment(viewer, slug, commentInput(body, parentId));
const change = (viewer: Viewer, commentId: string, body: string) =>
  editComment(viewer, editInput.parse({ commentId, body }));
const read = (viewer: Viewer | null, slug: string) =>
  readPublicThread(viewer, slug, { order: "oldest", page: 1 });
const counts = async (slug: string) => {
  const { id, commentCount } = await db.paper.findUniqueOrThrow({ where: { slug } });
  const thread = await db.thread.findFirstOrThrow({ where: { paperId: id, groupId: null } });
  const live = await db.comment.count({ where: { threadId: thread.id, deletedAt: null } });
  return { paper: commentCount, thread: thread.commentCount, live };
};

describe("writing", () => {
  it("stores a comment once if it is sent twice at the same time", async () => {
    const slug = await paper();
    const input = commentInput("once");
    const sent = Array.from({ length: 10 }, () => addComment(ada, slug, input));
    const answers = await Promise.all(sent);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect((await read(null, slug)).commentCount).toBe(1);
  });

  it("counts correctly while many people write and delete the first comments of a thread", async () => {
    const slug = await paper();
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, at) => addTo(bela, slug, `${at}`)),
    );
    const { comments, commentCount } = await read(null, slug);
    expect([comments.length, commentCount]).toEqual([20, 20]);

    const [first] = ids;
    await Promise.all([
      ...ids.slice(0, 12).map(({ id }) => removeComment(bela, id)),
      // Two deletions of one comment count once.
      ...ids.slice(0, 4).map(({ id }) => removeComment(bela, id)),
      ...Array.from({ length: 6 }, () => addTo(ada, slug, "new")),
      // Either the reply is there and leaves a tombstone, or it came too late.
      addTo(ada, slug, "answer", first?.id).catch(({ code }) => expect(code).toBe("NOT_FOUND")),
    ]);
    const { paper: onPaper, thread, live } = await counts(slug);
    expect([onPaper, thread]).toEqual([live, live]);
    expect([14, 15]).toContain(live);
    const shown = (await read(null, slug)).comments;
    expect(shown.filter(({ gone }) => gone === null)).toHaveLength(live);
    expect(shown.filter(({ gone }) => gone === "deleted")).toHaveLength(live - 14);
  });

  it("makes a reply later than its parent, whatever the clock says", async () => {
    const slug = await paper();
    setClock(new Date("2027-01-01T00:00:00Z"));
    const first = await addTo(ada, slug, "first");
    setClock(new Date("2026-12-31T23:59:58Z"));
    const answer = await addTo(bela, slug, "answer", first.id);
    setClock(undefined);
    const { createdAt } = await db.comment.findUniqueOrThrow({ where: { id: answer.id } });
    expect(createdAt.toISOString()).toBe("2027-01-01T00:00:00.001Z");
  });

  it("refuses a reply to a comment in another thread or to a deleted one", async () => {
    const [slug, other] = await Promise.all([paper(), paper()]);
    const elsewhere = await addTo(ada, other, "elsewhere");
    const gone = await addTo(ada, slug, "gone");
    await addTo(bela, slug, "so that a tombstone stays", gone.id);
    await removeComment(ada, gone.id);
    for (const parent of [elsewhere.id, gone.id, randomUUID()]) {
      await expect(addTo(bela, slug, "x", parent)).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    expect(await counts(slug)).toMatchObject({ live: 1 });
  });
});

describe("editing and deleting", () => {
  it("shows the new text, and that the comment was edited", async () => {
    const slug = await paper();
    const { id } = await addTo(ada, slug, "frist");
    await change(ada, id, "first, with $x^2$");
    const [shown] = (await read(ada, slug)).comments;
    expect(shown).toMatchObject({ body: "first, with $x^2$", may: { edit: true, remove: true } });
    expect(shown?.html).toContain("katex");
    expect(shown?.editedAt).toBeInstanceOf(Date);
    const [forBela] = (await read(bela, slug)).comments;
    expect(forBela).toMatchObject({ body: null, may: { edit: false, remove: false } });
  });

  it("leaves a tombstone while there are replies, and deletes it with the last one", async () => {
    const slug = await paper();
    const first = await addTo(ada, slug, "a secret");
    const second = await addTo(ada, slug, "another", first.id);
    const answer = await addTo(bela, slug, "answer", second.id);
    await removeComment(ada, first.id);
    await removeComment(ada, second.id);
    const { comments, commentCount } = await read(ada, slug);
    expect(comments).toMatchObject([
      { id: first.id, gone: "deleted", author: null, html: "", body: null, may: { edit: false } },
      { id: second.id, gone: "deleted", author: null, html: "", may: { remove: false } },
      { id: answer.id, depth: 2, body: null },
    ]);
    expect(commentCount).toBe(1);
    expect(await db.comment.count({ where: { body: { contains: "secret" } } })).toBe(0);
    await expect(change(ada, first.id, "back")).rejects.toMatchObject({
      code: "CLOSED",
    });
    await removeComment(bela, answer.id);
    expect((await read(bela, slug)).comments).toEqual([]);
    expect(await counts(slug)).toEqual({ paper: 0, thread: 0, live: 0 });
  });

  it("keeps a tombstone that still has another reply", async () => {
    const slug = await paper();
    const first = await addTo(ada, slug, "first");
    const [one, two] = await Promise.all([
      addTo(bela, slug, "one", first.id),
      addTo(bela, slug, "two", first.id),
    ]);
    await removeComment(ada, first.id);
    await removeComment(bela, one.id);
    expect((await read(bela, slug)).comments.map(({ id }) => id)).toEqual([first.id, two.id]);
  });

  it("lets nobody edit somebody else's comment", async () => {
    const { id } = await addTo(ada, await paper(), "mine");
    const refused = { code: "NOT_ALLOWED" };
    await expect(change(bela, id, "no")).rejects.toMatchObject(refused);
    await expect(removeComment(bela, id)).rejects.toMatchObject(refused);
  });

  it("lets an organizer delete in the group, and edit nothing", async () => {
    const [slug, organizer] = await Promise.all([paper(), person("greta")]);
    const { slug: name } = await group({
      members: [
        [ada, "owner"],
        [organizer, "organizer"],
        [bela, "member"],
      ],
    });
    const scope = (await groupScope(ada, name)) as MemberScope;
    const { id } = await addGroupComment(scope, slug, commentInput("said"));
    await expect(removeComment(bela, id)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(change(organizer, id, "x")).rejects.toMatchObject({
      code: "NOT_ALLOWED",
    });
    const page = await createCaller(callBy(organizer)).threads.ofGroup({
      group: name,
      paper: slug,
    });
    expect(page.comments).toMatchObject([{ may: { edit: false, remove: true } }]);
    await removeComment(organizer, id);
    expect(await db.comment.count({ where: { id } })).toBe(0);
  });
});

describe("a private group's thread", () => {
  it("is NOT_FOUND for everybody else, by every procedure", async () => {
    const [slug, stranger, left] = await Promise.all([paper(), person(), person()]);
    const { id: groupId, slug: name } = await group({
      visibility: "private",
      members: [
        [ada, "owner"],
        [left, "member"],
      ],
    });
    const scope = (await groupScope(ada, name)) as MemberScope;
    const otherScope = (await groupScope(left, name)) as MemberScope;
    const { id } = await addGroupComment(scope, slug, commentInput("a secret"));
    const own = await addGroupComment(otherScope, slug, commentInput("my own secret"));
    await db.membership.deleteMany({ where: { groupId, personId: left.id } });

    for (const viewer of [stranger, left]) {
      const { threads } = createCaller(callBy(viewer));
      const target = { group: name, paper: slug };
      const calls = {
        ofGroup: () => threads.ofGroup(target),
        branch: () => threads.ofGroup({ ...target, comment: id }),
        recentInGroup: () => threads.recentInGroup({ group: name }),
        addInGroup: () => threads.addInGroup({ ...target, body: "x", clientKey: randomUUID() }),
        answer: () =>
          threads.add({ paper: slug, body: "x", parentId: id, clientKey: randomUUID() }),
        branchOfPaper: () => threads.ofPaper({ paper: slug, comment: id }),
        edit: () => threads.edit({ commentId: id, body: "x" }),
        editOwn: () => threads.edit({ commentId: own.id, body: "x" }),
        remove: () => threads.remove({ commentId: id }),
        removeOwn: () => threads.remove({ commentId: own.id }),
      };
      for (const [call, answer] of Object.entries(calls)) {
        const error = await (answer() as Promise<unknown>).then(
          () => null,
          (thrown: unknown) => thrown,
        );
        expect(error, call).toBeInstanceOf(TRPCError);
        expect(error, call).toMatchObject({ code: "NOT_FOUND" });
        expect(String(error), call).not.toContain("secret");
      }
      expect(JSON.stringify(await threads.ofPaper({ paper: slug }))).not.toContain("secret");
    }
    expect(await db.comment.count({ where: { thread: { groupId } } })).toBe(2);
    expect(await db.paper.findUniqueOrThrow({ where: { slug } })).toMatchObject({
      commentCount: 0,
    });
  });
});

it("tells who may write: people who are signed in and not suspended", async () => {
  const slug = await paper();
  const suspended = await person({ suspended: true });
  await db.$transaction(async (tx) => {
    const { id: paperId } = await tx.paper.findUniqueOrThrow({ where: { slug } });
    const thread = await tx.thread.create({ data: { paperId, commentCount: 1, lastNumber: 1 } });
    const about = { threadId: thread.id, authorId: suspended.id, clientKey: randomUUID() };
    await tx.comment.create({ data: { number: 1, body: "x", html: "x", ...about } });
  });
  expect((await read(null, slug)).may).toEqual({ add: false, moderate: false });
  expect((await read(ada, slug)).may).toEqual({ add: true, moderate: false });
  const seen = await read(suspended, slug);
  expect(seen.may).toEqual({ add: false, moderate: false });
  expect(seen.comments).toMatchObject([{ may: { edit: false, remove: false } }]);
  const { threads } = createCaller(callBy(suspended));
  await expect(threads.remove({ commentId: seen.comments[0]?.id ?? "" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { importPapers } from "@/server/papers/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/db";
import { ownDatabase } from "@/server/testing/database";
import { person } from "@/server/testing/world";
import { publicThread } from "./queries";
import { ANSWERS_A_PAGE, ANSWERS_A_ROOT, ROOTS_A_PAGE } from "./schema";

ownDatabase();
let ada: Viewer;
beforeAll(async () => {
  ada = await person();
});
afterEach(() => vi.restoreAllMocks());

/**
 * A thread of this size, written a second after a second.
 * @param answered which earlier comment one answers, by number; null for a first comment
 */
async function thread(size: number, answered: (at: number) => number | null) {
  const title = `Paper ${randomUUID()}`;
  await importPapers([{ title, abstract: "x", authors: [] }]);
  const { id: paperId, slug } = await db.paper.findFirstOrThrow({ where: { title } });
  const { id: threadId } = await db.thread.create({ data: { paperId, commentCount: size } });
  const rows: { id: string; parentId: string | null; rootId: string; depth: number }[] = [];
  for (let at = 0; at < size; at++) {
    const id = randomUUID();
    const to = answered(at);
    const parent = to === null ? null : (rows[to] ?? null);
    const rootId = parent?.rootId ?? id;
    rows.push({ id, parentId: parent?.id ?? null, rootId, depth: parent ? parent.depth + 1 : 0 });
  }
  await db.comment.createMany({
    data: rows.map((row, at) => ({
      ...row,
      threadId,
      authorId: ada.id,
      body: `${at}`,
      html: `${at}`,
      clientKey: randomUUID(),
      createdAt: new Date(Date.UTC(2026, 0, 1) + at * 1000),
    })),
  });
  return { slug, ids: rows.map(({ id }) => id) };
}

type Shown = Awaited<ReturnType<typeof publicThread>>["comments"];

/** Each comment stands somewhere below what it answers, one step further to the right. */
function expectTree(comments: Shown): void {
  const path: string[] = [];
  for (const { id, parentId, depth } of comments) {
    path.length = depth;
    if (parentId !== null && comments.some((other) => other.id === parentId)) {
      expect(path.at(-1)).toBe(parentId);
    }
    path.push(id);
  }
}

async function queriesOf(read: () => Promise<unknown>): Promise<number> {
  const queries = vi.spyOn(pg.Client.prototype, "query");
  await read();
  const count = queries.mock.calls.length;
  queries.mockRestore();
  return count;
}

const DEEP = (at: number) => (at === 0 ? null : at - 1);
const WIDE = () => null;
const MIXED = (at: number) => (at % 7 === 0 ? null : Math.floor(at / 2));

it.each([
  ["deep", DEEP],
  ["wide", WIDE],
  ["mixed", MIXED],
])("reads a page of 1,000 %s comments with as many queries as one of 10", async (_, shape) => {
  const [small, large] = await Promise.all([thread(10, shape), thread(1000, shape)]);
  const pages = [{ page: 1 }, { page: 2 }];
  for (const page of pages) {
    const few = await queriesOf(() => publicThread(ada, { paper: small.slug, ...page }));
    const many = await queriesOf(() => publicThread(ada, { paper: large.slug, ...page }));
    expect(few).toBeGreaterThan(0);
    expect(many).toBe(few);
    expect(many).toBeLessThanOrEqual(4);
  }
  const { comments } = await publicThread(null, { paper: large.slug });
  expect(comments.length).toBeLessThanOrEqual(ROOTS_A_PAGE * (1 + ANSWERS_A_ROOT));
  expectTree(comments);
});

it("shows each first comment on one page, in the order they were written", async () => {
  const { slug, ids } = await thread(70, WIDE);
  const pages = await Promise.all(
    [1, 2, 3, 4].map((page) => publicThread(null, { paper: slug, page })),
  );
  expect(pages.map(({ comments }) => comments.length)).toEqual([30, 30, 10, 0]);
  expect(pages.map(({ more }) => more)).toEqual([true, true, false, false]);
  expect(pages.flatMap(({ comments }) => comments.map(({ id }) => id))).toEqual(ids);
});

it("gives a long branch pages of its own, on which every comment stands once", async () => {
  const size = 450;
  const { slug, ids } = await thread(size, (at) => (at === 0 ? null : Math.floor((at - 1) / 3)));
  const first = await publicThread(null, { paper: slug });
  expect(first.comments).toHaveLength(1 + ANSWERS_A_ROOT);
  expect(first.comments[0]).toMatchObject({ unshown: size - 1 - ANSWERS_A_ROOT });
  expect(first.branch).toBeNull();
  expectTree(first.comments);

  const [root = ""] = ids;
  const read = (page?: number, comment = root) =>
    publicThread(null, { paper: slug, comment, page });
  const pages = [await read(1), await read(2), await read(3)];
  expect(pages.map(({ more }) => more)).toEqual([true, true, false]);
  const seen = pages.flatMap(({ comments, branch }) => {
    expect(branch).toBe(root);
    expect(comments[0]?.id).toBe(root);
    expectTree(comments);
    return comments.slice(1).map(({ id }) => id);
  });
  expect(seen).toHaveLength(size - 1);
  expect(new Set([root, ...seen])).toEqual(new Set(ids));

  for (const at of [0, 1, ANSWERS_A_PAGE, ANSWERS_A_PAGE + 1, size - 1]) {
    const found = await read(undefined, ids[at]);
    expect(found.comments.map(({ id }) => id)).toContain(ids[at]);
    expect(found.page).toBe(at === 0 ? 1 : Math.floor((at - 1) / ANSWERS_A_PAGE) + 1);
  }
  await expect(read(1, randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("finds nothing of one thread in another", async () => {
  const [one, other] = await Promise.all([thread(3, DEEP), thread(3, DEEP)]);
  await expect(
    publicThread(null, { paper: one.slug, comment: other.ids[0] }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});

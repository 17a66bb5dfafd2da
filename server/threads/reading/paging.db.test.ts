import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { readingOf } from "@/server/testing/database/queries";
import { longThread, THREAD_SHAPES } from "@/server/testing/fixtures/long-threads";
import { size } from "@/server/testing/tier";
import { person } from "@/server/testing/world";
import { ORDERS } from "../rules";
import {
  ANCESTORS_SHOWN,
  COMMENTS_A_PAGE,
  FIRST_A_PAGE,
  LEVELS_A_PAGE,
  REPLIES_A_COMMENT,
  type ShownComment,
  type View,
} from "../schema";
import { readPublicThread } from "./queries";

ownDatabase();
let ada: Viewer;
beforeAll(async () => {
  ada = await person("ada");
});

/** Comments of a long thread. */
const LONG = size(2000, 10_000);
const thread = (length: number, shape: Parameters<typeof longThread>[1]) =>
  longThread(length, shape, ada);

const view = (about: Partial<View> = {}): View => ({ order: "oldest", page: 1, ...about });
const numbers = (comments: ShownComment[]) => comments.map(({ number }) => number);

/** Expects each comment below its parent or the parent's other replies, one level deeper. */
function expectTree(comments: ShownComment[]): void {
  const path: string[] = [];
  for (const { id, parentId, depth } of comments) {
    path.length = depth;
    if (depth > 0) expect(path.at(-1)).toBe(parentId);
    path.push(id);
  }
  expect(new Set(comments.map(({ id }) => id)).size).toBe(comments.length);
}

type Sizes = Record<"small" | "large", Awaited<ReturnType<typeof thread>>>;
const threads = {} as Record<(typeof THREAD_SHAPES)[number], Sizes>;
beforeAll(async () => {
  for (const shape of THREAD_SHAPES) {
    threads[shape] = { small: await thread(100, shape), large: await thread(LONG, shape) };
  }
  await db.$executeRaw`ANALYZE "Comment"`;
});

it.each(THREAD_SHAPES)(
  "reads a page of thousands of comments (%s) with the queries of one of 100, and no more rows",
  async (shape) => {
    const { small, large } = threads[shape];
    for (const order of ORDERS) {
      for (const page of [1, 2]) {
        const read = ({ slug }: typeof small) => readPublicThread(ada, slug, view({ order, page }));
        const few = await readingOf(() => read(small));
        expect(few.statements).toBeGreaterThan(0);
        expect(few.statements).toBeLessThanOrEqual(7);
        const many = await readingOf(() => read(large));
        expect(many.statements).toBe(few.statements);
        expect(few.rows).toBeGreaterThan(0);
        // A full page of a long thread costs hardly more than one of a short thread.
        if (page === 1) expect(many.rows).toBeLessThan(1.5 * few.rows);
        expect(many.rows).toBeLessThan(3 * COMMENTS_A_PAGE);
      }
      const { comments } = await readPublicThread(null, large.slug, view({ order }));
      expect(comments.length).toBeLessThanOrEqual(COMMENTS_A_PAGE);
      expectTree(comments);
    }
  },
);

it("shows each top-level comment on exactly one page, in each order", async () => {
  const { slug, ids } = await thread(45, "wide");
  const inOrder = {
    oldest: ids,
    newest: ids.toReversed(),
    // A comment has as many reactions as its number modulo five.
    best: [4, 3, 2, 1, 0].flatMap((left) => ids.filter((_, at) => (at + 1) % 5 === left)),
  };
  for (const order of ORDERS) {
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => readPublicThread(null, slug, view({ order, page }))),
    );
    expect(pages.map(({ comments }) => comments.length)).toEqual([20, 20, 5, 0]);
    expect(pages.map(({ more }) => more)).toEqual([true, true, false, false]);
    const shown = pages.flatMap(({ comments }) => comments.map(({ id }) => id));
    expect(shown).toEqual(inOrder[order]);
  }
});

it("reaches every comment of a long branch through the comments' own pages", async () => {
  const { slug, ids } = await thread(450, "threefold");
  const seen = new Set<string>();
  const next: (string | undefined)[] = [undefined];
  const visited = new Set<string | undefined>();
  for (let comment = next.pop(); visited.size === 0 || comment; comment = next.pop()) {
    visited.add(comment);
    for (let page = 1, more = true; more; page++) {
      const shown = await readPublicThread(null, slug, view({ comment, page }));
      expectTree(shown.comments);
      expect(shown.focus).toBe(comment ?? null);
      for (const { id, unshown } of shown.comments) {
        seen.add(id);
        if (unshown > 0 && !visited.has(id)) next.push(id);
      }
      more = shown.more;
    }
  }
  expect(seen).toEqual(new Set(ids));
});

it("shows a comment's page with its parents and replies, at any depth", async () => {
  const { slug, ids } = await thread(LONG, "deep");
  const first = await readPublicThread(null, slug, view());
  expect(numbers(first.comments)).toEqual(Array.from({ length: LEVELS_A_PAGE }, (_, at) => at + 1));
  expect(first.comments.at(-1)?.unshown).toBe(1);
  const last = await readPublicThread(null, slug, view({ comment: ids.at(-1) }));
  expect(numbers(last.comments)).toEqual([3, 2, 1, 0].map((before) => LONG - before));
  expect(last.comments.map(({ unshown }) => unshown)).toEqual([0, 0, 0, 0]);
  const middle = await readPublicThread(null, slug, view({ comment: ids[LONG / 2 - 1] }));
  expect(middle.comments).toHaveLength(ANCESTORS_SHOWN + 1 + LEVELS_A_PAGE);
  expect(middle.comments.map(({ depth }) => depth)).toEqual(middle.comments.map((_, at) => at));
  expect(middle).toMatchObject({ focus: ids[LONG / 2 - 1], more: false });
});

it("counts the replies that a page leaves out, and shows them on pages of their own", async () => {
  const { slug, ids } = await thread(50, "answered by all");
  const whole = await readPublicThread(null, slug, view());
  expect(numbers(whole.comments)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(whole.comments[0]?.unshown).toBe(49 - REPLIES_A_COMMENT);
  const pages = await Promise.all(
    [1, 2, 3].map((page) => readPublicThread(null, slug, view({ comment: ids[0], page }))),
  );
  expect(pages.map(({ more }) => more)).toEqual([true, true, false]);
  // Each page of replies begins with the comment itself.
  expect(pages.map(({ comments }) => comments[0]?.number)).toEqual([1, 1, 1]);
  const answers = pages.flatMap(({ comments }) => numbers(comments.slice(1)));
  expect(answers).toEqual(Array.from({ length: 49 }, (_, at) => at + 2));
  expect(pages[0]?.comments).toHaveLength(1 + FIRST_A_PAGE);
});

it("finds nothing of one thread in another", async () => {
  const [one, other] = await Promise.all([thread(3, "deep"), thread(3, "deep")]);
  for (const comment of [other.ids[0], randomUUID()]) {
    await expect(readPublicThread(null, one.slug, view({ comment }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  }
});

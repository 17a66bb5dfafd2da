import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { importPapers } from "@/server/papers/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/db";
import { ownDatabase } from "@/server/testing/database";
import { queriesOf } from "@/server/testing/queries";
import { person } from "@/server/testing/world";
import { publicThread } from "./queries";
import {
  ANCESTORS_SHOWN,
  ANSWERS_A_COMMENT,
  COMMENTS_A_PAGE,
  FIRST_A_PAGE,
  LEVELS_A_PAGE,
  ORDERS,
  type ShownComment,
  type View,
} from "./schema";

ownDatabase();
let ada: Viewer;
beforeAll(async () => {
  ada = await person();
});
afterEach(() => vi.restoreAllMocks());

/** Which earlier comment the one of this number answers, as SQL over `n`; null for a first comment. */
const SHAPES = {
  deep: "CASE WHEN n > 1 THEN n - 1 END",
  wide: "NULL::int",
  "answered by all": "CASE WHEN n > 1 THEN 1 END",
  mixed: "CASE WHEN n % 7 <> 1 THEN n / 2 END",
  threefold: "CASE WHEN n > 1 THEN (n - 2) / 3 + 1 END",
} as const;

/** A thread of this size and shape, written a second after a second. @returns its comments by number */
async function thread(size: number, shape: keyof typeof SHAPES) {
  const title = `Paper ${randomUUID()}`;
  await importPapers([{ title, abstract: "x", authors: [] }]);
  const { id: paperId, slug } = await db.paper.findFirstOrThrow({ where: { title } });
  const { id: threadId } = await db.thread.create({
    data: { paperId, commentCount: size, lastNumber: size },
  });
  await db.$executeRawUnsafe(
    `WITH made AS MATERIALIZED (
      SELECT n, gen_random_uuid() AS id, ${SHAPES[shape]} AS above FROM generate_series(1, $1::int) n
    ), answers AS (SELECT above AS n, count(*) AS count FROM made GROUP BY above)
    INSERT INTO "Comment" (id, "threadId", "authorId", "parentId", depth, "number", body, html,
        "answerCount", "reactedCount", "clientKey", "createdAt")
      SELECT made.id, $2::uuid, $3::uuid, parent.id, (parent.id IS NOT NULL)::int, made.n, made.n::text,
        '<p>' || made.n || '</p>', coalesce(answers.count, 0), made.n % 5, gen_random_uuid(),
        '2026-01-01'::timestamptz + made.n * interval '1 second'
      FROM made LEFT JOIN made parent ON parent.n = made.above LEFT JOIN answers ON answers.n = made.n
      ORDER BY made.n`,
    size,
    threadId,
    ada.id,
  );
  const written = await db.comment.findMany({
    where: { threadId },
    select: { id: true },
    orderBy: { number: "asc" },
  });
  return { slug, ids: written.map(({ id }) => id) };
}

const view = (about: Partial<View> = {}): View => ({ order: "oldest", page: 1, ...about });
const numbers = (comments: ShownComment[]) => comments.map(({ number }) => number);

/** Each comment stands right below what it answers or other answers to that, one step to the right. */
function expectTree(comments: ShownComment[]): void {
  const path: string[] = [];
  for (const { id, parentId, depth } of comments) {
    path.length = depth;
    if (depth > 0) expect(path.at(-1)).toBe(parentId);
    path.push(id);
  }
  expect(new Set(comments.map(({ id }) => id)).size).toBe(comments.length);
}

const lowerQuartile = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)] ?? 0;

it.each(Object.keys(SHAPES) as (keyof typeof SHAPES)[])(
  "reads a page of 10,000 comments (%s) with the queries of one of 100, and about as fast",
  async (shape) => {
    const small = await thread(100, shape);
    const middle = await thread(1000, shape);
    const large = await thread(10_000, shape);
    await db.$executeRaw`ANALYZE "Comment"`;
    for (const order of ORDERS) {
      for (const page of [1, 2]) {
        const read = ({ slug }: typeof small) => publicThread(ada, slug, view({ order, page }));
        const few = await queriesOf(() => read(small));
        expect(few).toBeGreaterThan(0);
        expect(few).toBeLessThanOrEqual(7);
        expect(await queriesOf(() => read(middle))).toBe(few);
        expect(await queriesOf(() => read(large))).toBe(few);
      }
      const { comments } = await publicThread(null, large.slug, view({ order }));
      expect(comments.length).toBeLessThanOrEqual(COMMENTS_A_PAGE);
      expectTree(comments);
      const spent: [number[], number[]] = [[], []];
      // By turns, so that what else the machine does falls on both; of each the lower quartile, which a
      // single lucky turn does not decide, and a busy minute spares.
      for (let turn = 0; turn < 60; turn++) {
        for (const [at, { slug }] of [small, large].entries()) {
          const from = performance.now();
          await publicThread(ada, slug, view({ order }));
          spent[at]?.push(performance.now() - from);
        }
      }
      expect(lowerQuartile(spent[1]) / lowerQuartile(spent[0]), order).toBeLessThan(1.5);
    }
  },
  120_000,
);

it("shows each first comment on one page, in each order", async () => {
  const { slug, ids } = await thread(45, "wide");
  const inOrder = {
    oldest: ids,
    newest: ids.toReversed(),
    // As many people reacted as the remainder of its number by five.
    best: [4, 3, 2, 1, 0].flatMap((left) => ids.filter((_, at) => (at + 1) % 5 === left)),
  };
  for (const order of ORDERS) {
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => publicThread(null, slug, view({ order, page }))),
    );
    expect(pages.map(({ comments }) => comments.length)).toEqual([20, 20, 5, 0]);
    expect(pages.map(({ more }) => more)).toEqual([true, true, false, false]);
    const shown = pages.flatMap(({ comments }) => comments.map(({ id }) => id));
    expect(shown).toEqual(inOrder[order]);
  }
});

it("leads to every comment of a long branch by the comments' own pages", async () => {
  const { slug, ids } = await thread(450, "threefold");
  const seen = new Set<string>();
  const next: (string | undefined)[] = [undefined];
  const visited = new Set<string | undefined>();
  for (let comment = next.pop(); visited.size === 0 || comment; comment = next.pop()) {
    visited.add(comment);
    for (let page = 1, more = true; more; page++) {
      const shown = await publicThread(null, slug, view({ comment, page }));
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

it("shows a comment's page with what is above it and below it, as deep as it may stand", async () => {
  const { slug, ids } = await thread(10_000, "deep");
  const first = await publicThread(null, slug, view());
  expect(numbers(first.comments)).toEqual(Array.from({ length: LEVELS_A_PAGE }, (_, at) => at + 1));
  expect(first.comments.at(-1)?.unshown).toBe(1);
  const last = await publicThread(null, slug, view({ comment: ids.at(-1) }));
  expect(numbers(last.comments)).toEqual([9997, 9998, 9999, 10_000]);
  expect(last.comments.map(({ unshown }) => unshown)).toEqual([0, 0, 0, 0]);
  const middle = await publicThread(null, slug, view({ comment: ids[4999] }));
  expect(middle.comments).toHaveLength(ANCESTORS_SHOWN + 1 + LEVELS_A_PAGE);
  expect(middle.comments.map(({ depth }) => depth)).toEqual(middle.comments.map((_, at) => at));
  expect(middle).toMatchObject({ focus: ids[4999], more: false });
});

it("says how many answers a page does not show, and gives them pages of their own", async () => {
  const { slug, ids } = await thread(50, "answered by all");
  const whole = await publicThread(null, slug, view());
  expect(numbers(whole.comments)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(whole.comments[0]?.unshown).toBe(49 - ANSWERS_A_COMMENT);
  const pages = await Promise.all(
    [1, 2, 3].map((page) => publicThread(null, slug, view({ comment: ids[0], page }))),
  );
  expect(pages.map(({ more }) => more)).toEqual([true, true, false]);
  // The comment itself stands above each page of its answers.
  expect(pages.map(({ comments }) => comments[0]?.number)).toEqual([1, 1, 1]);
  const answers = pages.flatMap(({ comments }) => numbers(comments.slice(1)));
  expect(answers).toEqual(Array.from({ length: 49 }, (_, at) => at + 2));
  expect(pages[0]?.comments).toHaveLength(1 + FIRST_A_PAGE);
});

it("finds nothing of one thread in another", async () => {
  const [one, other] = await Promise.all([thread(3, "deep"), thread(3, "deep")]);
  for (const comment of [other.ids[0], randomUUID()]) {
    await expect(publicThread(null, one.slug, view({ comment }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  }
});

import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { bytesOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { paperSlug, writeComment } from "@/server/testing/fixtures/comments";
import { BOMB_TEXTS } from "@/server/testing/hostile/math-bombs";
import { size } from "@/server/testing/tier";
import { person } from "@/server/testing/world";
import { listVersions } from "../comments/queries";
import { COMMENT_MAX } from "../rules";
import type { ThreadPage } from "../schema";
import { readPublicThread } from "./queries";

ownDatabase();

let [ada, bela]: Viewer[] = [];
beforeAll(async () => {
  [ada, bela] = [await person("ada"), await person("bela")];
});
const people = () => [ada, bela] as [Viewer, Viewer];

/** Adds many comments with this HTML to a paper, past the limits of the commands. */
async function thread(texts: readonly string[], pinned = false) {
  const slug = await paperSlug();
  const [author] = people();
  const first = await writeComment(author, slug, "first");
  const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: first } });
  await db.comment.createMany({
    data: texts.map((html, at) => ({
      threadId,
      authorId: author.id,
      number: at + 2,
      body: html.slice(0, COMMENT_MAX),
      html,
      clientKey: crypto.randomUUID(),
      pinnedAt: pinned ? new Date() : null,
    })),
  });
  return slug;
}

const page = (slug: string, viewer: Viewer | null = null, comment?: string) =>
  readPublicThread(viewer, slug, { order: "oldest", page: 1, ...(comment ? { comment } : {}) });

const sizeOf = (shown: ThreadPage) => Buffer.byteLength(JSON.stringify(shown));

describe("a page of a thread", () => {
  it("has a bounded size whatever its comments, for their author too", async () => {
    const [author, reader] = people();
    const slug = await thread(Array.from({ length: 40 }, () => "x".repeat(120_000)));
    for (const viewer of [null, reader, author]) {
      expect(sizeOf(await page(slug, viewer))).toBeLessThan(450_000);
      // The comments together have five megabytes.
      const read = await bytesOf(() => page(slug, viewer));
      expect(read).toBeGreaterThan(200_000);
      expect(read).toBeLessThan(1_300_000);
    }
  });

  it("folds texts that do not fit, and shows each on its own page", async () => {
    const slug = await thread(["a", "b", "c", "d"].map((letter) => letter.repeat(100_000)));
    const [author] = people();
    const { comments } = await page(slug, author);
    expect(comments.map(({ folded }) => folded)).toEqual([false, false, false, true, true]);
    const last = comments.at(-1);
    expect(last).toMatchObject({ html: "", body: null, gone: null });
    expect(last?.author?.name).toBe(author.name);
    // A folded text cannot be edited here: saving would lose it.
    expect(last?.may).toMatchObject({ edit: false, answer: true, remove: true });
    expect(comments[1]?.may.edit).toBe(true);
    const own = await page(slug, author, last?.id);
    expect(own.comments[0]).toMatchObject({ html: "d".repeat(100_000), folded: false });
    expect(own.comments[0]?.may.edit).toBe(true);
  });

  it("folds nothing in a lively thread, with or without formulas", async () => {
    const [author] = people();
    const slug = await paperSlug();
    const first = await writeComment(
      author,
      slug,
      "so $O(n \\log n)$, and $\\sum_i x_i^2 \\le \\alpha$",
    );
    const { threadId, html } = await db.comment.findUniqueOrThrow({ where: { id: first } });
    await db.comment.createMany({
      data: Array.from({ length: 60 }, (_, at) => ({
        threadId,
        authorId: author.id,
        number: at + 2,
        body: "x",
        html,
        ...{
          clientKey: crypto.randomUUID(),
          parentId: at < 15 ? null : first,
          depth: at < 15 ? 0 : 1,
        },
      })),
    });
    const { comments } = await page(slug);
    expect(comments.filter(({ folded }) => folded)).toEqual([]);
    expect(comments.every((one) => one.html.match(/<math/g)?.length === 2)).toBe(true);
  });

  it("bounds a page of comments made to render as large as possible", async () => {
    const [author] = people();
    const slug = await paperSlug();
    const bombs = BOMB_TEXTS.filter(([name]) => name.endsWith("displayed")).slice(0, size(22, 40));
    for (const [, body] of bombs)
      await writeComment({ ...author, id: (await person()).id }, slug, body);
    const shown = await page(slug);
    expect(shown.comments).toHaveLength(20);
    expect(sizeOf(shown)).toBeLessThan(350_000);
    const ids = shown.comments.filter(({ folded }) => folded).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) {
      const { comments } = await page(slug, null, id);
      expect(comments[0]?.html.length).toBeGreaterThan(1000);
    }
  });

  it("gives a third of the page to key points, and the rest to comments", async () => {
    const slug = await thread(
      Array.from({ length: 12 }, () => "y".repeat(100_000)),
      true,
    );
    const shown = await page(slug);
    expect(shown.keyPoints).toHaveLength(12);
    expect(shown.keyPoints.map(({ folded }) => folded).slice(0, 3)).toEqual([false, true, true]);
    expect(shown.comments.map(({ folded }) => folded).slice(0, 3)).toEqual([false, false, true]);
    expect(sizeOf(shown)).toBeLessThan(300_000);
  });
});

it("shows as many earlier versions as one page holds", async () => {
  const [author] = people();
  const commentId = await writeComment(author, await paperSlug(), "now");
  await db.commentVersion.createMany({
    data: Array.from({ length: 50 }, (_, at) => ({
      commentId,
      version: at + 1,
      body: "x",
      html: "x".repeat(100_000),
      createdAt: new Date(),
    })),
  });
  const versions = await listVersions(null, commentId);
  expect(versions.map(({ version }) => version)).toEqual([null, 50, 49]);
});

it("bounds the reported comments of one page, and links to folded ones", async () => {
  const slug = await thread(Array.from({ length: 6 }, () => "z".repeat(100_000)));
  const [moderator, reporter] = [await person({ moderator: true }), await person()];
  const rows = await db.comment.findMany({ where: { thread: { paper: { slug } } } });
  await db.report.createMany({
    data: rows.map(({ id }) => ({ commentId: id, reporterId: reporter.id, reason: "No." })),
  });
  const { comments } = await as(moderator).moderation.publicReports({ page: 1 });
  expect(comments).toHaveLength(7);
  // The page has less room for comments than a thread: it also shows reasons and titles.
  expect(comments.filter(({ folded }) => folded)).toHaveLength(6);
  expect(comments.every(({ html, folded }) => (html === "") === folded)).toBe(true);
});

import { beforeAll, expect, it } from "vitest";
import { searchCommentsInput } from "@/server/moderation/schema";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { readingOf } from "@/server/testing/database/queries";
import { paper, person } from "@/server/testing/world";
import { searchForPapers } from "./papers/queries";
import { searchComments } from "./queries";

ownDatabase();

/** More comments than are looked through for a common word. */
const FIRST = 22_000;

let threadId: string;
let authorId: string;

/** Adds comments that all have the word "usual", half of which have "common". Ids are in the order of time. */
async function addComments(from: number, to: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Comment" (id, "threadId", "authorId", number, body, html, "clientKey", "createdAt")
      SELECT (left(ms, 8) || '-' || right(ms, 4) || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
        ${threadId}::uuid, ${authorId}::uuid, n + 1,
        'Usual words' || CASE WHEN n % 2 = 0 THEN ' of common use' ELSE '' END, '', gen_random_uuid(), at
      FROM generate_series(${from}::int, ${to}::int) n,
        LATERAL (SELECT '2026-01-01T00:00Z'::timestamptz + n * interval '1 minute' AS at) t,
        LATERAL (SELECT lpad(to_hex((1000 * extract(epoch FROM at))::bigint), 12, '0') AS ms) h`;
  await db.$executeRaw`VACUUM ANALYZE "Comment"`;
  await db.$executeRaw`VACUUM ANALYZE "CommentSearch"`;
}

const search = (q: string, more = {}) =>
  searchComments(null, searchCommentsInput.parse({ q, ...more }), crypto.randomUUID());

async function rowsFor(queries: readonly string[]): Promise<number[]> {
  const rows: number[] = [];
  for (const q of queries) rows.push((await readingOf(() => search(q))).rows);
  return rows;
}

beforeAll(async () => {
  ({ id: authorId } = await person());
  const { id: paperId } = await paper();
  ({ id: threadId } = await db.thread.create({ data: { paperId }, select: { id: true } }));
  await db.comment.create({
    data: {
      threadId,
      authorId,
      number: 1,
      body: "A needle, usual",
      html: "",
      clientKey: crypto.randomUUID(),
      id: "01800000-0000-7000-8000-000000000000",
    },
  });
  await addComments(1, FIRST);
});

it("reads as many rows for a common word on a site with twice as many comments", async () => {
  const queries = [
    "usual",
    "usual common",
    "usual needle",
    "nothing of common use",
    "usual OR common",
  ];
  const before = await rowsFor(queries);
  await addComments(FIRST + 1, 2 * FIRST);
  const after = await rowsFor(queries);
  for (const [at, rows] of after.entries())
    expect(rows - (before[at] as number), queries[at]).toBeLessThan(FIRST / 4);
});

it("finds the oldest comment by its rare word, beside a common one", async () => {
  const { hits } = await search("usual needle");
  expect(hits[0]?.words.map(({ text }) => text).join("")).toContain("needle");
});

it("shows the newest comments with all of several common words first", async () => {
  const { hits, more } = await search("common usual");
  expect(more).toBe(true);
  expect(hits[0]?.createdAt).toEqual((await newest()).createdAt);
  for (const { words } of hits) expect(words.map(({ text }) => text).join("")).toContain("common");
});

it("finds a common word until a day long before the newest comments", async () => {
  const { hits } = await search("usual", { until: "2026-01-02" });
  expect(hits).toHaveLength(20);
  expect(hits[0]?.createdAt).toEqual(new Date("2026-01-02T23:59:00Z"));
});

const newest = () =>
  db.comment.findFirstOrThrow({
    where: { body: { contains: "common" } },
    orderBy: { number: "desc" },
    select: { createdAt: true },
  });

it("looks for words that no paper has without reading all papers", async () => {
  const addPapers = async (from: number, to: number) => {
    await db.$executeRaw`
      INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, authors)
        SELECT gen_random_uuid(), 'p' || n, 'Number ' || n, 'number' || n, 'Words.', '{}'
        FROM generate_series(${from}::int, ${to}::int) n`;
    for (const table of ["Paper", "PaperStanding", "PaperSearch"])
      await db.$executeRawUnsafe(`VACUUM ANALYZE "${table}"`);
  };
  const rowsForNone = async () => {
    const asked = (q: string) => () => searchForPapers(null, { q, cursor: 1 }, "::1");
    expect((await asked("17 pizza topz")()).missing).toEqual(["pizza", "topz"]);
    // What the search itself reads is not meant.
    return (await readingOf(asked("17 pizza topz"))).rows - (await readingOf(asked("17"))).rows;
  };
  await addPapers(1, 4000);
  const before = await rowsForNone();
  await addPapers(4001, 8000);
  expect(await rowsForNone()).toBeLessThan(before + 1000);
});

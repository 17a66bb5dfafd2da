import { beforeAll, expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { readingOf } from "@/server/testing/database/queries";
import { searchHits } from "./queries";

ownDatabase();

const FIRST = 3000;

/** Papers that all have the same words, "usual" and "common", and one of a few hundred rarer ones each. */
async function addPapers(from: number, to: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, authors)
      SELECT gen_random_uuid(), 'p' || n, 'On ' || md5((n % 300)::text), 'p' || n,
        'Usual words of common use', '{}'
      FROM generate_series(${from}::int, ${to}::int) n`;
  await db.$executeRaw`
    UPDATE "PaperStanding" s SET heat = substr(p.slug, 2)::int FROM "Paper" p
    WHERE p.id = s."paperId" AND p.slug ~ '^p[0-9]+$'`;
  await db.$executeRaw`
    INSERT INTO "SearchWord" VALUES ('usual', 1), ('common', 1), ('needle', 1) ON CONFLICT DO NOTHING`;
  // As the server does by itself after a while.
  for (const table of ["Paper", "PaperStanding", "PaperSearch"])
    await db.$executeRawUnsafe(`VACUUM ANALYZE "${table}"`);
}

/** Counts the rows read for each search, one search after the other. */
async function rowsFor(queries: readonly string[]): Promise<number[]> {
  const rows: number[] = [];
  for (const q of queries) rows.push((await readingOf(() => searchHits(q, 20))).rows);
  return rows;
}

beforeAll(async () => {
  await addPapers(1, FIRST);
  await db.$executeRaw`
    INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, authors)
      VALUES (gen_random_uuid(), 'needle', 'A needle', 'needle', 'Usual words of common use', '{}')`;
  await db.paperStanding.updateMany({
    where: { paper: { slug: "needle" } },
    data: { trendingScore: -1 },
  });
});

it("reads as many papers for a common word in a catalogue twice as large", async () => {
  const queries = ["usual", "usual common words", "usual needle"];
  const before = await rowsFor(queries);
  await addPapers(FIRST + 1, 2 * FIRST);
  const after = await rowsFor(queries);
  for (const [at, rows] of after.entries())
    expect(rows - (before[at] as number), queries[at]).toBeLessThan(FIRST / 4);
});

it("finds the paper with the rare word, though it is the one that trends least", async () => {
  const { id } = await db.paper.findFirstOrThrow({ where: { slug: "needle" } });
  for (const q of ["needle", "usual needle", "common words of usual needle use", "usual nedle"])
    expect((await searchHits(q, 5))[0]?.id, q).toBe(id);
});

it("finds a title by its beginning, though its words are the most common and it trends least", async () => {
  const [{ id }] = await db.$queryRaw<[{ id: string }]>`
    INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, authors)
      VALUES (gen_random_uuid(), 'usual', 'Usual, Common Words', 'usualcommonwords', 'Use.', '{}') RETURNING id`;
  await db.paperStanding.update({ where: { paperId: id }, data: { trendingScore: -2 } });
  for (const q of ["usual common", "Usual common words", "usual, common wor"])
    expect((await searchHits(q, 5))[0]?.id, q).toBe(id);
  // The index finds it, whatever the language of the database.
  const plan = await db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
    return tx.$queryRaw`
      EXPLAIN SELECT id FROM "Paper"
      WHERE lower("normalizedTitle") ~>=~ 'usual' AND lower("normalizedTitle") ~<~ 'usuam'`;
  });
  expect(JSON.stringify(plan)).toContain("Paper_normalizedTitle_beginning");
});

it("shows what trends first where papers have nothing but common words", async () => {
  const hits = await searchHits("usual", 20);
  const hot = await db.paperStanding.findMany({
    where: { paperId: { in: hits.map(({ id }) => id) } },
    select: { trendingScore: true },
  });
  expect(hot).toHaveLength(20);
  expect(Math.min(...hot.map(({ trendingScore }) => trendingScore))).toBeGreaterThan(FIRST);
});

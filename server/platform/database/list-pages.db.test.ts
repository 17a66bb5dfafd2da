import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { positionText } from "@/server/platform/text/inputs";
import { ownDatabase } from "@/server/testing/database/database";
import { readingOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { db } from "./db";

ownDatabase();

const PAPERS = 3000;

/** Papers, many of them equal in the order, so that their ids decide. */
async function addPapers(from: number, to: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, authors, "addedAt")
      SELECT gen_random_uuid(), 'p' || n, 'Paper ' || n, 'p' || n, repeat('words ', 60), '{A}',
        '2026-01-01'::timestamptz + n % 700 * interval '1 minute'
      FROM generate_series(${from}::int, ${to}::int) n`;
  await db.$executeRaw`
    UPDATE "PaperStanding" s SET heat = n % 500, "upvoteCount" = n % 300
    FROM (SELECT id, substr(slug, 2)::int AS n FROM "Paper") p WHERE p.id = s."paperId" AND n >= ${from}`;
}

beforeAll(async () => {
  await addPapers(1, PAPERS);
  await db.$executeRaw`
    INSERT INTO "Group" (id, slug, name, "timeZone", "memberCount")
      SELECT gen_random_uuid(), 'g' || n, 'Group ' || n, 'UTC', n % 7 FROM generate_series(1, 200) n`;
  await db.$executeRaw`ANALYZE "Paper", "PaperStanding", "Group"`;
});

type Order = "trending" | "new" | "top";
const list = (order: Order, cursor?: string | null) =>
  as(null).papers.list({ order, ...(cursor ? { cursor } : {}) });

describe.each(["trending", "new", "top"] as const)("the order %s", (order) => {
  it("shows page by page the same rows as one query, none twice and none lost", async () => {
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof list>> = await list(order, cursor);
      seen.push(...page.papers.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    const all = await db.paper.findMany({
      select: { id: true },
      orderBy: [
        order === "new"
          ? { addedAt: "desc" }
          : order === "top"
            ? { standing: { upvoteCount: "desc" } }
            : { standing: { trendingScore: "desc" } },
        { id: "asc" },
      ],
    });
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  it("goes back over the same pages", async () => {
    const first = await list(order);
    const second = await list(order, first.nextCursor);
    const third = await list(order, second.nextCursor);
    const back = await list(order, third.previousCursor);
    expect(back).toEqual(second);
    expect(back.previousCursor).toBe("1");
  });

  it("reads as few rows for the hundredth page as for the second", async () => {
    let cursor = (await list(order)).nextCursor;
    const early = await readingOf(() => list(order, cursor));
    for (let page = 2; page < 100; page++) cursor = (await list(order, cursor)).nextCursor;
    const late = await readingOf(() => list(order, cursor));
    expect(late.statements).toBe(early.statements);
    // Equal rows that stand before the last one read are skipped in the index.
    expect(late.rows).toBeLessThan(early.rows + PAPERS / 100);
    expect(late.rows).toBeLessThan(200);
  });
});

it("repeats and loses nothing while papers are added before and after the page", async () => {
  const before = await db.paper.findMany({ select: { id: true } });
  const seen: string[] = [];
  let page = await list("new");
  for (let turn = 0; page.nextCursor; turn++) {
    seen.push(...page.papers.map(({ id }) => id));
    if (turn % 10 === 0) await addPapers(PAPERS + 1 + turn * 5, PAPERS + 5 + turn * 5);
    page = await list("new", page.nextCursor);
  }
  seen.push(...page.papers.map(({ id }) => id));
  expect(new Set(seen).size).toBe(seen.length);
  const shown = new Set(seen);
  expect(before.filter(({ id }) => !shown.has(id))).toEqual([]);
});

it("opens an old address with a page number at that page, and goes on from there by position", async () => {
  const [first, second] = [await list("top"), await list("top", "2")];
  expect(second).toEqual(await list("top", first.nextCursor));
  expect(second.nextCursor).toMatch(/^3\.a\./);
});

it("shows the first page for a position of another list or a made-up one", async () => {
  const { nextCursor } = await list("top");
  const groups = async (page: unknown) => (await as(null).groups.list({ page })).groups;
  const first = await groups(1);
  for (const page of [nextCursor?.replace(/\w{3}$/, ""), "7.a.WyJ4Il0", "7.a.!!", "9.b.W10", "x"])
    expect(await groups(page), String(page)).toEqual(first);
  for (const cursor of ["nonsense", "101", "0", "7.a.!!"])
    await expect(list("top", cursor)).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

it("shows every public group once", async () => {
  const seen: string[] = [];
  for (let page: string | null = "1"; page !== null; ) {
    const { groups, pages } = await as(null).groups.list({ page });
    seen.push(...groups.map(({ slug }) => slug));
    page = pages.next;
  }
  expect(seen).toHaveLength(200);
  expect(new Set(seen).size).toBe(200);
});

it("accepts valid positions, and shows the first page for all others", () => {
  fc.assert(
    fc.property(fc.anything(), (given) => {
      const text = positionText.parse(given);
      expect(text.length).toBeLessThan(900);
      expect(positionText.parse(text)).toBe(text);
      expect(text).toMatch(/^\d+(\.[ab]\.[\w-]+)?$/);
    }),
  );
  expect(positionText.parse(`2.a.${"x".repeat(5000)}`)).toBe("1");
  expect(positionText.parse(randomUUID())).toBe("1");
});

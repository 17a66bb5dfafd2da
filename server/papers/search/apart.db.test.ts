import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { paper, person } from "@/server/testing/world";
import { searchHits } from "./queries";

ownDatabase();

/** The transaction that last wrote the words of a paper. */
async function writerOfWords(paperId: string): Promise<string> {
  const [row] = await db.$queryRaw<{ xmin: string }[]>`
    SELECT xmin::text FROM "PaperSearch" WHERE "paperId" = ${paperId}::uuid`;
  return row?.xmin ?? "none";
}

describe("the words of a paper", () => {
  it("are not written again by an upvote or a comment", async () => {
    const [{ id, slug }, viewer] = [await paper(), await person()];
    const before = await writerOfWords(id);
    for (const on of [true, false, true]) await as(viewer).papers.upvote({ paperId: id, on });
    await as(viewer).threads.add({ paper: slug, body: "Words.", clientKey: crypto.randomUUID() });
    expect(await writerOfWords(id)).toBe(before);
    const methods = await db.$queryRaw<{ amname: string }[]>`
      SELECT DISTINCT am.amname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am am ON am.oid = c.relam
      WHERE i.indrelid = '"Paper"'::regclass`;
    expect(methods.map(({ amname }) => amname).sort()).toEqual(["btree"]);
  });

  it.each([
    ["title", { title: "On quokkas" }],
    ["authors", { authors: ["Ada Quokkas"] }],
    ["abstract", { abstract: "About quokkas." }],
  ])("follow the %s", async (_, data) => {
    const { id } = await paper({ title: `Wombats ${crypto.randomUUID()}`, abstract: "No words." });
    const finds = async () => (await searchHits("quokkas", 50)).map((hit) => hit.id);
    expect(await finds()).not.toContain(id);
    await db.paper.update({ where: { id }, data });
    expect(await finds()).toContain(id);
    await db.paper.delete({ where: { id } });
    expect(await writerOfWords(id)).toBe("none");
  });

  it("are in the index at once, not in a list that each search reads whole", async () => {
    for (let count = 0; count < 20; count++) await paper();
    const [{ pages } = { pages: -1 }] = await db.$queryRaw<{ pages: number }[]>`
      SELECT gin_clean_pending_list('"PaperSearch_search_idx"')::int AS pages`;
    expect(pages).toBe(0);
  });
});

it("a comment changes no index of papers", async () => {
  const { id } = await paper();
  await db.$transaction(async (tx) => {
    const updated = async () => {
      const [row] = await tx.$queryRaw<{ all: number; hot: number }[]>`
        SELECT pg_stat_get_xact_tuples_updated('"Paper"'::regclass)::int AS all,
          pg_stat_get_xact_tuples_hot_updated('"Paper"'::regclass)::int AS hot`;
      return row ?? { all: 0, hot: 0 };
    };
    const before = await updated();
    await tx.paper.update({ where: { id }, data: { commentCount: { increment: 1 } } });
    expect(await updated()).toEqual({ all: before.all + 1, hot: before.hot + 1 });
  });
});

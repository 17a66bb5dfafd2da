import { expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { readingOf } from "@/server/testing/database/queries";
import { person } from "@/server/testing/world";
import { recommendTo } from "./queries";

ownDatabase();

const PAPERS = 300;

/** Lets somebody comment three times on each of some papers, as many sittings would. */
async function talkAbout({ id }: Viewer, from: number, to: number): Promise<void> {
  await db.$executeRaw`
    WITH thread AS (
      INSERT INTO "Thread" (id, "paperId") SELECT gen_random_uuid(), id FROM "Paper"
      WHERE slug IN (SELECT 'p' || n FROM generate_series(${from}::int, ${to}::int) n) RETURNING id
    )
    INSERT INTO "Comment" (id, "threadId", "authorId", number, body, html, "clientKey")
      SELECT gen_random_uuid(), thread.id, ${id}::uuid, n, 'Yes.', '<p>Yes.</p>', gen_random_uuid()
      FROM thread, generate_series(1, 3) n`;
}

it("does a bounded amount for each comment of somebody who talks much, however many papers may be recommended", async () => {
  await db.$executeRaw`
    INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, authors)
      SELECT gen_random_uuid(), 'p' || n, 'Paper ' || n, 'paper' || n, '', '{}'
      FROM generate_series(1, ${PAPERS}::int) n`;
  const ada = await person("ada");
  await db.$executeRaw`
    INSERT INTO "SimilarPaper" ("paperId", "similarId", score, shared)
      SELECT a.id, b.id, 0.3, '{}' FROM "Paper" a JOIN "Paper" b
      ON b.slug = 'p' || (1 + (substr(a.slug, 2)::int * 7) % ${PAPERS}::int) AND a.id <> b.id
      WHERE a.slug ~ '^p[0-9]+$'`;
  const handled = async () => {
    const { handled } = await readingOf(() => recommendTo(db, [ada.id], 20));
    return handled;
  };
  await talkAbout(ada, 1, 50);
  const before = await handled();
  await talkAbout(ada, 51, 150);
  // Sixty trending papers and more are compared with what Ada wrote about, but not each with each.
  expect(((await handled()) - before) / 100).toBeLessThan(40);
  const found = (await recommendTo(db, [ada.id], 100)).get(ada.id) ?? [];
  const about = await db.paper.findMany({
    where: { threads: { some: { comments: { some: { authorId: ada.id } } } } },
    select: { id: true },
  });
  const known = new Set(about.map(({ id }) => id));
  expect(known.size).toBe(150);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter(({ paperId }) => known.has(paperId))).toEqual([]);
});

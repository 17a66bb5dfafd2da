import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { TOPICS } from "@/server/papers/topics/rules";
import { ownDatabase } from "@/server/testing/database/database";
import { checkDatabase } from "../counters";
import { backUp, restore } from "./backup";

const address = ownDatabase();
let client: pg.Client;
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "colloquy-backup-"));
  client = new pg.Client({ connectionString: address() });
  await client.connect();
  await client.query(`
    INSERT INTO "Person" (id, handle, name, email) VALUES
      ('00000000-0000-7000-8000-000000000001', 'ada', 'Ada "L" \\ Ünal', 'ada@example.org'),
      ('00000000-0000-7000-8000-000000000004', 'deleted-bela', 'deleted person', NULL);
    INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, authors) VALUES
      ('00000000-0000-7000-8000-000000000002', 's2ft', 'S^{2}FT', 's2ft', E'two\\nlines', '{"A, B","C"}');
    INSERT INTO "Upvote" ("paperId", "personId") VALUES
      ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001'),
      ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000004');
    UPDATE "PaperStanding" SET "upvoteCount" = 2, heat = 0.1, "trendingWeight" =
      trending_weight("addedAt") + (SELECT sum(trending_weight("createdAt")) FROM "Upvote");
    UPDATE "Person" SET "deletedAt" = now() WHERE handle = 'deleted-bela';
    INSERT INTO "Thread" (id, "paperId", "commentCount") VALUES
      ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 0);`);
});

afterAll(async () => {
  await client.end();
  await rm(dir, { recursive: true, force: true });
});

async function everything() {
  const papers = await client.query(`SELECT * FROM "Paper"`);
  const standings = await client.query(`SELECT * FROM "PaperStanding"`);
  const people = await client.query(`SELECT * FROM "Person"`);
  const upvotes = await client.query(`SELECT * FROM "Upvote"`);
  return {
    papers: papers.rows,
    standings: standings.rows,
    people: people.rows,
    upvotes: upvotes.rows,
  };
}

it("brings back every row as it was, and refuses a database in use", async () => {
  const before = await everything();
  const file = join(dir, "site.backup");
  // The topics that each site begins with, and eleven rows of this test, two of them authors.
  const rows = TOPICS.length + 11;
  expect(await backUp(client, file)).toBe(rows);
  await client.query(`UPDATE "Paper" SET title = 'changed'`);
  await expect(restore(client, file, false)).rejects.toThrow("not empty");
  expect(await restore(client, file, true)).toBe(rows);
  expect(await everything()).toEqual(before);
  // Upvotes from before the deletion were restored. Nothing new can be written for a deleted person.
  await expect(
    client.query(`UPDATE "Person" SET name = 'Béla' WHERE handle = 'deleted-bela'`),
  ).rejects.toThrow("deleted person");
});

it("changes nothing when the file is cut off or something else", async () => {
  const file = join(dir, "whole.backup");
  await backUp(client, file);
  const before = await everything();
  const bytes = await readFile(file);
  await writeFile(join(dir, "half.backup"), bytes.subarray(0, bytes.length - 20));
  await expect(restore(client, join(dir, "half.backup"), true)).rejects.toThrow();
  await writeFile(join(dir, "text.backup"), "not a backup");
  await expect(restore(client, join(dir, "text.backup"), true)).rejects.toThrow();
  expect(await everything()).toEqual(before);
});

it("recounts the counters of lists, and mends them", async () => {
  const wrong = async (mend: boolean) =>
    (await checkDatabase(client, mend)).filter((finding) => finding.wrong.length > 0);
  expect(await wrong(false)).toEqual([]);
  await client.query(`UPDATE "PaperStanding" SET "upvoteCount" = 7`);
  expect(await wrong(true)).toEqual([
    { name: "upvotes counted on papers", wrong: ["s2ft"], mended: true },
  ]);
  expect(await wrong(false)).toEqual([]);
});

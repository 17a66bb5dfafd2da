import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { paper } from "@/server/testing/world";
import { backUp, restore } from "./backup";

const address = ownDatabase();
const dir = mkdtempSync(join(tmpdir(), "colloquy-backup-head-"));
let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: address() });
  await client.connect();
  await paper();
});
afterAll(async () => {
  await client.end();
  rmSync(dir, { recursive: true, force: true });
});

/** Makes a backup with a different first line. */
async function withHead(change: (head: Record<string, unknown>) => object): Promise<string> {
  const file = join(dir, "site.backup");
  await backUp(client, file);
  const [head = "{}", ...rows] = gunzipSync(readFileSync(file)).toString().split("\n");
  const lines = [JSON.stringify(change(JSON.parse(head))), ...rows];
  writeFileSync(file, gzipSync(lines.join("\n")));
  return file;
}

it("reads no backup of other migrations, of another format or of something else", async () => {
  const papers = async () => (await client.query(`SELECT * FROM "Paper"`)).rows;
  const before = await papers();
  for (const [change, words] of [
    [{ migrations: ["20200101000000_other"] }, "another version of Colloquy"],
    [{ version: 99 }, "format 99"],
    [{ colloquy: "something else" }, "not a backup of Colloquy"],
  ] as const) {
    const file = await withHead((head) => ({ ...head, ...change }));
    await expect(restore(client, file, true)).rejects.toThrow(words);
    expect(await papers()).toEqual(before);
  }
  expect(await restore(client, await withHead((head) => head), true)).toBeGreaterThan(0);
  expect(await papers()).toEqual(before);
});

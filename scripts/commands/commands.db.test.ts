import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { fullGroup } from "@/server/testing/fixtures/full-group";
import { person } from "@/server/testing/world";

const address = ownDatabase();
/** A longer time limit, because each call starts a program. */
const LONG = { timeout: 120_000 };
const dir = mkdtempSync(join(tmpdir(), "colloquy-commands-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Runs a command of scripts/ on the database of this file. PATH has no pg_dump, so that our own format is tried. */
function command(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve("scripts/run.mjs"), ...args],
    { encoding: "utf8", env: { ...process.env, DATABASE_URL: address(), PATH: dir } },
  );
  return { status, said: stdout.trim(), wrong: stderr.trim() };
}

/** All rows of the site, as one text. */
async function everything(): Promise<string> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1`;
  const rows = tables.map(({ name }) =>
    db.$queryRawUnsafe(`SELECT t::text AS row FROM "${name}" t ORDER BY t::text`),
  );
  return JSON.stringify(await Promise.all(rows));
}

describe("backup and restore", () => {
  beforeAll(async () => {
    await fullGroup(2);
    // Makes more than one batch of rows.
    await db.searchWord.createMany({
      data: Array.from({ length: 1200 }, (_, at) => ({ word: `word${at}`, papers: at })),
      skipDuplicates: true,
    });
  });

  it("bring back a whole site, and neither overwrites anything unasked", LONG, async () => {
    const file = join(dir, "site.backup");
    const before = await everything();
    const wrote = command("backup", file);
    expect(wrote).toMatchObject({ status: 0, said: expect.stringMatching(/^wrote \d+ rows to /) });
    expect(command("backup", file)).toMatchObject({ status: 1, said: "" });
    await db.paper.updateMany({ data: { title: "changed" } });
    const changed = await everything();
    const refused = command("restore", file);
    expect(refused.status).toBe(1);
    expect(refused.wrong).toContain("not empty");
    expect(await everything()).toBe(changed);
    const restored = command("restore", file, "--replace");
    expect(restored).toMatchObject({
      status: 0,
      said: wrote.said.replace(/^wrote (\d+ rows) to/, "restored $1 from"),
    });
    expect((await everything()) === before).toBe(true);
  });
});

describe("the other commands", () => {
  it("make a person moderator or operator, and report unknown handles", LONG, async () => {
    const { handle, id } = await person();
    const { status, said } = command("people-moderator", `@${handle}`);
    expect(status).toBe(0);
    expect(said).toBe(`${handle} is now a moderator of this site. Moderators: ${handle}.`);
    expect(await db.person.findUniqueOrThrow({ where: { id } })).toMatchObject({
      moderatorSince: expect.any(Date),
    });
    const unknown = command("people-moderator", "nobody-here");
    expect(unknown).toMatchObject({ status: 1, said: "" });
    expect(unknown.wrong).toContain("nobody-here");
  });

  it(
    "report wrong data in a database by their exit code, and mend what they can",
    LONG,
    async () => {
      await db.group.updateMany({ data: { memberCount: 77 } });
      const found = command("db-check");
      expect(found.status).toBe(1);
      expect(found.said).toContain("✗ members counted on groups: ");
      expect(command("db-check", "--mend").status).toBe(0);
      expect(await db.group.count({ where: { memberCount: 77 } })).toBe(0);
      await db.membership.deleteMany({ where: { role: "owner" } });
      expect(command("db-check", "--mend").status).toBe(1);
    },
  );

  it("import nothing from a file that ends too soon", LONG, async () => {
    const file = join(dir, "papers.txt");
    const count = await db.paper.count();
    writeFileSync(file, "Head\nHead\nSubscribeFirst title\nFirst abstract\nSecond title\n");
    const { status, wrong } = command("papers/import", file);
    expect(status).toBe(1);
    expect(wrong).toContain("line 5");
    expect(await db.paper.count()).toBe(count);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { CataloguePool } from "./catalogue";
import { migrate } from "./migrate";
import { diffFromDatabase, MIGRATIONS } from "./schema-engine";

const address = ownDatabase();
const names = readdirSync(MIGRATIONS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

let server: pg.Client;
let name: string;
let empty: string;

beforeEach(async () => {
  server = new pg.Client({ connectionString: address() });
  await server.connect();
  name = `empty_${crypto.randomUUID().slice(0, 8)}`;
  await server.query(`CREATE DATABASE ${name}`);
  const url = new URL(address());
  url.pathname = `/${name}`;
  empty = url.href;
});

afterEach(async () => {
  await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await server.end();
});

// This test comes first in the file, because timers left by another migration would run out meanwhile.
it("leaves no timer behind that a command would wait for", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  await migrate(empty);
  expect(timers()).toBeLessThanOrEqual(before);
});

it("is done by one of several sites that start at once", async () => {
  const applied = await Promise.all([migrate(empty), migrate(empty), migrate(empty)]);
  expect(applied.flat().sort()).toEqual(names);
});

it("leaves nothing half done when it is cut off in the middle of a migration", async () => {
  let over = false;
  const cut = migrate(empty).then(
    () => "applied",
    () => "cut off",
  );
  void cut.then(() => {
    over = true;
  });
  // A script is running as long as its first words are listed here.
  const script = readFileSync(join(MIGRATIONS, names[0] as string, "migration.sql"), "utf8");
  const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = $1 AND state = 'active' AND starts_with(query, $2)`;
  const values = [name, script.slice(0, 200)];
  while (!over && (await server.query(kill, values)).rowCount === 0);
  expect(await cut).toBe("cut off");
  expect(await migrate(empty)).toEqual(names);
  expect(await diffFromDatabase(empty)).toBe("");
});

it("asks the engine only if something is missing or was changed", async () => {
  await migrate(empty);
  const asked = vi.spyOn(CataloguePool.prototype, "query");
  expect(await migrate(empty)).toEqual([]);
  expect(asked).not.toHaveBeenCalled();
  const client = new pg.Client({ connectionString: empty });
  await client.connect();
  await client.query(`UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name = $1`, [
    names[0],
  ]);
  await client.end();
  await expect(migrate(empty)).rejects.toThrow(`migration ${names[0]} was changed after`);
  asked.mockRestore();
});

it("repeats a migration that was begun but not recorded as applied", async () => {
  await migrate(empty);
  const client = new pg.Client({ connectionString: empty });
  await client.connect();
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, logs) VALUES ('x', 'x', '29990101000000_half', 'no')`,
  );
  await client.end();
  expect(await migrate(empty)).toEqual([]);
});

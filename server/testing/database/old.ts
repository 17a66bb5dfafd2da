import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { MIGRATIONS } from "@/scripts/runtime/migrations/schema-engine";
import { ownDatabase } from "./database";

/** Gives the test file an empty database as it was before a migration. @returns queries on it, and the migration */
export function databaseBefore(migration: string) {
  const address = ownDatabase();
  const name = `old_${randomBytes(6).toString("hex")}`;
  const scripts = readdirSync(MIGRATIONS)
    .filter((one) => /^\d{14}_/.test(one) && one <= migration)
    .sort()
    .map((one) => readFileSync(join(MIGRATIONS, one, "migration.sql"), "utf8"));
  let server: pg.Client;
  let old: pg.Client;
  beforeAll(async () => {
    server = new pg.Client({ connectionString: address() });
    await server.connect();
    await server.query(`CREATE DATABASE ${name}`);
    const url = new URL(address());
    url.pathname = `/${name}`;
    old = new pg.Client({ connectionString: url.href });
    await old.connect();
    for (const script of scripts.slice(0, -1)) await old.query(script);
  });
  afterAll(async () => {
    await old.end();
    await server.query(`DROP DATABASE ${name}`);
    await server.end();
  });
  return {
    query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      old.query<Row>(text, values),
    migrate: () => old.query(scripts.at(-1) ?? ""),
  };
}

import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { disconnect } from "@/server/platform/database/db";
import { LOCK_NUMBERS } from "@/server/platform/database/locks";
import { forgetEnv } from "@/server/platform/env";
import { closeLive } from "@/server/platform/live";
import "./plans";

async function atServer(template: URL, statement: (name: string) => string): Promise<void> {
  const address = new URL(template);
  address.pathname = "/postgres";
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  try {
    // The system copies the files itself, where it can, in a quarter of the processor time.
    await client.query(
      `SELECT set_config(name, 'clone', false) FROM pg_settings
       WHERE name = 'file_copy_method' AND 'clone' = ANY(enumvals)`,
    );
    await client.query("SELECT pg_advisory_lock($1)", [LOCK_NUMBERS.cloningTemplate]);
    await client.query(statement(pg.escapeIdentifier(template.pathname.slice(1))));
  } finally {
    await client.end();
  }
}

/**
 * Gives the test file its own database as DATABASE_URL, a clone of the migrated template. At the end it closes
 * everything that the process keeps open.
 * @returns a function that returns the database's address
 */
export function ownDatabase(): () => string {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const template = () => new URL(inject("templateUrl"));
  const address = () => {
    const url = template();
    url.pathname = `/${name}`;
    return url.href;
  };
  beforeAll(async () => {
    // Copying files takes a third of the time of writing their pages through the log.
    const strategy = "STRATEGY FILE_COPY";
    await atServer(template(), (from) => `CREATE DATABASE ${name} TEMPLATE ${from} ${strategy}`);
    process.env.DATABASE_URL = address();
    process.env.AUTH_SECRET = "a-secret-that-only-tests-know-0123456789";
    forgetEnv();
  });
  afterAll(async () => {
    await closeLive();
    await disconnect();
    // Waits for connections that are about to end, and fails if one was left open.
    await atServer(template(), () => `DROP DATABASE ${name}`);
  });
  return address;
}

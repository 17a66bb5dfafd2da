import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { quickDir } from "@/scripts/checks/memory.mjs";
import { migrate } from "@/scripts/runtime/migrations/migrate";
import { startEmbedded } from "@/scripts/runtime/postgres/embedded";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database that test files clone; nobody writes to it. */
    templateUrl: string;
  }
}

/** Starts one PostgreSQL for the run, with the migrations applied to a template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Each test file clones a database of five hundred files and deletes it again. On a disk that was most of the work of
  // small test files.
  const dir = await mkdtemp(join(quickDir(), "colloquy-test-"));
  process.env.COLLOQUY_DATA_DIR = dir;
  const { url, stop } = await startEmbedded();
  await writeCarelessly(url);
  await migrate(url);
  project.provide("templateUrl", url);
  return async () => {
    await stop();
    await rm(dir, { recursive: true, force: true });
  };
}

/** Makes PostgreSQL not wait for the disk, because no test data has to survive a power cut. */
async function writeCarelessly(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const setting of ["fsync", "full_page_writes", "synchronous_commit"]) {
    await client.query(`ALTER SYSTEM SET ${setting} = off`);
  }
  // The log of what was long written would stay in memory.
  await client.query("ALTER SYSTEM SET max_wal_size = '256MB'");
  // Some tests make two transactions wait for each other. PostgreSQL finds that at once instead of after a second.
  await client.query("ALTER SYSTEM SET deadlock_timeout = '20ms'");
  await client.query("SELECT pg_reload_conf()");
  await client.end();
}

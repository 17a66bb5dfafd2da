import { mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "@/scripts/runtime/migrations/migrate";
import { startEmbedded } from "@/scripts/runtime/postgres/embedded";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database that test files clone; nobody writes to it. */
    templateUrl: string;
  }
}

/** Linux keeps the files of this folder in memory. */
const IN_MEMORY = "/dev/shm";
/** Bytes that have to be free there. The largest test files take 0.2 GB of them, at most a quarter GB more its log. */
const ROOM = 4e9;

/**
 * Finds the place of the database. Each test file clones one of five hundred files and deletes it again, which is most
 * of the work of a disk's file system, and of PostgreSQL's for small tests.
 */
async function place(): Promise<string> {
  const { bavail, bsize } = await statfs(IN_MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= ROOM ? IN_MEMORY : tmpdir();
}

/** Starts one PostgreSQL for the run, with the migrations applied to a template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(await place(), "colloquy-test-"));
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

import { createHash } from "node:crypto";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { LOCK_NUMBERS } from "@/server/platform/database/locks";
import { applyMigrations, forgetUnfinished, migrationList } from "./schema-engine";

/** Brings the database up to date: our tables, and those of the queue. @returns what was applied */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  // If the database goes away meanwhile, the running query reports it.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK_NUMBERS.migrating]);
    await forgetUnfinished(client);
    const applied = (await isUpToDate(client)) ? [] : await applyMigrations(url);
    await migrateQueue(url);
    return applied;
  } finally {
    await client.end();
  }
}

/** Brings the tables of the queue up to date, over connections of our own: the library's raise an error of nobody's. */
async function migrateQueue(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url });
  // If the database goes away meanwhile, the running query reports it.
  pool.on("error", () => {});
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}

/**
 * Whether exactly the present migrations have been applied, as they are now. Then the engine has nothing to do, and
 * most starts save the second of processor time and the memory that it takes.
 */
async function isUpToDate(client: pg.Client): Promise<boolean> {
  const { rows: found } = await client.query(`SELECT to_regclass('"_prisma_migrations"') AS there`);
  if (!found[0].there) return false;
  const { rows } = await client.query<{ name: string; checksum: string }>(`
    SELECT migration_name AS name, checksum FROM "_prisma_migrations"
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`);
  const { migrationDirectories: ours } = await migrationList();
  const applied = new Map(rows.map(({ name, checksum }) => [name, checksum]));
  return (
    ours.length === applied.size &&
    ours.every(({ path, migrationFile }) => {
      const hash = createHash("sha256").update(migrationFile.content.value).digest("hex");
      return applied.get(path) === hash;
    })
  );
}

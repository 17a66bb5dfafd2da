import { runMigrations } from "graphile-worker";
import pg from "pg";
import { LOCK_NUMBERS } from "@/server/platform/database/locks";
import { applyMigrations, forgetUnfinished } from "./schema-engine";

/** Brings the database up to date: our tables, and those of the queue. @returns what was applied */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  // If the database goes away meanwhile, the running query reports it.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK_NUMBERS.migrating]);
    await forgetUnfinished(client);
    const applied = await applyMigrations(url);
    await runMigrations({ connectionString: url });
    return applied;
  } finally {
    await client.end();
  }
}

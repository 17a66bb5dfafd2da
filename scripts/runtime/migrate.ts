import { runMigrations } from "graphile-worker";
import { applyMigrations } from "./schema-engine";

/** Brings the database up to date: our tables, and those of the queue. @returns what was applied */
export async function migrate(url: string): Promise<string[]> {
  const applied = await applyMigrations(url);
  await runMigrations({ connectionString: url });
  return applied;
}

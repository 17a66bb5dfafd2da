import pg from "pg";
import { aMoment } from "../time";

/**
 * Counts the deadlocks that PostgreSQL has broken in a test's own database. A connection may report its own only when
 * it ends, so the caller closes all of them, and this waits until they are gone.
 */
export async function deadlocksIn(address: string): Promise<number> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    for (let others = 1; others > 0; await aMoment()) {
      const { rows } = await client.query(
        `SELECT count(*)::int AS count FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
      );
      others = rows[0].count;
    }
    const { rows } = await client.query(
      "SELECT deadlocks::int AS count FROM pg_stat_database WHERE datname = current_database()",
    );
    return rows[0].count;
  } finally {
    await client.end();
  }
}

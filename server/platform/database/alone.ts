import "server-only";
import { databasePool } from "./db";

/**
 * Does some work while no other process, and nothing else in this one, does any under the same name. It holds one
 * connection of the pool and no transaction. If the process is killed, its connection ends, and with it the lock.
 * @param name one of `LOCK_NAMES`, with what follows it
 * @returns null if somebody else is at it, without waiting
 */
export async function whileAlone<T>(
  name: string,
  work: () => Promise<T>,
): Promise<{ done: T } | null> {
  const client = await databasePool().connect();
  const lock = "hashtextextended($1, 0)";
  try {
    const { rows } = await client.query(`SELECT pg_try_advisory_lock(${lock}) AS held`, [name]);
    if (!rows[0]?.held) return null;
    try {
      return { done: await work() };
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${lock})`, [name]);
    }
  } finally {
    client.release();
  }
}

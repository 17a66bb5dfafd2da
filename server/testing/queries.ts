import pg from "pg";
import { vi } from "vitest";

/** How many statements some work sends to the database. */
export async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  const queries = vi.spyOn(pg.Client.prototype, "query");
  await work();
  const count = queries.mock.calls.length;
  queries.mockRestore();
  return count;
}

import net from "node:net";
import pg from "pg";
import { vi } from "vitest";
import { databasePool } from "@/server/platform/database/db";

/** Counts the statements that some work sends to the database. */
export async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  return (await statementsOf(work)).length;
}

/** Counts the bytes that some work reads from the database. */
export async function bytesOf(work: () => Promise<unknown>): Promise<number> {
  const read = vi.spyOn(net.Socket.prototype, "push");
  try {
    await work();
    return read.mock.calls.reduce((sum, [piece]) => sum + ((piece as Buffer)?.length ?? 0), 0);
  } finally {
    read.mockRestore();
  }
}

interface Statement {
  text: string;
  values: unknown[];
}

/**
 * Records the statements that some work sends to the database.
 * @throws Error while another work is recorded, whose statements would be among these
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  if (vi.isMockFunction(pg.Client.prototype.query)) {
    throw new Error("Record one piece of work after the other.");
  }
  const queries = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return queries.mock.calls.map(([query, values]) =>
      typeof query === "string"
        ? { text: query, values: (values as unknown as unknown[]) ?? [] }
        : (query as unknown as Statement),
    );
  } finally {
    queries.mockRestore();
  }
}

/**
 * Counts the bytes that these statements add to the database's log when they run again. They are rolled back, and what
 * they changed has to be undone before.
 */
export async function bytesLogged(statements: readonly Statement[]): Promise<number> {
  const client = await databasePool().connect();
  const run = async () => {
    let bytes = 0;
    await client.query("BEGIN");
    for (const { text, values } of statements) {
      if (!/^\s*(INSERT|UPDATE|DELETE)/.test(text)) continue;
      const answer = await client.query(`EXPLAIN (ANALYZE, WAL, FORMAT JSON) ${text}`, values);
      bytes += answer.rows[0]["QUERY PLAN"][0].Plan["WAL Bytes"] ?? 0;
    }
    await client.query("ROLLBACK");
    return bytes;
  };
  try {
    // After a checkpoint, the first change of a page logs the whole page.
    await run();
    return await run();
  } finally {
    client.release();
  }
}

/** A step of a query plan as PostgreSQL reports it after running it. */
interface Step {
  "Node Type": string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  Plans?: Step[];
}

/** Counts the rows that a step and its substeps read from tables and indexes, even those that did not match. */
function rowsIn(step: Step): number {
  const below = (step.Plans ?? []).reduce((sum, plan) => sum + rowsIn(plan), 0);
  if (!/^(Seq|Index|Index Only|Bitmap Index|Bitmap Heap) Scan$/.test(step["Node Type"])) {
    return below;
  }
  const vain = (step["Rows Removed by Filter"] ?? 0) + (step["Rows Removed by Index Recheck"] ?? 0);
  return below + (step["Actual Rows"] + vain) * step["Actual Loops"];
}

/** Counts the statements of some reading work, and the rows that the database reads for them. */
export async function readingOf(work: () => Promise<unknown>) {
  const statements = await statementsOf(work);
  let rows = 0;
  for (const { text, values } of statements) {
    const asked = `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`;
    const answer = await databasePool().query(asked, values);
    rows += rowsIn(answer.rows[0]["QUERY PLAN"][0].Plan);
  }
  return { statements: statements.length, rows };
}

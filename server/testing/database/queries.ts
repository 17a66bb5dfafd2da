import net from "node:net";
import { QueryCompiler } from "@prisma/client/runtime/query_compiler_fast_bg.postgresql.mjs";
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

/** Lists the queries for which Prisma makes a plan during some work: those that it does not remember, in its JSON. */
export async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  const compile = vi.spyOn(QueryCompiler.prototype, "compile");
  const compileBatch = vi.spyOn(QueryCompiler.prototype, "compileBatch");
  try {
    await work();
    return [...compile.mock.calls, ...compileBatch.mock.calls].map(([query]) => query);
  } finally {
    compile.mockRestore();
    compileBatch.mockRestore();
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
    const logged = { bytes: 0, wholePages: 0 };
    await client.query("BEGIN");
    for (const { text, values } of statements) {
      if (!/^\s*(INSERT|UPDATE|DELETE)/.test(text)) continue;
      const answer = await client.query(`EXPLAIN (ANALYZE, WAL, FORMAT JSON) ${text}`, values);
      const { Plan } = answer.rows[0]["QUERY PLAN"][0];
      logged.bytes += Plan["WAL Bytes"];
      logged.wholePages += Plan["WAL FPI"];
    }
    await client.query("ROLLBACK");
    return logged;
  };
  try {
    // The first change of a page after a checkpoint logs the whole page, which says nothing about the statement.
    let logged = await run();
    while (logged.wholePages > 0) logged = await run();
    return logged.bytes;
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
  "Rows Removed by Join Filter"?: number;
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

/** Counts the rows that a step and its substeps compare and pass on, also those of what the statement itself made. */
function rowsHandledIn(step: Step): number {
  const below = (step.Plans ?? []).reduce((sum, plan) => sum + rowsHandledIn(plan), 0);
  const vain = (step["Rows Removed by Filter"] ?? 0) + (step["Rows Removed by Join Filter"] ?? 0);
  return below + (step["Actual Rows"] + vain) * step["Actual Loops"];
}

/** Counts the statements of some reading work, the rows that the database reads for them, and those that it handles. */
export async function readingOf(work: () => Promise<unknown>) {
  const statements = await statementsOf(work);
  let [rows, handled] = [0, 0];
  for (const { text, values } of statements) {
    const asked = `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`;
    const answer = await databasePool().query(asked, values);
    const { Plan } = answer.rows[0]["QUERY PLAN"][0];
    rows += rowsIn(Plan);
    handled += rowsHandledIn(Plan);
  }
  return { statements: statements.length, rows, handled };
}

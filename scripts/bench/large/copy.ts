// Fills tables by COPY, without PostgreSQL's extra work for each row.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from } from "pg-copy-streams";

/** A value of a column. Texts contain neither tabs, line breaks nor backslashes. */
export type Value = string | number | boolean | Date | null;

const LINES_A_CHUNK = 500;

function* chunksOf(rows: Iterable<readonly Value[]>): Generator<string> {
  let lines: string[] = [];
  for (const row of rows) {
    lines.push(row.map(written).join("\t"));
    if (lines.length < LINES_A_CHUNK) continue;
    yield `${lines.join("\n")}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join("\n")}\n`;
}

function written(value: Value): string {
  if (value === null) return "\\N";
  return value instanceof Date ? value.toISOString() : String(value);
}

/** Opens a connection for loading: it skips foreign keys and triggers, and does not wait for the disk. */
export async function loader(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    "SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '384MB'",
  );
  return client;
}

/** Copies rows into a table. @param columns their names, separated by spaces */
export async function copyInto(
  client: pg.Client,
  table: string,
  columns: string,
  rows: Iterable<readonly Value[]>,
): Promise<void> {
  const names = columns.split(" ").map((name) => pg.escapeIdentifier(name));
  const copy = client.query(
    from(`COPY ${pg.escapeIdentifier(table)} (${names.join(", ")}) FROM STDIN`),
  );
  await pipeline(Readable.from(chunksOf(rows)), copy);
}

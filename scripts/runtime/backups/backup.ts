import { createReadStream, createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { Client } from "pg";
import pg from "pg";

/** First line of a backup; the number goes up when an older program can no longer read it. */
const FORMAT = { colloquy: "backup", version: 1 };
const BATCH = 500;

interface Table {
  name: string;
  /** Columns that are stored; those the database computes are left out. */
  columns: string[];
}

/**
 * Writes every row of the site into a gzipped file of JSON lines, as of one instant.
 * The queue is left out, because the sweeps find due work again.
 * @returns how many rows were written
 */
export async function backUp(client: Client, file: string): Promise<number> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    let rows = 0;
    const lines = async function* () {
      const migrations = await appliedMigrations(client);
      yield `${JSON.stringify({ ...FORMAT, at: new Date().toISOString(), migrations })}\n`;
      for (const table of await tables(client)) {
        yield `${JSON.stringify({ table: table.name, columns: table.columns })}\n`;
        const list = table.columns.map((name) => pg.escapeIdentifier(name)).join(", ");
        const from = pg.escapeIdentifier(table.name);
        await client.query(
          `DECLARE row_cursor NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS row FROM (SELECT ${list} FROM ${from} ORDER BY 1) t`,
        );
        for (;;) {
          const found = await client.query(`FETCH ${BATCH} FROM row_cursor`);
          if (found.rows.length === 0) break;
          rows += found.rows.length;
          // Numbers are read as text, because JavaScript would lose digits of some.
          yield `[${found.rows.map(({ row }) => row).join(",")}]\n`;
        }
        await client.query("CLOSE row_cursor");
      }
      yield `${JSON.stringify({ end: rows })}\n`;
    };
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(file, { mode: 0o600 }));
    return rows;
  } finally {
    await client.query("ROLLBACK");
  }
}

/**
 * Reads a backup into a migrated database, all of it or nothing.
 * @param replace empties the database first; without it, one that holds anything is refused
 * @returns how many rows were read
 * @throws Error if the file is not a backup, is cut off, or has other migrations
 */
export async function restore(client: Client, file: string, replace: boolean): Promise<number> {
  const names = (await tables(client)).map(({ name }) => pg.escapeIdentifier(name));
  await client.query("BEGIN");
  try {
    if (replace) await client.query(`TRUNCATE ${names.join(", ")} CASCADE`);
    else await demandEmpty(client);
    // Triggers are off, so that all rows come back as they were, even texts of people whose account is deleted.
    for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    const rows = await readAll(client, file);
    for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    await client.query("COMMIT");
    return rows;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

async function readAll(client: Client, file: string): Promise<number> {
  const input = createReadStream(file).pipe(createGunzip());
  let broken: Error | undefined;
  input.on("error", (error: Error) => {
    broken = error;
  });
  let table: Table | undefined;
  let rows = 0;
  let ended = false;
  let first = true;
  for await (const line of createInterface({ input })) {
    const value = parse(line);
    if (first) {
      await demandFitting(client, value);
      first = false;
    } else if (Array.isArray(value)) {
      if (!table) throw new Error("This backup is damaged: rows come before their table.");
      await insert(client, table, line);
      rows += value.length;
    } else if ("end" in value) {
      ended = value.end === rows;
    } else {
      table = { name: String(value.table), columns: value.columns as string[] };
    }
  }
  if (broken || first) throw new Error("This file is not a backup of Colloquy.");
  if (!ended) throw new Error("This backup is incomplete. Nothing was restored.");
  return rows;
}

function parse(line: string): Record<string, unknown> | unknown[] {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error("This file is not a backup of Colloquy, or is damaged.");
  }
}

async function insert(client: Client, table: Table, rows: string): Promise<void> {
  const name = pg.escapeIdentifier(table.name);
  const list = table.columns.map((column) => pg.escapeIdentifier(column)).join(", ");
  await client.query(
    `INSERT INTO ${name} (${list}) SELECT ${list} FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb)`,
    [rows],
  );
}

async function demandFitting(client: Client, head: unknown): Promise<void> {
  const { colloquy, version, migrations } = head as Record<string, unknown>;
  if (colloquy !== FORMAT.colloquy) throw new Error("This file is not a backup of Colloquy.");
  if (version !== FORMAT.version) {
    throw new Error(`This backup has format ${version}; this Colloquy reads ${FORMAT.version}.`);
  }
  const here = await appliedMigrations(client);
  if (JSON.stringify(here) !== JSON.stringify(migrations)) {
    throw new Error(
      "This backup was made by another version of Colloquy. Restore with that version, then start this one.",
    );
  }
}

async function demandEmpty(client: Client): Promise<void> {
  const { rows } = await client.query(
    `SELECT (EXISTS (SELECT FROM "Person") OR EXISTS (SELECT FROM "Paper")) AS used`,
  );
  if (rows[0].used) {
    throw new Error("The database is not empty. To replace everything in it, add --replace.");
  }
}

async function appliedMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** The tables of the site, each after those it refers to. */
async function tables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table & { refers: string[] }>(
    `SELECT c.relname AS name,
       ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
         AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
       ARRAY(SELECT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
         WHERE k.conrelid = c.oid AND k.contype = 'f' AND f.oid <> c.oid) AS refers
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
     ORDER BY 1`,
  );
  const sorted: Table[] = [];
  let left = rows;
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const free = left.filter(({ refers }) => !refers.some((name) => waiting.has(name)));
    if (free.length === 0) throw new Error("The tables refer to each other in a circle.");
    sorted.push(...free.map(({ name, columns }) => ({ name, columns })));
    left = left.filter((table) => !free.includes(table));
  }
  return sorted;
}

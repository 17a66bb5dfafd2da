import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import {
  bindMigrationAwareSqlAdapterFactory,
  type ErrorCapturingSqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { CatalogueAdapter, CataloguePool, UNFINISHED } from "./catalogue";

const ROOT = resolve(import.meta.dirname, "../../..");
const SCHEMA = join(ROOT, "prisma/schema");
export const MIGRATIONS = join(ROOT, "prisma/migrations");
const LOCK = { path: "migration_lock.toml", content: 'provider = "postgresql"\n' };

let loaded: Promise<void> | undefined;

/**
 * The functions that the engine calls. Each wait for its own lock leaves a timer of ten seconds behind; no command
 * may end later because of that.
 */
function engineImports(): WebAssembly.ModuleImports {
  const imports = Object.entries(engine as unknown as WebAssembly.ModuleImports);
  const timer = (run: () => void, ms: number) => setTimeout(run, ms >>> 0).unref();
  return Object.fromEntries(
    imports.map(([name, call]) => [name, /^__wbg_setTimeout_/.test(name) ? timer : call]),
  );
}

/** Loads Prisma's schema engine as WebAssembly: nothing is downloaded. */
function load(): Promise<void> {
  loaded ??= (async () => {
    const require = createRequire(import.meta.url);
    const main = require.resolve("@prisma/schema-engine-wasm");
    const file = join(dirname(main), "schema_engine_bg.wasm");
    const { instance } = await WebAssembly.instantiate(await readFile(file), {
      "./schema_engine_bg.js": engineImports(),
    });
    engine.__wbg_set_wasm(instance.exports);
    (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  })();
  return loaded;
}

/**
 * Forgets migrations that were begun but not recorded as applied, because none of their changes were kept. Otherwise
 * the engine would wait for somebody to decide. The caller keeps all others from migrating.
 */
export async function forgetUnfinished(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`SELECT to_regclass('"_prisma_migrations"') AS there`);
  if (rows[0].there) await client.query(`DELETE FROM "_prisma_migrations" WHERE ${UNFINISHED}`);
}

async function withEngine<T>(
  url: string,
  work: (open: engine.SchemaEngine) => Promise<T>,
): Promise<T> {
  await load();
  const pool = new CataloguePool({ connectionString: url });
  // A connection that breaks off while nobody uses it would end the process.
  pool.on("error", () => {});
  const factory: ErrorCapturingSqlMigrationAwareDriverAdapterFactory =
    bindMigrationAwareSqlAdapterFactory(new CatalogueAdapter(pool));
  const models = { datamodels: await datamodels() };
  const open = await engine.SchemaEngine.new(models, () => {}, factory);
  try {
    return await work(open);
  } finally {
    open.free();
    await pool.end();
  }
}

/** The schema's files as the engine wants them: pairs of name and text. */
async function datamodels(): Promise<[string, string][]> {
  const names = (await readdir(SCHEMA)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    names.map(
      async (name): Promise<[string, string]> => [name, await readFile(join(SCHEMA, name), "utf8")],
    ),
  );
}

/** Reads all migrations, as the engine wants them. */
export async function migrationList() {
  const names = (await readdir(MIGRATIONS, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: await readFile(join(MIGRATIONS, name, "migration.sql"), "utf8"),
        },
      },
    })),
  );
  return { baseDir: MIGRATIONS, lockfile: LOCK, shadowDbInitScript: "", migrationDirectories };
}

const filters = { externalTables: [], externalEnums: [] };

/**
 * Applies the missing migrations.
 * @returns their names
 * @throws Error when a migration that was applied has been edited since, or one failed
 */
export async function applyMigrations(url: string): Promise<string[]> {
  return withEngine(url, async (open) => {
    const { appliedMigrationNames } = await open.applyMigrations({
      migrationsList: await migrationList(),
      filters,
    });
    const { editedMigrationNames } = await open.diagnoseMigrationHistory({
      migrationsList: await migrationList(),
      optInToShadowDatabase: false,
      filters,
    });
    if (editedMigrationNames.length > 0) {
      throw new Error(
        `migration ${editedMigrationNames.join(", ")} was changed after it was applied. ` +
          "Take the change back and write it as a new migration (npm run db:diff).",
      );
    }
    return appliedMigrationNames;
  });
}

/** Writes the SQL that leads from the present database to the schema; empty if they agree. */
export async function diffFromDatabase(url: string): Promise<string> {
  return withEngine(url, async (open) => {
    const files = (await datamodels()).map(([path, content]) => ({ path, content }));
    const { stdout } = await open.diff({
      // The database of the adapter that the engine was made with.
      from: { tag: "schemaDatasource", files, configDir: ROOT },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters,
    });
    return withoutGenerated(stdout ?? "", await generatedColumns(url));
  });
}

/** Columns the database computes itself, as "Table" and "column". */
async function generatedColumns(url: string): Promise<{ table: string; column: string }[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
       WHERE table_schema = 'public' AND is_generated = 'ALWAYS'`,
    );
    return rows;
  } finally {
    await client.end();
  }
}

/** Removes changes to generated columns: the engine takes their expression for a default that the schema dropped. */
function withoutGenerated(sql: string, generated: { table: string; column: string }[]): string {
  let left = sql;
  for (const { table, column } of generated) {
    const drop = `ALTER COLUMN "${column}" DROP DEFAULT`;
    left = left
      .replace(`-- AlterTable\nALTER TABLE "${table}" ${drop};`, "")
      .replace(`ALTER TABLE "${table}" ${drop},\n`, `ALTER TABLE "${table}" `);
  }
  return left.replace(/^-- This is an empty migration\.$/m, "").trim();
}

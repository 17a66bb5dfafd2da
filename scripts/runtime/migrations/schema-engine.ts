import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type ErrorCapturingSqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

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

/** The type of PostgreSQL's own catalogue, "char", and text. */
const CHAR = 18;
const TEXT = 25;

/**
 * The adapter does not know "char", which the engine reads from the catalogue: the pool hands such
 * columns over as text and remembers their names, the adapter then calls them characters.
 */
class CataloguePool extends pg.Pool {
  readonly characters = new Set<string>();

  override query(...args: unknown[]): never {
    const answer = (super.query as (...all: unknown[]) => Promise<pg.QueryResult>)(...args);
    return answer.then((result) => {
      for (const field of result.fields ?? []) {
        if (field.dataTypeID !== CHAR) continue;
        field.dataTypeID = TEXT;
        this.characters.add(field.name);
      }
      return result;
    }) as never;
  }
}

const UNFINISHED = "finished_at IS NULL AND rolled_back_at IS NULL";
const NOTE_APPLIED = `UPDATE "_prisma_migrations" SET finished_at = now() WHERE ${UNFINISHED}`;

/**
 * Forgets migrations that were begun and not noted as applied: nothing of them was kept. Without this
 * the engine would wait for somebody to judge. The caller holds off everybody else who migrates.
 */
export async function forgetUnfinished(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`SELECT to_regclass('"_prisma_migrations"') AS there`);
  if (rows[0].there) await client.query(`DELETE FROM "_prisma_migrations" WHERE ${UNFINISHED}`);
}

class CatalogueAdapter extends PrismaPg {
  constructor(private readonly pool: CataloguePool) {
    super(pool);
  }

  override async connect() {
    const adapter = await super.connect();
    const ask = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const answer = await ask(query);
      answer.columnNames.forEach((name, column) => {
        if (!this.pool.characters.has(name)) return;
        answer.columnTypes[column] = ColumnTypeEnum.Character;
      });
      return answer;
    };
    // The adapter would send a script statement by statement, split at every semicolon. In one piece
    // it is one transaction: applied and noted as applied, or neither, whatever kills us.
    adapter.executeScript = async (script) => {
      try {
        await this.pool.query(`${script}\n;\n${NOTE_APPLIED}`);
      } catch (error) {
        (adapter as unknown as { onError(error: unknown): never }).onError(error);
      }
    };
    return adapter;
  }
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

async function migrationList() {
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
 * Applies the migrations that are missing.
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

/** The SQL that leads from the database as it stands to the schema; empty when they agree. */
export async function diffFromDatabase(url: string): Promise<string> {
  return withEngine(url, async (open) => {
    const files = (await datamodels()).map(([path, content]) => ({ path, content }));
    const { stdout } = await open.diff({
      // The database behind the adapter that the engine was made with.
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

/** The engine takes the expression of a generated column for a default that the schema dropped. */
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

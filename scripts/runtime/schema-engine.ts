import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  type ErrorCapturingSqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg.js";

const ROOT = resolve(import.meta.dirname, "../..");
const SCHEMA = join(ROOT, "prisma/schema");
export const MIGRATIONS = join(ROOT, "prisma/migrations");
const LOCK = { path: "migration_lock.toml", content: 'provider = "postgresql"\n' };

interface Engine {
  diff(params: unknown): Promise<{ exitCode: number; stdout?: string | null }>;
  applyMigrations(input: unknown): Promise<{ appliedMigrationNames: string[] }>;
  diagnoseMigrationHistory(input: unknown): Promise<{
    editedMigrationNames: string[];
    failedMigrationNames: string[];
    history: unknown;
  }>;
  free(): void;
}

let loaded: Promise<void> | undefined;

/** Loads Prisma's schema engine as WebAssembly: nothing is downloaded. */
function load(): Promise<void> {
  loaded ??= (async () => {
    const require = createRequire(import.meta.url);
    const file = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg.wasm");
    const { instance } = await WebAssembly.instantiate(await readFile(file), {
      "./schema_engine_bg.js": engine as unknown as WebAssembly.ModuleImports,
    });
    engine.__wbg_set_wasm(instance.exports);
    (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  })();
  return loaded;
}

async function withEngine<T>(url: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  await load();
  const factory: ErrorCapturingSqlMigrationAwareDriverAdapterFactory =
    bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }));
  const open: Engine = await engine.SchemaEngine.new(
    { datamodels: await datamodels() },
    () => {},
    factory,
  );
  try {
    return await work(open);
  } finally {
    open.free();
  }
}

/** The schema's files as the engine wants them: pairs of name and text. */
async function datamodels(): Promise<[string, string][]> {
  const names = (await readdir(SCHEMA)).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    names.map(async (name): Promise<[string, string]> => [
      name,
      await readFile(join(SCHEMA, name), "utf8"),
    ]),
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
        content: { tag: "ok", value: await readFile(join(MIGRATIONS, name, "migration.sql"), "utf8") },
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
    const { stdout } = await open.diff({
      from: { tag: "url", url },
      to: {
        tag: "schemaDatamodel",
        files: (await datamodels()).map(([path, content]) => ({ path, content })),
      },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters,
    });
    return stdout?.trim() ?? "";
  });
}

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { runTool } from "./tools";

const ROOT = resolve(import.meta.dirname, "../../..");
const SOURCES = ["app", "components", "server", "trpc", "prisma/schema"];
const LOCK_FILE = "package-lock.json";
const FILES = [LOCK_FILE, "next.config.js", "postcss.config.mjs", "tsconfig.json"];
const MARK = join(ROOT, ".next/colloquy-sources");

/** Whether the sources have changed since the last build. */
export async function needsBuild(): Promise<boolean> {
  if (!existsSync(join(ROOT, ".next/BUILD_ID"))) return true;
  const built = await readFile(MARK, "utf8").catch(() => "");
  return built !== (await sourcesHash());
}

/** Builds the site. @param say called with each line the build prints */
export async function build(say: (line: string) => void): Promise<void> {
  const hash = await sourcesHash();
  // A build that is cut off must not count as the previous one.
  await rm(MARK, { force: true });
  await runTool("next", ["build"], { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" }, say);
  await writeFile(MARK, hash);
}

/** Generates the database client when the schema is newer than it. */
export async function generateClient(say: (line: string) => void): Promise<boolean> {
  const mark = join(ROOT, "prisma/generated/.schema");
  const hash = await hashOf([...(await filesUnder("prisma/schema")), join(ROOT, LOCK_FILE)]);
  if ((await readFile(mark, "utf8").catch(() => "")) === hash) return false;
  await rm(mark, { force: true });
  // Prisma would download an engine that generating does not use. The path of any existing file prevents that.
  await runTool("prisma", ["generate"], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath }, say);
  await writeFile(mark, hash);
  return true;
}

async function sourcesHash(): Promise<string> {
  const listed = await Promise.all(SOURCES.map(filesUnder));
  return hashOf([...listed.flat(), ...FILES.map((name) => join(ROOT, name))]);
}

async function filesUnder(dir: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, dir), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function hashOf(files: string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) {
    hash
      .update(relative(ROOT, file))
      .update("\0")
      .update(await readFile(file))
      .update("\0");
  }
  return hash.digest("hex");
}

import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compressFiles } from "./compress";
import { filesUnder, hashOf, LOCK_FILE, pagesHash, ROOT } from "./sources.mjs";
import { runTool } from "./tools";

const MARK = join(ROOT, ".next/colloquy-sources");

/** Whether the sources of the pages have changed since the last build. */
export async function needsBuild(): Promise<boolean> {
  if (!existsSync(join(ROOT, ".next/BUILD_ID"))) return true;
  const built = await readFile(MARK, "utf8").catch(() => "");
  return built !== (await pagesHash());
}

/** Builds the pages. @param say called with each line the build prints */
export async function build(say: (line: string) => void): Promise<void> {
  const hash = await pagesHash();
  // A build that is cut off must not count as the previous one.
  await rm(MARK, { force: true });
  await runTool("next", ["build"], { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" }, say);
  say("Compressing scripts and style sheets");
  await compressFiles(".next/static");
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

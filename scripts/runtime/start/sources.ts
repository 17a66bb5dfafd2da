import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../../..");
const SOURCES = ["app", "components", "server", "trpc", "prisma/schema"];
export const LOCK_FILE = "package-lock.json";
const FILES = [LOCK_FILE, "next.config.js", "postcss.config.mjs", "tsconfig.json"];

/** The hash of all sources of a build. */
export async function sourcesHash(): Promise<string> {
  const listed = await Promise.all(SOURCES.map(filesUnder));
  return hashOf([...listed.flat(), ...FILES.map((name) => join(ROOT, name))]);
}

/** Lists the files under a folder of the repository, sorted, without tests. */
export async function filesUnder(dir: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, dir), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The hash of these files, with their names. */
export async function hashOf(files: string[]): Promise<string> {
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

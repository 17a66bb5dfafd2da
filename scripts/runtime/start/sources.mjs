// Which sources a build is made of, and whether they have changed since. Plain JavaScript, because start.mjs asks before
// anything that reads TypeScript is loaded. Types: sources.d.mts.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../../..");
export const LOCK_FILE = "package-lock.json";

const PAGES = ["app", "components", "server", "trpc", "prisma/schema"];
const PAGES_FILES = [LOCK_FILE, "next.config.js", "postcss.config.mjs", "tsconfig.json"];
// The pages' shell holds the script that wakes them, which the server puts in.
const SERVER = ["server", "components/shell", "prisma/schema", "prisma/demo", "scripts/runtime"];
const SERVER_FILES = [LOCK_FILE, "tsconfig.json", "scripts/tsconfig.json"];

/**
 * Each bundle is in a folder here that is named after the hash of its sources. It cannot be within .next: Node would
 * remember that .next/package.json was missing before the first build, and take the pages for ES modules.
 */
export const BUNDLES = join(ROOT, ".built");

export async function pagesHash() {
  return hashOf(await filesOf(PAGES, PAGES_FILES));
}

export function serverSources() {
  return filesOf(SERVER, SERVER_FILES);
}

export async function serverBundle() {
  return join(BUNDLES, (await hashOf(await serverSources())).slice(0, 32));
}

async function filesOf(folders, files) {
  const listed = await Promise.all(folders.map(filesUnder));
  return [...listed.flat(), ...files.map((name) => join(ROOT, name))];
}

export async function filesUnder(folder) {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

export async function hashOf(files) {
  const texts = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash("sha256");
  for (const [at, file] of files.entries())
    hash.update(relative(ROOT, file)).update("\0").update(texts[at]).update("\0");
  return hash.digest("hex");
}

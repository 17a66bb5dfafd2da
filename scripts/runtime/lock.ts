import { rmSync } from "node:fs";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dataDir, makeDataDir, notMine } from "./data-dir";
import { bornAt } from "./processes";

/** Who holds the data directory: a process, and what it does with it. */
interface Holder {
  pid: number;
  born: string;
  /** A site stays until it is stopped, a command ends by itself. */
  kind: "site" | "command";
  name: string;
  /** Where a site answers. */
  address?: string;
}

/** A data directory that this process holds. */
export interface Held {
  release(): Promise<void>;
}

const file = () => join(dataDir(), "running.json");

/** The process that holds the data directory and lives, or null. */
async function holder(path = file()): Promise<Holder | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return null;
  try {
    const found = JSON.parse(text) as Holder;
    return bornAt(found.pid) === found.born ? found : null;
  } catch {
    return null;
  }
}

/**
 * Takes the data directory for this process, so that no two start its database. What a killed process
 * has left counts for nothing. A command that holds it is waited for, a site is not.
 * @param say is told once whom we wait for
 * @param meanwhile where given, a site is waited for too, until this says that it can be used as it is
 * @returns null where it can
 * @throws Error when a site holds it and `meanwhile` is not given
 */
export async function hold(
  who: Pick<Holder, "kind" | "name" | "address">,
  say: (line: string) => void,
  meanwhile?: () => Promise<boolean>,
): Promise<Held | null> {
  await makeDataDir();
  let told = false;
  for (;;) {
    if (await claim(who)) return held();
    const other = await holder();
    if (!other) {
      await clearStale();
      continue;
    }
    if (other.kind === "site") {
      if (!meanwhile) throw new Error(alreadyRunning(other));
      if (await meanwhile()) return null;
    }
    if (!told) say(`waiting for ${other.name} (process ${other.pid}), which uses ${dataDir()}`);
    told = true;
    await new Promise((again) => setTimeout(again, 200));
  }
}

function alreadyRunning({ pid, address }: Holder): string {
  return (
    `Colloquy is already running here${address ? ` at ${address}` : ""} (process ${pid}). ` +
    "Stop it first, or give this one data of its own: COLLOQUY_DATA_DIR=DIRECTORY"
  );
}

/** Writes the file if nobody has. The system lets only one process make it. */
async function claim(who: Pick<Holder, "kind" | "name" | "address">): Promise<boolean> {
  const mine: Holder = { pid: process.pid, born: bornAt(process.pid) ?? "", ...who };
  try {
    await writeFile(file(), JSON.stringify(mine), { flag: "wx" });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    throw notMine(file(), code);
  }
}

/** Takes away what a killed process left; put back where somebody was faster and lives. */
async function clearStale(): Promise<void> {
  // Somebody may be just about to write it.
  await new Promise((again) => setTimeout(again, 100));
  if (await holder()) return;
  const aside = `${file()}.${process.pid}`;
  try {
    await rename(file(), aside);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return;
    throw notMine(file(), code);
  }
  if (await holder(aside)) await link(aside, file()).catch(() => {});
  await rm(aside, { force: true });
}

function held(): Held {
  const drop = () => rmSync(file(), { force: true });
  // However the process ends, but by a kill.
  process.once("exit", drop);
  return {
    async release() {
      process.off("exit", drop);
      drop();
    },
  };
}

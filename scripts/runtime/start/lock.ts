import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dataDir, makeDataDir, unusableError } from "./data-dir";
import { startMarkOf } from "./processes";

/** A process that wants or holds the data directory, and its purpose. */
interface Claim {
  pid: number;
  born: string;
  /** A site stays until it is stopped; a command ends on its own. */
  kind: "site" | "command";
  name: string;
  /** Address where a site answers. */
  address?: string;
}

/** A data directory that this process holds. */
export interface DataDirLock {
  release(): Promise<void>;
}

type Who = Pick<Claim, "kind" | "name" | "address">;

const place = () => join(dataDir(), "running");

/**
 * Takes the data directory for this process, so that no two start its database. Files left by a killed process
 * do not count. If a command holds it, this waits; if a site does, it fails.
 * @param say called once with the name of the process that we wait for
 * @param meanwhile if given, this also waits for a site, until the function says that its database can be used as it is
 * @returns null if the site's database can be used
 * @throws Error when a site holds it and `meanwhile` is not given
 */
export async function lockDataDir(
  who: Who,
  say: (line: string) => void,
  meanwhile?: () => Promise<boolean>,
): Promise<DataDirLock | null> {
  await makeDataDir();
  const id = randomUUID();
  let told = false;
  for (;;) {
    const other = await claim(id, who);
    if (!other) return held(id);
    if (other.kind === "site") {
      if (!meanwhile) throw new Error(alreadyRunning(other));
      if (await meanwhile()) return null;
    }
    if (!told) say(`waiting for ${other.name} (process ${other.pid}), which uses ${dataDir()}`);
    told = true;
    await pause(200);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((again) => setTimeout(again, ms));
}

function alreadyRunning({ pid, address }: Claim): string {
  return (
    `Colloquy is already running here${address ? ` at ${address}` : ""} (process ${pid}). ` +
    "Stop it first, or give this one its own data directory: COLLOQUY_DATA_DIR=DIRECTORY"
  );
}

/**
 * Puts our own file beside those of others, and only then looks at theirs. So if two want the
 * same directory, at least one sees the other. Among those still waiting, the first by name stays.
 * @returns the holder, or null if it is now us
 */
async function claim(id: string, who: Who): Promise<Claim | null> {
  const file = join(place(), id);
  const mine: Claim = { pid: process.pid, born: startMarkOf(process.pid) ?? "", ...who };
  const want = async () => {
    await mkdir(place(), { recursive: true });
    await writeFile(`${file}.new`, JSON.stringify(mine));
    await rename(`${file}.new`, file);
  };
  try {
    await want();
    for (;;) {
      const others = (await living()).filter((other) => other.id !== id);
      const holder = others.find(({ holds }) => holds);
      if (others.length === 0) await writeFile(`${file}.held`, "");
      else if (holder || others.some((other) => other.id < id)) await rm(file);
      if (others.length === 0 || holder) return holder?.claim ?? null;
      await pause(20);
      if (others.some((other) => other.id < id)) await want();
    }
  } catch (error) {
    throw unusableError(place(), (error as NodeJS.ErrnoException).code);
  }
}

interface Living {
  id: string;
  claim: Claim;
  holds: boolean;
}

/** Lists the claims of living processes, and removes those of dead ones. Names are never used twice. */
async function living(): Promise<Living[]> {
  const names = await readdir(place());
  const found: Living[] = [];
  for (const id of names.filter((name) => !name.includes("."))) {
    const text = await readFile(join(place(), id), "utf8").catch(() => null);
    // The process has released it meanwhile.
    if (text === null) continue;
    const theirs = JSON.parse(text) as Claim;
    if (startMarkOf(theirs.pid) === theirs.born) {
      found.push({ id, claim: theirs, holds: names.includes(`${id}.held`) });
    } else {
      for (const name of [id, `${id}.held`]) await rm(join(place(), name), { force: true });
    }
  }
  return found;
}

function held(id: string): DataDirLock {
  const drop = () => {
    for (const name of [`${id}.held`, id]) rmSync(join(place(), name), { force: true });
  };
  // Runs however the process ends, except by a kill.
  process.once("exit", drop);
  return {
    async release() {
      process.off("exit", drop);
      drop();
    },
  };
}

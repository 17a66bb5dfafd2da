import { chown, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dataDir } from "../start/data-dir";
import { commandOf } from "../start/processes";
import type { Account } from "./account";
import { runProgram, stopServer } from "./postgres";

export const USER = "postgres";

/** Creates the cluster under another name and then renames it, so that a kill leaves no half-made cluster. */
export async function makeCluster(
  dir: string,
  bin: string,
  account: Account,
  password: string,
): Promise<void> {
  for (const name of await readdir(dataDir())) {
    if (/^postgres\.[A-Za-z0-9]+$/.test(name)) await rm(join(dataDir(), name), { recursive: true });
  }
  if (await isThere(dir)) return;
  const aside = await mkdtemp(`${dir}.`);
  const secret = await mkdtemp(join(tmpdir(), "colloquy-"));
  const file = join(secret, "password");
  try {
    await writeFile(file, `${password}\n`, { mode: 0o600 });
    if (account.uid !== undefined && account.gid !== undefined) {
      for (const path of [aside, secret, file]) await chown(path, account.uid, account.gid);
    }
    const program = runProgram(
      join(bin, "initdb"),
      [
        `--pgdata=${aside}`,
        `--username=${USER}`,
        `--pwfile=${file}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--lc-messages=C",
      ],
      account,
    );
    if ((await program.ended) !== 0) throw new Error(program.reason());
    await rename(aside, dir);
  } finally {
    await rm(secret, { recursive: true, force: true });
    await rm(aside, { recursive: true, force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A number that no process has: with it, PostgreSQL checks whether shared memory is still in use. */
const NOBODY = 2_147_483_646;

/** Stops the server that a killed start left over this directory, if it still runs. */
export async function stopLeftover(dir: string): Promise<void> {
  const file = join(dir, "postmaster.pid");
  const [pid, ...rest] = (await readFile(file, "utf8").catch(() => "")).split("\n");
  if (!pid) return;
  if (commandOf(Number(pid))?.includes(`-D ${dir} `)) return stopServer(Number(pid));
  // The process is dead, or its number belongs to another one by now: to a copy's server, or to the dead server if
  // its parent has not reaped it yet. PostgreSQL would take either for a running server.
  await writeFile(file, [NOBODY, ...rest].join("\n"));
}

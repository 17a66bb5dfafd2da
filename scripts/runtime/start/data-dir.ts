import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../../..");

/** The directory of the embedded database, its secrets and everything that is built once. */
export function dataDir(): string {
  return resolve(ROOT, process.env.COLLOQUY_DATA_DIR || ".data");
}

export interface Secrets {
  authSecret: string;
  databasePassword: string;
  databasePort: number;
}

/** Reads the secrets of the embedded database. They are made once, and only their owner can read them. */
export async function readSecrets(): Promise<Secrets> {
  const file = join(dataDir(), "secrets.json");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw unusableError(file, code);
    return saveSecrets({
      authSecret: randomBytes(32).toString("base64url"),
      databasePassword: randomBytes(18).toString("base64url"),
      databasePort: await freePort(),
    });
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is damaged. Restore it from a backup; the database needs it.`);
  }
}

/** Writes the secrets to another file and renames it, so that a kill in between leaves no half-written file. */
export async function saveSecrets(made: Secrets): Promise<Secrets> {
  const file = join(dataDir(), "secrets.json");
  await makeDataDir();
  await writeFile(`${file}.new`, JSON.stringify(made, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return made;
}

/** Makes the data directory. @throws Error that says what to do if this fails */
export async function makeDataDir(): Promise<void> {
  await mkdir(dataDir(), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw unusableError(dataDir(), error.code);
  });
}

/** Makes the error for a file of the data directory that cannot be used. */
export function unusableError(path: string, code: string | undefined): Error {
  if (code === "ENOSPC") return Object.assign(new Error("the disk is full"), { code });
  return new Error(
    `${path} cannot be used (${code}). Start as the user it belongs to, or choose another place: COLLOQUY_DATA_DIR=DIRECTORY`,
  );
}

/** Finds a free port on loopback; the wanted one if it is free. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", (error) => (wanted ? done(freePort()) : failed(error)));
    probe.listen({ host: "127.0.0.1", port: wanted }, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}

import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dataDir, freePort, makeDataDir, unusableError } from "./data-dir";

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

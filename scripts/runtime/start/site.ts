import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, resolve } from "node:path";
import pg from "pg";
import { readEnv, withoutEmpty } from "@/server/platform/env";
import { startEmbedded } from "../postgres/embedded";
import { dataDir } from "./data-dir";
import { readSecrets } from "./secrets";

const ROOT = resolve(import.meta.dirname, "../../..");

/** The oldest PostgreSQL on which the migrations run. */
const OLDEST_POSTGRES = 15;
/** With less free space than this, a new database and a build would stop halfway. */
const ROOM_TO_BUILD = 500_000_000;
/** With less free space than this, PostgreSQL would soon stop. */
const ROOM_TO_RUN = 100_000_000;

export interface Site {
  host: string;
  port: number;
  embedded: boolean;
  /** Whether a fresh database gets the demo. */
  demo: boolean;
}

/**
 * Reads where the site answers from HOST, PORT and DATABASE_URL; sets what the server reads from the
 * environment. @throws Error naming the setting that is wrong
 */
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
  // Other settings are needed much later. They are checked here, before anything has been started.
  const fallback = { DATABASE_URL: "embedded", AUTH_SECRET: "x".repeat(32) };
  const { DEMO } = readEnv({ ...fallback, ...withoutEmpty(process.env) });
  return { host, port, embedded, demo: embedded && DEMO === "on" };
}

/** Checks, before anything is started, that the port is free. @throws Error if it is taken */
export function demandFreePort({ host, port }: Pick<Site, "host" | "port">): Promise<void> {
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

/** Checks the free space. @throws Error if a disk that will be written to is nearly full */
export async function demandSpace(site: Pick<Site, "embedded">, builds: boolean): Promise<void> {
  const places = [...(site.embedded ? [dataDir()] : []), ...(builds ? [ROOT] : [])];
  for (const place of places) {
    const disk = await statfs(nearest(place));
    const free = disk.bavail * disk.bsize;
    const needed = builds || !existsSync(place) ? ROOM_TO_BUILD : ROOM_TO_RUN;
    if (free > needed) continue;
    const [left, least] = [free, needed].map((bytes) => Math.floor(bytes / 1_000_000));
    throw new Error(
      `The disk is full: ${left} MB are free for ${place}, ${least} are needed. Make room and start again.`,
    );
  }
}

/** Finds the directory itself, or the nearest part of its path that exists. */
function nearest(dir: string): string {
  return existsSync(dir) ? dir : nearest(dirname(dir));
}

/**
 * Finds the database of the site: DATABASE_URL, or the embedded one, which this starts. The caller holds the data
 * directory. @param died called if the embedded one ends and does not come back
 */
export async function openDatabase(
  site: Pick<Site, "embedded">,
  died?: (why: string) => void,
): Promise<{ url: string; stop(): Promise<void> }> {
  if (!site.embedded) {
    const url = process.env.DATABASE_URL as string;
    await demandDatabase(url);
    return { url, stop: async () => {} };
  }
  const database = await startEmbedded(died);
  process.env.DATABASE_URL = database.url;
  process.env.AUTH_SECRET ||= (await readSecrets()).authSecret;
  process.env.COLLOQUY_EMBEDDED = "1";
  return database;
}

/** Checks the database at this address. @throws Error that names the problem, without the password */
export async function demandDatabase(url: string): Promise<void> {
  if (!URL.canParse(url) || !/^postgres(?:ql)?:$/.test(new URL(url).protocol)) {
    throw new Error(
      "DATABASE_URL is not a PostgreSQL address. It looks like this: postgresql://user:password@host:5432/name",
    );
  }
  const { host, pathname } = new URL(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("SHOW server_version_num");
    const version = Math.floor(Number(rows[0].server_version_num) / 10_000);
    if (version < OLDEST_POSTGRES) {
      throw new Error(`it is PostgreSQL ${version}; ${OLDEST_POSTGRES} or later is needed`);
    }
  } catch (error) {
    const { message, code } = error as { message?: string; code?: string };
    throw new Error(
      `Cannot use the database ${pathname.slice(1)} at ${host}: ${message || code}. Check DATABASE_URL.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}

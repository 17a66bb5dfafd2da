import { chmod, realpath } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { dataDir, freePort, makeDataDir } from "../start/data-dir";
import { readSecrets, saveSecrets } from "../start/secrets";
import { databaseAccount } from "./account";
import { makeCluster, stopLeftover, USER } from "./cluster";
import { findPostgres, type Program, runProgram, stopServer } from "./postgres";

const DATABASE = "colloquy";
/** The longest start in milliseconds: a recovery after a kill may be slow. */
const READY_WITHIN_MS = 120_000;
/** A server that dies again within this time (milliseconds) of its restart is not started a third time. */
const TOO_SOON_MS = 10_000;

/** The address of the embedded database, whether it runs or not. */
export async function embeddedUrl(): Promise<string> {
  const { databasePassword, databasePort } = await readSecrets();
  return `postgresql://${USER}:${databasePassword}@127.0.0.1:${databasePort}/${DATABASE}`;
}

/** Whether our embedded database answers. Another server at its port, such as that of a copy, does not count. */
export async function embeddedAnswers(): Promise<boolean> {
  return (await answerOf(await embeddedUrl())) === "ours";
}

export interface EmbeddedDatabase {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL on `.data/postgres`, which is created the first time. The caller holds the
 * data directory. A server that still runs because its parent was killed is stopped first; PostgreSQL then
 * recovers from its log automatically. A server that dies unexpectedly is started again.
 * @param died called if it does not come back
 */
export async function startEmbedded(died?: (why: string) => void): Promise<EmbeddedDatabase> {
  try {
    return await start(died);
  } catch (error) {
    throw new Error(`the embedded PostgreSQL did not start: ${(error as Error).message}`);
  }
}

async function start(died?: (why: string) => void): Promise<EmbeddedDatabase> {
  const dir = join(dataDir(), "postgres");
  await makeDataDir();
  await stopLeftover(dir);
  const kept = await readSecrets();
  // The port is not secret, so another program may have taken it meanwhile.
  const port = await freePort(kept.databasePort);
  if (port !== kept.databasePort) await saveSecrets({ ...kept, databasePort: port });
  const bin = await findPostgres();
  // If root starts the site, the server runs as another user, who must be able to reach its directory.
  if (process.getuid?.() === 0) await chmod(dataDir(), 0o711);
  const account = await databaseAccount(dir, bin);
  await makeCluster(dir, bin, account, kept.databasePassword);

  let stopping = false;
  const flags = ["-D", dir, "-p", String(port), "-c", "listen_addresses=127.0.0.1"];
  const run = () =>
    runProgram(join(bin, "postgres"), [...flags, "-c", "unix_socket_directories="], account);
  let server = await ready(run, () => stopping);
  await createDatabase(await embeddedUrl());

  /** Starts the server again when it dies; gives up if it dies at once. */
  const watching = (async () => {
    for (let began = 0; ; ) {
      await server.ended;
      if (stopping) return;
      const why = server.reason();
      if (Date.now() - began < TOO_SOON_MS) return died?.(why);
      console.error(`✗ the embedded PostgreSQL ended (${why}); starting it again`);
      began = Date.now();
      try {
        server = await ready(run, () => stopping);
        // A stop during the restart ended only the server that was already dead.
        if (stopping) await stopServer(server.pid);
      } catch (error) {
        if (!stopping) died?.((error as Error).message);
        return;
      }
    }
  })();
  return {
    url: await embeddedUrl(),
    async stop() {
      stopping = true;
      await stopServer(server.pid);
      await watching;
    },
  };
}

/** Starts the server and waits until it answers. @throws Error with the reason if it does not */
async function ready(run: () => Program, stopping: () => boolean): Promise<Program> {
  const deadline = Date.now() + READY_WITHIN_MS;
  const late = `it did not answer within ${READY_WITHIN_MS / 1000} seconds`;
  let program = run();
  for (;;) {
    const answer = await answerOf(await embeddedUrl());
    if (answer === "ours") return program;
    const over = Date.now() > deadline ? late : stopping() ? "it was stopped" : null;
    const wrong = answer === "password" ? "its password is not the one in secrets.json" : over;
    if (wrong) {
      await stopServer(program.pid);
      throw new Error(wrong);
    }
    if (program.hasEnded()) {
      // The children of a killed server take a moment to notice.
      if (!/pre-existing shared memory/.test(program.reason())) throw new Error(program.reason());
      await new Promise((again) => setTimeout(again, 500));
      program = run();
    }
    await new Promise((again) => setTimeout(again, 30));
  }
}

async function answerOf(url: string): Promise<"ours" | "password" | "nothing"> {
  const target = new URL(url);
  target.pathname = `/${USER}`;
  const client = new pg.Client({ connectionString: target.href, connectionTimeoutMillis: 3000 });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("SHOW data_directory");
    const [theirs, ours] = [rows[0].data_directory, join(dataDir(), "postgres")];
    return (await realpath(theirs)) === (await realpath(ours)) ? "ours" : "nothing";
  } catch (error) {
    return (error as { code?: string }).code === "28P01" ? "password" : "nothing";
  } finally {
    await client.end().catch(() => {});
  }
}

async function createDatabase(url: string): Promise<void> {
  const target = new URL(url);
  const name = target.pathname.slice(1);
  target.pathname = `/${USER}`;
  const client = new pg.Client({ connectionString: target.href });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

import pg from "pg";
import { lockDataDir } from "../start/lock";
import { readSecrets } from "../start/secrets";
import { demandDatabase, openDatabase } from "../start/site";
import { embeddedAnswers, embeddedUrl } from "./embedded";

/** A database that a command may use until it calls `done`. */
interface Reached {
  url: string;
  done(): Promise<void>;
}

/**
 * Finds the database for a command: DATABASE_URL or the embedded one. If the site runs, its database
 * is used as it is. If not, the embedded one is started, and stopped again by `done` or by
 * Ctrl-C. A site that starts meanwhile waits for us, and we wait for one that is just starting.
 * Sets DATABASE_URL and AUTH_SECRET for the rest of the process.
 */
export async function databaseForCommand(): Promise<Reached> {
  const given = process.env.DATABASE_URL;
  if (given) {
    await demandDatabase(given);
    // Commands sign nothing, so any value will do for the secret that the server requires.
    process.env.AUTH_SECRET ||= "x".repeat(32);
    return { url: given, done: async () => {} };
  }
  const name = `npm run ${process.env.npm_lifecycle_event ?? "command"}`;
  const say = (line: string) => console.error(`… ${line}`);
  const held = await lockDataDir({ kind: "command", name }, say, embeddedAnswers);
  process.env.AUTH_SECRET ||= (await readSecrets()).authSecret;
  if (!held) {
    const url = await embeddedUrl();
    process.env.DATABASE_URL = url;
    return { url, done: async () => {} };
  }
  const opening = openDatabase({ embedded: true });
  const done = async () => {
    await (await opening.catch(() => null))?.stop();
    await held.release();
  };
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.once(signal, () => void done().then(() => process.exit(code)));
  }
  const { url } = await opening.catch(async (error) => {
    await held.release();
    throw error;
  });
  return { url, done };
}

/** Opens a connection whose errors reach the running query and do not end the process. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  return client;
}

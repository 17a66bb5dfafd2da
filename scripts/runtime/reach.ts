import pg from "pg";
import { embeddedUrl } from "./embedded";
import { openDatabase, siteFromEnvironment } from "./site";

/**
 * The database for a command: DATABASE_URL, else the embedded one. Where the site runs, its database
 * is used as it is; where not, the embedded one is started and stopped again by `done`.
 * Sets DATABASE_URL and AUTH_SECRET for the rest of the process.
 */
export async function reachDatabase(): Promise<{ url: string; done(): Promise<void> }> {
  if (!process.env.DATABASE_URL) {
    const url = await embeddedUrl();
    if (await answers(url)) {
      process.env.DATABASE_URL = url;
      process.env.AUTH_SECRET ||= "x".repeat(32);
      return { url, done: async () => {} };
    }
  } else {
    // Commands sign nothing; the server's demand for a secret does not concern them.
    process.env.AUTH_SECRET ||= "x".repeat(32);
  }
  const { url, stop } = await openDatabase(siteFromEnvironment());
  return { url, done: stop };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

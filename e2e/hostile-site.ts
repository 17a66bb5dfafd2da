import { test as base } from "@playwright/test";
import { OwnSite } from "./own-site";
import { PROBE_PORT } from "./ports";
import { SITE } from "./raw";
import { SiteDatabase } from "./site";

let database: SiteDatabase | undefined;

/**
 * A test against a separate site of its worker. Hostile requests use up the limits of their
 * address, and count the rows of every table before and after.
 */
export const test = base.extend<object, { site: OwnSite }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are needed
    async ({}, use) => {
      const site = await OwnSite.made({
        DEMO: "on",
        PROBE_PORT: String(PROBE_PORT),
        NODE_OPTIONS: `--import=${import.meta.resolve("../server/testing/probe.mjs")}`,
      });
      await site.start();
      database = new SiteDatabase(site.database);
      await keepQuiet();
      await use(site);
      await database.close();
      await site.remove();
    },
    { scope: "worker", auto: true, timeout: 300_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  baseURL: async ({}, use) => use(SITE),
});

function open(): SiteDatabase {
  if (!database) throw new Error("This site's database is there once a test has begun.");
  return database;
}

/** Moves what the demo has near today out of reach, so that the site's own jobs write nothing while rows are counted. */
async function keepQuiet(): Promise<void> {
  await sql(`UPDATE "Meeting" SET "startsAt" = "startsAt" - interval '7 days'
    WHERE "startsAt" BETWEEN now() - interval '3 days' AND now()`);
  await sql(`UPDATE "Meeting" SET "startsAt" = "startsAt" + interval '7 days'
    WHERE "startsAt" BETWEEN now() AND now() + interval '3 days'`);
  await sql(`UPDATE "Ballot" SET "closesAt" = "closesAt" + interval '7 days'
    WHERE "closedAt" IS NULL AND "closesAt" < now() + interval '3 days'`);
}

/** Queries the database of this worker's site. */
export async function sql<Row extends object>(query: string, values: unknown[] = []) {
  return open().sql<Row>(query, values);
}

/** The tables of this worker's site. */
export function tables() {
  return open().tables;
}

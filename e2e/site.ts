import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { MEMBER_COOKIE } from "@/components/shell/member";
import { CAST, type Handle } from "@/prisma/demo/cast";
import { embeddedUrl } from "@/scripts/runtime/postgres/embedded";
import { PrismaClient } from "../prisma/generated/client";
import type { Role, Visibility } from "../server/groups/policy";
import type { Viewer } from "../server/people/policy";
import { type Database, group, person, session } from "../server/testing/world";
import { SHARED_PORT } from "./ports";

// The site of the journeys keeps its data in a separate directory.
process.env.COLLOQUY_DATA_DIR = process.env.E2E_DATA_DIR ?? ".data/e2e";

/** The database of a running site, for steps that a journey cannot wait for, and for checks behind the pages. */
export class SiteDatabase {
  readonly #pool: pg.Pool;
  /** The tables of this database. */
  readonly tables: Database;

  constructor(address: string) {
    this.#pool = new pg.Pool({ connectionString: address, max: 4 });
    // The pool replaces a connection that breaks while idle. Without this listener, the error would end the process.
    this.#pool.on("error", () => {});
    this.tables = new PrismaClient({ adapter: new PrismaPg(this.#pool) });
  }

  async sql<Row extends object>(query: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row>(query, values)).rows;
  }

  async close(): Promise<void> {
    await this.tables.$disconnect();
    await this.#pool.end();
  }
}

let opened: Promise<SiteDatabase> | undefined;

/** The database of the site that the journeys share. */
export function sharedDatabase(): Promise<SiteDatabase> {
  opened ??= embeddedUrl().then((address) => new SiteDatabase(address));
  return opened;
}

/** Queries the database of the shared site. */
export async function sql<Row extends object>(query: string, values: unknown[] = []) {
  return (await sharedDatabase()).sql<Row>(query, values);
}

/** Sends the email that gathers for a person, as if its ten minutes were over. */
export async function emailNow({ id }: { id: string }): Promise<void> {
  const waiting = () =>
    sql(`SELECT 1 FROM "EmailTurn" WHERE "personId" = $1 AND "dueAt" IS NOT NULL`, [id]);
  await expect.poll(async () => (await waiting()).length).toBe(1);
  await sql(`UPDATE "EmailTurn" SET "dueAt" = now() WHERE "personId" = $1`, [id]);
  await sql(
    `SELECT graphile_worker.add_job('notifications.mail', json_build_object('personId', $1::text), job_key := 'mail:' || $1)`,
    [id],
  );
}

export interface Visitor extends Viewer {
  context: BrowserContext;
  page: Page;
}

interface VisitorChoices {
  timeZone?: string;
  device?: BrowserContextOptions;
  /** The site with the person's account. */
  at?: Database;
}

/**
 * Opens a browser for a new person with an account, signed in by an inserted session.
 * @param who one of the cast, or a name that says the person's purpose
 */
export async function visitor(
  browser: Browser,
  who: Handle | "Mouse" | "Keyboard" | "Phone",
  { device = {}, at, ...choices }: VisitorChoices = {},
): Promise<Visitor> {
  const { name, timeZone } = {
    ...(who in CAST ? CAST[who as Handle] : { name: who, timeZone: "Europe/Berlin" }),
    ...choices,
  };
  const tables = at ?? (await sharedDatabase()).tables;
  const handle = `${who.toLowerCase()}-${randomUUID().slice(0, 6)}`;
  const email = `${handle}@example.org`;
  const viewer = await person({ name, handle, email, timeZone }, tables);
  const context = await browser.newContext({ ...device, timezoneId: timeZone });
  await keepSession(context, await session(viewer.id, tables));
  return { ...viewer, context, page: await context.newPage() };
}

/** Stores a session in a browser, with its mark, as signing in does. @param token of the session */
export function keepSession(context: BrowserContext, token: string): Promise<void> {
  const here = { domain: "localhost", path: "/" };
  return context.addCookies([
    { ...here, name: "colloquy.session", value: token, httpOnly: true },
    { ...here, name: MEMBER_COOKIE, value: "1" },
  ]);
}

/** Opens a browser for one of the demo's people. */
export async function demoVisitor(browser: Browser, handle: string): Promise<BrowserContext> {
  const { tables } = await sharedDatabase();
  const { id } = await tables.person.findUniqueOrThrow({ where: { handle } });
  const context = await browser.newContext();
  await keepSession(context, await session(id, tables));
  return context;
}

/** Calls a procedure of the shared site as a page of this browser would. */
export async function call({ context }: Visitor, procedure: string, input: object): Promise<void> {
  const origin = `http://localhost:${SHARED_PORT}`;
  const answer = await context.request.post(`/api/trpc/${procedure}`, {
    headers: { origin },
    data: input,
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Makes a group of the shared site. @returns its id and its address */
export async function groupOf(
  members: [Viewer, Role][],
  name: string,
  visibility: Visibility = "private",
): Promise<{ id: string; slug: string; path: string }> {
  const made = await group({ name, members, visibility }, (await sharedDatabase()).tables);
  return { ...made, path: `/groups/${made.slug}` };
}

/** Waits until a page reacts to clicks and shows its viewer's own data. */
export async function alive(page: Page): Promise<void> {
  await page.locator("html[data-alive]").waitFor({ state: "attached" });
}

/** Opens a page and waits until it reacts to clicks. @returns the status of the answer */
export async function visit(page: Page, path: string): Promise<number | undefined> {
  const answer = await page.goto(path);
  await alive(page);
  return answer?.status();
}

/** Runs one of the project's commands against the site's database. @returns what it printed */
export function command(name: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("node", ["scripts/run.mjs", name, ...args], {
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
  return stdout.trim();
}

/** Moves the focus to something with the Tab key, as people do without a mouse. */
export async function tabTo(
  page: Page,
  target: Locator,
  key: "Tab" | "Shift+Tab" = "Tab",
): Promise<void> {
  for (let stop = 0; stop < 80; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${target} is not reached by ${key}`);
}

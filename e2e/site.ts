import { spawnSync } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
} from "@playwright/test";
import pg from "pg";
import { embeddedUrl } from "../scripts/runtime/embedded";

// The site of the journeys keeps its data in a directory of its own.
process.env.COLLOQUY_DATA_DIR = process.env.E2E_DATA_DIR ?? ".data/e2e";

/** Asks the site's database directly: for what a journey cannot wait for, and to look behind it. */
export async function sql<Row extends object>(query: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: await embeddedUrl() });
  await client.connect();
  try {
    const { rows } = await client.query<Row>(query, values);
    return rows;
  } finally {
    await client.end();
  }
}

export interface Visitor {
  id: string;
  handle: string;
  name: string;
  context: BrowserContext;
  page: Page;
}

/** Somebody with an account in a browser of her own, signed in by a session inserted by `ask`. */
export async function visitor(
  browser: Browser,
  name: string,
  timeZone = "Europe/Berlin",
  device: BrowserContextOptions = {},
  ask: typeof sql = sql,
): Promise<Visitor> {
  const id = randomUUID();
  const handle = `${name.toLowerCase().replace(/[^a-z]+/g, "-")}-${id.slice(0, 6)}`;
  await ask(
    `INSERT INTO "Person" (id, handle, name, email, "timeZone", "welcomedAt", "createdAt") VALUES ($1, $2, $3, $4, $5, now(), now() - interval '1 year')`,
    [id, handle, name, `${handle}@example.org`, timeZone],
  );
  const context = await browser.newContext({ ...device, timezoneId: timeZone });
  await openSession(context, id, ask);
  return { id, handle, name, context, page: await context.newPage() };
}

/** Signs a person in, in this browser. */
async function openSession(context: BrowserContext, personId: string, ask = sql): Promise<void> {
  const token = randomBytes(32).toString("base64url");
  await ask(
    `INSERT INTO "Session" (id, "tokenHash", "personId", "expiresAt") VALUES ($1, $2, $3, now() + interval '1 day')`,
    [randomUUID(), createHash("sha256").update(token).digest("hex"), personId],
  );
  await context.addCookies([
    { name: "colloquy.session", value: token, domain: "localhost", path: "/", httpOnly: true },
  ]);
}

/** One of the demo's people in a browser of her own. */
export async function demoVisitor(browser: Browser, handle: string): Promise<BrowserContext> {
  const [person] = await sql<{ id: string }>(`SELECT id FROM "Person" WHERE handle = $1`, [handle]);
  const context = await browser.newContext();
  await openSession(context, person?.id ?? "");
  return context;
}

/** Runs one of the project's commands against the site's database. @returns what it printed */
export function command(name: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("node", ["scripts/run.mjs", name, ...args], {
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
  return stdout.trim();
}

/** Nothing serious stands in anybody's way on this page (axe, WCAG 2.2 AA). */
export async function expectAccessible(page: Page): Promise<void> {
  const all = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  await expectNothingSerious(new AxeBuilder({ page }).withTags(all), page);
}

/** The same for what other colours can change on a page that was looked at already. */
export async function expectReadable(page: Page): Promise<void> {
  await expectNothingSerious(new AxeBuilder({ page }).withRules(["color-contrast"]), page);
}

async function expectNothingSerious(axe: AxeBuilder, page: Page): Promise<void> {
  // What is fading has no contrast to speak of: a message that comes or goes is judged at rest.
  await page.emulateMedia({ reducedMotion: "reduce" });
  // The site has no frames: gathering their findings in a page of its own would double the time.
  const { violations } = await axe.setLegacyMode().analyze();
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  expect(serious, page.url()).toEqual([]);
}

/** By how many pixels the page is wider than the screen. */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

import { gzipSync } from "node:zlib";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { demoVisitor, sql, visit } from "./site";
import { made, poolOf, voters } from "./voting-world";

// Bytes and requests of one view, which show on a slow phone and on a small server.

/** Chunks of JavaScript that a page asks for, but for what only old browsers load. */
const CHUNK = /\/_next\/static\/chunks\/[\w.~-]+\.js/g;
const FOR_OLD_BROWSERS = /<script[^>]*\bnomodule\b[^>]*>/gi;

/** The bytes of an answer as they are sent, compressed. */
function sentIn(headers: Record<string, string>): number {
  // Node compresses what the build has not, and such an answer does not know its length beforehand.
  const length = Number(headers["content-length"] ?? Number.NaN);
  expect(length).toBeGreaterThan(0);
  return length;
}

/** Compressed bytes of all JavaScript that a page loads to show itself. */
async function scriptsOf(request: APIRequestContext, path: string): Promise<number> {
  const answer = await request.get(path);
  expect(answer.status(), path).toBe(200);
  const html = (await answer.text()).replaceAll(FOR_OLD_BROWSERS, "");
  const chunks = [...new Set(html.match(CHUNK))];
  const sizes = chunks.map(async (chunk) =>
    sentIn((await request.get(chunk, { headers: { "accept-encoding": "br" } })).headers()),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** The pages that are measured: of the demo's owner of a group, and the public ones. */
async function places() {
  const [found] = await sql<Record<"group" | "open" | "closed" | "paper", string>>(`
    SELECT '/groups/' || g.slug AS "group",
      '/groups/' || g.slug || '/ballots/' || (SELECT b.id FROM "Ballot" b
        WHERE b."groupId" = g.id AND b."openedAt" IS NOT NULL AND b."closedAt" IS NULL
          AND b."cancelledAt" IS NULL LIMIT 1) AS open,
      '/groups/' || g.slug || '/ballots/' || (SELECT b.id FROM "Ballot" b
        WHERE b."groupId" = g.id AND b.result IS NOT NULL LIMIT 1) AS closed,
      (SELECT '/papers/' || p.slug FROM "Paper" p ORDER BY p."commentCount" DESC, p.id LIMIT 1) AS paper
    FROM "Group" g JOIN "Membership" m ON m."groupId" = g.id AND m.role = 'owner'
    JOIN "Person" p ON p.id = m."personId" WHERE p.handle = 'ada'`);
  return found as NonNullable<typeof found>;
}

/** Lets a page hear of no changes. Other journeys change papers meanwhile, for which it would wake or read again. */
const hearNothing = (page: Page) => page.route("**/live.changes*", (stream) => stream.abort());

/** Notes all that a page asks the site for from now on. */
function requestsOf(page: Page) {
  const asked = { documents: [] as string[], pages: [] as string[], procedures: [] as string[] };
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.resourceType() === "document") asked.documents.push(pathname);
    else if (request.headers().rsc) asked.pages.push(pathname);
    else if (pathname.startsWith("/api/trpc/")) asked.procedures.push(pathname.slice(10));
  });
  return asked;
}

test("a view asks for no page in advance, and a link for the one it leads to", async ({
  browser,
}) => {
  const context = await demoVisitor(browser, "ada");
  const { group, open } = await places();
  for (const path of ["/", group, open]) {
    const page = await context.newPage();
    await hearNothing(page);
    const asked = requestsOf(page);
    await visit(page, path);
    const { length } = asked.procedures.filter((names) => !names.startsWith("live."));
    expect(length, `${path}: ${asked.procedures}`).toBeLessThanOrEqual(2);
    await page.getByRole("navigation", { name: "Main" }).getByText("Topics").click();
    await expect(page.getByRole("heading", { level: 1, name: "Topics" })).toBeVisible();
    expect(asked, path).toMatchObject({ documents: [path], pages: ["/topics"] });
    await page.goBack();
    await expect(page).toHaveURL(path);
    expect(asked.documents).toEqual([path]);
    await page.close();
  }
});

test("with a key that opens a tab, a link does so", async ({ page, context }) => {
  await visit(page, "/");
  const asked = requestsOf(page);
  const tab = context.waitForEvent("page");
  const link = page.getByRole("navigation", { name: "Main" }).getByText("Topics");
  await link.click({ modifiers: ["ControlOrMeta"] });
  await expect(await tab).toHaveURL("/topics");
  await expect(page).toHaveURL("/");
  expect(asked.pages).toEqual([]);
});

/** Compressed kB of JavaScript on a page that a guest only reads: the script that wakes it. */
const ASLEEP = 5;

test("a page that a guest only reads loads no framework, and all of it once it is touched", async ({
  browser,
  request,
}) => {
  const { paper } = await places();
  for (const path of ["/", paper]) {
    const page = await (await browser.newContext()).newPage();
    const chunks = new Set<string>();
    page.on("request", (asked) => {
      if (asked.resourceType() === "script") chunks.add(new URL(asked.url()).pathname);
    });
    await hearNothing(page);
    await visit(page, path);
    await page.getByRole("navigation", { name: "Main" }).getByText("Topics").hover();
    await page.keyboard.press("Tab");
    await page.mouse.wheel(0, 300);
    const own = await page.locator("head script:not([src])").allTextContents();
    expect(gzipSync(own.join("")).length, path).toBeLessThanOrEqual(ASLEEP * 1000);
    expect([...chunks], path).toEqual([]);
    await page.getByRole("button", { name: "Colours" }).hover();
    await expect(page.locator("html")).toHaveAttribute("data-keys", "ready");
    const named = (await (await request.get(path)).text()).replaceAll(FOR_OLD_BROWSERS, "");
    const missing = [...new Set(named.match(CHUNK))].filter((chunk) => !chunks.has(chunk));
    expect(missing, path).toEqual([]);
    await page.context().close();
  }
});

/** Compressed kB (brotli) of JavaScript that a page may load, 1 % more than it does. Most of them are Next and React. */
const BUDGETS = {
  front: 145,
  paper: 158,
  desk: 137,
  group: 146,
  threads: 144,
  open: 153,
  ranking: 157,
  closed: 153,
} as const;

test("the JavaScript of a page stays within its budget", async ({ browser }) => {
  const { request } = await demoVisitor(browser, "ada");
  const { group, ...others } = await places();
  const cast = await voters(browser);
  const ranking = await made(cast.mouse, await poolOf(cast, "bytes"), "Instant runoff");
  const own = { front: "/", desk: "/desk", threads: `${group}/threads`, ranking };
  const paths = { ...others, group, ...own };
  for (const [page, most] of Object.entries(BUDGETS)) {
    const asker = page === "ranking" ? cast.mouse.context.request : request;
    const bytes = await scriptsOf(asker, paths[page as keyof typeof BUDGETS]);
    expect.soft(bytes, page).toBeLessThanOrEqual(most * 1000);
    // A page far below its budget would let it grow unseen.
    expect.soft(bytes, page).toBeGreaterThan(most * 900);
  }
});

/** Compressed kB with which a member's page of a paper shows everything, with the field for a comment. */
const WITH_COMMENT_FIELD = 167;

test("until somebody writes, a page with a comment's field loads no library for it", async ({
  browser,
}) => {
  const { paper } = await places();
  const page = await (await demoVisitor(browser, "ada")).newPage();
  await hearNothing(page);
  const sizes: Promise<number>[] = [];
  page.on("response", (answer) => {
    if (answer.request().resourceType() !== "script") return;
    sizes.push(answer.allHeaders().then(sentIn));
  });
  await visit(page, paper);
  const field = page.getByRole("textbox", { name: "Your comment" });
  await expect(field).toBeVisible();
  await page.waitForLoadState("networkidle");
  const scripts = sizes.length;
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeLessThanOrEqual(WITH_COMMENT_FIELD * 1000);
  expect(bytes).toBeGreaterThan(WITH_COMMENT_FIELD * 900);
  await field.pressSequentially("Word");
  await expect.poll(() => sizes.length).toBeGreaterThan(scripts);
  await page.context().close();
});

test("the picture of a result is in the page itself", async ({ browser }) => {
  const { request } = await demoVisitor(browser, "ada");
  const { closed } = await places();
  const html = await (await request.get(closed)).text();
  // The frame around a page has a drawn sign of its own.
  const [main = ""] = /<main[\s\S]*<\/main>/.exec(html) ?? [];
  expect(main).toMatch(/<svg aria-hidden="true"[^>]*>.*<(?:rect|path) /);
});

test("icons are drawn in colours of one's own, and on paper", async ({ page }) => {
  await visit(page, "/");
  const icon = page.locator("#papers .iconify").first();
  const looks = () =>
    icon.evaluate((element) => {
      const { backgroundColor, maskImage, printColorAdjust } = getComputedStyle(element);
      const page = getComputedStyle(document.documentElement).backgroundColor;
      return { mask: maskImage.slice(0, 20), seen: backgroundColor !== page, printColorAdjust };
    });
  const drawn = { mask: 'url("data:image/svg+', seen: true, printColorAdjust: "exact" };
  expect(await looks()).toEqual(drawn);
  for (const media of [{ forcedColors: "active" }, { media: "print" }] as const) {
    await page.emulateMedia(media);
    expect(await looks(), JSON.stringify(media)).toEqual(drawn);
  }
});

/** Runs in a page, before its own scripts: adds up how far things move (web.dev/articles/cls). */
function noteShifts() {
  const seen = { moved: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      seen.moved += (entry as never as { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
}

const movedSoFar = () => (window as never as { seen: { moved: number } }).seen.moved;

test("text does not move when its fonts come late", async ({ browser }) => {
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1280, height: 800 },
  ]) {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    await hearNothing(page);
    // Fonts of mathematics are left out: formulas without them would be unreadable, so they wait for theirs.
    const held: (() => void)[] = [];
    await page.route(/\/_next\/.*(?:inter|source-serif).*\.woff2$/, async (font) => {
      await new Promise<void>((go) => held.push(go));
      await font.continue();
    });
    await page.addInitScript(noteShifts);
    await page.goto("/topics", { waitUntil: "domcontentloaded" });
    await expect(page.getByRole("heading", { level: 1, name: "Topics" })).toBeVisible();
    await expect.poll(() => held.length).toBeGreaterThan(0);
    for (const go of held) go();
    await page.evaluate(async () => {
      await document.fonts.ready;
      // Two frames: one in which the fonts could be used, and one after it.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    });
    expect(await page.evaluate(movedSoFar), `${viewport.width} pixels wide`).toBeLessThan(0.02);
    await context.close();
  }
});

test("nothing on the front page moves when what is personal comes late", async ({ browser }) => {
  const context = await demoVisitor(browser, "ada");
  await visit(await context.newPage(), "/");
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1280, height: 800 },
  ]) {
    // A page of its own: one that is resized may be drawn once more in its old width, and all of it moves.
    const page = await context.newPage();
    await page.setViewportSize(viewport);
    await hearNothing(page);
    await page.addInitScript(noteShifts);
    const held: (() => void)[] = [];
    await page.route("**/api/trpc/**", async (call) => {
      await new Promise<void>((go) => held.push(go));
      await call.fallback();
    });
    await page.goto("/", { waitUntil: "domcontentloaded" });
    await expect.poll(() => held.length).toBeGreaterThan(0);
    await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await page.unroute("**/api/trpc/**");
    for (const go of held) go();
    await expect(page.getByRole("region", { name: /waiting for you/i })).toBeVisible();
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    expect(await page.evaluate(movedSoFar), `${viewport.width} pixels wide`).toBeLessThan(0.02);
  }
  await context.close();
});

import { join } from "node:path";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { LONG } from "../server/testing/tier";
import { errorsOf, expectAccessible, expectReadable, lowTargets, tooWide } from "./looking";
import { demoVisitor, sql, visit } from "./site";

// Every page, as the owner of a demo group (or a guest) sees it: complete, without errors, accessible, and no
// wider than the screen. `npm run test:long` opens each in light and dark, wide and on a phone, and checks it
// with all rules of axe; `npm test` opens it on a dark phone, and then changes screen and colours.

/** Directory for screenshots; none are kept unless it is set. */
const SCREENSHOTS = process.env.E2E_SCREENSHOTS;
const GUEST = [
  "/",
  "/?order=top&window=year",
  "/topics",
  "/search?q=attention",
  "/search?q=attention&in=discussion",
  "/groups",
];
const SIGNING_IN = ["/sign-in", "/subscribe", "/mailbox"];
const MEMBER = [
  "/desk",
  "/digests",
  "/digests/new",
  "/settings",
  "/for-you",
  "/moderation",
  "/operator/mail",
  "/operator/mail?list=suppressed",
  "/operator/papers",
  "/papers/new",
  "/papers/import",
  "/groups/new",
];
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

interface Look {
  name: string;
  screen: typeof WIDE;
  colorScheme: "light" | "dark";
  judge: (page: Page) => Promise<void>;
}

/** Looks to check fully: axe finds the same in each, except for contrast, which depends on colours and positions. */
const LOOKS: Look[] = LONG
  ? [WIDE, PHONE].flatMap((screen) =>
      (["light", "dark"] as const).map((colorScheme) => ({
        name: `${screen.width} ${colorScheme}`,
        screen,
        colorScheme,
        judge: expectAccessible,
      })),
    )
  : [
      { name: "phone dark", screen: PHONE, colorScheme: "dark", judge: expectReadable },
      { name: "wide light", screen: WIDE, colorScheme: "light", judge: expectAccessible },
    ];

/** Addresses inside a group of the demo, one of each kind. */
async function groupPages(): Promise<string[]> {
  const [found] = await sql<{
    slug: string;
    open: string;
    closed: string;
    paper: string;
    ahead: string;
    over: string;
  }>(`
    SELECT g.slug,
      (SELECT m.id FROM "Meeting" m WHERE m."groupId" = g.id
        ORDER BY m."startsAt" DESC LIMIT 1) AS ahead,
      (SELECT m.id FROM "Meeting" m JOIN "MeetingText" t ON t."meetingId" = m.id
        WHERE m."groupId" = g.id AND t.version = 2 LIMIT 1) AS over,
      (SELECT b.id FROM "Ballot" b WHERE b."groupId" = g.id AND b."closedAt" IS NULL LIMIT 1) AS open,
      (SELECT b.id FROM "Ballot" b WHERE b."groupId" = g.id AND b."closedAt" IS NOT NULL LIMIT 1) AS closed,
      (SELECT p.slug FROM "Thread" t JOIN "Paper" p ON p.id = t."paperId"
        WHERE t."groupId" = g.id ORDER BY t."commentCount" DESC LIMIT 1) AS paper
    FROM "Group" g JOIN "Membership" m ON m."groupId" = g.id AND m.role = 'owner'
    JOIN "Person" p ON p.id = m."personId" WHERE p.handle = 'ada'`);
  const group = `/groups/${found?.slug}`;
  return [
    group,
    ...[
      "papers",
      "ballots",
      "ballots/new",
      "ballots/rhythm",
      "watches",
      "threads",
      "members",
      "settings",
    ].map((part) => `${group}/${part}`),
    ...[
      "history",
      "meetings",
      "meetings/new",
      `meetings/${found?.ahead}`,
      `meetings/${found?.over}`,
    ].map((part) => `${group}/${part}`),
    `${group}/ballots/${found?.open}`,
    `${group}/ballots/${found?.closed}`,
    `${group}/threads/${found?.paper}`,
    ...["moderation", "search?q=replicas+leader", "search?q=replicas+leader&in=notes"].map(
      (part) => `${group}/${part}`,
    ),
  ];
}

/** A result for each voting rule that the demo's closed ballots use, and the pages of fairness and forecasts. */
async function resultPages(): Promise<string[]> {
  const found = await sql<{ path: string }>(`
    SELECT DISTINCT ON (b.rule) '/groups/' || g.slug || '/ballots/' || b.id AS path
    FROM "Ballot" b JOIN "Group" g ON g.id = b."groupId"
    JOIN "Membership" m ON m."groupId" = g.id JOIN "Person" p ON p.id = m."personId"
    WHERE p.handle = 'ada' AND b."closedAt" IS NOT NULL ORDER BY b.rule, b.id`);
  const groups = await sql<{ slug: string }>(`
    SELECT slug FROM "Group" WHERE name IN ('Friday Lunch Papers', 'Systems Thursday')`);
  return [
    ...found.map(({ path }) => path),
    ...groups.map(({ slug }) => `/groups/${slug}/ballots/fairness`),
    ...groups.map(({ slug }) => `/groups/${slug}/ballots/forecasts`),
  ];
}

/** The public page of the most discussed paper. */
async function paperPage(): Promise<string> {
  const [paper] = await sql<{ slug: string }>(
    `SELECT slug FROM "Paper" ORDER BY "commentCount" DESC, id LIMIT 1`,
  );
  return `/papers/${paper?.slug}`;
}

/** Saves a screenshot of the page if somebody asked for screenshots. */
async function photograph(page: Page, name: string): Promise<void> {
  if (!SCREENSHOTS) return;
  const file = name.replace(/[^a-z0-9]+/gi, "_");
  await page.screenshot({ path: join(SCREENSHOTS, `${file}.png`), fullPage: true });
}

async function look(context: BrowserContext, paths: string[]): Promise<void> {
  const page = await context.newPage();
  const errors = errorsOf(page);
  for (const path of paths) {
    for (const [at, { name, screen, colorScheme, judge }] of LOOKS.entries()) {
      await page.setViewportSize(screen);
      await page.emulateMedia({ reducedMotion: "reduce", colorScheme });
      if (LONG || at === 0) expect(await visit(page, path), path).toBe(200);
      await expect(page.locator("h1"), path).toHaveCount(1);
      expect(await tooWide(page), `${path} on a screen of ${screen.width}`).toBeLessThanOrEqual(0);
      expect(await lowTargets(page), path).toEqual([]);
      await judge(page);
      await photograph(page, `${path} ${name}`);
    }
  }
  expect(errors).toEqual([]);
}

test("the public pages", async ({ browser }) => {
  const paper = await paperPage();
  await look(await browser.newContext(), [
    ...GUEST,
    ...[paper, `${paper}/history`, `${paper}/versions`],
    ...SIGNING_IN,
  ]);
});

test("the pages of a person", async ({ browser }) => {
  const paper = await paperPage();
  const parts = ["edit", "history", "suggestions"].map((part) => `${paper}/${part}`);
  await look(await demoVisitor(browser, "ada"), [...MEMBER, paper, ...parts]);
});

test("the pages of a group", async ({ browser }) => {
  await look(await demoVisitor(browser, "ada"), await groupPages());
});

test("the results by every rule, and fairness so far", async ({ browser }) => {
  const paths = await resultPages();
  expect(paths.length).toBeGreaterThanOrEqual(11);
  await look(await demoVisitor(browser, "ada"), paths);
});

test("a missing page says that it is missing", async ({ page }) => {
  for (const path of ["/groups/there-is-none", "/there-is-none"]) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
    await expect(page.locator("h1")).toHaveText("There is nothing here, or it is not open to you");
    await expect(page).toHaveTitle("Nothing here · Colloquy");
    expect(await page.locator("head > title").count()).toBe(1);
  }
});

test("the links of emails that were cut off", async ({ page }) => {
  for (const path of ["/sign-in/confirm", "/subscribe/confirm", "/unsubscribe", "/mute"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "This link is incomplete" })).toBeVisible();
    await expectAccessible(page);
    // The page offers another way.
    const way = page.getByRole("main").getByRole("link");
    await expect(way).toHaveCount(1);
    await way.click();
    await page.waitForURL((url) => url.pathname !== path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
});

test("a short message has the colours of the theme, also after a change of it", async ({
  page,
}) => {
  const path = await paperPage();
  await visit(page, path);
  await page
    .getByRole("button", { name: /^More actions for/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Copy link" }).click();
  const message = page.locator("[data-sonner-toast]");
  await expect(message).toBeVisible();
  for (const theme of ["Dark", "Light"]) {
    await page.getByRole("button", { name: "Colours" }).click();
    await page.getByRole("menuitem", { name: theme }).click();
    const header = page.getByRole("banner");
    const colour = await header.evaluate((element) => getComputedStyle(element).backgroundColor);
    await expect(message).toHaveCSS("background-color", colour);
  }
});

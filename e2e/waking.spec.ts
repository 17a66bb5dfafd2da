import { randomUUID } from "node:crypto";
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { paper } from "../server/testing/world";
import { errorsOf } from "./looking";
import { alive, call, groupOf, sharedDatabase, tabTo, visit, visitor } from "./site";

// A finished page comes to a guest without the framework (components/shell/waking). What they press before it has come must
// take effect, and only once.

const CHUNKS = "**/_next/static/chunks/*.js";

/** A guest's page, which gets the framework when it is let through. */
interface Guest {
  page: Page;
  errors: string[];
  /** Paths of the scripts, documents and parts of pages that it has asked for. */
  asked: { scripts: string[]; documents: string[]; parts: string[] };
  letThrough: () => void;
}

async function guest(browser: Browser): Promise<Guest> {
  // On this machine itself, some pages are made for each request.
  const context = await browser.newContext({ extraHTTPHeaders: { via: "1.1 proxy" } });
  const page = await context.newPage();
  const errors = errorsOf(page);
  const asked: Guest["asked"] = { scripts: [], documents: [], parts: [] };
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (request.resourceType() === "script") asked.scripts.push(pathname);
    if (request.resourceType() === "document") asked.documents.push(pathname);
    if (request.headers().rsc) asked.parts.push(pathname);
  });
  let letThrough = () => {};
  const through = new Promise<void>((done) => {
    letThrough = done;
  });
  await page.route(CHUNKS, async (route) => {
    await through;
    await route.continue();
  });
  return { page, errors, asked, letThrough };
}

/** Makes a paper with a comment. @returns its path, its title, and the one who commented */
async function discussed(browser: Browser) {
  const { tables } = await sharedDatabase();
  const { slug, title } = await paper({ title: "On Waking" }, tables);
  const author = await visitor(browser, "ada");
  const say = (body: string) =>
    call(author, "threads.add", { paper: slug, body, clientKey: randomUUID() });
  await say("Early birds.");
  return { path: `/papers/${slug}`, title, say, close: () => author.context.close() };
}

/** Presses something that cannot answer yet again and again, and expects it to show that it waits. */
async function pressTwice(target: Locator): Promise<void> {
  await target.click();
  await target.click();
  await expect(target).toHaveAttribute("aria-busy", "true");
}

test("a guest's presses before the framework has come take effect once", async ({ browser }) => {
  const { path, title, close } = await discussed(browser);

  const voting = await guest(browser);
  await voting.page.goto(path);
  await expect(voting.page.getByRole("article").locator("time").last()).toHaveText("just now");
  await pressTwice(voting.page.getByRole("button", { name: `Upvote ${title}` }));
  voting.letThrough();
  await voting.page.waitForURL(/\/sign-in\?to=/);
  await alive(voting.page);
  expect(voting.asked).toMatchObject({ documents: [path], parts: ["/sign-in"] });
  await voting.page.context().close();

  for (const at of ["/", path]) {
    const { page, errors, letThrough } = await guest(browser);
    await page.goto(at);
    const colours = page.getByRole("button", { name: "Colours" });
    await pressTwice(colours);
    letThrough();
    await page.getByRole("menuitem", { name: "Dark" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(page.getByRole("menu")).toHaveCount(0);
    await expect(colours).not.toHaveAttribute("aria-busy");
    await expect(colours).toBeFocused();
    expect(errors).toEqual([]);
    await page.context().close();
  }

  for (const [name, box] of [
    ["Write a comment", "Your comment"],
    ["Reply", /^Your reply to/],
  ] as const) {
    const { page, errors, asked, letThrough } = await guest(browser);
    await page.goto(path);
    await pressTwice(page.getByRole("link", { name, exact: true }));
    letThrough();
    await expect(page.getByRole("textbox", { name: box })).toBeFocused();
    await expect(page.getByRole("textbox", { name: box })).toHaveCount(1);
    expect(asked.documents).toEqual([path]);
    expect(errors).toEqual([]);
    await page.context().close();
  }

  const quoting = await guest(browser);
  await quoting.page.goto(path);
  await quoting.page.evaluate(() => {
    const abstract = document.querySelector('[data-quotable="abstract"]');
    if (abstract) document.getSelection()?.selectAllChildren(abstract);
  });
  quoting.letThrough();
  const quote = quoting.page.getByRole("button", { name: "Comment on these words" });
  await expect(quote).toBeVisible();
  await quoting.page.context().close();

  const citing = await guest(browser);
  await citing.page.goto(path);
  await pressTwice(citing.page.getByRole("link", { name: "Cite" }));
  citing.letThrough();
  await expect(citing.page.getByRole("dialog")).toHaveCount(1);
  await citing.page.context().close();
  await close();
});

test("a guest's keys before the framework has come take effect once", async ({ browser }) => {
  const { page, errors, asked, letThrough } = await guest(browser);
  await visit(page, "/");
  await page.keyboard.press("/");
  const search = page.getByRole("combobox", { name: "Search papers" });
  await expect(search).toBeFocused();
  // A form that works by itself needs no framework; what it offers to somebody who types does.
  expect(asked.scripts).toEqual([]);
  await page.keyboard.type("lottery ticket");
  const colours = page.getByRole("button", { name: "Colours" });
  await colours.focus();
  for (const key of ["Enter", "ArrowDown", "ControlOrMeta+k"]) await page.keyboard.press(key);
  await expect(colours).toHaveAttribute("aria-busy", "true");
  await colours.blur();
  for (const key of ["ControlOrMeta+k", "ControlOrMeta+k"]) await page.keyboard.press(key);
  letThrough();
  await expect(page.getByRole("combobox", { name: "Page, group, topic or paper" })).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(search).toHaveValue("lottery ticket");
  expect(errors).toEqual([]);

  const asking = await guest(browser);
  await visit(asking.page, "/topics");
  const button = asking.page.getByRole("button", { name: "Keyboard shortcuts" });
  await tabTo(asking.page, button, "Shift+Tab");
  await asking.page.keyboard.press("Enter");
  asking.letThrough();
  await expect(asking.page.getByRole("dialog", { name: "Keyboard shortcuts" })).toHaveCount(1);
  await asking.page.keyboard.press("Escape");
  await expect(button).toBeFocused();
});

test("links and searches of a page that sleeps need no framework", async ({ browser }) => {
  const { page, asked } = await guest(browser);
  await visit(page, "/");
  await page.getByRole("link", { name: "New", exact: true }).first().click();
  await expect(page).toHaveURL(/order=new/);
  await page.getByRole("navigation", { name: "Main" }).getByText("Topics").click();
  await expect(page.getByRole("heading", { level: 1, name: "Topics" })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/order=new/);
  expect(asked.scripts).toEqual([]);
  await page.getByRole("combobox", { name: "Search papers" }).fill("attention");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=attention/);
  expect(asked.parts).toEqual([]);
});

test("a press that ends once the page is awake counts once", async ({ browser }) => {
  const { page, letThrough } = await guest(browser);
  await visit(page, "/");
  const colours = page.getByRole("button", { name: "Colours" });
  await colours.hover();
  await page.mouse.down();
  letThrough();
  await expect(page.locator("html")).toHaveAttribute("data-keys", "ready");
  await page.mouse.up();
  await expect(page.getByRole("menuitem", { name: "Dark" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await colours.click();
  await expect(page.getByRole("menuitem", { name: "Dark" })).toBeVisible();
});

test("a page that cannot be woken says so, and tries again with the next press", async ({
  browser,
}) => {
  const page = await (await browser.newContext()).newPage();
  await visit(page, "/");
  await page.route(CHUNKS, (route) => route.abort());
  const colours = page.getByRole("button", { name: "Colours" });
  await colours.click();
  const alert = page.getByRole("alert").filter({ hasText: "could not be loaded" });
  await expect(alert).toHaveCount(1);
  await expect(colours).not.toHaveAttribute("aria-busy");
  await page.unroute(CHUNKS);
  await colours.click();
  await expect(page.getByRole("menuitem", { name: "Dark" })).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test("a page that sleeps hears of changes", async ({ browser }) => {
  const { path, say, close } = await discussed(browser);
  const { page, errors, asked, letThrough } = await guest(browser);
  letThrough();
  const heard = page.waitForResponse(/live\.changes/);
  await visit(page, path);
  await heard;
  await say("Late birds.");
  await expect(page.getByText("Late birds.")).toBeVisible();
  expect(asked.documents).toEqual([path]);
  expect(errors).toEqual([]);
  await close();
});

test("a list goes on where a guest scrolls to its end", async ({ browser }) => {
  const { page, asked, letThrough } = await guest(browser);
  letThrough();
  await visit(page, "/?order=top&window=all");
  const papers = page.locator("#papers article, #papers li");
  const before = await papers.count();
  expect(asked.scripts).toEqual([]);
  await page.getByText("Load more papers").scrollIntoViewIfNeeded();
  await expect(page.locator("[data-page]")).not.toHaveCount(1);
  expect(before).toBeGreaterThan(0);
});

test("a page of somebody with a session is awake at once, and shows them as themselves", async ({
  browser,
}) => {
  const { page, context } = await visitor(browser, "bela");
  const mark = async () =>
    (await context.cookies()).filter(({ name }) => name === "colloquy.member");
  await page.goto("/topics");
  const menu = page.getByRole("button", { name: /Béla/ });
  await expect(menu).toBeVisible();
  // Somebody who signed in before there were marks has one from the first page that asks for what is theirs.
  await context.clearCookies({ name: "colloquy.member" });
  await visit(page, "/topics");
  await page.getByRole("button", { name: "Colours" }).hover();
  await expect(menu).toBeVisible();
  expect(await mark()).toMatchObject([{ value: "1", httpOnly: false, sameSite: "Lax" }]);
  await menu.click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL("/");
  await expect.poll(mark).toEqual([]);
  const scripts: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.push(request.url());
  });
  await visit(page, "/groups");
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
  expect([await mark(), scripts]).toEqual([[], []]);
});

test("a guest of a public group is led to sign in with their wish, from a page that sleeps", async ({
  browser,
}) => {
  const owner = await visitor(browser, "lena");
  const { path } = await groupOf([[owner, "owner"]], "Late risers", "public");
  const { page, letThrough, asked } = await guest(browser);
  await visit(page, path);
  await pressTwice(page.getByRole("link", { name: "Sign in to join" }));
  letThrough();
  await page.waitForURL(/\/sign-in/);
  expect(asked.documents).toEqual([path]);
  expect(
    await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage })),
  ).toContain("join");
});

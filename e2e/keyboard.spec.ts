import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible } from "./looking";
import { demoVisitor, groupOf, sql, tabTo, visit, visitor } from "./site";

test("the keyboard searches, lists its shortcuts and goes anywhere", async ({ browser }) => {
  const context = await demoVisitor(browser, "ada");
  const page = await context.newPage();
  const chunks = scriptsOf(page);
  await visit(page, "/");
  const button = page.getByRole("button", { name: "Keyboard shortcuts" });
  await expect(button).toBeVisible();

  await page.keyboard.press("/");
  const search = page.getByRole("combobox", { name: "Search papers" });
  await expect(search).toBeFocused();
  // In a field, the keys are letters.
  await page.keyboard.type("?/");
  await expect(search).toHaveValue("?/");
  await search.fill("");
  await search.blur();

  const before = chunks.length;
  await page.keyboard.press("?");
  const shortcuts = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(shortcuts).toBeVisible();
  expect(chunks.length).toBeGreaterThan(before);
  await expectAccessible(page);
  await shortcuts.getByRole("checkbox", { name: /single key/ }).uncheck();
  await page.keyboard.press("Escape");
  await expect(shortcuts).toBeHidden();
  for (const key of ["?", "/"]) await page.keyboard.press(key);
  await expect(shortcuts).toBeHidden();
  await expect(search).not.toBeFocused();
  // Without the key, the footer leads back to them.
  await button.focus();
  await page.keyboard.press("Enter");
  await shortcuts.getByRole("checkbox", { name: /single key/ }).check();
  await page.keyboard.press("Escape");
  await expect(button).toBeFocused();

  await page.keyboard.press("ControlOrMeta+k");
  const field = page.getByRole("combobox", { name: "Page, group, topic or paper" });
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await field.fill("thursday: bal");
  await expect(page.getByRole("option", { name: "Systems Thursday: ballots" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await expect(button).toBeFocused();

  await page.keyboard.press("ControlOrMeta+k");
  await field.pressSequentially("lottery ticket");
  const paper = page.getByRole("option", { name: /^The Lottery Ticket Hypothesis/ });
  await expect(paper).toBeVisible();
  // Until then, the list is the one for the first letters, which has other papers before this one.
  await expect(page.getByRole("listbox")).toHaveAttribute("aria-busy", "false");
  await page.keyboard.press("ArrowDown");
  await expect(paper).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/papers\/the-lottery-ticket/);
});

test("the line that the keys have reached stays when suggestions come late", async ({ page }) => {
  await visit(page, "/");
  await page.keyboard.press("ControlOrMeta+k");
  const field = page.getByRole("combobox", { name: "Page, group, topic or paper" });
  const list = page.getByRole("listbox");
  await field.fill("l");
  await expect(list.getByRole("group", { name: "Papers" })).toBeVisible();
  await expect(list).toHaveAttribute("aria-busy", "false");
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/search\.hints/, async (route) => {
    await answered;
    await route.continue();
  });
  await field.fill("lottery ticket");
  await expect(list).toHaveAttribute("aria-busy", "true");
  await page.keyboard.press("ArrowDown");
  const reached = list.getByRole("option", { selected: true });
  const words = (await reached.textContent()) ?? "";
  expect(words).not.toMatch(/Lottery/);
  answer();
  await expect(list).toHaveAttribute("aria-busy", "false");
  await expect(reached).toHaveText(words);
  // Back in the field, the list is the one for the new words.
  await page.keyboard.press("ArrowUp");
  await expect(list.getByRole("option").first()).toHaveText(/^The Lottery Ticket Hypothesis/);
});

/** Collects the scripts that a page asks for from now on. */
function scriptsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script") asked.push(request.url());
  });
  return asked;
}

test("the first stop of the Tab key skips to the first paper, or to the content", async ({
  page,
}) => {
  await visit(page, "/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the first paper" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const focused = page.locator("#papers article, #papers li").first().locator(":focus");
  await expect(focused).toHaveCount(1);
  await visit(page, "/topics");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
});

/** Pages that ask for one thing, and its label. */
const ASKING: [path: string, label: string | RegExp][] = [
  ["/sign-in", "Email address"],
  ["/sign-in?sent=1", "Code from the email"],
  ["/subscribe", "Email address"],
  ["/search", /^Words from a title/],
];

test("a page that asks for one thing has its field focused", async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  for (const [path, label] of ASKING) {
    await visit(page, path);
    await expect(page.getByRole("main").getByLabel(label), path).toBeFocused();
  }
  await visit(page, "/search?q=attention");
  await expect(page.locator("body")).toBeFocused();

  const greta = await visitor(browser, "greta");
  await sql(`UPDATE "Person" SET "welcomedAt" = NULL WHERE id = $1`, [greta.id]);
  await visit(greta.page, "/welcome");
  await expect(greta.page.getByLabel("Your name")).toBeFocused();
});

test("on a phone, no field brings up the keyboard by itself", async ({ browser }) => {
  const small = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const page = await (await browser.newContext(small)).newPage();
  for (const [path] of ASKING) {
    await visit(page, path);
    await expect(page.locator("body"), path).toBeFocused();
  }
});

/** Opens a window by its button with the keyboard alone, closes it, and expects the focus at the button again. */
async function expectReturn(page: Page, button: Locator, role: "dialog" | "alertdialog") {
  await tabTo(page, button);
  await page.keyboard.press("Enter");
  const opened = page.getByRole(role);
  await expect(opened).toBeVisible();
  await expect(opened.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(opened).toBeHidden();
  await expect(button).toBeFocused();
}

test("a window that closes gives the focus back to the button that opened it", async ({
  browser,
}) => {
  const owner = await visitor(browser, "lena");
  const { path } = await groupOf([[owner, "owner"]], "Windows that close");
  const { page } = owner;
  await visit(page, `${path}/papers`);
  const main = page.getByRole("main");
  await expectReturn(page, main.getByRole("button", { name: /^Nominate/ }).first(), "dialog");
  await visit(page, `${path}/members`);
  await page.getByRole("button", { name: "Make a link" }).click();
  await expectReturn(page, main.getByRole("button", { name: /^Switch off/ }), "alertdialog");
});

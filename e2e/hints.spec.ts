import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import type { Role } from "../server/groups/policy";
import { paper } from "../server/testing/world";
import { errorsOf, expectAccessible, tooWide } from "./looking";
import { groupOf, sharedDatabase, sql, type Visitor, visit, visitor } from "./site";

// What a search field offers while somebody types, by keyboard and mouse, to guests and members.

const HINTS = "**/api/trpc/search.hints*";

const fieldOf = (page: Page) => page.getByRole("combobox", { name: "Search papers" });
const listOf = (page: Page) => page.getByRole("listbox", { name: "Suggestions" });
const optionOf = (page: Page, name: string | RegExp) => page.getByRole("option", { name });

/** Makes a paper, with its words in the dictionary as if it had been added. */
async function newPaper(title: string) {
  const made = await paper({ title }, (await sharedDatabase()).tables);
  await sql(
    `INSERT INTO "SearchWord" (word, papers) SELECT DISTINCT word, 1 FROM string_to_table(search_words($1), ' ') AS word
     WHERE length(word) > 1 ON CONFLICT DO NOTHING`,
    [made.title],
  );
  return made;
}

async function guestPage(browser: Browser) {
  // On this machine itself, some pages are made for each request.
  const context = await browser.newContext({ extraHTTPHeaders: { via: "1.1 proxy" } });
  const page = await context.newPage();
  const scripts: string[] = [];
  page.on("request", (asked) => {
    if (asked.resourceType() === "script") scripts.push(asked.url());
  });
  return { page, scripts, errors: errorsOf(page), close: () => context.close() };
}

test("a guest finds a paper as they type, on a page that was asleep", async ({ browser }) => {
  const made = await newPaper("Zymurgy of <img src=x onerror=alert(1)> Quokkas");
  const { page, scripts, errors, close } = await guestPage(browser);
  await visit(page, "/");
  const field = fieldOf(page);
  await field.focus();
  await expect(field).toHaveAttribute("aria-expanded", "false");
  expect(scripts).toEqual([]);
  await page.keyboard.type("zymurgy quok");
  const option = optionOf(page, made.title);
  await expect(option).toBeVisible();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("zymurgy quok");
  await expect(field).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("status").filter({ hasText: /\d suggestions?$/ })).toHaveCount(1);
  await expectAccessible(page);
  await page.screenshot({ path: "test-results/hints-light.png" });

  const reached = async () => {
    const id = await field.getAttribute("aria-activedescendant");
    return id && page.locator(`[id="${id}"]`).textContent();
  };
  await page.keyboard.press("ArrowDown");
  await expect(option).toHaveAttribute("aria-selected", "true");
  expect(await reached()).toContain(made.title);
  await page.keyboard.press("End");
  expect(await reached()).toBe("Search for “zymurgy quok”");
  await page.keyboard.press("Home");
  expect(await reached()).toContain(made.title);
  await page.keyboard.press("ArrowUp");
  expect(await reached()).toBeNull();
  await page.keyboard.press("Escape");
  await expect(listOf(page)).toHaveCount(0);
  await expect(field).toHaveValue("zymurgy quok");
  await page.keyboard.press("ArrowDown");
  await expect(option).toBeVisible();

  // A slip of the finger, and then the choice.
  await field.fill("zymrugy");
  await expect(option).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/papers/${made.slug}`);
  await expect(field).toHaveValue("");
  await expect(listOf(page)).toHaveCount(0);

  await field.fill("zymurgy");
  await expect(option).toBeVisible();
  await option.click();
  await expect(page).toHaveURL(`/papers/${made.slug}`);
  await field.fill("zymurgy");
  await expect(option).toBeVisible();
  // Without a choice, Enter searches.
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=zymurgy/);
  expect(errors).toEqual([]);
  await close();
});

test("an answer that comes late is not shown for other words, and a lost one is told", async ({
  browser,
}) => {
  const [old, young] = [await newPaper("Xanthic Ferns"), await newPaper("Yttrium Ferns")];
  const { page, close } = await guestPage(browser);
  await visit(page, "/");
  let answerOld = () => {};
  const late = new Promise<void>((done) => {
    answerOld = done;
  });
  let lost = false;
  await page.route(HINTS, async (route) => {
    if (lost) return route.abort();
    if (!decodeURIComponent(route.request().url()).includes('"xanthic"')) return route.continue();
    await late;
    await route.continue().catch(() => {});
  });
  const field = fieldOf(page);
  const asked = page.waitForRequest((request) =>
    decodeURIComponent(request.url()).includes('"xanthic"'),
  );
  await field.pressSequentially("xanthic");
  await asked;
  await field.fill("yttrium");
  await expect(optionOf(page, young.title)).toBeVisible();
  answerOld();
  await expect(listOf(page)).toHaveAttribute("aria-busy", "false");
  await expect(optionOf(page, young.title)).toBeVisible();
  await expect(optionOf(page, old.title)).toHaveCount(0);

  lost = true;
  await field.fill("topi");
  await expect(listOf(page).getByText("The suggestions could not be loaded.")).toBeVisible();
  await expect(optionOf(page, "Topics")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=topi/);
  await close();
});

test("a member finds their groups and the people in them, and nobody else does", async ({
  browser,
}) => {
  const [lena, ada] = [await visitor(browser, "lena"), await visitor(browser, "ada")];
  const own = `quorum${randomUUID().slice(0, 8)}`;
  const name = `Circle of ${own}`;
  const members: [Visitor, Role][] = [
    [lena, "owner"],
    [ada, "member"],
  ];
  const { path } = await groupOf(members, name);
  const { page } = ada;
  await visit(page, "/");
  const field = fieldOf(page);
  await field.pressSequentially(own);
  await expect(page.getByRole("option", { name, exact: true })).toBeVisible();
  await expect(optionOf(page, `${name}: ballots`)).toBeVisible();
  await field.fill(lena.handle);
  const person = optionOf(page, new RegExp(`@${lena.handle}, `));
  await expect(person).toBeVisible();
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.screenshot({ path: "test-results/hints-dark.png" });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${path}/members`);

  // The window that goes anywhere has the same list, on a narrow screen as well.
  await page.setViewportSize({ width: 390, height: 800 });
  await page.keyboard.press("ControlOrMeta+k");
  const palette = page.getByRole("combobox", { name: "Page, group, topic or paper" });
  await palette.fill(`${own} meet`);
  await expect(optionOf(page, `${name}: meetings`)).toBeVisible();
  await expectAccessible(page);
  expect(await tooWide(page)).toBe(0);
  await page.screenshot({ path: "test-results/hints-narrow.png" });
  await palette.fill("settings");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/settings");

  const { page: outside, close } = await guestPage(browser);
  await visit(outside, "/");
  for (const words of [own, lena.handle]) {
    await fieldOf(outside).fill(words);
    await expect(optionOf(outside, `Search for “${words}”`)).toBeVisible();
    await expect(listOf(outside)).toHaveAttribute("aria-busy", "false");
    await expect(outside.getByRole("option")).toHaveCount(1);
  }
  await close();
  for (const { context } of [lena, ada]) await context.close();
});

test("on a phone, the field of the search page has the list, and is a plain field without JavaScript", async ({
  browser,
}) => {
  const made = await newPaper("Wombats of C++ Programs");
  const phone = await visitor(browser, "Phone", {
    device: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  });
  const { page } = phone;
  await visit(page, "/");
  await page.getByRole("banner").getByRole("link", { name: "Search" }).tap();
  await expect(page).toHaveURL("/search");
  const field = page.locator("#search");
  await field.tap();
  await field.pressSequentially("wombats of c++");
  await expect(optionOf(page, made.title)).toBeVisible();
  await expect(field).toHaveRole("combobox");
  await expectAccessible(page);
  expect(await tooWide(page)).toBe(0);
  await page.screenshot({ path: "test-results/hints-phone.png" });
  await page.keyboard.press("Escape");
  await expect(listOf(page)).toHaveCount(0);
  await expect(field).toHaveValue("wombats of c++");
  await field.tap();
  await optionOf(page, made.title).tap();
  await expect(page).toHaveURL(`/papers/${made.slug}`);
  await phone.context.close();

  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto("/search");
  await plain.getByRole("searchbox", { name: /^Words from a title/ }).fill("wombats");
  await plain.getByRole("main").getByRole("button", { name: "Search" }).click();
  await expect(plain.getByRole("main").getByRole("article")).not.toHaveCount(0);
  await context.close();
});

import { expect, test } from "@playwright/test";
import { paper } from "../server/testing/world";
import { expectAccessible, tooWide } from "./looking";
import { groupOf, sharedDatabase, visit, visitor } from "./site";

test("a title with mathematics is shown with it on its page, in lists and on a ballot; a pitch has a preview", async ({
  browser,
}) => {
  const lena = await visitor(browser, "lena", {
    device: { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: "dark" },
  });
  const { slug, path } = await groupOf([[lena, "owner"]], "The ones who count");
  const { tables } = await sharedDatabase();
  const made = await paper({ title: "Sorting in $O(n \\log n)$ steps" }, tables);
  const word = made.title.split(" ").at(-1) as string;
  const { page } = lena;
  await visit(page, `/papers/${made.slug}`);
  await expect(page.locator("h1 math")).toHaveCount(1);
  await expectAccessible(page);

  await visit(page, `${path}/papers`);
  await page.getByRole("button", { name: "Nominate a paper" }).first().click();
  const window = page.getByRole("dialog");
  await window.getByLabel("Search the catalogue").fill(`Sorting ${word}`);
  await window.getByRole("button", { name: "Choose", exact: true }).first().click();
  await window.getByRole("textbox", { name: "Your pitch" }).fill("It needs **only** $n^2$ words.");
  await window.getByRole("tab", { name: "Preview" }).click();
  await expect(window.getByRole("tabpanel").locator("math")).toBeVisible();
  await expect(window.getByRole("tabpanel").locator("strong")).toHaveText("only");
  await expectAccessible(page);
  await window.getByRole("tab", { name: "Write" }).click();
  await expect(window.getByRole("textbox", { name: "Your pitch" })).toHaveValue(/only/);
  await window.getByRole("button", { name: "Nominate", exact: true }).click();
  await expect(window).toBeHidden();
  const list = page.getByRole("main");
  await expect(list.getByRole("heading").locator("math")).toHaveCount(1);

  await visit(page, `/groups/${slug}/ballots/new`);
  await page.getByRole("button", { name: "Open ballot" }).click();
  await page.waitForURL(/\/ballots\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("main").locator("math").first()).toBeVisible();
  expect(await tooWide(page)).toBe(0);
});

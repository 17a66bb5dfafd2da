import { expect, test } from "@playwright/test";
import { paper } from "../server/testing/world";
import { expectAccessible } from "./looking";
import { sharedDatabase, visitor } from "./site";

test("a moderator merges two papers, their addresses are one, and it is undone", async ({
  browser,
}) => {
  const { tables } = await sharedDatabase();
  const one = await paper({ title: "On Doublets", abstract: "A paper." }, tables);
  const two = await paper({ title: "On Doublets, again", abstract: "The same." }, tables);
  const [mona, bela] = [await visitor(browser, "greta"), await visitor(browser, "bela")];
  await tables.person.update({ where: { id: mona.id }, data: { moderatorSince: new Date() } });

  await bela.page.goto(`/papers/${two.slug}`);
  await expect(bela.page.getByRole("link", { name: "Merge with another paper" })).toHaveCount(0);
  await bela.page.getByRole("button", { name: /upvote/i }).click();
  await expect(bela.page.getByRole("button", { name: /upvote/i, pressed: true })).toBeVisible();
  expect((await bela.page.goto(`/papers/${two.slug}/merge`))?.status()).toBe(404);

  const { page } = mona;
  await page.goto(`/papers/${one.slug}`);
  await page.getByRole("link", { name: "Merge with another paper" }).click();
  await page.getByLabel("Title, identifier or link").fill(two.title);
  await page.getByRole("main").getByRole("button", { name: "Search" }).click();
  await expectAccessible(page);
  await page.getByRole("link", { name: two.title }).click();
  await expect(page.getByRole("columnheader", { name: two.title })).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /^Abstract/ })).toContainText("differs");
  await expectAccessible(page);
  await page.getByRole("radio", { name: new RegExp(one.slug) }).check();
  await page.getByLabel("Why").fill("They are one.");
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByText("The papers are merged.")).toBeVisible();
  await page.waitForURL(`**/papers/${one.slug}`);

  await bela.page.goto(`/papers/${two.slug}`);
  await bela.page.waitForURL(`**/papers/${one.slug}`);
  await expect(bela.page.getByRole("button", { name: /upvote/i, pressed: true })).toBeVisible();

  await page.goto(`/papers/${two.slug}/history`);
  await page.waitForURL(`**/papers/${one.slug}/history`);
  await expect(page.getByText("merged with")).toBeVisible();
  await expect(page.getByText("They are one.")).toBeVisible();
  await page.getByRole("button", { name: "Undo the merge" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Undo the merge" }).click();
  await expect(page.getByText("The merge is undone.")).toBeVisible();
  await page.waitForURL(`**/papers/${two.slug}`);
  await expect(page.getByRole("heading", { name: two.title })).toBeVisible();
  await page.goto("/moderation");
  await expect(page.getByText("undid a merge into").first()).toBeVisible();
});

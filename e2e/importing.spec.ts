import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { group } from "@/server/testing/world";
import { expectAccessible } from "./looking";
import { sharedDatabase, visitor } from "./site";

test("an organizer sees what a file would add, imports it, and undoes it", async ({ browser }) => {
  const organizer = await visitor(browser, "ada");
  const { tables } = await sharedDatabase();
  await group({ members: [[organizer, "organizer"]] }, tables);
  const { page } = organizer;
  const title = `Imported ${randomUUID().slice(0, 8)}`;
  const entries = Array.from(
    { length: 30 },
    (_, at) =>
      `@misc{k${at},\n  title = {${title}, part ${at}},\n  doi = {10.5555/${title.slice(-8)}-${at}},\n}\n`,
  );
  const file = {
    name: "library.bib",
    mimeType: "application/x-bibtex",
    buffer: Buffer.from(`${entries.join("\n")}\n@misc{broken, year = {2024}}\n`),
  };
  await page.goto("/papers/new");
  await expect(page.getByLabel("Paste anything that has a paper in it")).toBeFocused();
  await page.goto("/papers/import");
  await page.getByLabel("File").setInputFiles(file);
  await expect(page.getByText("30 papers would be new.")).toBeVisible();
  await expect(page.getByText("Line 151: It has no title.")).toBeVisible();
  await page.getByText("New papers", { exact: true }).click();
  await expect(page.getByText(`${title}, part 29`)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Import 30 papers" }).click();
  const report = page.getByText("30 papers imported.");
  await expect(report).toBeFocused();
  await page.getByText("Imported papers", { exact: true }).click();
  await expect(page.getByRole("link", { name: `${title}, part 29` })).toHaveAttribute(
    "href",
    /^\/papers\/imported-/,
  );
  const row = page.getByRole("listitem").filter({ hasText: "library.bib" });
  await expect(row).toContainText("30 papers");
  const imported = () => tables.paper.count({ where: { title: { startsWith: title } } });
  expect(await imported()).toBe(30);

  // The same file once more has nothing new.
  await page.getByLabel("File").setInputFiles(file);
  await expect(page.getByText("Nothing in this file is new.")).toBeVisible();

  await row.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo the import" }).click();
  await expect(page.getByText("30 papers removed.")).toBeFocused();
  await expect(row).toHaveCount(0);
  expect(await imported()).toBe(0);
  await expectAccessible(page);
});

test("others are told who can import", async ({ browser }) => {
  const { page } = await visitor(browser, "bela");
  await page.goto("/papers/import");
  await expect(page.getByText("Only organizers and moderators can import files")).toBeVisible();
  await expect(page.getByLabel("File")).toHaveCount(0);
});

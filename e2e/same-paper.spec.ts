import { expect, test } from "@playwright/test";
import { expectAccessible } from "./looking";
import { visitor } from "./site";

test("a person decides whether a paper of the same title is another one", async ({ browser }) => {
  const { page } = await visitor(browser, "lena");
  const title = `Erratum ${crypto.randomUUID().slice(0, 8)}`;
  const type = async (authors: string) => {
    await page.goto("/papers/new");
    await page.getByLabel("Title").fill(title);
    await page.getByLabel("Authors").fill(authors);
    await page.getByRole("button", { name: "Add the paper" }).click();
  };
  await type("Ada Lovelace");
  await expect(page.getByText("The abstract is not known yet.")).toBeVisible();
  const first = page.url();

  await type("Bo Ek");
  await expect(page.getByText("Is it one of these?")).toBeVisible();
  await expect(page.getByText("Ada Lovelace")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "It is this one" }).click();
  await page.waitForURL(first);

  await type("Bo Ek");
  await page.getByRole("button", { name: "It is a different paper" }).click();
  await expect(page.getByText("The paper is now in the catalogue.")).toBeVisible();
  await page.waitForURL((url) => url.pathname.startsWith("/papers/erratum-") && url.href !== first);
  const second = page.url();

  // The same title by the same author is taken for the same paper, but the person has the last word.
  await type("Ada Lovelace");
  await expect(page.getByText("Is it one of these?")).toBeVisible();
  await expect(page.getByText("Bo Ek")).toHaveCount(0);
  await page.getByRole("button", { name: "It is a different paper" }).click();
  // The one by somebody else is the next question.
  await expect(page.getByText("Bo Ek")).toBeVisible();
  await page.getByRole("button", { name: "It is a different paper" }).click();
  await page.waitForURL(
    (url) => url.pathname.startsWith("/papers/erratum-") && ![first, second].includes(url.href),
  );
});

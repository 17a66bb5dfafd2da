import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { groupOf, sharedDatabase, visit, visitor } from "./site";

/** Adds papers that nobody else finds. @returns their word, and their ids */
async function papersAbout(count: number) {
  const { tables } = await sharedDatabase();
  const word = `quoll${randomUUID()
    .replaceAll(/[^a-f]/g, "")
    .slice(0, 8)}x`;
  const ids: string[] = [];
  for (let n = 1; n <= count; n++) {
    const title = `The ${word} of number ${n}`;
    const { id } = await tables.paper.create({
      data: {
        title,
        slug: `${word}-${n}`,
        normalizedTitle: `${word}of number ${n}`,
        abstract: `We look at small animals. A shy ${word} sleeps ${n % 2 ? "by day" : "at night"} & <i>eats</i>.`,
        authors: [n === 1 ? "Ada Okafor" : "Li Wei"],
        publishedOn: new Date(Date.UTC(2019 + n, 0, 1)),
        venue: n < 3 ? "Journal of Quolls" : null,
      },
      select: { id: true },
    });
    ids.push(id);
  }
  return { word, ids };
}

test("a guest narrows a search down by links, and sees what matched", async ({ browser }) => {
  const { word } = await papersAbout(4);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/search?q=${word}`);
  const main = page.getByRole("main");
  await expect(main.getByRole("article")).toHaveCount(4);
  await expect(main.locator("mark").first()).toHaveText(new RegExp(word, "i"));
  await expect(
    main
      .getByText("& <i>eats</i>")
      .or(main.getByText(/& +eats/))
      .first(),
  ).toBeVisible();

  await main.getByText("Filters", { exact: true }).click();
  await main.getByRole("link", { name: "Journal of Quolls 2" }).click();
  await expect(page).toHaveURL(/venue/);
  await expect(main.getByRole("article")).toHaveCount(2);
  // The filters stay open for the next one.
  await expect(main.getByRole("link", { name: "2020 1" })).toBeVisible();
  await page
    .getByRole("searchbox", { name: /^Words from a title/ })
    .fill(`"a shy ${word}" -author:okafor year:2021.. colour:red`);
  await main.getByRole("button", { name: "Search" }).click();
  await expect(main.getByRole("article")).toHaveCount(3);
  await expect(main.getByText("“colour:red” is no operator here")).toBeVisible();
  const conditions = main.getByRole("list", { name: "Conditions" });
  await expect(conditions.getByRole("listitem")).toHaveCount(3);
  await conditions.getByRole("link", { name: /^since 2021/ }).click();
  await expect(conditions.getByRole("listitem")).toHaveCount(2);

  await page.getByRole("searchbox", { name: /^Words from a title/ }).fill(`${word} Pizzzzza`);
  await main.getByRole("button", { name: "Search" }).click();
  await expect(main.getByText("No paper has “Pizzzzza”. These come closest.")).toBeVisible();

  // One of two, which a filter and its removal leave as it is.
  const field = page.getByRole("searchbox", { name: /^Words from a title/ });
  await field.fill(`${word} author:okafor OR year:2023 OR`);
  await main.getByRole("button", { name: "Search" }).click();
  await expect(main.getByRole("article")).toHaveCount(2);
  await expect(main.getByText("“OR” is no operator here")).toBeVisible();
  await expect(conditions.getByRole("link", { name: /^by okafor or from 2023/ })).toBeVisible();
  await main.getByText("Filters", { exact: true }).click();
  await main.getByRole("link", { name: "Journal of Quolls 1" }).click();
  await expect(main.getByRole("article")).toHaveCount(1);
  await expect(field).toHaveValue(/author:okafor OR year:2023 or venue:/);
  await conditions.getByRole("link", { name: /^by okafor or from 2023/ }).click();
  await expect(main.getByRole("article")).toHaveCount(2);
  await main.getByText("How to search").click();
  await expect(main.getByText("transformer OR attention")).toBeVisible();
  await expect(main.getByText("year:2023, year:2021..2023, year:2023..")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("how-to-search.png"), fullPage: true });
  await context.close();
});

test("what a group reads is searched by its members, and saved as a digest", async ({
  browser,
}) => {
  const { word, ids } = await papersAbout(3);
  const ada = await visitor(browser, "ada");
  const { id: groupId, slug } = await groupOf([[ada, "owner"]], "Quoll Watchers");
  const { tables } = await sharedDatabase();
  await tables.reading.create({
    data: { groupId, paperId: ids[0] as string, readAt: new Date(Date.now() - 86_400_000) },
  });

  await visit(ada.page, `/search?q=${word}`);
  const main = ada.page.getByRole("main");
  await main.getByText("Filters", { exact: true }).click();
  await main.getByRole("link", { name: "Quoll Watchers 1" }).click();
  await expect(ada.page).toHaveURL(new RegExp(`read%3A${slug}`));
  await expect(main.getByRole("article")).toHaveCount(1);
  await visit(ada.page, `/search?q=${encodeURIComponent(`${word} -read:${slug}`)}`);
  await expect(main.getByRole("article")).toHaveCount(2);

  await main.getByRole("link", { name: "This search by email" }).click();
  await expect(
    ada.page.getByRole("button", { name: `Remove the search: ${word} -read:${slug}` }),
  ).toBeVisible();

  const bela = await visitor(browser, "bela");
  await visit(bela.page, `/search?q=${encodeURIComponent(`${word} read:${slug}`)}`);
  await expect(
    bela.page.getByText(`None of your groups has the address “${slug}”.`, { exact: false }),
  ).toBeVisible();
  await expect(bela.page.getByRole("article")).toHaveCount(0);

  await visit(
    ada.page,
    `/groups/${slug}/search?in=papers&q=${encodeURIComponent(`${word} author:okafor`)}`,
  );
  await expect(main.getByRole("article")).toHaveCount(1);
});

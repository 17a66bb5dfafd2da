import { expect, test } from "@playwright/test";
import { paper } from "../server/testing/world";
import { expectAccessible } from "./looking";
import { sharedDatabase, visit, visitor } from "./site";

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
  // The button shows an upvote before it is saved.
  const saved = bela.page.waitForResponse(/papers\.upvote\b/);
  await bela.page.getByRole("button", { name: /upvote/i }).click();
  await saved;
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

test("a paper gets identifiers and the parts of names, one of another paper leads there, and two are told apart", async ({
  browser,
}) => {
  const { tables } = await sharedDatabase();
  const one = await paper({ title: "On Names" }, tables);
  const two = await paper({ title: "On Names, again" }, tables);
  const pmid = `3${Date.now() % 10_000_000}`;
  await tables.paperIdentifier.create({ data: { paperId: two.id, type: "pmid", value: pmid } });
  const mona = await visitor(browser, "greta");
  await tables.person.update({ where: { id: mona.id }, data: { moderatorSince: new Date() } });

  const { page } = mona;
  await visit(page, `/papers/${one.slug}/edit`);
  await page.getByLabel("Authors").fill("Ada Lovelace\nCERN");
  await page.getByText("Family names and organizations").click();
  const ada = page.getByRole("group", { name: "Ada Lovelace" });
  await ada.getByLabel("Kind").selectOption("Person");
  await expect(ada.getByLabel("Family name")).toHaveValue("Lovelace");
  await page.getByRole("group", { name: "CERN" }).getByLabel("Kind").selectOption("Organization");
  const add = page.getByLabel("Add an identifier");
  await add.fill("nothing known");
  await page.getByRole("button", { name: "Add to the list" }).click();
  await expect(page.getByText("We do not know this identifier.")).toBeVisible();
  await add.fill(`https://openalex.org/W${pmid}`);
  await add.press("Enter");
  await expect(page.getByRole("button", { name: `Remove OpenAlex W${pmid}` })).toBeVisible();
  await add.fill(pmid);
  await page.getByLabel("Type").selectOption("PubMed");
  await page.getByRole("button", { name: "Add to the list" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Another paper has this already")).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole("link", { name: "Compare and merge both" })).toHaveAttribute(
    "href",
    `/papers/${one.slug}/merge?with=${two.slug}`,
  );
  await page.getByRole("button", { name: `Remove PubMed ${pmid}` }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL(`**/papers/${one.slug}`);
  await page.goto(`/papers/${one.slug}/history`);
  await expect(page.getByText("Lovelace, Ada")).toBeVisible();
  await expect(page.getByText(`OpenAlex: W${pmid}`)).toBeVisible();

  const asked = { askedAt: new Date(), source: "Crossref", duplicateOfId: two.id };
  await tables.paperCompletion.create({
    data: { paperId: one.id, outcome: "duplicate", ...asked },
  });
  await page.goto("/moderation");
  await page.getByRole("link", { name: "Possible duplicates" }).click();
  const pair = page.getByRole("listitem").filter({ hasText: one.title });
  await expect(pair).toContainText("Crossref says that these are one paper");
  await expectAccessible(page);
  await pair.getByRole("link", { name: "These are the same" }).click();
  await expect(page.getByRole("columnheader", { name: one.title })).toBeVisible();
  await page.goBack();
  await pair.getByRole("button", { name: "They are different" }).click();
  await expect(pair).toHaveCount(0);
});

import { expect, test } from "@playwright/test";
import { expectAccessible, expectReadable } from "./looking";
import { sharedDatabase, visit, visitor } from "./site";
import { made, poolOf, voters } from "./voting-world";

// Something has become of a paper since it was added: its page, its versions and an open ballot say so.

test("a retracted paper is marked on its page and for the voters of an open ballot", async ({
  browser,
}) => {
  const { tables } = await sharedDatabase();
  const people = await voters(browser);
  const pool = await poolOf(people, "The Warned");
  const ballot = await made(people.mouse, pool, "Approval");
  const [title] = pool.titles;
  const { id, slug } = await tables.paper.findFirstOrThrow({ where: { title } });
  const seen = (number: number, abstract: string) => ({
    ...{ paperId: id, number, abstract, source: "arXiv", datedOn: `2026-0${number}` },
  });
  await tables.paperVersion.createMany({
    data: [seen(1, "We plant $x^2$ trees."), seen(2, "We plant $x^2$ tall trees.")],
  });

  const mona = await visitor(browser, "greta");
  await tables.person.update({ where: { id: mona.id }, data: { moderatorSince: new Date() } });
  const { page } = mona;
  await visit(page, `/papers/${slug}`);
  await page.getByRole("link", { name: "Version 2" }).click();
  await expect(page.getByRole("heading", { name: "Versions and status" })).toBeVisible();
  await expect(page.getByText("Changes since version 1:")).toBeVisible();
  await expect(page.locator("ins")).toHaveText("tall ");
  await page.getByRole("button", { name: "Change the status" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Status").selectOption({ label: "Retracted" });
  await form.getByLabel("Since when (optional)").fill("2026-05-03");
  await form.getByLabel(/^Link to the notice/).fill("https://example.org/notice");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Say how you know, in a few words.")).toBeVisible();
  await expectAccessible(page);
  await form.getByLabel("How you know").fill("The journal says so.");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("This paper was retracted on 3 May 2026.")).toBeVisible();
  await expectAccessible(page);

  const guest = await (await browser.newContext()).newPage();
  await visit(guest, `/papers/${slug}`);
  const warning = guest.getByRole("complementary", { name: "Warning" });
  await expect(warning).toContainText("This paper was retracted on 3 May 2026.");
  await expect(warning).toContainText("The journal says so.");
  await expect(warning.getByRole("link", { name: "Read the notice" })).toHaveAttribute(
    "href",
    "https://example.org/notice",
  );
  await expectAccessible(guest);
  await guest.emulateMedia({ colorScheme: "dark" });
  await expectReadable(guest);

  for (const voter of [people.keyboard, people.phone]) {
    await visit(voter.page, ballot);
    await expect(voter.page.getByRole("checkbox", { name: `${title} Retracted` })).toBeVisible();
    await expect(voter.page.getByText("Retracted", { exact: true })).toHaveCount(1);
    await expectAccessible(voter.page);
  }
  await people.keyboard.page.emulateMedia({ colorScheme: "dark" });
  await expectReadable(people.keyboard.page);

  // Its owner nominated it.
  await visit(people.mouse.page, "/notifications");
  await expect(people.mouse.page.getByText(`“${title}” was retracted`)).toBeVisible();
});

import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./looking";
import { call, type SiteDatabase, sharedDatabase, type Visitor, visit, visitor } from "./site";

// What papers are about and who wrote them: topics that people and moderators keep, and authors that people follow.

/** Takes a picture, in a folder for them. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.E2E_SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

async function moderate({ tables }: SiteDatabase, { id }: Visitor): Promise<void> {
  await tables.person.update({ where: { id }, data: { moderatorSince: new Date() } });
}

test("an author's page shows the papers of a name, similar names and co-authors, and is followed", async ({
  browser,
}) => {
  const site = await sharedDatabase();
  const ada = await visitor(browser, "ada");
  const family = `Noether${randomUUID().slice(0, 6)}`;
  const add = (title: string, ...authors: string[]) =>
    call(ada, "papers.add", { title: `${title} ${family}`, abstract: "Words.", authors });
  await add("Ideals", `Emmy ${family}`, `David Hilbert ${family}`);
  await add("Rings", `${family}, Emmy A.`);
  await add("Invariants", `E. ${family}`);
  const { slug } = await site.tables.paper.findFirstOrThrow({
    where: { title: `Ideals ${family}` },
  });

  await visit(ada.page, `/papers/${slug}`);
  await ada.page.getByRole("link", { name: `Emmy ${family}` }).click();
  await expect(ada.page.getByRole("heading", { level: 1, name: family })).toBeVisible();
  await expect(ada.page.getByText("2 papers by authors of this name")).toBeVisible();
  await expect(ada.page.getByRole("heading", { level: 2, name: `Ideals ${family}` })).toBeVisible();
  await expect(ada.page.getByRole("heading", { level: 2, name: `Rings ${family}` })).toBeVisible();
  const others = ada.page.getByRole("region", { name: "Co-authors" });
  await expect(others.getByRole("link")).toContainText(`David Hilbert ${family}`);
  await expectAccessible(ada.page);
  await picture(ada.page, "author-wide");
  await ada.page.emulateMedia({ colorScheme: "dark" });
  await ada.page.setViewportSize({ width: 375, height: 800 });
  await picture(ada.page, "author-phone");

  await ada.page.getByRole("button", { name: "Follow author" }).click();
  // The button says so before it is saved, and the next page must not be loaded before.
  const saved = ada.page.waitForResponse(/notifications\.follow\b/);
  await ada.page.getByRole("menuitemradio", { name: "Follow", exact: false }).first().click();
  await expect(ada.page.getByRole("button", { name: "Following author" })).toBeVisible();
  await saved;
  await visit(ada.page, "/settings");
  await expect(ada.page.getByRole("link", { name: family })).toBeVisible();

  const similar = `/authors/emmy-${family.toLowerCase()}`;
  await visit(ada.page, similar);
  await ada.page
    .getByRole("region", { name: "Similar names" })
    .getByRole("link", { name: `E. ${family}` })
    .click();
  await expect(ada.page.getByText("1 paper by authors of this name")).toBeVisible();
});

test("an author's new papers come by email, in a digest with other authors or to an address", async ({
  browser,
}) => {
  const ada = await visitor(browser, "ada");
  const family = `Turing${randomUUID().slice(0, 6)}`;
  for (const author of [`Alan ${family}`, `Bo ${family}`, `A. ${family}`]) {
    await call(ada, "papers.add", {
      ...{ title: `Machines of ${author}`, abstract: "Words.", authors: [author] },
    });
  }
  const { page } = ada;
  const address = `/authors/alan-${family.toLowerCase()}`;
  await visit(page, address);
  await page.getByRole("link", { name: "Get by email" }).click();
  const authors = page.getByRole("group", { name: "New papers from authors" });
  await expect(authors.getByRole("checkbox", { name: `Alan ${family}` })).toBeChecked();
  await page.getByLabel("Name of an author").fill(`${family}, Bo`);
  await page.keyboard.press("Enter");
  await expect(page.getByText(`Bo ${family} is added.`)).toBeVisible();
  await expect(authors.getByRole("checkbox", { name: `Bo ${family}` })).toBeChecked();
  await page.getByLabel("Name of an author").fill(`Alan ${family}`);
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByText("2 authors found. Tick those that you mean.")).toBeVisible();
  await expect(authors.getByRole("checkbox", { name: `A. ${family}` })).not.toBeChecked();
  await page.getByLabel("Name of an author").fill("Nobody Atall");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByText("No paper names “Nobody Atall”.", { exact: false })).toBeVisible();
  await expectAccessible(page);
  await picture(page, "author-digest");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 375, height: 800 });
  await picture(page, "author-digest-phone");
  await page.getByRole("button", { name: "Save" }).click();
  const words = `new papers from Alan ${family} and Bo ${family}`;
  await expect(page.getByRole("heading", { level: 2, name: words })).toBeVisible();
  await page.getByRole("link", { name: "Edit" }).click();
  await authors.getByRole("checkbox", { name: `Alan ${family}` }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  const fewer = `new papers from Bo ${family}`;
  await expect(page.getByRole("heading", { level: 2, name: fewer })).toBeVisible();

  const guest = await (await browser.newContext()).newPage();
  await visit(guest, address);
  await guest.getByRole("link", { name: "Get by email" }).click();
  const title = `New papers from Alan ${family} by email`;
  await expect(guest.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await guest.getByLabel("Email address").fill(`reader-${randomUUID()}@example.org`);
  await guest.getByRole("button", { name: "Send me papers" }).click();
  await expect(guest.getByText("An email is on its way to", { exact: false })).toBeVisible();
  await guest.context().close();
});

test("topics of a paper are confirmed and refused, with a line of history and an undo", async ({
  browser,
}) => {
  const site = await sharedDatabase();
  const ada = await visitor(browser, "ada");
  const title = `Graphs of words ${randomUUID().slice(0, 8)}`;
  await call(ada, "papers.add", { title, abstract: "Words.", authors: ["A. Author"] });
  const { id, slug } = await site.tables.paper.findFirstOrThrow({ where: { title } });
  const speech = await site.tables.paper.findMany({
    where: { topics: { some: { topicSlug: "speech" } }, id: { not: id } },
    take: 2,
  });
  for (const title of ["Near", "Nearer"].slice(speech.length)) {
    const whole = `${title} speech ${randomUUID()}`;
    await call(ada, "papers.add", { title: whole, abstract: "On speech.", authors: ["A. Author"] });
    speech.push(await site.tables.paper.findFirstOrThrow({ where: { title: whole } }));
  }
  // In this order: what does not wait is not compared, and what was being compared is in by then.
  const paperId = { in: [id, ...speech.map((near) => near.id)] };
  await site.tables.paperToCompare.deleteMany({ where: { paperId } });
  await site.tables.similarPaper.deleteMany({ where: { paperId: id } });
  await site.tables.similarPaper.createMany({
    data: speech.map((near, at) => ({
      ...{ paperId: id, similarId: near.id, score: 0.9 - at / 10, shared: ["words"] },
    })),
  });

  await visit(ada.page, `/papers/${slug}`);
  const topics = ada.page.getByRole("list", { name: "Topics", exact: true });
  const suggested = ada.page.getByRole("list", { name: "Suggested topics" });
  await expect(suggested).toContainText("Speech and audio");
  await expectAccessible(ada.page);
  await picture(ada.page, "paper-topics");
  await suggested.getByRole("button", { name: "Add Speech and audio" }).click();
  await expect(topics.getByRole("link", { name: "Speech and audio" })).toBeVisible();
  await expect(suggested).toHaveCount(0);
  await ada.page.getByRole("button", { name: "Change topics" }).click();
  const dialog = ada.page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Add Computer vision" })).toBeVisible();
  await picture(ada.page, "paper-topics-dialog");
  await dialog.getByRole("button", { name: "Remove Graphs" }).click();
  await expect(dialog.getByRole("button", { name: "Add Graphs" })).toBeVisible();
  await ada.page.keyboard.press("Escape");
  await expect(topics.getByRole("link", { name: "Graphs" })).toHaveCount(0);

  await visit(ada.page, `/papers/${slug}/history`);
  await expect(ada.page.getByText("Does not belong to the topic “Graphs”.")).toBeVisible();
  await expectAccessible(ada.page);
  await picture(ada.page, "history-topics");
  await ada.page.getByRole("button", { name: "Undo" }).first().click();
  await expect(ada.page.getByText("undoes change 2")).toBeVisible();
  await visit(ada.page, `/papers/${slug}`);
  await expect(topics.getByRole("link", { name: "Graphs" })).toBeVisible();
});

test("a moderator adds, renames and merges topics, and undoes the merge", async ({ browser }) => {
  const site = await sharedDatabase();
  const mona = await visitor(browser, "greta");
  await moderate(site, mona);
  const tag = randomUUID().slice(0, 6);
  await visit(mona.page, "/moderation");
  await mona.page.getByRole("link", { name: "Topics" }).last().click();
  for (const name of [`Trees ${tag}`, `Forests ${tag}`]) {
    await mona.page.getByRole("button", { name: "New topic" }).click();
    const dialog = mona.page.getByRole("dialog");
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByLabel("Words (optional)").fill(`${name.replace(" ", "")}*`);
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(mona.page.getByRole("heading", { level: 2, name })).toBeVisible();
  }
  await call(mona, "papers.add", {
    ...{ title: `On Forests${tag}`, abstract: "Words.", authors: ["A. Author"] },
  });
  await mona.page.getByRole("button", { name: `Edit Trees ${tag}` }).click();
  const form = mona.page.getByRole("dialog");
  await form.getByLabel("Name").fill(`Woods ${tag}`);
  await form.getByLabel("Description (optional)").fill(`All that grows in ${tag}.`);
  await form.getByRole("button", { name: "Save" }).click();
  await expect(mona.page.getByText(`All that grows in ${tag}.`)).toBeVisible();
  await expectAccessible(mona.page);
  await picture(mona.page, "moderation-topics");

  await mona.page.getByRole("button", { name: `Merge Forests ${tag}` }).click();
  const dialog = mona.page.getByRole("dialog");
  await dialog.getByLabel("The topic that stays").selectOption({ label: `Woods ${tag}` });
  await expectAccessible(mona.page);
  await dialog.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(mona.page.getByText(`Merged into Woods ${tag}`)).toBeVisible();
  await visit(mona.page, `/topics/forests-${tag}`);
  await expect(mona.page).toHaveURL(`/topics/trees-${tag}`);
  await expect(mona.page.getByRole("heading", { level: 1, name: `Woods ${tag}` })).toBeVisible();
  await expect(mona.page.getByText("1 paper: 1 new in the last seven days")).toBeVisible();
  await expectAccessible(mona.page);
  await picture(mona.page, "topic");

  await visit(mona.page, "/moderation/topics");
  await mona.page.getByRole("button", { name: `Undo the merge Forests ${tag}` }).click();
  await mona.page.getByRole("alertdialog").getByRole("button", { name: "Undo the merge" }).click();
  await expect(mona.page.getByText(`Merged into Woods ${tag}`)).toHaveCount(0);
  await visit(mona.page, `/topics/forests-${tag}`);
  await expect(mona.page.getByRole("heading", { level: 1, name: `Forests ${tag}` })).toBeVisible();
});

test("papers that exist come under a topic with new words, and a moderator sees it", async ({
  browser,
}) => {
  const site = await sharedDatabase();
  const mona = await visitor(browser, "greta");
  await moderate(site, mona);
  const word = `zither${randomUUID().slice(0, 6)}`;
  for (const title of [`On ${word}`, `On ${word} and more`]) {
    await call(mona, "papers.add", { title, abstract: "Words.", authors: ["A. Author"] });
  }
  const refused = await site.tables.paper.findFirstOrThrow({
    where: { title: `On ${word} and more` },
  });
  const { page } = mona;
  await visit(page, "/moderation/topics");
  await page.getByRole("button", { name: "New topic" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(`Zithers ${word}`);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await call(mona, "papers.chooseTopic", {
    ...{ paperId: refused.id, topic: `zithers-${word}`, accepted: false },
  });
  await page.getByRole("button", { name: `Edit Zithers ${word}` }).click();
  await dialog.getByLabel("Words (optional)").fill(word);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  const progress = page.getByRole("status").filter({ hasText: "looked at again" });
  await expect(progress).toBeVisible();
  await expectAccessible(page);
  await picture(page, "refiling");
  // A step rests nine times as long as it works.
  await expect(progress).toContainText("All papers were looked at again");
  const topic = page.getByRole("listitem").filter({ hasText: `Zithers ${word}` });
  await expect(topic).toContainText("1 paper");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 375, height: 800 });
  await picture(page, "refiled-phone");
  await visit(page, `/topics/zithers-${word}`);
  await expect(page.getByRole("heading", { level: 2, name: `On ${word}` })).toBeVisible();
});

import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { paper } from "../server/testing/world";
import { expectAccessible, tooWide } from "./looking";
import { call, groupOf, sharedDatabase, visit, visitor } from "./site";

test("Ada keeps a paper, writes a note, and shares a list that a guest reads until it is withdrawn", async ({
  browser,
}) => {
  const ada = await visitor(browser, "ada");
  const { tables } = await sharedDatabase();
  const kept = await paper({ title: "How Owls Sleep on Branches" }, tables);
  const { page } = ada;

  await visit(page, "/shelves");
  await expect(page.getByText("There is nothing to read yet")).toBeVisible();
  await visit(page, `/papers/${kept.slug}`);
  await page.getByRole("button", { name: "Keep", exact: true }).click();
  const window = page.getByRole("dialog", { name: "Keep this paper" });
  await window.getByRole("button", { name: "To read" }).click();
  await expect(window.getByRole("button", { name: "To read" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await window.getByLabel("New list").fill("Birds at night");
  await window.getByRole("button", { name: "Add" }).click();
  await expect(window.getByRole("checkbox", { name: "Birds at night" })).toBeChecked();
  const note = window.getByRole("textbox", { name: "Your note" });
  await window.getByRole("button", { name: "Save the note" }).click();
  await expect(window.getByText("Write something first.")).toBeVisible();
  await note.fill("See **figure 3** again.");
  // A key too many loses nothing.
  await page.keyboard.press("Escape");
  await expect(window).toBeHidden();
  await page.getByRole("button", { name: "Kept: To read" }).click();
  await expect(window.getByRole("button", { name: "To read" })).toBeFocused();
  await expect(note).toHaveValue("See **figure 3** again.");
  await expect(window.getByText("You had not saved these words.")).toBeVisible();
  await window.getByRole("button", { name: "Save the note" }).click();
  await expect(window.locator("strong", { hasText: "figure 3" })).toBeVisible();
  await expect(window.getByRole("button", { name: "Edit the note" })).toBeFocused();
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath("window.png") });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Kept: To read" })).toBeVisible();

  // The shelf: on to the next one, and back.
  await visit(page, "/shelves");
  await expect(page.getByRole("heading", { name: kept.title })).toBeVisible();
  await expect(page.getByText("See figure 3 again.")).toBeVisible();
  await page.getByRole("button", { name: /^Start reading/ }).click();
  await expect(page.getByText("There is nothing to read yet")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: kept.title })).toBeVisible();
  await page.getByLabel("Titles, authors and your notes").fill("branches figure");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=branches/);
  await expect(page.getByRole("heading", { name: kept.title })).toBeVisible();
  await page.getByLabel("Titles, authors and your notes").fill("walnuts");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No paper fits")).toBeVisible();
  await page.getByRole("link", { name: "Show all" }).first().click();
  await expect(page.getByRole("heading", { name: kept.title })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByText("Export", { exact: true }).click();
  await page.getByRole("link", { name: "BibTeX", exact: true }).click();
  expect((await download).suggestedFilename()).toBe("toRead.bib");
  const noted = page.waitForEvent("download");
  await page.getByRole("link", { name: "BibTeX with your notes" }).click();
  expect(await readFile(await (await noted).path(), "utf8")).toMatch(/annote = \{See \*\*figure 3/);
  await page.screenshot({ path: test.info().outputPath("export.png") });
  await page.getByRole("link", { name: "RIS", exact: true }).focus();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "RIS", exact: true })).toBeHidden();
  await expect(page.locator("summary", { hasText: "Export" })).toBeFocused();
  await page.keyboard.press("Enter");
  for (const width of [700, 1100]) {
    await page.setViewportSize({ width, height: 900 });
    const { x = -1 } =
      (await page.getByRole("link", { name: "RIS", exact: true }).boundingBox()) ?? {};
    expect(x, `at ${width}`).toBeGreaterThanOrEqual(0);
    expect(await tooWide(page)).toBe(0);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  // The year stays in the address, together with the words.
  await tables.paper.update({
    where: { id: kept.id },
    data: { publishedOn: new Date("2019-05-01") },
  });
  await visit(page, "/shelves?q=branches");
  await page.getByLabel("Year").selectOption({ label: "2019 (1)" });
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/q=branches.*year=2019/);
  await expect(page.getByRole("heading", { name: kept.title })).toBeVisible();
  await visit(page, "/shelves?year=2018");
  await expect(page.getByText("No paper fits")).toBeVisible();
  await expect(page.getByLabel("Year")).toHaveValue("2018");
  await page.getByRole("link", { name: "Show all" }).first().click();
  await expect(page.getByRole("heading", { name: kept.title })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath("shelf.png") });

  // The list, by its link, for a guest on a small screen.
  await page.getByRole("link", { name: /^Lists/ }).click();
  await page.getByRole("link", { name: "Birds at night" }).click();
  await page.getByRole("button", { name: "Share by link" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  const guest = await browser.newContext({
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: "dark" },
  });
  const other = await guest.newPage();
  const path = new URL(link).pathname;
  expect(await visit(other, path)).toBe(200);
  await expect(other.getByRole("heading", { name: "Birds at night" })).toBeVisible();
  await expect(other.getByRole("heading", { name: kept.title })).toBeVisible();
  await expect(other).toHaveTitle(/^Birds at night/);
  await expect(other.getByRole("button", { name: /^Keep/ })).toHaveCount(0);
  expect(await other.content()).not.toContain("figure 3");
  expect(await other.content()).not.toContain(ada.handle);
  await expect(other.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  expect(await tooWide(other)).toBe(0);
  await expectAccessible(other);
  await other.screenshot({ path: test.info().outputPath("shared.png") });
  await other.getByLabel("Year").selectOption({ label: "2019 (1)" });
  await other.getByRole("button", { name: "Show", exact: true }).click();
  await expect(other).toHaveURL(/year=2019/);
  await expect(other.getByRole("heading", { name: kept.title })).toBeVisible();
  const file = other.waitForEvent("download");
  await other.getByText("Export", { exact: true }).click();
  await expect(other.getByText("Only the papers that fit")).toBeVisible();
  await other.getByRole("link", { name: "BibTeX", exact: true }).click();
  expect(await readFile(await (await file).path(), "utf8")).toContain("Owls");
  // A reader with an account keeps papers of it.
  const bela = await visitor(browser, "bela");
  await visit(bela.page, path);
  await bela.page.getByRole("listitem").getByRole("button", { name: /^Keep/ }).click();
  await bela.page.getByRole("button", { name: "To read", exact: true }).click();
  await expect(bela.page.getByText("The paper is on your shelf “To read”.")).toBeVisible();
  await page.getByRole("checkbox", { name: "Show my name" }).check();
  await expect(async () => {
    await visit(other, path);
    await expect(other.getByText(`by ${ada.name}`)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.screenshot({ path: test.info().outputPath("list.png") });
  await page.getByRole("button", { name: "Withdraw the link" }).click();
  await expect(page.getByRole("button", { name: "Share by link" })).toBeVisible();
  expect(await visit(other, path)).toBe(404);
  await guest.close();
});

test("a group fills a list together, and is told what a member has read if they want", async ({
  browser,
}) => {
  const lena = await visitor(browser, "lena");
  const ada = await visitor(browser, "ada", {
    device: { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: "dark" },
  });
  const { id: groupId, path } = await groupOf(
    [
      [lena, "owner"],
      [ada, "member"],
    ],
    "The night birds",
    "private",
  );
  const { tables } = await sharedDatabase();
  const read = await paper({ title: "Why Nightjars Churr" }, tables);
  const reading = await tables.reading.create({ data: { groupId, paperId: read.id } });

  await visit(lena.page, `${path}/papers`);
  await lena.page.getByRole("link", { name: "Lists", exact: true }).click();
  await lena.page.getByLabel("Name").fill("Before the seminar");
  await lena.page.getByRole("button", { name: "Make the list" }).click();
  await expect(lena.page.getByRole("link", { name: "Before the seminar" })).toBeVisible();

  await visit(ada.page, `/papers/${read.slug}`);
  await ada.page.getByRole("button", { name: "Keep", exact: true }).click();
  const window = ada.page.getByRole("dialog", { name: "Keep this paper" });
  await window.getByRole("checkbox", { name: /Before the seminar/ }).click();
  await expect(window.getByRole("checkbox", { name: /Before the seminar/ })).toBeChecked();
  await window.getByRole("button", { name: "Read", exact: true }).click();
  await expect(
    window.getByText("Do you want the members to know that you have read it?"),
  ).toBeVisible();
  const where = { readingId: reading.id };
  expect(await tables.reader.count({ where })).toBe(0);
  await expectAccessible(ada.page);
  await ada.page.screenshot({ path: test.info().outputPath("question.png") });
  await window.getByRole("button", { name: "Tell the group" }).click();
  await expect(ada.page.getByText("The night birds knows that you have read it.")).toBeVisible();
  expect(await tables.reader.count({ where })).toBe(1);

  await lena.page.getByRole("link", { name: "Before the seminar" }).click();
  await expect(lena.page.getByRole("heading", { name: read.title })).toBeVisible();
  await expect(lena.page.getByText(`added by ${ada.name}`)).toBeVisible();
  await visit(ada.page, new URL(lena.page.url()).pathname);
  expect(await tooWide(ada.page)).toBe(0);
  // On a phone, nothing of the menu is beside the screen.
  await ada.page.getByText("Export", { exact: true }).click();
  const file = ada.page.getByRole("link", { name: "References (Vancouver)" });
  await expect(file).toBeInViewport({ ratio: 1 });
  expect(await tooWide(ada.page)).toBe(0);
  await ada.page.screenshot({ path: test.info().outputPath("group-list.png") });
  // From the list to the group's nominations, and from a shelf as well.
  const list = new URL(lena.page.url()).pathname;
  await lena.page.getByRole("button", { name: `More about ${read.title}` }).click();
  await lena.page.getByRole("menuitem", { name: "Nominate in this group" }).click();
  await expect(lena.page).toHaveURL(/papers\?nominate=/);
  await expect(lena.page.getByRole("dialog").getByText(read.title)).toBeVisible();
  const swifts = await paper({ title: "Where Swifts Sleep" }, tables);
  await call(ada, "shelves.keep", { paperId: swifts.id, shelf: "toRead" });
  await visit(ada.page, "/shelves");
  await ada.page.getByRole("button", { name: `More about ${swifts.title}` }).click();
  await ada.page.getByRole("menuitem", { name: "Nominate in a group" }).click();
  await ada.page
    .getByRole("dialog", { name: "Nominate this paper" })
    .getByRole("button", { name: "Nominate", exact: true })
    .click();
  await expect
    .poll(() => tables.nomination.count({ where: { groupId, paperId: swifts.id } }))
    .toBe(1);

  await visit(lena.page, list);
  await lena.page.getByRole("button", { name: `More about ${read.title}` }).click();
  await lena.page.getByRole("menuitem", { name: "Take off the list" }).click();
  await expect(lena.page.getByText("There are no papers on this list yet")).toBeVisible();
});

test("the question whether a group is told stays when the last paper has left its shelf", async ({
  browser,
}) => {
  const ada = await visitor(browser, "ada");
  const { id: groupId, path } = await groupOf([[ada, "owner"]], "The early birds");
  const { tables } = await sharedDatabase();
  const read = await paper({ title: "What Wrens Weigh" }, tables);
  const { id: readingId } = await tables.reading.create({ data: { groupId, paperId: read.id } });
  await call(ada, "shelves.keep", { paperId: read.id, shelf: "reading" });
  const { page } = ada;
  await visit(page, "/shelves?shelf=reading");
  await page.getByRole("button", { name: /^I have read it/ }).click();
  await expect(page.getByText("You are reading nothing at the moment")).toBeVisible();
  const question = page.getByRole("dialog", { name: "You have read it" });
  await expect(question).toContainText("The early birds reads this paper.");
  await question.getByRole("button", { name: "Tell the group" }).click();
  await expect(question).toBeHidden();
  expect(await tables.reader.count({ where: { readingId } })).toBe(1);

  // The other way round: the group knows first, and the shelf is offered.
  const other = await paper({ title: "What Wagtails Want" }, tables);
  await tables.reading.create({ data: { groupId, paperId: other.id } });
  await call(ada, "shelves.keep", { paperId: other.id, shelf: "toRead" });
  await visit(page, `${path}/meetings`);
  await page.getByRole("button", { name: new RegExp(`^I have read it.*${other.title}`) }).click();
  await expect(page.getByText("The paper is still on your shelf “To read”.")).toBeVisible();
  await page.getByRole("button", { name: "Move to “Read”" }).click();
  await expect(page.getByText("The paper is on your shelf “Read”.")).toBeVisible();
  const shelved = await tables.shelvedPaper.findMany({ where: { personId: ada.id } });
  expect(shelved.map(({ shelf }) => shelf)).toEqual(["read", "read"]);
});

test("a paper is kept from its row in a list, by keyboard and by touch, and a guest sees nothing of it", async ({
  browser,
}) => {
  const device = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;
  const ada = await visitor(browser, "Keyboard");
  const chen = await visitor(browser, "Phone", { device: { ...device, colorScheme: "dark" } });
  const { tables } = await sharedDatabase();
  const kept = await paper({ title: "Where Wallcreepers Winter" }, tables);
  const search = `/search?q=${encodeURIComponent(kept.title)}`;
  const rowOf = (page: Page, title: string) =>
    page
      .getByRole("article")
      .filter({ has: page.getByRole("heading", { name: title, exact: true }) });

  // The front page sleeps until a key is pressed in it.
  await visit(ada.page, "/");
  const title = (await ada.page.locator("#papers article h2").first().textContent()) ?? "";
  const front = rowOf(ada.page, title).getByRole("button", { name: /^(?:Keep|Kept)/ });
  await expect(front).toHaveText(`Keep: ${title}`);
  await front.focus();
  await ada.page.keyboard.press("Enter");
  const window = ada.page.getByRole("dialog", { name: "Keep this paper" });
  await window.getByRole("button", { name: "Reading", exact: true }).press("Enter");
  await expect(ada.page.getByText("The paper is on your shelf “Reading”.")).toBeVisible();
  await ada.page.keyboard.press("Escape");
  await expect(window).toBeHidden();
  await expect(front).toHaveText(`Kept: ${title}`);
  await expect(front).toBeFocused();
  await expectAccessible(ada.page);
  await ada.page.screenshot({ path: test.info().outputPath("front.png") });
  await visit(ada.page, "/");
  await expect(front).toHaveText(`Kept: ${title}`);

  await visit(chen.page, search);
  const found = rowOf(chen.page, kept.title).getByRole("button", { name: /^(?:Keep|Kept)/ });
  await found.tap();
  const small = chen.page.getByRole("dialog", { name: "Keep this paper" });
  await small.getByRole("button", { name: "To read" }).tap();
  await expect(small.getByRole("button", { name: "To read" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await chen.page.screenshot({ path: test.info().outputPath("small-window.png") });
  await small.getByRole("button", { name: "Close" }).tap();
  await expect(found).toHaveText(`Kept: ${kept.title}`);
  expect(await tooWide(chen.page)).toBe(0);
  await chen.page.screenshot({ path: test.info().outputPath("small.png") });
  const shelved = await tables.shelvedPaper.findMany({ where: { personId: chen.id } });
  expect(shelved.map(({ paperId, shelf }) => [paperId, shelf])).toEqual([[kept.id, "toRead"]]);

  const guest = await (await browser.newContext()).newPage();
  for (const path of ["/", search]) {
    await visit(guest, path);
    await expect(guest.getByRole("article").first()).toBeVisible();
    await expect(guest.getByRole("button", { name: /^(?:Keep|Kept)/ })).toHaveCount(0);
    expect(await guest.content()).not.toContain("Kept");
  }
  await guest.context().close();
});

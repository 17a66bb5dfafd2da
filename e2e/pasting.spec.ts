import { createHash, randomInt } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { paper } from "../server/testing/world";
import { expectAccessible, tooWide } from "./looking";
import { groupOf, keepSession, sharedDatabase, sql, visit, visitor } from "./site";

// The site of the journeys reaches no source. The answers of arXiv are where the site keeps them for a week.

const newId = () => `2401.${String(randomInt(10_000, 99_999))}`;

/** Keeps an answer of arXiv, as if the site had asked for this paper before. */
async function keepAnswer(id: string, title: string, author = "Ada Muster"): Promise<void> {
  const address = `https://export.arxiv.org/api/query?id_list=${id}&max_results=1`;
  const body = `<feed><entry><id>http://arxiv.org/abs/${id}v1</id><title>${title}</title>
    <summary>We plant trees.</summary><published>2024-01-02T00:00:00Z</published>
    ${author && `<author><name>${author}</name></author>`}</entry></feed>`;
  await sql(
    `INSERT INTO "SourceAnswer" (key, source, address, status, body, "fetchedAt")
      VALUES ($1, 'arXiv', $2, 200, $3, now())`,
    [createHash("sha256").update(address).digest("hex"), address, body],
  );
}

const papersCalled = async (title: string) =>
  (await sql(`SELECT 1 FROM "Paper" WHERE title = $1`, [title])).length;

/** Pastes into the box of a page, as a browser does. */
async function paste(page: Page, text: string): Promise<void> {
  const field = page.getByLabel(/^Paste anything|^Add papers:/);
  await field.evaluate((box, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", pasted);
    box.focus();
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    (box as HTMLTextAreaElement).select();
    document.execCommand("insertText", false, pasted as string);
  }, text);
}

test("below the box, the front page of a laptop shows more than three papers", async ({
  browser,
}) => {
  const device = { viewport: { width: 1280, height: 900 } };
  const { page } = await visitor(browser, "ada", { device });
  await visit(page, "/");
  await expect(page.getByLabel(/^Add papers:/)).toBeInViewport();
  await expect(page.getByRole("main").getByRole("listitem").locator("h2").nth(3)).toBeInViewport();
});

test("an arXiv link is nominated in a group without papers after two clicks", async ({
  browser,
}) => {
  const ada = await visitor(browser, "ada");
  const { slug } = await groupOf([[ada, "owner"]], "The planting ones");
  const [id, title] = [newId(), `Trees ${slug}`];
  await keepAnswer(id, title);
  const { page } = ada;
  await visit(page, `/groups/${slug}/papers`);
  await page.evaluate(() => {
    const counted = window as unknown as { clicks: number };
    counted.clicks = 0;
    document.addEventListener("click", () => counted.clicks++, true);
  });
  await page.getByRole("button", { name: "Nominate a paper" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Search the catalogue/).fill(`https://arxiv.org/pdf/${id}v1.pdf`);
  await expect(dialog.getByText("New from arXiv")).toBeVisible();
  await expect(dialog.getByText("We plant trees.")).toBeVisible();
  expect(await papersCalled(title)).toBe(0);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Nominate", exact: true }).click();
  await expect(
    page.getByRole("main").getByRole("link", { name: title, exact: true }),
  ).toBeVisible();
  await expect(page.getByText("1 paper nominated.")).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { clicks: number }).clicks)).toBe(2);
  expect(await papersCalled(title)).toBe(1);
  // All that the source says of it is kept.
  const [added] = await sql<{ day: string }>(
    `SELECT "publishedOn"::text AS day FROM "Paper" WHERE title = $1`,
    [title],
  );
  expect(added?.day).toBe("2024-01-02");
});

test("exports without an identifier are added as they were pasted, on a phone, and cited there", async ({
  browser,
}) => {
  const { page } = await visitor(browser, "Phone", {
    device: { viewport: { width: 390, height: 844 } },
  });
  const titles = [`Trees ${newId()}`, `Water ${newId()}`];
  await visit(page, "/papers/new");
  const entries = titles.map(
    (title, at) => `@article{k${at}, title = {${title}}, author = {Muster, Ada and Land, Berta}}`,
  );
  await paste(page, entries.join("\n"));
  const list = page.getByRole("region", { name: "Pasted papers" });
  await expect(list.getByText("0 in the catalogue, 2 new")).toBeVisible();
  await expect(list.getByText("New, as you pasted it")).toHaveCount(2);
  await expectAccessible(page);
  await list.getByRole("button", { name: "Add all 2" }).click();
  await expect(list.getByText("Added.")).toHaveCount(2);
  for (const title of titles) expect(await papersCalled(title)).toBe(1);
  await list.getByRole("link", { name: "Open" }).first().click();
  await page.getByRole("link", { name: "Cite" }).click();
  const apa = page.getByRole("dialog").getByRole("region", { name: "APA" });
  await expect(apa).toContainText("Muster, A.");
  // Long lines of BibTeX scroll in their own box.
  const over = await page
    .getByRole("dialog")
    .evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
  expect(over).toBe(0);
});

test("several lines are several papers, each with its answer, and added all at once", async ({
  browser,
}) => {
  const { tables } = await sharedDatabase();
  const known = await paper({ title: `Known ${newId()}` }, tables);
  const { page } = await visitor(browser, "bela");
  const ids = [newId(), newId(), newId()];
  const titles = ids.map((id) => `Trees ${id}`);
  await keepAnswer(ids[0] as string, titles[0] as string);
  await keepAnswer(ids[1] as string, titles[1] as string);
  // This one has no authors at its source.
  await keepAnswer(ids[2] as string, titles[2] as string, "");
  await visit(page, "/");
  await paste(
    page,
    `/papers/${known.slug}\narXiv:${ids[0]}\n${ids[1]}\narXiv:${ids[2]}\narXiv:1234.12345\nhttps://example.org/blog`,
  );
  const list = page.getByRole("region", { name: "Pasted papers" });
  await expect(list.getByText("1 in the catalogue, 2 new, 3 not found")).toBeVisible();
  await expect(list.getByText("This identifier cannot be right.")).toBeVisible();
  await expect(list.getByText("Papers of this site cannot be looked up.")).toBeVisible();
  await expect(list.getByText("arXiv does not have all of this paper.")).toBeVisible();
  await expectAccessible(page);
  await list.getByRole("button", { name: "Add all 2" }).click();
  await expect(list.getByText("Added.")).toHaveCount(2);
  expect(await papersCalled(titles[1] as string)).toBe(1);
  await list.getByLabel("Authors").fill("Ada Muster");
  await list.getByRole("button", { name: "Add the paper" }).click();
  await expect(list.getByText("Added.")).toHaveCount(3);
});

test("a paper is put right before it is added, and opened afterwards", async ({ browser }) => {
  const phone = { viewport: { width: 360, height: 740 } };
  const { page } = await visitor(browser, "Phone", { device: phone });
  const [id, wrong, right] = [newId(), "TREES OF LIFE", `Trees of life ${newId()}`];
  await keepAnswer(id, wrong);
  await visit(page, "/papers/new");
  const box = page.getByLabel(/^Paste anything/);
  await box.fill(`https://arxiv.org/abs/${id}`);
  await box.press("Enter");
  await page.getByRole("button", { name: "Put it right" }).click();
  expect(await tooWide(page)).toBe(0);
  await page.getByLabel("Title").fill(right);
  await page.getByRole("button", { name: "Add the paper" }).click();
  await expect(page.getByRole("heading", { level: 1, name: right })).toBeVisible();
  // With several lines, Enter begins another one.
  await visit(page, "/papers/new");
  await box.fill("10.1000/one\n");
  await box.press("Enter");
  await expect(box).toHaveValue("10.1000/one\n\n");
  await box.press("Control+Enter");
  await expect(page.getByRole("region", { name: "Pasted papers" })).toBeVisible();
});

test("without a network the page says what to do, and goes on afterwards", async ({ browser }) => {
  const { page, context } = await visitor(browser, "lena");
  const [id, title] = [newId(), `Water ${newId()}`];
  await keepAnswer(id, title);
  await visit(page, "/papers/new");
  const box = page.getByLabel(/^Paste anything/);
  const advice = page.getByText("Check your connection and try again.");
  // Even the code of the cards is fetched with the first text.
  await context.setOffline(true);
  await box.fill("arXiv:1234.12345");
  await box.press("Enter");
  await expect(advice).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("This identifier cannot be right.")).toBeVisible();
  await context.setOffline(true);
  await box.fill(`arXiv:${id}`);
  await box.press("Enter");
  await expect(advice).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText(title)).toBeVisible();
});

test("a page that is shared leads through signing in to its paper, and changes nothing", async ({
  browser,
}) => {
  const { context, page, id: personId } = await visitor(browser, "milena");
  const [id, title] = [newId(), `Stones ${newId()}`];
  await keepAnswer(id, title);
  const [cookie] = await context.cookies();
  await context.clearCookies();
  const shared = new URLSearchParams({
    url: "https://journal.example.org/stones",
    text: `arXiv:${id}`,
    title,
  });
  await visit(page, `/add?${shared}`);
  await expect(page).toHaveURL(/\/sign-in\?to=%2Fadd/);
  await keepSession(context, cookie?.value ?? "");
  const to = new URL(page.url()).searchParams.get("to") ?? "";
  await visit(page, to);
  const list = page.getByRole("region", { name: "Pasted papers" });
  await expect(list.getByText("New from arXiv")).toBeVisible();
  expect(await papersCalled(title)).toBe(0);
  await list.getByRole("button", { name: "Add the paper" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  const [added] = await sql<{ addedById: string }>(
    `SELECT "addedById" FROM "Paper" WHERE title = $1`,
    [title],
  );
  expect(added?.addedById).toBe(personId);
});

test("the bookmark is dragged, and the app is a target of sharing", async ({ browser }) => {
  const { page } = await visitor(browser, "ada");
  await visit(page, "/add");
  const bookmark = page.getByRole("link", { name: "Add to Colloquy" });
  const script = await bookmark.getAttribute("href");
  expect(script).toMatch(/^javascript:/);
  expect(decodeURIComponent(script ?? "")).toContain(`${new URL(page.url()).origin}/add`);
  await bookmark.click();
  await expect(page.getByText("Drag this button to your bookmarks.")).toBeVisible();
  await expect(page).toHaveURL("/add");
  await expectAccessible(page);
  const link = await page.locator("link[rel=manifest]").getAttribute("href");
  const manifest = await (await page.request.get(link ?? "")).json();
  expect(manifest.share_target).toEqual({
    action: "/add",
    method: "GET",
    params: { title: "title", text: "text", url: "url" },
  });
  for (const { src, type } of manifest.icons) {
    const icon = await page.request.get(src);
    expect([icon.status(), icon.headers()["content-type"]]).toEqual([200, type]);
  }
});

test("a paper that is waited for is listed, and the waiting stops by one press", async ({
  browser,
}) => {
  const { page, id: personId } = await visitor(browser, "ada");
  const { tables } = await sharedDatabase();
  const askAt = new Date(Date.now() + 86_400_000);
  await tables.awaitedPaper.create({
    data: { personId, type: "arxiv", value: "2605.01234", askAt },
  });
  await visit(page, "/add");
  const section = page.getByRole("region", { name: "Papers you wait for" });
  await expect(section.getByRole("link", { name: "arXiv 2605.01234" })).toBeVisible();
  await expectAccessible(page);
  await section.getByRole("button", { name: "Stop waiting for arXiv 2605.01234" }).press("Enter");
  await expect(section.getByText("You no longer wait for it.")).toBeFocused();
  expect(await tables.awaitedPaper.count({ where: { personId } })).toBe(0);
  await visit(page, "/add");
  await expect(page.getByRole("heading", { name: "A button in your browser" })).toBeVisible();
  await expect(section).toHaveCount(0);
});

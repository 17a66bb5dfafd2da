import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible, tooWide } from "./looking";
import { tabTo, type Visitor, visit } from "./site";
import { candidatesOf, made, poolOf, saved, voters, votesOn, withIds } from "./voting-world";

// A ranking by each device: what is dragged, taken by keys, put back, and pressed before the code that drags is there.

/** Opens a ballot with a ranking of three papers. */
async function rankingOf(browser: Browser, who: "mouse" | "keyboard" | "phone") {
  const cast = await voters(browser);
  const pool = await poolOf(cast, `ranking with ${who}`);
  const ballot = await made(cast.mouse, pool, "Instant runoff");
  const voter: Visitor = cast[who];
  // A mouse goes to points of the window, so the whole list has to be in it.
  if (who === "mouse") await voter.page.setViewportSize({ width: 1280, height: 1200 });
  await visit(voter.page, ballot);
  const ids = await candidatesOf(ballot);
  const stored = async (...rankings: number[][][]) =>
    expect
      .poll(() => votesOn(ballot))
      .toEqual(rankings.map((ranking) => withIds({ ranking }, ids)));
  return { voter, page: voter.page, titles: pool.titles, ballot, stored };
}

const rowOf = (page: Page, title: string) => page.getByRole("row", { name: title });
const lineOf = (page: Page) => page.getByRole("row", { name: "Not ranked", exact: true });
const ghostOf = (page: Page) => page.locator("[data-ghost]");

/** A point in a row: in parts of its width and height. */
async function pointIn(row: Locator, across: number, down: number) {
  const { x, y, width, height } = (await row.boundingBox()) as NonNullable<
    Awaited<ReturnType<Locator["boundingBox"]>>
  >;
  return { x: x + width * across, y: y + height * down };
}

/** The titles of the list from the top, with their numbers. */
const orderOf = (page: Page) =>
  page
    .locator("[data-paper]")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label")));

test("a mouse drags a paper, and Escape or a drop beside the list puts it back", async ({
  browser,
}) => {
  const { page, titles, stored } = await rankingOf(browser, "mouse");
  const [first, second, third] = titles;
  const before = await orderOf(page);
  const begin = async (row: Locator) => {
    const { x, y } = await pointIn(row, 0.5, 0.2);
    await page.mouse.move(x, y);
    await page.mouse.down();
  };
  const moveTo = async ({ x, y }: { x: number; y: number }) => page.mouse.move(x, y, { steps: 5 });

  await begin(rowOf(page, third));
  await moveTo(await pointIn(lineOf(page), 0.5, 0.2));
  await expect(ghostOf(page)).toBeVisible();
  await expect(lineOf(page)).toHaveAttribute("data-drop", "before");
  await page.keyboard.press("Escape");
  await expect(ghostOf(page)).toHaveCount(0);
  await page.mouse.up();
  await expect(lineOf(page)).not.toHaveAttribute("data-drop");

  await begin(rowOf(page, third));
  await moveTo({ x: 2, y: 2 });
  await expect(ghostOf(page)).toBeVisible();
  await page.mouse.up();
  await expect(ghostOf(page)).toHaveCount(0);
  expect(await orderOf(page)).toEqual(before);
  await stored();

  await begin(rowOf(page, third));
  await moveTo(await pointIn(lineOf(page), 0.5, 0.2));
  await page.mouse.up();
  await saved(page, /Saved: 1 paper of 3 ranked/);
  await begin(rowOf(page, first));
  await moveTo(await pointIn(rowOf(page, third), 0.5, 0.1));
  await expect(rowOf(page, third)).toHaveAttribute("data-drop", "before");
  await page.mouse.up();
  await saved(page, /Saved: 2 papers of 3 ranked/);
  await begin(rowOf(page, second));
  await moveTo(await pointIn(rowOf(page, first), 0.5, 0.9));
  await expect(rowOf(page, first)).toHaveAttribute("data-drop", "after");
  await page.mouse.up();
  await saved(page, /Saved: 3 papers of 3 ranked/);
  await stored([[0], [1], [2]]);
  // Below the line a paper leaves the ranking.
  await begin(rowOf(page, first));
  await moveTo(await pointIn(lineOf(page), 0.5, 0.9));
  await page.mouse.up();
  await saved(page, /Saved: 2 papers of 3 ranked/);
  await stored([[1], [2]]);
  await page.getByRole("button", { name: "Undo" }).click();
  await stored([[0], [1], [2]]);
});

test("keys take a paper to each place, and Escape or Tab puts it back", async ({ browser }) => {
  const { page, titles, stored } = await rankingOf(browser, "keyboard");
  const [first, second, third] = titles;
  const says = (words: string) =>
    expect(page.getByRole("status").getByText(words, { exact: true })).toBeAttached();
  const handle = (title: string) => page.getByRole("button", { name: `Move ${title}` });
  const press = (key: string) => page.keyboard.press(key);

  // The list is one stop of Tab: after the controls of its first row comes what follows the list.
  await tabTo(page, rowOf(page, first));
  await tabTo(page, page.getByRole("button", { name: `Rank next: ${first}` }));
  await press("Enter");
  await saved(page, /Saved: 1 paper of 3 ranked/);
  await tabTo(page, page.getByRole("button", { name: `Leave unranked: ${first}` }));
  await press("Tab");
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await press("Shift+Tab");
  await press("End");
  await expect(rowOf(page, third)).toBeFocused();
  await press("ArrowUp");
  await expect(rowOf(page, second)).toBeFocused();
  await press("Tab");
  await expect(handle(second)).toBeFocused();

  await press("Space");
  await says(
    `${second} can be moved with the arrow keys. Enter drops it, and Escape puts it back.`,
  );
  await press("ArrowUp");
  await says(`Place 2, below ${first}`);
  await press("ArrowUp");
  await says(`Place 1, shared with ${first}`);
  await expect(handle(second)).toBeFocused();
  await expect(handle(second)).toContainText("1=");
  await press("Escape");
  await says(`${second} is back. Not ranked`);
  await expect(handle(second)).toBeFocused();
  await expect(handle(second)).toContainText("–");
  await press("Enter");
  await press("Home");
  await says(`Place 1, above ${first}`);
  await press("Tab");
  await expect(handle(second)).toContainText("–");
  await stored([[0]]);

  await press("Shift+Tab");
  await expect(handle(second)).toBeFocused();
  await press("Enter");
  await press("Home");
  await says(`Place 1, above ${first}`);
  await press("Enter");
  await says(`${second}: place 1`);
  await expect(handle(second)).toBeFocused();
  await stored([[1], [0]]);
  await expectAccessible(page);
});

test("a finger drags a paper by its handle, and the page scrolls meanwhile", async ({
  browser,
}) => {
  const { voter, page, titles, stored } = await rankingOf(browser, "phone");
  const [first, second, third] = titles;
  await page.setViewportSize({ width: 390, height: 420 });
  expect(await tooWide(page)).toBe(0);
  for (const title of [first, second])
    await page.getByRole("button", { name: `Rank next: ${title}` }).tap();
  await saved(page, /Saved: 2 papers of 3 ranked/);
  const handle = page.getByRole("button", { name: `Move ${third}` });
  await handle.scrollIntoViewIfNeeded();
  await page.evaluate(() => window.scrollBy(0, 120));
  const fingers = await voter.context.newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: { x: number; y: number }) =>
    fingers.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
  const scrolled = () => page.evaluate(() => window.scrollY);
  const from = await scrolled();
  const at = await pointIn(handle, 0.5, 0.3);
  await touch("touchStart", at);
  await touch("touchMove", { x: at.x, y: at.y - 20 });
  // Near the edge of the window, where the page scrolls slowly: on a busy machine the row would rush past.
  await touch("touchMove", { x: at.x, y: 66 });
  await expect(ghostOf(page)).toBeVisible();
  await expect.poll(scrolled).toBeLessThan(from);
  await expect
    .poll(async () => (await rowOf(page, first).boundingBox())?.y ?? -1)
    .toBeGreaterThan(80);
  // Away from the edge the page stands still, so the row is where it was measured.
  await touch("touchMove", { x: at.x, y: 200 });
  await touch("touchMove", await pointIn(rowOf(page, first), 0.1, 0.1));
  await expect(rowOf(page, first)).toHaveAttribute("data-drop", "before");
  await touch("touchEnd");
  await saved(page, /Saved: 3 papers of 3 ranked/);
  await stored([[2], [0], [1]]);
});

test("a press before the code that drags is there counts once it is", async ({ browser }) => {
  const { page, titles, stored } = await rankingOf(browser, "mouse");
  const held: (() => void)[] = [];
  await page.route("**/_next/static/chunks/*.js", async (chunk) => {
    await new Promise<void>((go) => held.push(go));
    await chunk.continue();
  });
  // Buttons and keys need none of it.
  await page.getByRole("button", { name: `Rank next: ${titles[0]}` }).click();
  await saved(page, /Saved: 1 paper of 3 ranked/);
  const { x, y } = await pointIn(rowOf(page, titles[2]), 0.5, 0.2);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const to = await pointIn(lineOf(page), 0.5, 0.2);
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await expect(ghostOf(page)).toHaveCount(0);
  await stored([[0]]);
  for (const go of held) go();
  await saved(page, /Saved: 2 papers of 3 ranked/);
  await stored([[0], [2]]);
});

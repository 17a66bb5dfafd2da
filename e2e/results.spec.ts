import { expect, type Locator, test } from "@playwright/test";
import { expectAccessible, tooWide } from "./looking";
import { sql, visit } from "./site";
import { castByCall, made, poolOf, saved, type Voters, voters } from "./voting-world";

// A ballot on a phone, while it is open and when it is decided.
let cast: Voters;
test.beforeAll(async ({ browser }) => {
  cast = await voters(browser);
});

/** Whether two boxes of a page share any of their area. */
async function overlap(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()];
  if (!a || !b) throw new Error("not on the page");
  const apart =
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  return !apart;
}

test("on a phone the first paper is in the upper half, and a message leaves the buttons free", async () => {
  const { mouse, phone } = cast;
  const pool = await poolOf(cast, "thumb");
  const ballot = await made(mouse, pool, "Approval");
  const { page } = mouse;
  await page.setViewportSize({ width: 390, height: 844 });
  for (const one of [phone.page, page]) {
    await visit(one, ballot);
    const first = one.getByRole("checkbox", { name: pool.titles[0] });
    expect((await first.boundingBox())?.y, "top of the first paper").toBeLessThan(422);
  }
  await page.getByRole("checkbox", { name: pool.titles[0] }).check();
  await saved(page, /Saved: 1 paper ticked/);
  await page.getByRole("button", { name: "Remind now" }).click();
  const message = page.locator("[data-sonner-toast]");
  // It stays as long as the pointer is on it.
  await message.hover();
  const undo = page.getByRole("button", { name: "Undo" });
  await page.evaluate(() => window.scrollTo(0, 0));
  expect(await undo.boundingBox()).toMatchObject({ y: expect.any(Number) });
  expect(await overlap(message, undo)).toBe(false);
  await undo.click();
  await saved(page, /Saved: no paper ticked/);
  await page.setViewportSize({ width: 1280, height: 720 });
});

test("a ballot chooses two papers, one for each half of the group", async () => {
  const { mouse, keyboard, phone } = cast;
  const pool = await poolOf(cast, "two papers");
  const [apples, berries, cherries] = pool.titles;
  const own = mouse.page;
  await visit(own, `/groups/${pool.group}/ballots/new`);
  await own.getByText(/^Papers to choose: one paper/).click();
  await own.getByRole("radio", { name: /^Three papers/ }).check();
  await own.getByRole("button", { name: "Open ballot" }).click();
  await expect(own.getByText("To choose 3 papers, put at least 4 on the ballot.")).toBeVisible();
  await own.getByRole("radio", { name: /^Two papers Proportional: each half/ }).check();
  await own.getByRole("button", { name: "Open ballot" }).click();
  await own.waitForURL(/\/ballots\/[0-9a-f-]{36}$/);
  const ballot = new URL(own.url()).pathname;
  await expect(own.getByText("It chooses two papers.").first()).toBeVisible();

  for (const title of [apples, berries]) await own.getByRole("checkbox", { name: title }).check();
  await saved(own, /Saved: 2 papers ticked/);
  await castByCall(keyboard, pool, ballot, { approvals: [0] });
  const small = phone.page;
  await visit(small, ballot);
  await small.getByRole("checkbox", { name: cherries }).tap();
  await saved(small, /Saved: 1 paper ticked/);

  await visit(own, ballot);
  await own.getByRole("button", { name: "Close ballot now" }).click();
  await own.getByRole("button", { name: "Close ballot", exact: true }).click();
  await expect(own.getByRole("heading", { level: 1, name: "Two papers chosen" })).toBeVisible();
  for (const title of [apples, cherries])
    await expect(own.getByRole("heading", { level: 2, name: title })).toBeVisible();
  await expect(
    own.getByText("2 of the 3 members who voted ticked it; no paper had more."),
  ).toBeVisible();
  await expect(
    own.getByText(/^1 of the 3 members who voted ticked it, the most once/),
  ).toBeVisible();
  await expect(own.getByRole("button", { name: /^Set the meeting/ })).toHaveCount(2);
  await expectAccessible(own);
  await visit(own, `/groups/${pool.group}/ballots`);
  await expect(own.getByRole("link", { name: `${apples} and ${cherries}` })).toBeVisible();
  await visit(own, `/groups/${pool.group}/papers`);
  for (const title of [apples, cherries])
    await expect(own.getByRole("main").getByText(title).first()).toBeVisible();
  await visit(own, `/groups/${pool.group}/ballots/new`);
  await expect(own.getByText(/^Like last time: Approval, chooses two papers/)).toBeVisible();
  await visit(small, ballot);
  await expect(small.getByRole("heading", { level: 1, name: "Two papers chosen" })).toBeVisible();
  expect(await tooWide(small)).toBeLessThanOrEqual(0);
});

test("a result leads to the meeting, says who beats whom, and holds long words on a phone", async () => {
  const { mouse, keyboard, phone } = cast;
  const pool = await poolOf(cast, "long words");
  const long = "Donaudampfschifffahrtsgesellschaft".repeat(5);
  await sql(`UPDATE "Person" SET name = $1 WHERE id = $2`, [long.slice(0, 80), keyboard.id]);
  await sql(`UPDATE "Paper" SET title = $1 WHERE title = $2`, [long, pool.titles[1]]);
  const ballot = await made(mouse, pool, "Head to head (Schulze)");
  const id = ballot.split("/").at(-1);
  await sql(`UPDATE "Ballot" SET secret = false WHERE id = $1`, [id]);
  await castByCall(mouse, pool, ballot, { ranking: [[1], [0], [2]] });
  await castByCall(keyboard, pool, ballot, { ranking: [[1], [2], [0]] });
  await castByCall(phone, pool, ballot, { ranking: [[0], [1], [2]] });
  const own = mouse.page;
  await visit(own, ballot);
  await own.getByRole("button", { name: "Close ballot now" }).click();
  await own.getByRole("button", { name: "Close ballot", exact: true }).click();
  await expect(own.getByRole("heading", { level: 1, name: long })).toBeVisible();
  await expect(own.getByText(/^Whichever other paper it is compared with/)).toBeVisible();
  await expect(
    own.getByText(`“${long}” beats “${pool.titles[0]}”: 2 prefer it, 1 prefers the other.`),
  ).toBeVisible();
  await expect(own.getByRole("link", { name: "Ask when people can come" })).toBeVisible();
  await own.getByRole("button", { name: /^Set the meeting/ }).click();
  const day = new Date(Date.now() + 5 * 864e5).toISOString().slice(0, 10);
  await own.getByLabel("Date").fill(day);
  await own.getByLabel("Time", { exact: true }).fill("18:30");
  await own.getByRole("button", { name: "Save" }).click();
  await expect(own.getByText("The group discusses it")).toBeVisible();
  await expect(own.getByRole("button", { name: /^Set the meeting/ })).toHaveCount(0);
  await expectAccessible(own);

  const small = phone.page;
  await visit(small, ballot);
  await expect(small.getByRole("button", { name: /^Set the meeting/ })).toHaveCount(0);
  await small.getByText("All numbers").tap();
  for (const path of [ballot, `/groups/${pool.group}/meetings/presenters`]) {
    if (path !== ballot) await visit(small, path);
    const narrow = small.locator(".wide :is(th, td):not(.whitespace-nowrap):not(.min-w-11)");
    await expect(narrow.first()).toBeVisible();
    const widths = await narrow.evaluateAll((cells) =>
      cells.map((cell) => cell.getBoundingClientRect().width),
    );
    expect(Math.min(...widths), path).toBeGreaterThanOrEqual(100);
    expect(await tooWide(small), path).toBeLessThanOrEqual(0);
  }
  await visit(small, `/groups/${pool.group}/members`);
  expect(await tooWide(small), "members").toBeLessThanOrEqual(0);
});

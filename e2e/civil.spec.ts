import { readFile } from "node:fs/promises";
import { type Browser, expect, type Page, test } from "@playwright/test";
import type { Role } from "../server/groups/policy";
import { paper } from "../server/testing/world";
import { expectAccessible } from "./looking";
import { groupOf, sharedDatabase, type Visitor, visitor } from "./site";

// Somebody is rude; it is reported, hidden, logged, found no more, and the thread is taken home.

interface World {
  olga: Visitor;
  mia: Visitor;
  rudi: Visitor;
  group: string;
  thread: string;
}

async function world(browser: Browser): Promise<World> {
  const [olga, mia, rudi] = [
    await visitor(browser, "Olga"),
    await visitor(browser, "Mia"),
    await visitor(browser, "Rudi"),
  ];
  const members: [Visitor, Role][] = [
    [olga, "owner"],
    [mia, "member"],
    [rudi, "member"],
  ];
  const { path: group } = await groupOf(members, "The civil ones");
  const { slug } = await paper({ title: "Being Civil" }, (await sharedDatabase()).tables);
  return { olga, mia, rudi, group, thread: `${group}/threads/${slug}` };
}

async function say(page: Page, thread: string, words: string): Promise<void> {
  await page.goto(thread);
  await page.getByRole("textbox", { name: "Your comment" }).fill(words);
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  // A comment still on its way is shown as well, but has no menu.
  const said = page.getByRole("article").filter({ hasText: words });
  await expect(said.getByRole("button", { name: /^More actions for/ })).toBeVisible();
}

test("the writer keeps the focus, and readers hear of the comment", async ({ browser }) => {
  const { mia, rudi, thread } = await world(browser);
  await say(rudi.page, thread, "Here is what I took from it.");
  await mia.page.goto(thread);
  await expect(mia.page.getByRole("textbox", { name: "Your comment" })).toBeVisible();

  // A menu opened while the comment is on its way stays open when it arrives.
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await mia.page.route(/threads\.addInGroup/, async (route) => {
    await held;
    await route.continue();
  });
  await mia.page.getByRole("textbox", { name: "Your comment" }).fill("I took something else.");
  await mia.page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(mia.page.getByRole("article", { name: "Comment by Mia" })).toBeVisible();
  await mia.page
    .getByRole("button", { name: "More actions for the comment by Rudi" })
    .press("Enter");
  const report = mia.page.getByRole("menuitem", { name: "Report" });
  await expect(report).toBeVisible();
  letThrough();
  const own = mia.page.locator('button[aria-label="More actions for the comment by Mia"]');
  await expect(own).toBeVisible();
  await expect(report).toBeVisible();
  await expect(rudi.page.getByRole("status").getByText("New comment by Mia")).toBeAttached();

  // With the deleted comment the focus does not go to nowhere.
  await mia.page.keyboard.press("Escape");
  await own.press("Enter");
  await mia.page.getByRole("menuitem", { name: "Delete" }).press("Enter");
  await mia.page.getByRole("button", { name: "Delete", exact: true }).press("Enter");
  await expect(own).toHaveCount(0);
  await expect(mia.page.getByRole("heading", { name: "Discussion" })).toBeFocused();
});

test("a rude comment, from the report to the log", async ({ browser }) => {
  const { olga, mia, rudi, group, thread } = await world(browser);
  await say(rudi.page, thread, "Only a dunderhead believes this.");
  await say(mia.page, thread, "I believe it, and here is why.");

  // Reported by keyboard alone.
  const menu = mia.page.getByRole("button", { name: "More actions for the comment by Rudi" });
  await menu.focus();
  await mia.page.keyboard.press("Enter");
  await expect(mia.page.getByRole("menuitem", { name: "Report" })).toBeVisible();
  await mia.page.keyboard.press("r");
  await expect(mia.page.getByRole("menuitem", { name: "Report" })).toBeFocused();
  await mia.page.keyboard.press("Enter");
  await expect(mia.page.getByRole("dialog")).toBeVisible();
  await expectAccessible(mia.page);
  await mia.page.getByRole("textbox", { name: "What is wrong with it?" }).focus();
  await mia.page.keyboard.type("It calls me names.");
  await mia.page.keyboard.press("Tab");
  await mia.page.keyboard.press("Tab");
  await mia.page.keyboard.press("Enter");
  await expect(mia.page.getByText("Someone will look at it.")).toBeVisible();
  await expect(menu).toBeFocused();

  // The organizer finds it, with who reported it, and hides it.
  await olga.page.goto(group);
  await olga.page.getByRole("link", { name: "Moderation 1 reported" }).click();
  await expect(olga.page.getByText("It calls me names.")).toBeVisible();
  await expectAccessible(olga.page);
  await olga.page.getByRole("button", { name: "Hide", exact: true }).click();
  await olga.page.getByRole("textbox", { name: "Reason" }).fill("Please stay friendly.");
  await olga.page.getByRole("dialog").getByRole("button", { name: "Hide" }).click();
  await expect(olga.page.getByText("Nothing needs a decision.")).toBeVisible();
  await expect(olga.page.getByText("Olga hid a comment by Rudi")).toBeVisible();

  // Its author reads why, and sees it marked; the others see that something was hidden.
  await rudi.page.goto(`${group}/moderation`);
  await expect(rudi.page.getByText("Please stay friendly.")).toBeVisible();
  await expect(rudi.page.getByText("It calls me names.")).toHaveCount(0);
  await rudi.page.goto(thread);
  await expect(rudi.page.getByText("hidden from others")).toBeVisible();
  await mia.page.goto(thread);
  await expect(mia.page.getByText(/dunderhead/)).toHaveCount(0);
  await mia.page.goto(`${group}/search?q=dunderhead`);
  await expect(mia.page.getByText("Nothing found for “dunderhead”")).toBeVisible();
  await mia.page.goto("/search?q=believe&in=discussion");
  await expect(mia.page.locator("mark").first()).toHaveText("believe");
  await expectAccessible(mia.page);

  // The thread as a file: what Mia may read, and nothing else.
  await mia.page.goto(thread);
  const [download] = await Promise.all([
    mia.page.waitForEvent("download"),
    mia.page.getByRole("link", { name: "Download the thread" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  expect(text).toContain("> I believe it, and here is why.");
  expect(text).not.toContain("dunderhead");

  // Rudi is suspended: he reads, is told so, cannot write, and may leave.
  await olga.page.goto(`${group}/members`);
  await olga.page.getByRole("button", { name: "More actions for Rudi" }).click();
  await olga.page.getByRole("menuitem", { name: "Suspend from the group" }).click();
  await olga.page.getByRole("textbox", { name: "Reason" }).fill("Cool down.");
  await olga.page.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
  await expect(olga.page.getByText("The person is suspended.")).toBeVisible();
  await rudi.page.goto(thread);
  await expect(rudi.page.getByRole("textbox", { name: "Your comment" })).toHaveCount(0);
  await rudi.page.getByRole("link", { name: "See why and until when" }).click();
  await expect(rudi.page.getByText("Cool down.").first()).toBeVisible();
  await expectAccessible(rudi.page);
  await rudi.page.getByRole("button", { name: "Leave" }).click();
  await rudi.page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
  await rudi.page.waitForURL((url) => !url.pathname.startsWith(group));
  await rudi.page.goto("/moderation");
  await expect(rudi.page.getByText("Cool down.")).toBeVisible();
});

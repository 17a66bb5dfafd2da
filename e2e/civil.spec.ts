import { readFile } from "node:fs/promises";
import { type Browser, expect, type Page, test } from "@playwright/test";
import type { Role } from "../server/groups/policy";
import { paper } from "../server/testing/world";
import { expectAccessible } from "./looking";
import { groupOf, sharedDatabase, type Visitor, visitor } from "./site";

// Somebody is rude. The comment is reported, hidden, logged and no longer found, and the thread is exported.

interface World {
  greta: Visitor;
  ada: Visitor;
  bela: Visitor;
  group: string;
  thread: string;
}

async function world(browser: Browser): Promise<World> {
  const [greta, ada, bela] = [
    await visitor(browser, "greta"),
    await visitor(browser, "ada"),
    await visitor(browser, "bela"),
  ];
  const members: [Visitor, Role][] = [
    [greta, "owner"],
    [ada, "member"],
    [bela, "member"],
  ];
  const { path: group } = await groupOf(members, "The civil ones");
  const { slug } = await paper({ title: "Being Civil" }, (await sharedDatabase()).tables);
  return { greta, ada, bela, group, thread: `${group}/threads/${slug}` };
}

async function say(page: Page, thread: string, words: string): Promise<void> {
  await page.goto(thread);
  await page.getByRole("textbox", { name: "Your comment" }).fill(words);
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  // A comment that is still being sent is shown too, but has no menu.
  const said = page.getByRole("article").filter({ hasText: words });
  await expect(said.getByRole("button", { name: /^More actions for/ })).toBeVisible();
}

test("the writer keeps the focus, and readers hear of the comment", async ({ browser }) => {
  const { ada, bela, thread } = await world(browser);
  await say(bela.page, thread, "Here is what I took from it.");
  await ada.page.goto(thread);
  await expect(ada.page.getByRole("textbox", { name: "Your comment" })).toBeVisible();

  // A menu that was opened while a comment was being sent stays open when the comment is stored.
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await ada.page.route(/threads\.addInGroup/, async (route) => {
    await held;
    await route.continue();
  });
  await ada.page.getByRole("textbox", { name: "Your comment" }).fill("I took something else.");
  await ada.page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(ada.page.getByRole("article", { name: "Comment by Ada Okafor" })).toBeVisible();
  await ada.page
    .getByRole("button", { name: "More actions for the comment by Béla Kertész" })
    .press("Enter");
  const report = ada.page.getByRole("menuitem", { name: "Report" });
  await expect(report).toBeVisible();
  letThrough();
  const own = ada.page.locator('button[aria-label="More actions for the comment by Ada Okafor"]');
  await expect(own).toBeVisible();
  await expect(report).toBeVisible();
  await expect(bela.page.getByRole("status").getByText("New comment by Ada Okafor")).toBeAttached();

  // Deleting the comment does not lose the focus.
  await ada.page.keyboard.press("Escape");
  await own.press("Enter");
  await ada.page.getByRole("menuitem", { name: "Delete" }).press("Enter");
  await ada.page.getByRole("button", { name: "Delete", exact: true }).press("Enter");
  await expect(own).toHaveCount(0);
  await expect(ada.page.getByRole("heading", { name: "Discussion" })).toBeFocused();
});

test("a rude comment, from the report to the log", async ({ browser }) => {
  const { greta, ada, bela, group, thread } = await world(browser);
  await say(bela.page, thread, "Only a dunderhead believes this.");
  await say(ada.page, thread, "I believe it, and here is why.");

  // The report is made by keyboard alone.
  const menu = ada.page.getByRole("button", {
    name: "More actions for the comment by Béla Kertész",
  });
  await menu.focus();
  await ada.page.keyboard.press("Enter");
  await expect(ada.page.getByRole("menuitem", { name: "Report" })).toBeVisible();
  await ada.page.keyboard.press("r");
  await expect(ada.page.getByRole("menuitem", { name: "Report" })).toBeFocused();
  await ada.page.keyboard.press("Enter");
  await expect(ada.page.getByRole("dialog")).toBeVisible();
  await expectAccessible(ada.page);
  await ada.page.getByRole("textbox", { name: "Why do you report it?" }).focus();
  await ada.page.keyboard.type("It calls me names.");
  await ada.page.keyboard.press("Tab");
  await ada.page.keyboard.press("Tab");
  await ada.page.keyboard.press("Enter");
  await expect(ada.page.getByText("Someone will look at it.")).toBeVisible();
  await expect(menu).toBeFocused();

  // The organizer finds the report with the reporter's name, and hides the comment.
  await greta.page.goto(group);
  await greta.page.getByRole("link", { name: "Moderation 1 reported" }).click();
  await expect(greta.page.getByText("It calls me names.")).toBeVisible();
  await expectAccessible(greta.page);
  await greta.page.getByRole("button", { name: "Hide", exact: true }).click();
  await greta.page.getByRole("textbox", { name: "Reason" }).fill("Please stay friendly.");
  await greta.page.getByRole("dialog").getByRole("button", { name: "Hide" }).click();
  await expect(greta.page.getByText("Nothing needs a decision.")).toBeVisible();
  await expect(greta.page.getByText("Greta Lindqvist hid a comment by Béla Kertész")).toBeVisible();

  // Its author reads the reason and sees the comment marked; others see that something was hidden.
  await bela.page.goto(`${group}/moderation`);
  await expect(bela.page.getByText("Please stay friendly.")).toBeVisible();
  await expect(bela.page.getByText("It calls me names.")).toHaveCount(0);
  await bela.page.goto(thread);
  await expect(bela.page.getByText("hidden from others")).toBeVisible();
  await ada.page.goto(thread);
  await expect(ada.page.getByText(/dunderhead/)).toHaveCount(0);
  await ada.page.goto(`${group}/search?q=dunderhead`);
  await expect(ada.page.getByText("Nothing found for “dunderhead”")).toBeVisible();
  await ada.page.goto("/search?q=believe&in=discussion");
  await expect(ada.page.locator("mark").first()).toHaveText("believe");
  await expectAccessible(ada.page);

  // The exported file has exactly the comments that Ada may read.
  await ada.page.goto(thread);
  const [download] = await Promise.all([
    ada.page.waitForEvent("download"),
    ada.page.getByRole("link", { name: "Download the thread" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  expect(text).toContain("> I believe it, and here is why.");
  expect(text).not.toContain("dunderhead");

  // Béla is suspended: he can read, sees the reason, cannot write, and may leave.
  await greta.page.goto(`${group}/members`);
  await greta.page.getByRole("button", { name: "More actions for Béla Kertész" }).click();
  await greta.page.getByRole("menuitem", { name: "Suspend from the group" }).click();
  await greta.page.getByRole("textbox", { name: "Reason" }).fill("Cool down.");
  await greta.page.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
  await expect(greta.page.getByText("The person is suspended.")).toBeVisible();
  await bela.page.goto(thread);
  await expect(bela.page.getByRole("textbox", { name: "Your comment" })).toHaveCount(0);
  await bela.page.getByRole("link", { name: "See why and until when" }).click();
  await expect(bela.page.getByText("Cool down.").first()).toBeVisible();
  await expectAccessible(bela.page);
  await bela.page.getByRole("link", { name: "Overview" }).click();
  await bela.page.getByRole("button", { name: "Leave" }).click();
  await bela.page.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
  await bela.page.waitForURL((url) => !url.pathname.startsWith(group));
  await bela.page.goto("/moderation");
  await expect(bela.page.getByText("Cool down.")).toBeVisible();
});

import { readFile } from "node:fs/promises";
import { type Browser, expect, type Page, test } from "@playwright/test";
import type { Role } from "../server/groups/policy";
import { expectAccessible } from "./looking";
import { demoVisitor, groupOf, type Visitor, visitor } from "./site";

// Three journeys through pages that other journeys do not visit.
const PLACE = "The room behind the library";

interface World {
  greta: Visitor;
  lena: Visitor;
  group: string;
}

/** A group in Berlin with an owner in Stockholm, whose clock is the same, and a member in New York, who sees times in their own zone. */
async function world(browser: Browser): Promise<World> {
  const greta = await visitor(browser, "greta");
  const lena = await visitor(browser, "lena", { timeZone: "America/New_York" });
  const members: [Visitor, Role][] = [
    [greta, "owner"],
    [lena, "member"],
  ];
  const { path } = await groupOf(members, "The meeting ones", "public");
  return { greta, lena, group: path };
}

/** Plans a meeting about a paper of the demo, as an organizer does. @returns its address */
async function plan(page: Page, group: string): Promise<string> {
  await page.goto(`${group}/meetings`);
  await page.getByRole("link", { name: "Plan a meeting" }).click();
  await page.getByLabel("Search the catalogue").fill("MapReduce");
  await page.getByRole("button", { name: "Choose", exact: true }).first().click();
  const day = new Date(Date.now() + 5 * 864e5).toISOString().slice(0, 10);
  await page.getByLabel("Date").fill(day);
  await page.getByLabel("Time", { exact: true }).fill("18:30");
  await page.getByLabel("Length in minutes").fill("45");
  await page.getByLabel("Place").fill(PLACE);
  await page.getByRole("button", { name: "Plan the meeting" }).click();
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: /^(Write|Edit|Continue writing)\s*: Notes/ }).click();
  await page.getByRole("textbox", { name: /^Notes/ }).fill(text);
}

test("a meeting, from the plan to the notes of two people who write at once", async ({
  browser,
}) => {
  const { greta, lena, group } = await world(browser);
  const meeting = await plan(greta.page, group);
  await expect(greta.page.getByText(PLACE)).toBeVisible();
  await expect(greta.page.getByText(/18:30–19:15/)).toBeVisible();
  await expectAccessible(greta.page);

  // The member volunteers and answers the RSVP by keyboard alone.
  const { page } = lena;
  await page.goto(meeting);
  await expect(page.getByText(/For the group: .*18:30–19:15/)).toBeVisible();
  await page.getByRole("button", { name: "I’ll present" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Lena Marchetti presents")).toBeVisible();
  await page.getByRole("button", { name: "Yes", exact: true }).focus();
  const [answer] = await Promise.all([
    page.waitForResponse(/meetings\.rsvp/),
    page.keyboard.press("Space"),
  ]);
  expect(answer.status()).toBe(200);
  const yes = page.getByRole("button", { name: "Yes", exact: true });
  await expect(yes).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText("Yes: 1")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Yes: 1")).toBeVisible();

  // Both write. The one who saves later sees both texts and loses neither.
  await greta.page.reload();
  await write(greta.page, "Greta heard that **stragglers** decide.");
  await write(page, "Lena heard that backups help.");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Lena heard that backups help.")).toBeVisible();
  await greta.page.getByRole("button", { name: "Save", exact: true }).click();
  const theirs = greta.page.getByRole("region", {
    name: "The text that was saved in the meantime",
  });
  await expect(theirs).toContainText("+ Lena heard that backups help.");
  const mine = greta.page.getByRole("textbox", { name: "Notes: your text" });
  await expect(mine).toHaveValue("Greta heard that **stragglers** decide.");
  await expectAccessible(greta.page);
  // Even a reload in between keeps the text.
  await greta.page.reload();
  await greta.page.getByRole("button", { name: /^Continue writing\s*: Notes/ }).click();
  await expect(greta.page.getByRole("textbox", { name: "Notes", exact: true })).toHaveValue(
    "Greta heard that **stragglers** decide.",
  );
  await greta.page
    .getByRole("textbox", { name: "Notes", exact: true })
    .fill("Lena heard that backups help.\n\nOlga heard that **stragglers** decide.");
  await greta.page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(greta.page.getByText("stragglers", { exact: true })).toBeVisible();
  await greta.page.getByRole("button", { name: /^Versions\s*: Notes/ }).click();
  await expect(greta.page.getByRole("dialog")).toContainText("Lena heard that backups help.");
  await expect(greta.page.getByRole("dialog")).not.toContainText("stragglers");
  await expectAccessible(greta.page);
  await greta.page.keyboard.press("Escape");

  await page.reload();
  await page.getByRole("button", { name: "Add a link" }).click();
  await page.getByLabel("Title", { exact: true }).fill("Slides");
  await page.getByLabel("Link", { exact: true }).fill("javascript:alert(1)");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("https://");
  await page.getByLabel("Link", { exact: true }).fill("https://example.org/slides");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("link", { name: "Slides" })).toBeVisible();
});

test("a group's regular time is set, and the next plan begins with it", async ({ browser }) => {
  const { greta, group } = await world(browser);
  const { page } = greta;
  await page.goto(`${group}/settings`);
  await page.getByLabel("How often").selectOption({ label: "every other week" });
  await page.getByLabel("Weekday").selectOption({ label: "Tuesday" });
  await page.getByLabel("Time", { exact: true }).fill("19:15");
  await page.getByLabel("Members take turns presenting").check();
  await page.getByRole("button", { name: "Save the regular time" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.goto(`${group}/meetings`);
  await expect(page.getByText("Tuesday at 19:15, every other week")).toBeVisible();
  await page.getByRole("link", { name: "Plan a meeting" }).click();
  await page.getByLabel("Search the catalogue").fill("MapReduce");
  await page.getByRole("button", { name: "Choose", exact: true }).first().click();
  await expect(page.getByLabel("Time", { exact: true })).toHaveValue("19:15");
  await page.getByRole("button", { name: "Plan the meeting" }).click();
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  // Somebody already has the turn to present. Everybody sees who it is, and an organizer may choose another person.
  await expect(page.getByText(/(Greta Lindqvist|Lena Marchetti) presents/)).toBeVisible();
  await page.getByRole("button", { name: "Choose who presents" }).click();
  await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Nobody for now" }).click();
  await expect(page.getByText("No presenter yet.")).toBeVisible();
});

test("a calendar's address is shown once, read without a cookie, and revoked", async ({
  browser,
  playwright,
}) => {
  const { greta, lena, group } = await world(browser);
  const meeting = await plan(greta.page, group);
  const { page } = lena;
  await page.goto(`${group}/meetings`);
  await page.getByRole("button", { name: "Make an address" }).click();
  const url = await page.getByLabel("Your address").inputValue();
  const path = new URL(url).pathname;
  const outside = await playwright.request.newContext({ baseURL: new URL(page.url()).origin });
  const feed = await outside.get(path);
  expect(feed.headers()["content-type"]).toContain("text/calendar");
  const text = await feed.text();
  expect(text).toContain(`LOCATION:${PLACE}`);
  expect(text).toContain("TZID:Europe/Berlin");

  await greta.page.getByRole("button", { name: "Cancel the meeting" }).click();
  await greta.page
    .getByRole("alertdialog")
    .getByRole("button", { name: "Cancel the meeting" })
    .click();
  await expect(greta.page.getByText("This meeting is cancelled by Greta Lindqvist.")).toBeVisible();
  expect(await (await outside.get(path)).text()).toContain("STATUS:CANCELLED");
  const single = await outside.get(`/api${meeting}.ics`);
  expect(await single.text()).not.toContain(PLACE);

  await page.reload();
  await expect(page.getByLabel("Your address")).toHaveCount(0);
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("button", { name: "Make an address" })).toBeVisible();
  // The button that the dialog would give the focus back to is gone.
  await expect(page.getByRole("heading", { name: "In my calendar" })).toBeFocused();
  expect((await outside.get(path)).status()).toBe(404);

  // Days away are entered, and guests look at the meeting of a public group.
  await page.getByLabel("First day away").fill("2090-05-02");
  await page.getByLabel("Last day away").fill("2090-05-01");
  await page.getByRole("button", { name: "Add days away" }).click();
  await expect(page.getByText("The last day is before the first day.")).toBeVisible();
  await page.getByLabel("Last day away").fill("2090-05-03");
  await page.getByRole("button", { name: "Add days away" }).click();
  await expect(page.getByText("2 May 2090 to 3 May 2090")).toBeVisible();
  const guest = await (await browser.newContext()).newPage();
  await guest.goto(meeting);
  await expect(guest.getByRole("heading", { level: 1 })).toContainText("MapReduce");
  await expect(guest.getByText(PLACE)).toHaveCount(0);
});

test("past readings are found in the history, and exported as a file", async ({ browser }) => {
  const page = await (await demoVisitor(browser, "ada")).newPage();
  await page.goto("/groups/systems-thursday/history");
  await expect(page.getByRole("heading", { name: "2 papers" })).toBeVisible();
  // Each chart has its numbers in a table as well.
  await page.getByText("As a table: Who presents").click();
  await expect(page.getByRole("table", { name: "Who presents" })).toContainText("Farid");
  await page.getByLabel("Words from the title, or an author").fill("dynamo");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByRole("heading", { name: "1 paper" })).toBeVisible();
  await page.getByText("Export", { exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "BibTeX" }).click(),
  ]);
  const text = await readFile(await file.path(), "utf8");
  expect(text.match(/^@article/gm)).toHaveLength(1);
  expect(text).toContain("Dynamo");
});

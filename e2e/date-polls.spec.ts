import { expect, type Page, test } from "@playwright/test";
import { fillPool, paper } from "../server/testing/world";
import { expectAccessible, tooWide } from "./looking";
import { emailNow, groupOf, sharedDatabase, sql, visit, visitor } from "./site";

const PHONE = { width: 390, height: 844 };

/** Answers a time by keyboard alone: the arrow keys choose within a group of radio buttons. */
async function answerByKeyboard(page: Page, place: number, presses: number): Promise<void> {
  await page.getByRole("radio", { name: "Yes" }).nth(place).focus();
  await page.keyboard.press("Space");
  for (let press = 0; press < presses; press++) await page.keyboard.press("ArrowDown");
}

test("a group finds the time of a meeting, reads its paper, and sees who presents", async ({
  browser,
}) => {
  const greta = await visitor(browser, "greta");
  const lena = await visitor(browser, "lena", { timeZone: "America/New_York" });
  const { id, path: group } = await groupOf(
    [
      [greta, "owner"],
      [lena, "member"],
    ],
    "The ones who ask",
    "public",
  );
  const { tables } = await sharedDatabase();
  const nominated = await paper({ title: "Waiting in the Pool" }, tables);
  await fillPool(id, [nominated.id], greta.id, tables);
  const { page } = greta;
  await page.goto(`${group}/meetings`);
  await page.getByRole("link", { name: "Plan a meeting" }).click();
  await page.getByRole("link", { name: "Ask when people can come" }).click();
  // The page before has the same field.
  await page.waitForURL(/\/meetings\/polls\/new$/);
  // The papers of the group come first, the catalogue after them.
  await expect(page.getByRole("button", { name: `Choose: ${nominated.title}` })).toBeVisible();
  await expectAccessible(page);
  // The choice can be taken back, as when a meeting is planned.
  await page.getByRole("button", { name: `Choose: ${nominated.title}` }).click();
  await page.getByRole("button", { name: "Choose another paper" }).click();
  await page.getByRole("button", { name: "Another paper", exact: true }).click();
  await page.getByLabel("Search the catalogue").fill("MapReduce");
  await page.getByRole("button", { name: "Choose", exact: true }).first().click();
  // The third time that the form begins with stays empty.
  for (const at of [0, 1]) {
    const day = new Date(Date.now() + (5 + at) * 864e5).toISOString().slice(0, 10);
    await page.getByLabel("Date").nth(at).fill(day);
    await page.getByLabel("Time", { exact: true }).nth(at).fill("18:30");
  }
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ask the members" }).click();
  await page.waitForURL(/\/meetings\/polls\/[0-9a-f-]{36}$/);
  const poll = new URL(page.url()).pathname;

  // The organizer cannot on the first day; on the second they can if need be.
  await answerByKeyboard(page, 0, 2);
  await answerByKeyboard(page, 1, 1);
  await page.getByRole("button", { name: "Save my answers" }).click();
  await expect(page.getByText("1 of 2 has answered.")).toBeVisible();
  await expectAccessible(page);

  // The member answers on a phone, in the dark and in their own time zone.
  await lena.page.setViewportSize(PHONE);
  await lena.page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await emailNow(lena);
  const mails = () =>
    sql<{ text: string }>(`SELECT text FROM "MailMessage" WHERE "to" = $1`, [
      `${lena.handle}@example.org`,
    ]);
  await expect.poll(mails).toHaveLength(1);
  const [mail] = await mails();
  // Of each time: yes, if need be, no.
  const [, , , secondYes = ""] = mail?.text.match(/\/groups\/\S+\?choose=\S+/g) ?? [];
  await visit(lena.page, secondYes);
  await expect(lena.page.getByRole("radio", { name: "Yes" }).nth(1)).toBeChecked();
  await expect(lena.page.getByText("Answer each of the times.")).toBeVisible();
  await lena.page.goto(`${group}/meetings`);
  await expect(lena.page.getByText("you have not answered yet")).toBeVisible();
  await lena.page.getByRole("region", { name: "When can we meet?" }).getByRole("link").click();
  await expect(lena.page.getByText(/For the group: .*18:30/).first()).toBeVisible();
  await expect(lena.page.getByRole("button", { name: "Save my answers" })).toBeDisabled();
  for (const at of [0, 1]) await lena.page.getByRole("radio", { name: "Yes" }).nth(at).check();
  expect(await tooWide(lena.page)).toBe(0);
  await expectAccessible(lena.page);
  await lena.page.getByRole("button", { name: "Save my answers" }).click();

  // Everybody has answered: the second day is clearly better, and is the meeting by itself.
  await expect(lena.page.getByText("The time is chosen.")).toBeVisible();
  await lena.page.getByRole("link", { name: "Go to the meeting" }).click();
  await expect(lena.page.getByText("Yes: 1")).toBeVisible();
  await expect(lena.page.getByText("Maybe: 1")).toBeVisible();

  const read = lena.page.getByRole("button", { name: /^I have read it/ });
  await read.click();
  await expect(read).toHaveAttribute("aria-pressed", "true");
  await expect(lena.page.getByText("1 of 2 has read it")).toBeVisible();
  await expect(read).toBeEnabled();
  await read.click();
  await expect(lena.page.getByText("Nobody has read it yet")).toBeVisible();

  await page.goto(poll);
  await expect(page.getByText("The time is chosen.")).toBeVisible();
  await page.goto(`${group}/meetings/presenters`);
  await expect(page.getByRole("row", { name: /MapReduce/ })).toContainText("nobody yet");
  await expectAccessible(page);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Table (CSV)" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/-presenters\.csv$/);
});

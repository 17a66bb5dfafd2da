import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { Temporal } from "temporal-polyfill";
import { SWEEP } from "../server/ballots/schema";
import { expectAccessible } from "./looking";
import { command, sql, type Visitor, visitor } from "./site";

const ZONE = "Europe/Berlin";
/** Distinguishes the papers of this run. */
const RUN = Date.now().toString(36);
const FIRST = `S^{2}FT: Sparse Fine-Tuning for Three Readers, ${RUN}`;
const SECOND = `Naïve Baselines for Überlong Contexts, ${RUN}`;

/** A page of papers like the one the importer was made for, with our own titles and abstracts. */
function papersPage(): string {
  const titles = [FIRST, SECOND];
  for (let number = 3; number <= 60; number++)
    titles.push(`A Study of Journeys ${RUN}, Part ${number}`);
  const lines = titles.flatMap((title, at) => [
    title,
    `Written for a journey through the site: study number ${at + 1} says little, on purpose.`,
  ]);
  lines[0] = `Subscribe${lines[0]}`;
  const file = join(mkdtempSync(join(tmpdir(), "colloquy-page-")), "papers.txt");
  writeFileSync(file, `${["Trending", "By mail", ...lines].join("\n")}\n`);
  return file;
}

/** Opens the page of a paper as a reader does, by searching. */
async function openPaper(page: Page, title: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("combobox", { name: "Search papers" }).first().fill(title);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search/);
  await page.getByRole("link", { name: title }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

async function nominate({ page }: Visitor, title: string, pitch: string): Promise<void> {
  await openPaper(page, title);
  await page.getByRole("button", { name: "Nominate in…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Your pitch" }).fill(pitch);
  await dialog.getByRole("button", { name: "Nominate" }).click();
  await expect(page.getByRole("list", { name: "In your groups" })).toContainText("nominated");
}

async function vote({ page }: Visitor, ballot: string, title: string): Promise<void> {
  await page.goto(ballot);
  await page.getByRole("checkbox", { name: title }).check();
  await expect(
    page.getByText("Saved: one paper ticked").or(page.getByText(/Saved: 1 paper/)),
  ).toBeVisible();
}

async function startGroup(page: Page, name: string, visibility: "Public" | "Private") {
  await page.goto("/groups/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("radio", { name: visibility }).check();
  await page.getByRole("button", { name: "Start the group" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.waitForURL(/\/groups\/(?!new)/);
  return new URL(page.url()).pathname;
}

test("from an empty mailbox to the first chosen paper", async ({ browser }) => {
  const file = papersPage();
  expect(command("papers/import", file)).toBe("60 imported, 0 already there, 0 rejected");
  expect(command("papers/import", file)).toBe("0 imported, 60 already there, 0 rejected");

  // A new person signs in by a link from the mailbox; opening the link does not use it up.
  const context = await browser.newContext({ timezoneId: ZONE });
  const page = await context.newPage();
  const email = `nora-${Date.now()}@example.org`;
  await page.goto("/sign-in?to=/groups");
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText(email)).toBeVisible();
  await expect
    .poll(() => sql(`SELECT 1 FROM "MailMessage" WHERE "to" = $1`, [email]))
    .toHaveLength(1);
  await page.goto("/mailbox");
  const link = await page
    .getByRole("link", { name: /sign-in\/confirm/ })
    .first()
    .getAttribute("href");
  const scanner = await browser.newContext();
  await (await scanner.newPage()).goto(link ?? "");
  await page.goto(link ?? "");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/welcome/);
  await expectAccessible(page);
  await page.getByLabel("Your name").fill("Nora Lind");
  await expect(page.getByLabel("Time zone")).toHaveValue(ZONE);
  await page.getByRole("button", { name: "Begin" }).click();
  await page.waitForURL(/\/groups$/);
  const nora = { page, context } as Visitor;
  await page.goto(link ?? "");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/error=Verification/);

  // There are a group, two people who join by its link, and a private group that the third must not see.
  const group = await startGroup(page, "Three Readers", "Public");
  const [bela, greta] = [await visitor(browser, "bela"), await visitor(browser, "greta")];
  await page.goto(`${group}/members`);
  await page.getByRole("button", { name: "Make a link" }).click();
  const invitation = await page.getByLabel("The link").inputValue();
  for (const guest of [bela, greta]) {
    await guest.page.goto(invitation);
    await guest.page.getByRole("button", { name: "Join the group" }).click();
    await expect(
      guest.page.getByRole("heading", { level: 1, name: "Three Readers" }),
    ).toBeVisible();
  }

  await nominate(nora, FIRST, "Short, and we can run it.");
  await nominate(bela, SECOND, "Old ideas, tried again.");

  await page.goto(`${group}/ballots/new`);
  const closes = Temporal.Now.zonedDateTimeISO(ZONE).add({ days: 2 });
  await page.getByLabel("Date").fill(closes.toPlainDate().toString());
  await page.getByLabel("Time", { exact: true }).fill(closes.toPlainTime().toString().slice(0, 5));
  await page.getByRole("button", { name: "Open ballot" }).click();
  await page.waitForURL(/\/ballots\/[0-9a-f-]{36}$/);
  const ballot = new URL(page.url()).pathname;
  await expectAccessible(page);
  await vote(nora, ballot, SECOND);
  await vote(bela, ballot, SECOND);
  await vote(greta, ballot, FIRST);

  // Meanwhile there is a private group, invisible to the third person everywhere.
  const hidden = await startGroup(page, "Two Behind a Curtain", "Private");
  expect((await greta.page.goto(hidden))?.status()).toBe(404);
  await greta.page.goto("/groups");
  await expect(greta.page.getByText("Three Readers").first()).toBeVisible();
  await expect(greta.page.getByText("Two Behind a Curtain")).toHaveCount(0);

  // Many quick clicks make one upvote, or none.
  await openPaper(greta.page, FIRST);
  const upvote = greta.page.getByRole("button", { name: /upvote/i }).first();
  for (let click = 0; click < 7; click++) await upvote.click();
  await expect(upvote).toHaveAttribute("aria-pressed", "true");
  await expect
    .poll(async () =>
      sql(
        `SELECT "upvoteCount" AS n, (SELECT count(*)::int FROM "Upvote" u WHERE u."paperId" = p.id) AS rows
        FROM "Paper" p JOIN "PaperStanding" s ON s."paperId" = p.id WHERE title = $1`,
        [FIRST],
      ),
    )
    .toEqual([{ n: 1, rows: 1 }]);

  // The digest is switched on, and due at once because the test changes its next time.
  await page.goto("/digests");
  await page.getByRole("link", { name: "New subscription" }).click();
  await page.getByLabel("How often").selectOption("daily");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/every day at 08:00/i).first()).toBeVisible();
  await sql(
    `UPDATE "Subscription" SET "nextDueAt" = now() WHERE "personId" = (SELECT id FROM "Person" WHERE email = $1)`,
    [email],
  );
  await sql("SELECT graphile_worker.add_job('digests.tick')");

  // The closing time comes, and the queue closes the ballot. The winner is the group's next reading. The page explains
  // the result, and updates automatically.
  await page.goto(ballot);
  await expect(page.getByText("Your receipt:")).toBeVisible();
  await sql(`UPDATE "Ballot" SET "closesAt" = now() WHERE id = $1`, [ballot.split("/").at(-1)]);
  await sql("SELECT graphile_worker.add_job($1)", [SWEEP.name]);
  await expect(page.getByRole("heading", { level: 1, name: SECOND })).toBeVisible();
  await expect(page.getByText(/approved by 2 of the 3 members/)).toBeVisible();
  await expectAccessible(page);
  await greta.page.goto(group);
  await expect(greta.page.getByRole("link", { name: SECOND }).first()).toBeVisible();

  // They discuss the paper in the group, with mathematics.
  await page.goto(ballot);
  await page.getByRole("link", { name: "Discuss it in the group" }).click();
  await page
    .getByRole("textbox", { name: "Your comment" })
    .fill("The bound is $O(n \\log n)$, or **is it**?");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(page.locator(".katex").first()).toBeVisible();
  await greta.page.goto(new URL(page.url()).pathname);
  await greta.page.getByRole("button", { name: "Reply", exact: true }).first().click();
  await greta.page.getByRole("textbox", { name: "Your reply" }).fill("It is.");
  await greta.page
    .locator("form")
    .filter({ has: greta.page.getByRole("textbox", { name: "Your reply" }) })
    .getByRole("button", { name: "Reply", exact: true })
    .click();
  // A comment that is still being sent is shown too, but has no menu.
  const answer = greta.page.getByRole("article").filter({ hasText: "It is." }).last();
  await expect(answer.getByRole("button", { name: /^More actions for/ })).toBeVisible();
  await expectAccessible(greta.page);

  // The digest has come exactly once.
  await expect
    .poll(() =>
      sql(
        `SELECT count(*)::int AS n FROM "MailMessage" WHERE "to" = $1 AND headers ->> 'Message-ID' LIKE '<digest-%'`,
        [email],
      ),
    )
    .toEqual([{ n: 1 }]);
});

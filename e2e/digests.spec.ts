import { expect, test } from "@playwright/test";
import { groupTopic } from "../server/groups/policy";
import { fillPool, paper } from "../server/testing/world";
import { expectAccessible, tooWide } from "./looking";
import { emailNow, groupOf, sharedDatabase, sql, visit, visitor } from "./site";

// A member creates a subscription, previews its email, sends it, and follows each of its links.

/** Waits for this many emails to an address. @returns the text of the last one */
async function mailed(to: string, count: number): Promise<string> {
  const mails = () =>
    sql<{ text: string }>(`SELECT text FROM "MailMessage" WHERE "to" = $1 ORDER BY id`, [to]);
  await expect.poll(async () => (await mails()).length).toBe(count);
  return (await mails()).at(-1)?.text ?? "";
}

test("a digest, from the form to every link of its email", async ({ browser }) => {
  const greta = await visitor(browser, "greta");
  const { page } = greta;
  await page.goto("/digests");
  await expect(page.getByText("No digest yet")).toBeVisible();
  await page.getByRole("link", { name: "New subscription" }).click();
  await page.getByRole("checkbox", { name: "Replies to me" }).uncheck();
  await page.getByRole("checkbox", { name: "Systems", exact: true }).check();
  await page.getByRole("textbox", { name: "Words" }).fill("consensus");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Remove the search: consensus" })).toBeVisible();
  await page.getByLabel("Time", { exact: true }).fill("07:45");
  await page.getByRole("checkbox", { name: "Friday" }).uncheck();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  const words = "Monday, Tuesday, Wednesday and Thursday";
  const mine = page.getByRole("region", { name: /trending papers, trending in Systems/ });
  await expect(mine).toBeVisible();
  await expect(mine).toContainText("07:45 Stockholm time");
  await expect(mine).toContainText("new papers for “consensus”");
  expect((await mine.textContent())?.replace(/days/g, "day")).toContain(words);
  await expectAccessible(page);

  // The preview is the email that is sent.
  await mine.getByRole("link", { name: "Preview" }).click();
  const titles = page.frameLocator("iframe").getByRole("link");
  await expect(titles.first()).toBeVisible();
  const first = await titles.first().textContent();
  // The frame shows the whole email: only the page scrolls.
  const hidden = () =>
    page.locator("iframe").evaluate((frame: HTMLIFrameElement) => {
      const { scrollHeight, clientHeight } = frame.contentDocument?.documentElement ?? frame;
      return scrollHeight - clientHeight;
    });
  await expect.poll(hidden).toBe(0);
  await page.getByRole("link", { name: "All subscriptions" }).click();
  await mine.getByRole("button", { name: "Send one now" }).click();
  await expect(page.getByText(`It is on its way to ${greta.handle}@example.org.`)).toBeVisible();
  const text = await mailed(`${greta.handle}@example.org`, 1);
  expect(text.replace(/\s+/g, " ")).toContain(first);
  const link = (of: RegExp) => of.exec(text)?.[1] ?? "";

  // A digest that was sent can be read again.
  await page.reload();
  await mine.getByRole("link", { name: "Past digests (1)" }).click();
  await page.getByRole("link", { name: /items$/ }).click();
  await expect(page.frameLocator("iframe").getByRole("link", { name: first ?? "" })).toBeVisible();
  await expectAccessible(page);

  // The links of the email work without signing in.
  const anywhere = await (await browser.newContext()).newPage();
  const number = link(/^Upvote \[(\d+)\]$/m);
  await anywhere.goto(link(new RegExp(`^\\[${number}\\] (\\S+)$`, "m")));
  const votes = () => sql(`SELECT 1 FROM "Upvote" WHERE "personId" = $1`, [greta.id]);
  await expect(anywhere.getByRole("button", { name: "Upvote it" })).toBeVisible();
  expect(await votes()).toHaveLength(0);
  await anywhere.getByRole("button", { name: "Upvote it" }).click();
  await expect(anywhere.getByText("Your upvote counts.")).toBeVisible();
  expect(await votes()).toHaveLength(1);

  await anywhere.goto(link(/^Change or pause it: (\S+)$/m));
  await anywhere.getByLabel("How often").selectOption("monthly");
  await anywhere.getByLabel("Day of the month").fill("31");
  await expectAccessible(anywhere);
  await anywhere.getByRole("button", { name: "Save" }).click();
  await expect(anywhere.getByText(/On the 31st of each month, or its last day/)).toBeVisible();

  await anywhere.goto(link(/^Unsubscribe: (\S+)$/m));
  await expect(anywhere.getByText(/trending papers, trending in Systems/)).toBeVisible();
  await anywhere.getByRole("button", { name: "Unsubscribe" }).click();
  await expect(anywhere.getByText("this subscription has ended")).toBeVisible();
  await page.goto("/digests");
  await expect(page.getByRole("heading", { name: /^Ended/ })).toBeVisible();
});

test("a topic by email, without an account", async ({ browser }) => {
  const email = `paul-${Date.now()}@example.org`;
  const page = await (await browser.newContext()).newPage();
  await page.goto("/topics/systems");
  await page.getByRole("link", { name: "Get by email", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Trending in Systems by email" })).toBeVisible();
  await page.getByLabel("Email address").fill(email);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send me papers" }).click();
  await expect(page.getByText("An email is on its way")).toBeVisible();
  const confirm = /https?:\S+\/subscribe\/confirm\S+/.exec(await mailed(email, 1))?.[0] ?? "";
  await page.goto(confirm);
  await page.getByRole("button", { name: "Yes, send it to me" }).click();
  await expect(page.getByText("You are subscribed: every day at 08:00")).toBeVisible();

  // Move the next sending time to now.
  await sql(`UPDATE "Subscription" SET "nextDueAt" = now() WHERE email = $1`, [email]);
  await sql("SELECT graphile_worker.add_job('digests.tick')");
  const text = await mailed(email, 2);
  expect(text).toMatch(/^Trending in Systems\n/);
  await page.goto(/^Change or pause it: (\S+)$/m.exec(text)?.[1] ?? "");
  await expect(page.getByRole("checkbox", { name: "Systems", exact: true })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Replies to me" })).toHaveCount(0);
  await page.getByRole("textbox", { name: "Words" }).fill("consensus");
  await page.keyboard.press("Enter");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("new papers for “consensus”")).toBeVisible();
});

test("a new member takes the group's digest, is told of a ballot, and stops that with one click", async ({
  browser,
}) => {
  const [lena, ada] = [await visitor(browser, "lena"), await visitor(browser, "ada")];
  const { id, path } = await groupOf([[lena, "owner"]], "The told ones", "public");
  const { tables } = await sharedDatabase();
  const nominated = await paper({ title: "On Being Told" }, tables);
  await fillPool(id, [nominated.id], lena.id, tables);

  // Two clicks, no field and no email: join, and have it every week.
  await visit(ada.page, path);
  await ada.page.getByRole("button", { name: "Join" }).click();
  await expect(ada.page.getByText("in one email a week")).toBeVisible();
  await expectAccessible(ada.page);
  for (const width of [1280, 360]) {
    await ada.page.setViewportSize({ width, height: 800 });
    expect(await tooWide(ada.page)).toBe(0);
  }
  await ada.page.getByRole("button", { name: "Send it every Monday" }).click();
  const done = ada.page.getByText("Done: it comes on Monday mornings");
  await expect(done).toBeVisible();
  // The message stays when the page is read again, because something else in the group has changed.
  const read = ada.page.waitForResponse((answer) => answer.request().headers().rsc !== undefined);
  await sql("SELECT pg_notify('colloquy_live', $1)", [groupTopic(id)]);
  await read;
  await expect(done).toBeVisible();
  await visit(ada.page, "/digests");
  await expect(ada.page.getByText("everything in The told ones")).toBeVisible();

  await visit(lena.page, `${path}/ballots/new`);
  await lena.page.getByRole("button", { name: "Open ballot" }).click();
  await lena.page.waitForURL(/\/ballots\/[0-9a-f-]{36}$/);
  await emailNow(ada);
  const text = await mailed(`${ada.handle}@example.org`, 1);
  expect(text).toContain(nominated.title);
  expect(text).toContain(`${new URL(lena.page.url()).pathname}?choose=`);

  // The link needs no sign-in, says what it stops, and can be taken back.
  const anywhere = await (await browser.newContext()).newPage();
  await visit(anywhere, /https?:\/\/\S*\/mute\S*/.exec(text)?.[0].replace(/[)>\]]+$/, "") ?? "");
  await expect(anywhere.getByText("A ballot opens, in The told ones")).toBeVisible();
  await anywhere.getByRole("button", { name: "Stop these emails" }).click();
  await expectAccessible(anywhere);
  const choice = () =>
    sql<{ via: string }>(`SELECT via::text FROM "MemberChoice" WHERE "personId" = $1`, [ada.id]);
  await expect(anywhere.getByText("Done: you will get no more of these emails")).toBeVisible();
  expect(await choice()).toEqual([{ via: "app" }]);
  await anywhere.getByRole("button", { name: "Undo" }).click();
  await expect(anywhere.getByText("Undone: these emails come again.")).toBeVisible();
  expect(await choice()).toEqual([{ via: "mail" }]);

  // All groups are in one place in the settings; organizers make theirs quieter.
  await visit(ada.page, "/settings");
  await ada.page.getByText("The told ones").click();
  const nominations = ada.page.getByRole("combobox", { name: "A paper is nominated", exact: true });
  await nominations.selectOption({ label: "By email" });
  await expect(ada.page.getByText("Saved.")).toBeVisible();
  await expect(ada.page.getByText("2 choices for this group")).toBeVisible();
  await expectAccessible(ada.page);
  expect(await tooWide(ada.page)).toBe(0);
  await visit(lena.page, `${path}/settings`);
  await lena.page
    .getByRole("combobox", { name: "A ballot is decided" })
    .selectOption({ label: "Only on this site" });
  await expect(lena.page.getByText("Saved.")).toBeVisible();
  await visit(ada.page, "/settings");
  await ada.page.getByText("The told ones").click();
  await expect(
    ada.page.getByRole("combobox", { name: "A ballot is decided", exact: true }),
  ).toContainText("As usual: only on this site");
});

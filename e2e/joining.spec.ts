import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { paper } from "../server/testing/world";
import { expectAccessible, tooWide } from "./looking";
import { groupOf, sharedDatabase, sql, type Visitor, visit, visitor } from "./site";
import { poolOf, saved, voters } from "./voting-world";

/** Counts what a person does on the way to a goal. */
class Effort {
  clicks = 0;
  fields = 0;

  async click(target: Locator): Promise<void> {
    await target.click();
    this.clicks++;
  }

  /** Follows the link of an email. */
  async follow(page: Page, link: string): Promise<void> {
    await page.goto(link);
    this.clicks++;
  }

  async fill(target: Locator, text: string): Promise<void> {
    await target.fill(text);
    this.fields++;
  }
}

const newAddress = () => `grace-${crypto.randomUUID().slice(0, 8)}@example.org`;

interface Mail {
  text: string;
}

/** The emails to an address, once there are as many. */
async function mailsTo(address: string, count = 1): Promise<Mail[]> {
  const read = () =>
    sql<Mail>(`SELECT text FROM "MailMessage" WHERE "to" = $1 ORDER BY id`, [address]);
  await expect.poll(read).toHaveLength(count);
  return read();
}

/** Invites an address on the page of members. @returns the path of the emailed link */
async function invite({ page }: Visitor, group: string, address: string): Promise<string> {
  await visit(page, `/groups/${group}/members`);
  await page.getByLabel("Email addresses").fill(`Grace Hopper, ${address}\nnonsense`);
  await page.getByRole("button", { name: "Send invitations" }).click();
  await expect(page.getByText("1 invitation on the way, 1 not sent.")).toBeVisible();
  await expect(page.getByLabel("Email addresses")).toHaveValue("nonsense");
  const [mail] = await mailsTo(address);
  return /\/join\/[\w-]+/.exec(mail?.text ?? "")?.[0] ?? "";
}

/** A group with an open ballot, and its organizer. */
async function votingGroup(browser: Browser, name: string) {
  const all = await voters(browser);
  const { group, titles } = await poolOf(all, name);
  const { page } = all.mouse;
  await visit(page, `/groups/${group}/ballots/new`);
  await page.getByRole("button", { name: "Open ballot" }).click();
  await page.waitForURL(/\/ballots\/[0-9a-f-]{36}$/);
  return { ...all, group, titles, ballot: new URL(page.url()).pathname };
}

test("an invited person votes after one email, one field and four clicks at most", async ({
  browser,
}) => {
  const { mouse, group, titles, ballot } = await votingGroup(browser, "invitation");
  const address = newAddress();
  const link = await invite(mouse, group, address);

  // A scanner that opens the link uses nothing up.
  const scanner = await (await browser.newContext()).newPage();
  await scanner.goto(link);
  await scanner.close();

  const context = await browser.newContext({
    timezoneId: "America/New_York",
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  const effort = new Effort();
  await effort.follow(page, link);
  await expect(page.getByText(`${mouse.name} invites you to a reading group`)).toBeVisible();
  await expect(page.getByText(titles[0])).toBeVisible();
  await expect(page.getByLabel("Your name")).toHaveValue("Grace Hopper");
  await expect(page.getByLabel("Your name")).toBeFocused();
  expect(await tooWide(page)).toBe(0);
  await expectAccessible(page);
  await effort.fill(page.getByLabel("Your name"), "Grace Brewster Hopper");
  await effort.click(page.getByRole("button", { name: "Join the group" }));
  await page.waitForURL(new RegExp(`${ballot}\\?joined=1$`));
  await expect(page.getByText("You are now a member.")).toBeVisible();
  await effort.click(page.getByRole("checkbox", { name: titles[1] }));
  await saved(page, /Saved: (one paper ticked|1 paper)/);

  expect(effort.clicks).toBeLessThanOrEqual(4);
  expect(effort.fields).toBe(1);
  expect(await mailsTo(address)).toHaveLength(1);
  const made = await sql(
    `SELECT name, "timeZone", (SELECT count(*)::int FROM "Vote" v WHERE v."personId" = p.id) AS votes
    FROM "Person" p WHERE email = $1`,
    [address],
  );
  expect(made).toEqual([{ name: "Grace Brewster Hopper", timeZone: "America/New_York", votes: 1 }]);

  // The link is used up, and says so with a way on.
  const late = await (await browser.newContext()).newPage();
  await late.goto(link);
  await expect(late.getByRole("heading", { name: "This invitation has been used" })).toBeVisible();
  await expect(late.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("an invitation works without JavaScript, and asks which account joins", async ({
  browser,
}) => {
  const owner = await visitor(browser, "ada");
  const { slug } = await groupOf([[owner, "owner"]], "Plain forms");
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(await invite(owner, slug, newAddress()));
  await page.getByRole("button", { name: "Join the group" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Plain forms" })).toBeVisible();

  const bela = await visitor(browser, "bela");
  const address = newAddress();
  await bela.page.goto(await invite(owner, slug, address));
  await expect(bela.page.getByText("With which account?")).toBeVisible();
  await expect(bela.page.getByText(address).first()).toBeVisible();
  await expectAccessible(bela.page);
  await bela.page.getByRole("button", { name: "Join the group" }).first().click();
  await expect(bela.page.getByText("You are now a member.")).toBeVisible();
  expect(await sql(`SELECT 1 FROM "Person" WHERE email = $1`, [address])).toEqual([]);
});

test("the first visit of a new person can be finished without JavaScript", async ({ browser }) => {
  const device = { javaScriptEnabled: false };
  const { id, page } = await visitor(browser, "Mouse", { device, timeZone: "UTC" });
  await sql(`UPDATE "Person" SET "welcomedAt" = NULL WHERE id = $1`, [id]);
  await page.goto("/desk");
  await expect(page.getByRole("heading", { name: "Welcome to Colloquy" })).toBeVisible();
  // Nothing has read the device.
  await expect(page.getByText("Taken from your device")).toBeHidden();
  await page.getByLabel("Your name").fill("Nora Quist");
  await page.getByLabel("Time zone").fill("Europe/Oslo");
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My desk" })).toBeVisible();
  const [named] = await sql(`SELECT name, "timeZone" FROM "Person" WHERE id = $1`, [id]);
  expect(named).toEqual({ name: "Nora Quist", timeZone: "Europe/Oslo" });
  const header = page.getByRole("banner");
  await expect(header.getByRole("link", { name: "Sign in" })).toBeHidden();
  await header.getByRole("link", { name: "Your account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
});

test("an emailed invitation is corrected, extended and sent again", async ({ browser }) => {
  const owner = await visitor(browser, "ada");
  const { slug } = await groupOf([[owner, "owner"]], "Second thoughts");
  const { page } = owner;
  const [wrong, right] = [newAddress(), newAddress()];
  const dead = await invite(owner, slug, wrong);
  const menu = (address: string) =>
    page.getByRole("button", { name: `More actions for the invitation to ${address}` });
  const choose = async (address: string, entry: string) => {
    await menu(address).click();
    await page.getByRole("menuitem", { name: entry }).click();
  };
  const until = () => page.getByText(/works until/).textContent();
  const first = await until();
  await choose(wrong, "A week longer");
  await expect(page.getByText("It works a week longer.")).toBeVisible();
  await expect.poll(until).not.toBe(first);

  await choose(wrong, "Correct the address or name");
  const dialog = page.getByRole("dialog", { name: "Correct the invitation" });
  await expect(dialog.getByLabel("Email address")).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(menu(wrong)).toBeFocused();
  await choose(wrong, "Correct the address or name");
  await dialog.getByLabel("Email address").fill("nonsense");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("Email address").fill(right);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(menu(right)).toBeVisible();
  await mailsTo(right);
  await choose(right, "Send it again");
  const mails = await mailsTo(right, 2);
  await page.goto(dead);
  await expect(
    page.getByRole("heading", { name: "This invitation no longer works" }),
  ).toBeVisible();
  const guest = await (await browser.newContext()).newPage();
  await guest.goto(/\/join\/[\w-]+/.exec(mails[1]?.text ?? "")?.[0] ?? "");
  await guest.getByRole("button", { name: "Join the group" }).click();
  await expect(guest.getByText("You are now a member.")).toBeVisible();
});

test("a new member has a digest with the group after two clicks, and no field or email", async ({
  browser,
}) => {
  const owner = await visitor(browser, "ada");
  const { id, slug } = await groupOf([[owner, "owner"]], "Once a week", "public");
  const bela = await visitor(browser, "bela");
  const { page } = bela;
  await visit(page, `/groups/${slug}`);
  const effort = new Effort();
  await effort.click(page.getByRole("button", { name: "Join", exact: true }));
  await effort.click(page.getByRole("button", { name: "Send it every Monday" }));
  await expect(page.getByText("Done: it comes on Monday mornings")).toBeVisible();
  expect([effort.clicks, effort.fields]).toEqual([2, 0]);
  await mailsTo(`${bela.handle}@example.org`, 0);
  const made = await sql(
    `SELECT s.cadence, s.days, s."confirmedAt" IS NOT NULL AS confirmed, s."nextDueAt" > now() AS due
    FROM "Subscription" s JOIN "DigestSource" d ON d."subscriptionId" = s.id
    WHERE s."personId" = $1 AND d."groupId" = $2`,
    [bela.id, id],
  );
  expect(made).toEqual([{ cadence: "weekly", days: [1], confirmed: true, due: true }]);
});

test("a lasting link is read again, shown as a QR code, and switched off", async ({ browser }) => {
  const owner = await visitor(browser, "ada");
  const { slug } = await groupOf([[owner, "owner"]], "By the door");
  const { page } = owner;
  await visit(page, `/groups/${slug}/members`);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("The link").inputValue();
  await visit(page, `/groups/${slug}/members`);
  await expect(page.getByLabel("The link")).toHaveValue(link);
  await page.getByRole("button", { name: "Show as a QR code" }).click();
  await expect(page.getByRole("img", { name: "QR code of the link" })).toBeVisible();
  await expectAccessible(page);

  const bela = await visitor(browser, "bela");
  await bela.page.goto(link);
  await bela.page.getByRole("button", { name: "Join the group" }).click();
  await expect(bela.page.getByRole("heading", { level: 1, name: "By the door" })).toBeVisible();

  await page.getByRole("button", { name: /^Switch off/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByRole("button", { name: "Make a link" })).toBeVisible();
  const late = await visitor(browser, "greta");
  await late.page.goto(link);
  await expect(
    late.page.getByRole("heading", { name: "This invitation no longer works" }),
  ).toBeVisible();
});

test("a new group has its first ballot of three pasted papers after ten clicks at most", async ({
  browser,
}) => {
  const { tables } = await sharedDatabase();
  const papers = [];
  for (const title of ["Apricots", "Bananas", "Dates"]) papers.push(await paper({ title }, tables));
  const owner = await visitor(browser, "lena");
  const { page } = owner;
  const effort = new Effort();
  const main = page.getByRole("main");
  await visit(page, "/groups/new");
  effort.clicks++;
  await effort.fill(page.getByLabel("Name"), "Fruit readers");
  await effort.click(page.getByRole("button", { name: "Start the group" }));
  await expect(page.getByRole("heading", { name: "Get the group going" })).toBeVisible();
  await expectAccessible(page);
  await effort.click(main.getByRole("link", { name: "Nominate", exact: true }));
  const dialog = page.getByRole("dialog");
  const search = dialog.getByLabel(/^Search the catalogue/);
  await search.fill(papers.map(({ slug }) => `/papers/${slug}`).join(" "));
  await expect(dialog.getByText("3 papers found")).toBeVisible();
  await effort.click(dialog.getByRole("button", { name: "Nominate all 3" }));
  await expect(page.getByText("3 papers nominated.")).toBeVisible();
  await effort.click(main.getByRole("link", { name: "Open a ballot" }));
  await effort.click(page.getByRole("button", { name: "Open ballot" }));
  await page.waitForURL(/\/ballots\/[0-9a-f-]{36}$/);
  for (const { title } of papers) await expect(main.getByText(title).first()).toBeVisible();
  expect([effort.clicks <= 10, effort.fields]).toEqual([true, 1]);

  // The steps are ticked, and a paper that nobody has added is nominated from the same box.
  const group = new URL(page.url()).pathname.split("/")[2];
  await visit(page, `/groups/${group}`);
  await expect(main.getByText("Nominate papers · done")).toBeVisible();
  await visit(page, `/groups/${group}/papers?nominate=arXiv:2402.19999`);
  // No source can be asked here: the page says so, and what to do.
  await expect(dialog.getByText("arXiv does not answer at the moment.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Try again" })).toBeVisible();
  await dialog.getByRole("button", { name: "Type it by hand" }).click();
  await expect(dialog.getByLabel(/^Link/)).toHaveValue("https://arxiv.org/abs/2402.19999");
  await dialog.getByLabel("Title").fill(`Elderberries ${group}`);
  await dialog.getByLabel("Authors").fill("Ada Lovelace");
  await dialog.getByLabel("Abstract").fill("Of berries.");
  await dialog.getByRole("button", { name: "Nominate", exact: true }).click();
  await expect(page.getByText("1 paper nominated.")).toBeVisible();
  await expect(
    main.getByRole("link", { name: `Elderberries ${group}`, exact: true }),
  ).toBeVisible();
});

test("a code from the email signs in on the device that asked", async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  const address = newAddress();
  await visit(page, "/sign-in?to=/groups");
  await page.getByLabel("Email address").fill(address);
  await page.getByRole("button", { name: "Send me a link" }).click();
  const [mail] = await mailsTo(address);
  const code = /\b[A-Z2-9]{4}-[A-Z2-9]{4}\b/.exec(mail?.text ?? "")?.[0] ?? "";
  await page.getByLabel("Code from the email").fill("ZZZZ-ZZZZ");
  await page.getByRole("button", { name: "Sign in with the code" }).click();
  await expect(page.getByText("This code is wrong")).toBeVisible();
  await expect(page.getByText(address)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Code from the email").fill(code.toLowerCase());
  await page.getByRole("button", { name: "Sign in with the code" }).click();
  await page.waitForURL(/\/welcome/);
  // The time zone is searched by typing.
  await page.getByLabel("Your name").fill("Grace Hopper");
  const zone = page.getByLabel("Time zone");
  await zone.fill("kolk");
  await page.getByLabel("Your name").focus();
  await expect(zone).toHaveValue("Asia/Kolkata");
  await page.getByRole("button", { name: "Begin" }).click();
  await page.waitForURL(/\/groups$/);
  const [person] = await sql<{ timeZone: string; handle: string }>(
    `SELECT "timeZone", handle FROM "Person" WHERE email = $1`,
    [address],
  );
  expect(person?.timeZone).toBe("Asia/Kolkata");
  expect(person?.handle).toMatch(/^grace-hopper/);
});

test("a guest who upvotes, or joins, signs in and finds it done, once", async ({ browser }) => {
  const owner = await visitor(browser, "ada");
  const { slug } = await groupOf([[owner, "owner"]], "Open doors", "public");
  const { tables } = await sharedDatabase();
  const { slug: one, title } = await paper({ title: "Wanted" }, tables);
  const page = await (await browser.newContext()).newPage();
  const address = newAddress();
  await visit(page, `/papers/${one}`);
  await page.getByRole("button", { name: `Upvote ${title}` }).click();
  await page.waitForURL(/\/sign-in/);
  await page.getByLabel("Email address").fill(address);
  await page.getByRole("button", { name: "Send me a link" }).click();
  const [mail] = await mailsTo(address);
  const link = /\/sign-in\/confirm\?\S+/.exec(mail?.text ?? "")?.[0] ?? "";
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Your name").fill("Grace Hopper");
  await page.getByRole("button", { name: "Begin" }).click();
  const upvote = page.getByRole("button", { name: `Upvote ${title}` });
  await expect(upvote).toHaveAttribute("aria-pressed", "true");
  const count = () =>
    sql(
      `SELECT s."upvoteCount" AS n FROM "PaperStanding" s JOIN "Paper" p ON p.id = s."paperId" WHERE p.slug = $1`,
      [one],
    );
  await expect.poll(count).toEqual([{ n: 1 }]);
  // Done once: taken back, it stays so.
  await upvote.click();
  await expect.poll(count).toEqual([{ n: 0 }]);
  await visit(page, `/papers/${one}`);
  await expect(upvote).toHaveAttribute("aria-pressed", "false");

  const bela = await visitor(browser, "bela");
  const cookies = await bela.context.cookies();
  await bela.context.clearCookies();
  await visit(bela.page, `/groups/${slug}`);
  await bela.page.getByRole("link", { name: "Sign in to join" }).click();
  await bela.page.waitForURL(/\/sign-in/);
  await bela.context.addCookies(cookies);
  await visit(bela.page, `/groups/${slug}`);
  await expect(bela.page.getByText("You are now a member.")).toBeVisible();
  await expect(bela.page.getByRole("button", { name: "Leave" })).toBeVisible();
});

test("a guest who comments, or replies, signs in and finds it ready to post", async ({
  browser,
}) => {
  const { tables } = await sharedDatabase();
  const { slug } = await paper({ title: "Commented" }, tables);
  const { page, context } = await visitor(browser, "bela");
  const cookies = await context.cookies();
  const words = () =>
    sql<{ body: string }>(
      `SELECT c.body FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId"
       JOIN "Paper" p ON p.id = t."paperId" WHERE p.slug = $1 ORDER BY c.number`,
      [slug],
    );
  const signIn = async () => {
    await page.getByRole("button", { name: "Sign in to post it" }).click();
    await page.waitForURL(/\/sign-in/);
    await context.addCookies(cookies);
    await visit(page, new URL(page.url()).searchParams.get("to") ?? "");
  };
  await context.clearCookies();
  await visit(page, `/papers/${slug}`);
  await page.getByRole("link", { name: "Write a comment" }).click();
  const comment = page.getByRole("textbox", { name: "Your comment" });
  await expect(comment).toBeFocused();
  await comment.fill("As a guest.");
  await expectAccessible(page);
  await signIn();
  await expect(comment).toHaveValue("As a guest.");
  await expect(comment).toBeFocused();
  expect(await words()).toEqual([]);
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect.poll(words).toEqual([{ body: "As a guest." }]);

  await context.clearCookies();
  await visit(page, `/papers/${slug}`);
  await page.getByRole("link", { name: "Reply" }).click();
  const reply = page.getByRole("textbox", { name: /^Your reply to/ });
  await reply.fill("And again.");
  await signIn();
  await expect(reply).toHaveValue("And again.");
  await expect(reply).toBeFocused();
  await page.getByRole("button", { name: "Reply", exact: true }).last().click();
  await expect.poll(words).toEqual([{ body: "As a guest." }, { body: "And again." }]);
});

import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import type { Role } from "../server/groups/policy";
import { paperTopic } from "../server/papers/rules";
import { paper } from "../server/testing/world";
import { expectAccessible } from "./looking";
import { emailNow, groupOf, sharedDatabase, sql, tabTo, type Visitor, visitor } from "./site";

// Two people discuss a paper in their group: by keyboard, with quotes, spoilers, mentions and notifications.

const ABSTRACT =
  "Two readers compare $n$ papers a week. We show that reading less, and discussing more, is worth it.";

interface World {
  greta: Visitor;
  ada: Visitor;
  group: string;
  paper: string;
  paperId: string;
  thread: string;
}

/** Makes a new group with a paper that has no comments yet. */
async function world(browser: Browser): Promise<World> {
  const [greta, ada] = [await visitor(browser, "greta"), await visitor(browser, "ada")];
  const members: [Visitor, Role][] = [
    [greta, "owner"],
    [ada, "member"],
  ];
  const { slug: group } = await groupOf(members, "The talking ones");
  const { tables } = await sharedDatabase();
  const { id, slug } = await paper({ title: "On Reading Less", abstract: ABSTRACT }, tables);
  return {
    greta,
    ada,
    group,
    paper: slug,
    paperId: id,
    thread: `/groups/${group}/threads/${slug}`,
  };
}

async function opened(page: Page, path: string): Promise<Locator> {
  await page.goto(path);
  const box = page.getByRole("textbox", { name: "Your comment" });
  await expect(box).toBeEditable();
  return box;
}

async function say(page: Page, path: string, words: string): Promise<void> {
  await (await opened(page, path)).fill(words);
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  // A comment that is being sent is shown, but has no menu yet.
  await expect(said(page, words).getByRole("button", { name: /^More actions for/ })).toBeVisible();
}

const said = (page: Page, words: string) => page.getByRole("article").filter({ hasText: words });

/** Chooses an entry from the menu of a comment, by keyboard. */
async function choose(
  page: Page,
  comment: Locator,
  entry: string,
  key: "Tab" | "Shift+Tab" = "Tab",
): Promise<void> {
  await tabTo(page, comment.getByRole("button", { name: /^More actions for/ }), key);
  await page.keyboard.press("Enter");
  // The focus follows the key with a delay. Without waiting for it, an entry could be skipped.
  const focused = page.locator("[role=menuitem]:focus");
  for (let down = 0; down < 12; down++) {
    await expect(focused).toHaveCount(1);
    const name = (await focused.textContent()) ?? "";
    if (name === entry) break;
    await page.keyboard.press("ArrowDown");
    await expect(focused).not.toHaveText(name);
  }
  await page.keyboard.press("Enter");
}

test("a discussion, by keyboard alone", async ({ browser }) => {
  const { greta, thread } = await world(browser);
  const { page } = greta;
  const box = await opened(page, thread);
  await tabTo(page, box);

  // A question with a formula and code, previewed before sending.
  await page.keyboard.type("What is $\\sum_i x_i$ here, @");
  const completion = page.getByRole("option", { name: /Ada Okafor/ });
  await expect(completion).toBeVisible();
  await page.keyboard.type("ad");
  await page.keyboard.press("Enter");
  await expect(box).toHaveValue(/@ada-[0-9a-f]{6} $/);
  await page.keyboard.type("?\n\n```js\nconst n = 2;\n```");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowRight");
  const preview = page.getByRole("tabpanel");
  await expect(preview.locator(".katex")).toBeVisible();
  await expect(preview.locator(".mention")).toHaveText(/^@ada-/);
  await page.keyboard.press("ArrowLeft");
  await tabTo(page, page.getByLabel("This is"));
  await page.keyboard.press("q");
  await expect(page.getByLabel("This is")).toHaveValue("question");
  await expectAccessible(page);
  await tabTo(page, page.getByRole("button", { name: "Comment", exact: true }));
  await page.keyboard.press("Enter");
  const question = said(page, "What is");
  await expect(question.locator(".katex")).toBeVisible();
  await expect(question.locator("pre .hljs-keyword")).toHaveText("const");
  await expect(question.locator(".mention")).toHaveText(/^@ada-/);
  await expect(question.getByText("Question", { exact: true })).toBeVisible();
  await expect(question).toBeFocused();

  // A reaction, added and removed.
  await tabTo(page, question.getByRole("button", { name: "React" }));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  const thanks = question.getByRole("list", { name: "Reactions" }).getByRole("button");
  await expect(thanks).toHaveAttribute("aria-pressed", "true");
  await tabTo(page, thanks, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(thanks).toHaveCount(0);
  await expect(question).toBeFocused();

  // A reply by the author, who marks the question as answered.
  await tabTo(page, question.getByRole("button", { name: "Reply", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Your reply to Greta Lindqvist" })).toBeFocused();
  await page.keyboard.type("It stands in section 2.");
  await page.keyboard.press("Control+Enter");
  const answer = page.getByRole("article").filter({ hasText: "It stands in section 2." });
  await expect(answer).toBeFocused();
  await choose(page, question, "Mark as answered", "Shift+Tab");
  await expect(question.getByText("Answered", { exact: true })).toBeVisible();

  // An edit, and the earlier version.
  await choose(page, answer, "Edit");
  const editing = page.getByRole("textbox", { name: "Your comment" }).first();
  await expect(editing).toBeFocused();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Or 3.");
  await page.keyboard.press("Control+Enter");
  await expect(said(page, "It stands in section 2. Or 3.")).toBeVisible();
  await tabTo(page, answer.getByRole("button", { name: /edited/ }), "Shift+Tab");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("It stands in section 2.", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  // A key point, chosen by an organizer.
  await choose(page, question, "Make this a key point", "Shift+Tab");
  await expect(page.getByRole("region", { name: "Key points" }).locator(".katex")).toBeVisible();

  // Deleting leaves the reply under a note.
  await choose(page, question, "Delete");
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await tabTo(page, page.getByRole("alertdialog").getByRole("button", { name: "Delete" }));
  await page.keyboard.press("Enter");
  await expect(question).toHaveCount(0);
  await expect(page.getByRole("article", { name: "Comment that is not shown" })).toBeFocused();
  await expect(answer).toBeVisible();
  await expect(page.getByRole("region", { name: "Key points" })).toHaveCount(0);
  await expectAccessible(page);
});

/** Selects words of the abstract, as a pointer would. */
async function select(page: Page, words: string): Promise<void> {
  await page.evaluate((wanted) => {
    const abstract = document.querySelector("[data-quotable=abstract]") as Element;
    const walker = document.createTreeWalker(abstract, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = (node.textContent ?? "").indexOf(wanted);
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + wanted.length);
      const selection = getSelection() as Selection;
      selection.removeAllRanges();
      selection.addRange(range);
      return;
    }
    throw new Error("not there");
  }, words);
}

/** Words highlighted as quoted. */
const marked = (page: Page) =>
  page.evaluate(() => [...(CSS.highlights.get("quoted") ?? [])].map((range) => String(range)));

test("words of the abstract are quoted, and stay marked when it is corrected", async ({
  browser,
}) => {
  const { greta, ada, paper, paperId } = await world(browser);
  const { page } = greta;
  const path = `/papers/${paper}`;
  await opened(page, path);
  await select(page, "discussing more");
  await page.getByRole("button", { name: "Comment on these words" }).click();
  const box = page.getByRole("textbox", { name: "Your comment" });
  await expect(box).toBeFocused();
  await box.fill("How much more?");
  // Typed text survives a reload; the quotation may be lost.
  await page.reload();
  await expect(box).toHaveValue("How much more?");
  await select(page, "discussing more");
  await page.getByRole("button", { name: "Comment on these words" }).click();
  await page.getByRole("button", { name: "Comment", exact: true }).dblclick();
  await expect(said(page, "How much more?")).toBeVisible();
  await expect(said(page, "How much more?").getByText("discussing more")).toBeVisible();
  await expect.poll(() => marked(page)).toEqual(["discussing more"]);
  const [{ n } = { n: 0 }] = await sql<{ n: number }>(
    `SELECT count(*)::int AS n FROM "Comment" WHERE "authorId" = $1`,
    [greta.id],
  );
  expect(n).toBe(1);

  // Correct the abstract before, after and within the words.
  const corrected = ABSTRACT.replace("Two readers", "Seventeen experienced readers")
    .replace("discussing more", "discusing more")
    .replace("is worth it", "pays");
  await sql(`UPDATE "Paper" SET abstract = $2 WHERE id = $1`, [paperId, corrected]);
  // Nothing on the site changes an abstract, so nothing has announced it.
  await sql("SELECT pg_notify('colloquy_live', $1)", [paperTopic(paperId)]);
  await ada.page.goto(path);
  await expect.poll(() => marked(ada.page)).toEqual(["discusing more"]);
  await expect(said(ada.page, "How much more?").getByText("discussing more")).toBeVisible();
});

test("people get one notification of a mention and of a reply, can follow its link, and can mute the thread", async ({
  browser,
}) => {
  const { greta, ada, thread } = await world(browser);
  await greta.page.goto("/notifications");
  await say(ada.page, thread, `I have a doubt, @${greta.handle}.`);

  // The bell on Greta's open page updates automatically.
  const bell = greta.page.getByRole("link", { name: "Notifications, 1 unread" });
  await expect(bell).toBeVisible();
  await expect(greta.page.getByText(/Ada Okafor mentioned you in “On Reading Less/)).toBeVisible();
  await expectAccessible(greta.page);
  // The email arrives, with the words and a link to mute.
  await emailNow(greta);
  const mails = () =>
    sql<{ subject: string; text: string }>(
      `SELECT subject, text FROM "MailMessage" WHERE "to" = $1 ORDER BY "createdAt"`,
      [`${greta.handle}@example.org`],
    );
  await expect.poll(async () => (await mails()).length).toBe(1);
  const [{ text } = { text: "" }] = await mails();
  expect(text).toContain("I have a doubt");
  expect(
    (await sql(`SELECT 1 FROM "MailMessage" WHERE "to" LIKE $1`, [`${ada.handle}@%`])).length,
  ).toBe(0);

  // Greta follows the link, and the bell is empty.
  await greta.page.getByRole("link", { name: /Ada Okafor mentioned you/ }).click();
  await expect(said(greta.page, "I have a doubt")).toBeVisible();
  await expect(greta.page.getByRole("link", { name: "Notifications", exact: true })).toBeVisible();

  // Greta replies, and Ada is notified on another page: an open thread would count as read at once.
  await ada.page.goto("/groups");
  await greta.page.getByRole("button", { name: "Reply", exact: true }).click();
  await greta.page.getByRole("textbox", { name: "Your reply to Ada Okafor" }).fill("So have I.");
  await greta.page.keyboard.press("Control+Enter");
  await expect(said(greta.page, "So have I.")).toBeVisible();
  await expect(ada.page.getByRole("link", { name: "Notifications, 1 unread" })).toBeVisible();

  // Ada writes another comment, which is marked as new at the next visit.
  await greta.page.goto("/groups");
  await say(ada.page, thread, "A second thought.");
  await say(ada.page, thread, "And a third.");
  await opened(greta.page, thread);
  const jump = greta.page.getByRole("link", { name: /^2 new since you were here/ });
  await expect(jump).toBeVisible();
  await jump.click();
  await expect(greta.page).toHaveURL(/#c-/);
  await expect(said(greta.page, "A second thought.")).toBeInViewport();

  // One click in the email mutes the thread; then not even a mention notifies.
  const link = /https?:\/\/\S*mute\S*/.exec(text)?.[0].replace(/[)>\]]+$/, "") ?? "";
  const anywhere = await (await browser.newContext()).newPage();
  await anywhere.goto(link);
  await anywhere.getByRole("button", { name: "Mute this thread" }).click();
  await expect(
    anywhere.getByText("Done: you will get no more notifications from this thread"),
  ).toBeVisible();
  await say(ada.page, thread, `Still there, @${greta.handle}?`);
  await expect
    .poll(() =>
      sql(`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'threads.commentWritten'`),
    )
    .toEqual([]);
  const waiting = `SELECT 1 FROM "EmailTurn" WHERE "personId" = $1 AND "dueAt" IS NOT NULL`;
  expect(await sql(waiting, [greta.id])).toEqual([]);
  expect((await mails()).length).toBe(1);
});

test("a spoiler is out of reach until it is revealed", async ({ browser }) => {
  const { greta, ada, thread } = await world(browser);
  const box = await opened(ada.page, thread);
  await box.fill("The butler did it.");
  await ada.page.getByLabel("Contains a spoiler").check();
  await ada.page.getByLabel("What it spoils").fill("section 4");
  await ada.page.getByRole("button", { name: "Comment", exact: true }).click();
  const { page } = greta;
  await opened(page, thread);
  const secret = page
    .getByRole("article", { name: "Comment by Ada Okafor" })
    .getByRole("paragraph")
    .filter({ hasText: "The butler did it." });
  const cover = page.getByRole("button", { name: "Spoiler: section 4. Show it" });
  await expect(cover).toBeVisible();
  await expect(secret).toHaveCount(0);
  await tabTo(page, cover);
  await page.keyboard.press("Enter");
  await expect(secret).toBeVisible();
  // The list of notifications does not show it either.
  await page.goto("/notifications");
  await expect(page.getByText("The butler")).toHaveCount(0);
});

test("a comment's field says what is missing, keeps a draft, and is looked at with keys", async ({
  browser,
}) => {
  const { ada, thread } = await world(browser);
  const { page } = ada;
  const box = await opened(page, thread);
  const send = page.getByRole("button", { name: "Comment", exact: true });
  const fault = page.getByText("Write something first.");
  await send.click();
  await expect(fault).toBeVisible();
  await expect(box).toBeFocused();
  await page.keyboard.type("**Half** a thought");
  await expect(fault).toBeHidden();
  await page.getByLabel("This is").selectOption("question");
  await page.getByLabel("Contains a spoiler").check();
  await page.getByLabel("What it spoils").fill("the end");
  await tabTo(page, page.getByRole("tab", { name: "Write" }), "Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Preview" })).toBeFocused();
  const preview = page.getByRole("tabpanel", { name: "Preview" });
  await expect(preview).toContainText("Half a thought");
  await expect(box).toBeHidden();
  await page.keyboard.press("Home");
  await expect(preview).toBeHidden();
  await opened(page, thread);
  await expect(box).toHaveValue("**Half** a thought");
  await expect(page.getByLabel("This is")).toHaveValue("question");
  await expect(page.getByLabel("What it spoils")).toHaveValue("the end");
  await send.click();
  await expect(said(page, "Spoiler: the end")).toBeVisible();
  await expect(box).toHaveValue("");
  await opened(page, thread);
  await expect(box).toHaveValue("");
});

test("a comment written offline says when it will be sent, and arrives", async ({ browser }) => {
  const { ada, thread } = await world(browser);
  const { page, context } = ada;
  await say(page, thread, "From the station.");
  const name = "Discussion in The talking ones: only members can read it";
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await page.getByRole("textbox", { name: "Your comment" }).fill("From the tunnel.");
  await context.setOffline(true);
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(said(page, "From the tunnel.")).toContainText("will be sent when you are back");
  await context.setOffline(false);
  const menu = said(page, "From the tunnel.").getByRole("button", { name: /^More actions for/ });
  await expect(menu).toBeVisible();
  await expect(page.getByText("will be sent when you are back")).toBeHidden();
});

test("a paper's page has two Follow buttons that say what they follow, and leads to the group's discussion", async ({
  browser,
}) => {
  const { ada, thread, paper } = await world(browser);
  const { page } = ada;
  await say(page, thread, "Among us.");
  await say(page, `/papers/${paper}`, "To everybody.");
  await expect(
    page.getByRole("heading", { name: "Public discussion: everybody can read it" }),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Follow paper", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Follow(ing)? discussion$/ })).toBeVisible();
  await page.getByRole("link", { name: "The talking ones (1 comment)" }).click();
  await page.waitForURL(thread);
});

import { type Browser, expect, type Page, test } from "@playwright/test";
import type { Handle } from "@/prisma/demo/cast";
import { type Database, paper } from "../server/testing/world";
import { OwnSite } from "./own-site";
import { SiteDatabase, type Visitor, visitor } from "./site";

// Two people read the same thread on two web processes of one database. Each sees the other's acts
// automatically, even after a restart of the database, and after their laptop slept.

interface Reader extends Visitor {
  /** The address of the process that this browser talks to. */
  thread: string;
}

/** Opens the thread in a browser for a new person. @param slug of the paper */
async function reader(
  browser: Browser,
  who: Handle,
  { address }: OwnSite,
  tables: Database,
  slug: string,
): Promise<Reader> {
  const person = await visitor(browser, who, { timeZone: "UTC", at: tables });
  const thread = `${address}/papers/${slug}`;
  await open(person.page, thread);
  return { ...person, thread };
}

/** Opens the thread, and waits until its stream is open. */
async function open(page: Page, thread: string): Promise<void> {
  await Promise.all([page.waitForResponse(/live\.changes/), page.goto(thread)]);
  await expect(page.getByRole("textbox", { name: "Your comment" })).toBeEditable();
}

async function say({ page }: Reader, words: string): Promise<void> {
  await page.getByRole("textbox", { name: "Your comment" }).fill(words);
  const [answer] = await Promise.all([
    page.waitForResponse(/threads\.add/),
    page.getByRole("button", { name: "Comment", exact: true }).click(),
  ]);
  expect(answer.status()).toBe(200);
}

const comment = ({ page }: Reader, words: string) =>
  page.getByRole("article").filter({ hasText: words });

test("acts of one person show in the other's browser, from process to process", async ({
  browser,
}) => {
  const first = await OwnSite.made();
  const second = await OwnSite.beside(first);
  let database: SiteDatabase | undefined;
  try {
    await first.start();
    await second.start();
    database = new SiteDatabase(first.database);
    const { tables } = database;
    const { slug } = await paper({}, tables);
    const ada = await reader(browser, "ada", first, tables, slug);
    const bela = await reader(browser, "bela", second, tables, slug);

    // One comment goes each way.
    await say(ada, "From the first process.");
    await expect(comment(bela, "From the first process.")).toBeVisible();
    await say(bela, "From the second process.");
    await expect(comment(ada, "From the second process.")).toBeVisible();
    await guestsSee("From the second process.", ada, bela);

    // A reaction shows too.
    await comment(bela, "From the first process.")
      .getByRole("button", { name: "React", exact: true })
      .click();
    await bela.page.getByRole("menuitem", { name: "Thanks" }).click();
    await expect(
      comment(ada, "From the first process.").getByRole("button", { name: /^Thanks: 1/ }),
    ).toBeVisible();

    // The database stops, and the site that owns it starts it again.
    const before = first.postmaster;
    process.kill(before, "SIGINT");
    await expect.poll(() => first.postmaster).not.toBe(before);
    await first.healthy();
    await second.healthy();
    await listening(first);
    await say(ada, "After the restart.");
    await expect(comment(bela, "After the restart.")).toBeVisible();
    await say(bela, "Here as well.");
    await expect(comment(ada, "Here as well.")).toBeVisible();
    await guestsSee("Here as well.", ada, bela);

    // A laptop is closed. When it wakes up, the comments written meanwhile arrive, each once.
    await bela.context.setOffline(true);
    await say(ada, "While Béla slept.");
    await say(ada, "And once more.");
    await bela.context.setOffline(false);
    await expect(comment(bela, "And once more.")).toBeVisible();
    await expect(comment(bela, "While Béla slept.")).toHaveCount(1);
    await expect(comment(bela, "And once more.")).toHaveCount(1);
  } finally {
    await database?.close();
    await second.remove();
    await first.remove();
  }
});

/** Waits until the page that each process keeps for everybody contains these words. */
async function guestsSee(words: string, ...readers: Reader[]): Promise<void> {
  for (const { thread } of readers)
    await expect.poll(async () => (await fetch(thread)).text()).toContain(words);
}

/** Until both processes listen to the database again, each by one connection. */
async function listening(site: OwnSite): Promise<void> {
  const connections = `SELECT pid FROM pg_stat_activity WHERE application_name = 'colloquy live'`;
  await expect.poll(async () => (await site.sql(connections)).length).toBe(2);
}

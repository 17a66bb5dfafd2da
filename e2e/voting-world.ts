import { randomUUID } from "node:crypto";
import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { sql, type Visitor, visitor } from "./site";

/** Three who vote: one with a mouse, one with the keyboard alone, one with a thumb on a phone. */
export interface Voters {
  mouse: Visitor;
  keyboard: Visitor;
  phone: Visitor;
}

export async function voters(browser: Browser): Promise<Voters> {
  const small = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const zone = "Europe/Berlin";
  const [mouse, keyboard, phone] = [
    await visitor(browser, "Mouse", zone),
    await visitor(browser, "Keyboard", zone),
    await visitor(browser, "Phone", zone, small),
  ];
  return { mouse, keyboard, phone };
}

/** Titles of the papers in the pool, in the order of their nomination. */
export interface Pool {
  group: string;
  titles: [string, string, string];
}

/** A group of the three, organized by the one with the mouse, with three nominated papers. */
export async function poolOf({ mouse, keyboard, phone }: Voters, name: string): Promise<Pool> {
  const [groupId, tag] = [randomUUID(), randomUUID().slice(0, 8)];
  const group = `voting-${tag}`;
  await sql(
    `INSERT INTO "Group" (id, slug, name, "timeZone", visibility, "memberCount") VALUES ($1, $2, $3, 'Europe/Berlin', 'private', 3)`,
    [groupId, group, `Voting by ${name}`],
  );
  await sql(
    `INSERT INTO "Membership" ("groupId", "personId", role) VALUES ($1, $2, 'owner'), ($1, $3, 'member'), ($1, $4, 'member')`,
    [groupId, mouse.id, keyboard.id, phone.id],
  );
  const titles: Pool["titles"] = [`Apples, ${tag}`, `Berries, ${tag}`, `Cherries, ${tag}`];
  for (const [at, title] of titles.entries()) {
    const paperId = randomUUID();
    await sql(
      `INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, authors) VALUES ($1, $2, $3, $2, 'What it is about.', '{Ada}')`,
      [paperId, `${title.toLowerCase().replace(", ", "-")}`, title],
    );
    await sql(
      `INSERT INTO "Nomination" (id, "groupId", "paperId", "nominatedById", pitch, "createdAt") VALUES ($1, $2, $3, $4, 'Read it.', now() + $5 * interval '1 ms')`,
      [randomUUID(), groupId, paperId, mouse.id, at],
    );
  }
  return { group, titles };
}

/** Waits until the vote on the screen is the one that counts. */
export async function saved(page: Page, words: RegExp): Promise<void> {
  await expect(page.getByText(words)).toBeVisible();
}

/** Goes there with the tab key, as somebody does who has no mouse. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let step = 0; step < 60; step++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The tab key does not lead to ${wanted}`);
}

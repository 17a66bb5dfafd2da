import { type Browser, expect, type Page } from "@playwright/test";
import type { Role } from "../server/groups/policy";
import { fillPool, paper } from "../server/testing/world";
import { groupOf, sharedDatabase, type Visitor, visitor } from "./site";

/** Three voters: one with a mouse, one with the keyboard alone, one with a thumb on a phone. */
export interface Voters {
  mouse: Visitor;
  keyboard: Visitor;
  phone: Visitor;
}

export async function voters(browser: Browser): Promise<Voters> {
  const small = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const [mouse, keyboard, phone] = [
    await visitor(browser, "Mouse"),
    await visitor(browser, "Keyboard"),
    await visitor(browser, "Phone", { device: small }),
  ];
  return { mouse, keyboard, phone };
}

/** Titles of the papers in the pool, in the order of their nomination. */
export interface Pool {
  group: string;
  titles: [string, string, string];
}

/** Makes a group of the three voters, organized by the one with the mouse, with three nominated papers. */
export async function poolOf({ mouse, keyboard, phone }: Voters, name: string): Promise<Pool> {
  const members: [Visitor, Role][] = [
    [mouse, "owner"],
    [keyboard, "member"],
    [phone, "member"],
  ];
  const { id, slug } = await groupOf(members, `Voting by ${name}`);
  const { tables } = await sharedDatabase();
  const papers = [
    await paper({ title: "Apples" }, tables),
    await paper({ title: "Berries" }, tables),
    await paper({ title: "Cherries" }, tables),
  ];
  const paperIds = papers.map((one) => one.id);
  await fillPool(id, paperIds, mouse.id, tables);
  return { group: slug, titles: papers.map(({ title }) => title) as Pool["titles"] };
}

/** Waits until the vote on the screen has been stored. */
export async function saved(page: Page, words: RegExp): Promise<void> {
  await expect(page.getByText(words)).toBeVisible();
}

import { type Browser, expect, type Page } from "@playwright/test";
import type { Role } from "../server/groups/policy";
import { fillPool, paper } from "../server/testing/world";
import { SHARED_PORT } from "./ports";
import { groupOf, sharedDatabase, sql, type Visitor, visit, visitor } from "./site";

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

/** Makes a ballot with the form. @returns its address */
export async function made(organizer: Visitor, { group }: Pool, label: string): Promise<string> {
  const { page } = organizer;
  await visit(page, `/groups/${group}/ballots/new`);
  await page.getByText(/^Voting rule:/).click();
  await page.getByRole("radio", { name: label }).check();
  await page.getByRole("button", { name: "Open ballot" }).click();
  await page.waitForURL(/\/ballots\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** Lists the papers on a ballot, in order. */
export async function candidatesOf(ballot: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    `SELECT id FROM "Candidate" WHERE "ballotId" = $1 ORDER BY position`,
    [ballot.split("/").at(-1)],
  );
  return rows.map(({ id }) => id);
}

/** Reads all votes on a ballot, in order. */
export async function votesOn(ballot: string): Promise<unknown[]> {
  const rows = await sql<{ answer: unknown }>(
    `SELECT answer FROM "Vote" WHERE "ballotId" = $1 ORDER BY "createdAt"`,
    [ballot.split("/").at(-1)],
  );
  return rows.map(({ answer }) => answer);
}

/** A vote, with the papers' places on the ballot instead of their ids. */
export type Answer =
  | { approvals: number[] }
  | { ranking: number[][] }
  | { scores: Record<number, number> };

/** Replaces the papers' places in a vote with ids, in the order of the ballot. */
export function withIds(answer: Answer, ids: readonly string[]) {
  const idAt = (place: number | string) => ids[Number(place)] ?? "";
  if ("approvals" in answer) return { approvals: answer.approvals.map(idAt) };
  if ("ranking" in answer) return { ranking: answer.ranking.map((tier) => tier.map(idAt)) };
  const scores = Object.entries(answer.scores).map(([place, score]) => [idAt(place), score]);
  return { scores: Object.fromEntries(scores) };
}

/** Votes by the same call as a page. */
export async function castByCall(voter: Visitor, { group }: Pool, ballot: string, answer: Answer) {
  const origin = `http://localhost:${SHARED_PORT}`;
  const ballotId = ballot.split("/").at(-1);
  const sent = { group, ballotId, answer: withIds(answer, await candidatesOf(ballot)) };
  const call = { data: sent, headers: { origin } };
  const response = await voter.context.request.post(`${origin}/api/trpc/ballots.vote`, call);
  expect(response.status(), await response.text()).toBe(200);
}

import { expect, type Page, test } from "@playwright/test";
import { LONG } from "../server/testing/tier";
import { expectAccessible, tooWide } from "./looking";
import { tabTo, visit } from "./site";
import {
  type Answer,
  candidatesOf,
  castByCall,
  made,
  type Pool,
  poolOf,
  saved,
  type Voters,
  voters,
  votesOn,
  withIds,
} from "./voting-world";

// A ballot by each rule is made with the form, voted on with the mouse, with the keyboard alone and on a
// phone, then closed. Two of three voters prefer the second paper, and one prefers the first.
type Vote = (page: Page, titles: Pool["titles"]) => Promise<void>;
interface Kind {
  mouse: Vote;
  keyboard: Vote;
  phone: Vote;
  /** The vote that is stored for each voter, in order. */
  kept: [Answer, Answer, Answer];
}

const TICKING: Kind = {
  async mouse(page, [, second]) {
    await page.getByRole("checkbox", { name: second }).click();
    await saved(page, /Saved: 1 paper ticked/);
  },
  async keyboard(page, [first, second]) {
    await tabTo(page, page.getByRole("checkbox", { name: first }));
    await page.keyboard.press("Space");
    await saved(page, /Saved: 1 paper ticked/);
    await tabTo(page, page.getByRole("button", { name: "Undo" }));
    await page.keyboard.press("Enter");
    await saved(page, /Saved: no paper ticked/);
    await page.keyboard.press("Shift+Tab");
    await tabTo(page, page.getByRole("checkbox", { name: second }));
    await page.keyboard.press("Space");
    await saved(page, /Saved: 1 paper ticked/);
  },
  async phone(page, [first]) {
    await page.getByText(first).first().tap();
    await saved(page, /Saved: 1 paper ticked/);
  },
  kept: [{ approvals: [1] }, { approvals: [1] }, { approvals: [0] }],
};

const CHOOSING: Kind = {
  async mouse(page, [, second]) {
    await page.getByRole("radio", { name: second }).click();
    await saved(page, /Saved: for “Berries/);
  },
  async keyboard(page, [first]) {
    await tabTo(page, page.getByRole("radio", { name: first }));
    await page.keyboard.press("ArrowDown");
    await saved(page, /Saved: for “Berries/);
  },
  async phone(page, [first]) {
    await page.getByText(first).first().tap();
    await saved(page, /Saved: for “Apples/);
  },
  kept: [{ ranking: [[1]] }, { ranking: [[1]] }, { ranking: [[0]] }],
};

const SCORING: Kind = {
  async mouse(page, [, second, third]) {
    await page
      .getByRole("group", { name: `Your score for ${second}` })
      .getByText("5", { exact: true })
      .click();
    await page
      .getByRole("group", { name: `Your score for ${third}` })
      .getByText("2", { exact: true })
      .click();
    await saved(page, /Saved: 2 papers of 3 scored/);
  },
  async keyboard(page, [first, second]) {
    const scores = (title: string) => page.getByRole("group", { name: `Your score for ${title}` });
    await tabTo(page, scores(first).getByRole("radio", { name: "0" }));
    await page.keyboard.press("Space");
    await tabTo(page, scores(second).getByRole("radio", { name: "0" }));
    await page.keyboard.press("ArrowLeft");
    await saved(page, /Saved: 2 papers of 3 scored/);
  },
  async phone(page, [first, second]) {
    await page
      .getByRole("group", { name: `Your score for ${first}` })
      .getByText("4", { exact: true })
      .tap();
    await page
      .getByRole("group", { name: `Your score for ${second}` })
      .getByText("1", { exact: true })
      .tap();
    await saved(page, /Saved: 2 papers of 3 scored/);
  },
  kept: [{ scores: { 1: 5, 2: 2 } }, { scores: { 0: 0, 1: 5 } }, { scores: { 0: 4, 1: 1 } }],
};

const ORDERING: Kind = {
  async mouse(page, [first, second, third]) {
    const row = (title: string) => page.getByRole("row", { name: title });
    const line = page.getByRole("row", { name: /not ranked/i }).first();
    await row(second).dragTo(line, { targetPosition: { x: 60, y: 2 } });
    await saved(page, /Saved: 1 paper of 3 ranked/);
    await page.getByRole("button", { name: `Rank next: ${third}` }).click();
    await saved(page, /Saved: 2 papers of 3 ranked/);
    // Papers dropped on each other share a place.
    await row(first).dragTo(row(third));
    await saved(page, /Saved: 3 papers of 3 ranked/);
  },
  async keyboard(page, [first, second]) {
    // Tab leads into the list, arrows lead to the row, and Tab leads to the controls in it.
    await tabTo(page, page.getByRole("row", { name: first }));
    await page.keyboard.press("ArrowDown");
    await tabTo(page, page.getByRole("button", { name: `Move ${second}` }));
    // Presses each key only after the previous move was announced.
    const says = (words: string) =>
      expect(page.getByRole("status").getByText(words, { exact: true })).toBeAttached();
    await page.keyboard.press("Enter");
    await says(
      `${second} can be moved with the arrow keys. Enter drops it, and Escape puts it back.`,
    );
    await page.keyboard.press("Home");
    await says("Place 1");
    await page.keyboard.press("ArrowDown");
    await says("Not ranked");
    await page.keyboard.press("ArrowUp");
    await says("Place 1");
    await page.keyboard.press("Enter");
    await saved(page, /Saved: 1 paper of 3 ranked/);
    await page.keyboard.press("ArrowDown");
    await tabTo(page, page.getByRole("button", { name: `Put first: ${first}` }));
    await page.keyboard.press("Enter");
    await saved(page, /Saved: 2 papers of 3 ranked/);
    // The button moved along with its paper and kept the focus.
    await expect(page.getByRole("button", { name: `Put first: ${first}` })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await tabTo(page, page.getByRole("button", { name: `Move up: ${second}` }));
    await page.keyboard.press("Enter");
    await expect(page.getByText(`${second}: place 1`)).toBeAttached();
  },
  async phone(page, [first, second]) {
    await page.getByRole("button", { name: `Rank next: ${first}` }).tap();
    await page.getByRole("button", { name: `Rank next: ${second}` }).tap();
    await saved(page, /Saved: 2 papers of 3 ranked/);
  },
  kept: [{ ranking: [[1], [2, 0]] }, { ranking: [[1], [0]] }, { ranking: [[0], [1]] }],
};

const RULES: [rule: string, label: string, kind: Kind][] = [
  ["approval", "Approval", TICKING],
  ["plurality", "First choice only", CHOOSING],
  ["score", "Scores For groups", SCORING],
  ["star", "Scores with a runoff", SCORING],
  ["irv", "Instant runoff", ORDERING],
  ["schulze", "Head to head (Schulze)", ORDERING],
  ["ranked-pairs", "Head to head, step by step", ORDERING],
  ["borda", "Points by rank", ORDERING],
  ["perpetual-consensus", "Fair over time: shared credits", TICKING],
  ["perpetual-pav", "Fair over time: lighter after each win", TICKING],
  ["perpetual-quota", "Fair over time: heavier for those who lag behind", TICKING],
];

let cast: Voters;
test.beforeAll(async ({ browser }) => {
  cast = await voters(browser);
});

const kinds = new Set<Kind>();
for (const [rule, label, kind] of RULES) {
  // Rules with the same kind of vote share a form, so each form is tried in full only once.
  const inFull = LONG || !kinds.has(kind);
  kinds.add(kind);

  test(`a ballot by ${rule}`, async () => {
    const { mouse, keyboard, phone } = cast;
    const pool = await poolOf(cast, rule);
    const ballot = await made(mouse, pool, label);
    await kind.mouse(mouse.page, pool.titles);
    await expect(mouse.page.getByText(/^Your receipt:/)).toBeVisible();

    if (inFull) {
      await visit(keyboard.page, ballot);
      await kind.keyboard(keyboard.page, pool.titles);
      await visit(phone.page, ballot);
      await kind.phone(phone.page, pool.titles);
      expect(await tooWide(phone.page), "wider than a phone").toBeLessThanOrEqual(0);
      // Where the page ends, the bar of the vote covers no box that could be pressed.
      await phone.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await expectAccessible(phone.page);
    } else {
      await castByCall(keyboard, pool, ballot, kind.kept[1]);
      await castByCall(phone, pool, ballot, kind.kept[2]);
    }
    const ids = await candidatesOf(ballot);
    const kept = kind.kept.map((answer) => withIds(answer, ids));
    await expect.poll(() => votesOn(ballot)).toEqual(kept);

    // With the last vote, "Not voted yet" goes from the page, and the button below it moves up.
    await expect(mouse.page.getByText("All 3 have voted.")).toBeVisible();
    await mouse.page.getByRole("button", { name: "Close ballot now" }).click();
    await mouse.page.getByRole("button", { name: "Close ballot", exact: true }).click();
    const heading = { level: 1, name: pool.titles[1] };
    await expect(mouse.page.getByRole("heading", heading)).toBeVisible();
    if (inFull) await expectAccessible(mouse.page);
  });
}

test("a choice from a link waits for one button, and the ballot is changed, closed and copied", async () => {
  const { mouse, keyboard, phone } = cast;
  const pool = await poolOf(cast, "link");
  const [apples, berries] = pool.titles;
  const ballot = await made(mouse, pool, "Approval");
  const [first = "", second = ""] = await candidatesOf(ballot);
  const own = mouse.page;

  await visit(keyboard.page, `${ballot}?choose=nonsense`);
  await expect(keyboard.page.getByText("The link named a choice that this ballot")).toBeVisible();
  await visit(keyboard.page, `${ballot}?choose=${second}`);
  await expect(keyboard.page.getByText("Not sent yet.")).toBeVisible();
  await expect(keyboard.page.getByRole("checkbox", { name: berries })).toBeChecked();
  expect(await votesOn(ballot)).toEqual([]);
  await tabTo(keyboard.page, keyboard.page.getByRole("button", { name: `Vote for “${berries}”` }));
  await keyboard.page.keyboard.press("Enter");
  await saved(keyboard.page, /Saved: 1 paper ticked/);
  expect(new URL(keyboard.page.url()).search).toBe("");
  // The page reads the number of votes again. A visit elsewhere meanwhile would be cut short.
  await expect(keyboard.page.getByText(/^1 of \d+ (?:members )?(?:has|have) voted/)).toBeVisible();
  await visit(keyboard.page, `${ballot}?choose=${first}`);
  await expect(keyboard.page.getByText("It would become:")).toBeVisible();
  await keyboard.page.getByRole("button", { name: "Not now" }).click();
  await expect(keyboard.page.getByRole("checkbox", { name: apples })).not.toBeChecked();
  expect(await votesOn(ballot)).toEqual([{ approvals: [second] }]);

  await visit(own, ballot);
  await expect(own.getByText("1 of 3 has voted.")).toBeVisible();
  await own.getByRole("button", { name: "Remind now" }).press("Enter");
  await expect(own.getByText("Members were reminded today.")).toBeVisible();
  await expect(own.getByRole("button", { name: "Remind now" })).toBeDisabled();
  await expect(own.getByRole("button", { name: "Remind now" })).toBeFocused();
  await own.getByRole("button", { name: "Edit or extend" }).press("Enter");
  await expect(own.getByLabel("Title")).toBeFocused();
  await own.getByLabel("Title").fill("Which one in May?");
  await own.getByRole("button", { name: "Save" }).click();
  await expect(own.getByRole("heading", { level: 1, name: "Which one in May?" })).toBeVisible();
  await expectAccessible(own);

  await visit(phone.page, `${ballot}?choose=${first}`);
  await expect(phone.page.getByText("Not sent yet.")).toBeVisible();
  expect(await tooWide(phone.page), "wider than a phone").toBeLessThanOrEqual(0);
  await own.getByRole("button", { name: "Close ballot now" }).click();
  await own.getByRole("button", { name: "Close ballot", exact: true }).click();
  const chosen = { level: 1, name: berries };
  await expect(phone.page.getByText("This ballot closed while you had it open.")).toBeVisible();
  // The button that closed it is gone; the result begins at the top.
  const closed = own.getByRole("status").filter({ hasText: "You have closed this ballot." });
  await expect(closed).toBeFocused();
  await expect(closed).toBeInViewport();
  await expect(phone.page.getByRole("heading", chosen)).toBeVisible();
  await visit(phone.page, `${ballot}?choose=${first}`);
  await expect(phone.page.getByText("the choice in your link was not sent")).toBeVisible();
  expect(await votesOn(ballot)).toEqual([{ approvals: [second] }]);

  await own.getByRole("link", { name: "Copy this ballot" }).click();
  await expect(own.getByLabel("Title")).toHaveValue("Which one in May?");
  await expect(own.getByText("2 of 2 selected")).toBeVisible();
  await visit(own, `/groups/${pool.group}`);
  await own.getByRole("button", { name: /^Mark as read/ }).press("Enter");
  await expect(own.getByText("Nothing chosen yet.")).toBeVisible();
  // The button is gone with its paper.
  await expect(own.getByRole("heading", { name: "Next reading" })).toBeFocused();
  await visit(own, `/groups/${pool.group}/history`);
  await expect(own.getByRole("heading", { name: berries })).toBeVisible();
});

test("a vote given offline says when it will be sent, and arrives", async () => {
  const { mouse } = cast;
  const { page, context } = mouse;
  const pool = await poolOf(cast, "tunnel");
  const ballot = await made(mouse, pool, "Approval");
  await context.setOffline(true);
  await page.getByRole("checkbox", { name: pool.titles[0] }).click();
  await expect(page.getByText("your vote will be sent when you are back")).toBeVisible();
  expect(await votesOn(ballot)).toEqual([]);
  await context.setOffline(false);
  await saved(page, /Saved: 1 paper ticked/);
  expect(await votesOn(ballot)).toHaveLength(1);
});

import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import { USUAL_CHOICES } from "../server/ballots/schema";
import { paper } from "../server/testing/world";
import { expectAccessible, tooWide } from "./looking";
import { SHARED_PORT } from "./ports";
import { groupOf, sharedDatabase, type Visitor, visit, visitor } from "./site";

const SCREENSHOTS = process.env.E2E_SCREENSHOTS;
const ABOUT_TREES = "Gardeners prune balanced trees, whose branches grow.";
const ABOUT_SOUP = "Cooks salt boiling soup, whose noodles swell.";

/** Calls a procedure as a person's browser does. @returns its answer */
async function call(person: Visitor, procedure: string, data: object) {
  const origin = `http://localhost:${SHARED_PORT}`;
  const answer = await person.context.request.post(`${origin}/api/trpc/${procedure}`, {
    data,
    headers: { origin },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()).result.data?.json;
}

/** Adds papers, of which those about trees are alike. */
async function papersOf(titles: string[], abstract: string): Promise<{ id: string }[]> {
  const { tables } = await sharedDatabase();
  const made = [];
  for (const title of titles) made.push(await paper({ title, abstract }, tables));
  return made;
}

test("members get papers for their group, and a forecast that is sealed until they have chosen", async ({
  browser,
}) => {
  const lena = await visitor(browser, "lena");
  const ada = await visitor(browser, "ada");
  const bela = await visitor(browser, "bela", {
    device: { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: "dark" },
  });
  const { path, slug: group } = await groupOf(
    [
      [lena, "owner"],
      [ada, "member"],
      [bela, "member"],
    ],
    "The gardeners",
    "public",
  );
  const { tables } = await sharedDatabase();
  const trees = await papersOf(
    ["Old Trees", "Young Trees", "Wild Trees", "Tall Trees", "Free Trees"],
    ABOUT_TREES,
  );
  const soups = await papersOf(["Hot Soup", "Cold Soup", "Thin Soup", "Thick Soup"], ABOUT_SOUP);
  // The site compares papers each minute; the journey does not wait for it, nor let it find more.
  const paperId = { in: [...trees, ...soups].map(({ id }) => id) };
  await tables.paperToCompare.deleteMany({ where: { paperId } });
  const alike = (papers: { id: string }[], shared: string[]) =>
    papers.flatMap(({ id: paperId }) =>
      papers
        .filter(({ id }) => id !== paperId)
        .map(({ id: similarId }) => ({ paperId, similarId, score: 0.6, shared })),
    );
  const likenesses = [...alike(trees, ["balanced trees"]), ...alike(soups, ["soup"])];
  await tables.similarPaper.createMany({ data: likenesses, skipDuplicates: true });

  const ballot = async (papers: ({ id: string } | undefined)[]): Promise<string> => {
    const nominationIds = [];
    for (const one of papers) {
      const data = { group, paperId: one?.id, pitch: "" };
      nominationIds.push((await call(lena, "nominations.nominate", data)).id);
    }
    const closesAt = new Date(Date.now() + 864e5);
    const choices = { ...USUAL_CHOICES, group, nominationIds, closesAt, opensAt: null };
    return (await call(lena, "ballots.create", { ...choices, draft: false })).id;
  };
  const choose = async (ballotId: string, paperId = ""): Promise<void> => {
    const one = await tables.candidate.findFirstOrThrow({ where: { ballotId, paperId } });
    await call(ada, "ballots.vote", { group, ballotId, answer: { approvals: [one.id] } });
    await call(lena, "ballots.close", { group, ballotId });
  };
  const first = await ballot([trees[0], soups[0]]);
  await visit(ada.page, `${path}/ballots/${first}`);
  await expect(ada.page.getByText("This ballot has no forecast.")).toBeVisible();
  await choose(first, trees[0]?.id);
  for (const at of [1, 2]) await choose(await ballot([trees[at], soups[at]]), trees[at]?.id);

  await visit(ada.page, `${path}/papers`);
  const forThem = ada.page.getByRole("region", { name: "For this group" });
  await expect(forThem.getByRole("link", { name: /^Free Trees/ })).toBeVisible();
  await expect(forThem).toContainText("which the group chose: both are about");
  await expect(forThem.getByRole("link", { name: /^Thick Soup/ })).toHaveCount(0);
  await expectAccessible(ada.page);
  if (SCREENSHOTS)
    await ada.page.screenshot({ path: `${SCREENSHOTS}/for-group.png`, fullPage: true });
  await visit(bela.page, `${path}/papers`);
  const onPhone = bela.page.getByRole("region", { name: "For this group" });
  await expect(onPhone.getByRole("link", { name: /^Free Trees/ })).toBeVisible();
  expect(await tooWide(bela.page)).toBe(0);
  await expectAccessible(bela.page);
  if (SCREENSHOTS)
    await bela.page.screenshot({ path: `${SCREENSHOTS}/for-group-phone.png`, fullPage: true });
  await forThem.getByRole("button", { name: /^Nominate ?: Free Trees/ }).click();
  const nominated = ada.page.getByRole("region", { name: "Nominated", exact: true });
  await expect(nominated.getByText(/^Free Trees/).first()).toBeVisible();
  await expect(forThem.getByRole("link", { name: /^Free Trees/ })).toHaveCount(0);

  const last = await ballot([trees[3], soups[3]]);
  const sealed = await tables.forecast.findUniqueOrThrow({ where: { ballotId: last } });
  const { nonce } = JSON.parse(sealed.sealed);
  await visit(ada.page, `${path}/ballots/${last}`);
  const forecast = ada.page.getByRole("region", { name: "Forecast", exact: true });
  const seal = (await forecast.locator("code").textContent()) ?? "";
  expect(seal).toMatch(/^[0-9a-f]{64}$/);
  expect(await ada.page.content()).not.toContain(nonce);
  await expectAccessible(ada.page);
  if (SCREENSHOTS) await ada.page.screenshot({ path: `${SCREENSHOTS}/sealed.png`, fullPage: true });
  await choose(last, trees[3]?.id);

  // Everybody who sees the group sees the forecast now, and can check it.
  const guest = await (await browser.newContext()).newPage();
  for (const page of [guest, bela.page]) {
    await visit(page, `${path}/ballots/${last}`);
    const opened = page.getByRole("region", { name: "Forecast", exact: true });
    await expect(opened).toContainText("The favourite of the forecast was chosen.");
    await opened.getByText("Check the seal").click();
    const command = (await opened.locator("code").first().textContent()) ?? "";
    const [, line = ""] = /^printf %s '(.*)' \| sha256sum$/.exec(command) ?? [];
    expect(createHash("sha256").update(line).digest("hex")).toBe(seal);
    await expectAccessible(page);
    expect(await tooWide(page)).toBe(0);
    if (SCREENSHOTS)
      await page.screenshot({
        path: `${SCREENSHOTS}/opened-${page === guest ? "guest" : "phone"}.png`,
        fullPage: true,
      });
    await opened.getByRole("link", { name: "Forecasts so far" }).click();
    await page.waitForURL(/\/ballots\/forecasts$/);
    await expect(
      page.getByText("The favourite of the forecast was chosen on 1 of 1 ballot."),
    ).toBeVisible();
    await expect(page.getByRole("cell", { name: /^Tall Trees/ })).toBeVisible();
    await expectAccessible(page);
    expect(await tooWide(page)).toBe(0);
    if (SCREENSHOTS)
      await page.screenshot({
        path: `${SCREENSHOTS}/series-${page === guest ? "guest" : "phone"}.png`,
        fullPage: true,
      });
  }
  await guest.context().close();
});

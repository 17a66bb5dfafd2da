import { expect, test } from "@playwright/test";
import { paper } from "../server/testing/world";
import { expectAccessible, lowTargets, tooWide } from "./looking";
import { call, sharedDatabase, visit, visitor } from "./site";

/** Pictures of the page are left here, if it is set. */
const PICTURES = process.env.E2E_SCREENSHOTS;

test("somebody new sees what is trending, and why", async ({ browser }) => {
  const { page } = await visitor(browser, "milena");
  await visit(page, "/");
  await page.getByRole("link", { name: "For you" }).click();
  await expect(page.getByRole("heading", { name: "For you", level: 1 })).toBeVisible();
  await expect(page.getByText("These papers are trending.")).toBeVisible();
  await expect(page.getByText("Trending now").first()).toBeVisible();
  await expectAccessible(page);
});

test("guests see no way to recommendations, and are led to sign in", async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await visit(page, "/");
  await expect(page.getByRole("link", { name: "For you" })).toHaveCount(0);
  await page.goto("/for-you");
  await expect(page).toHaveURL(/sign-in/);
});

test("a person gets papers like theirs, and says what does not interest them", async ({
  browser,
}) => {
  const ada = await visitor(browser, "ada", {
    device: { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: "dark" },
  });
  const { page } = ada;
  const { tables } = await sharedDatabase();
  // In one transaction, so that the job that compares papers never sees them: it would find nothing in common.
  const [seed, burrows, nights] = await tables.$transaction(async (tx) => {
    const made = [
      await paper({ title: "Songs of the quokka" }, tx as typeof tables),
      await paper({ title: "Burrows" }, tx as typeof tables),
      await paper({ title: "Nights" }, tx as typeof tables),
    ] as const;
    const paperId = { in: made.map(({ id }) => id) };
    await tx.paperToCompare.deleteMany({ where: { paperId } });
    return made;
  });
  await tables.similarPaper.createMany({
    data: [burrows, nights].map(({ id: similarId }, at) => {
      return { paperId: seed.id, similarId, score: 0.3 - at / 10, shared: ["quokka", "songs"] };
    }),
  });
  await call(ada, "papers.upvote", { paperId: seed.id, on: true });

  await visit(page, "/for-you");
  const entry = (title: string) => page.getByRole("listitem").filter({ hasText: title });
  await expect(entry(burrows.title)).toContainText(`You upvoted “${seed.title}”`);
  await expect(entry(burrows.title)).toContainText("both are about quokka and songs");
  await expect(entry(seed.title).getByRole("article")).toHaveCount(2);
  await expectAccessible(page);
  expect(await tooWide(page)).toBe(0);
  expect(await lowTargets(page)).toEqual([]);
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/for-you-phone-dark.png` });

  const dismissing = page.getByRole("button", { name: `Not interested in ${burrows.title}` });
  await dismissing.click();
  await expect(page.getByText(`“${burrows.title}” does not interest you.`)).toBeVisible();
  await page.getByRole("button", { name: `Undo: ${burrows.title}` }).click();
  await dismissing.click();
  await expect(page.getByText(`“${burrows.title}” does not interest you.`)).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole("link", { name: burrows.title })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: nights.title })).toBeVisible();

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/for-you-wide-light.png` });
  await visit(page, "/");
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/front-wide-light.png` });

  await visit(page, "/settings");
  const list = page.getByRole("region", { name: "Papers that do not interest you" });
  await expect(list.getByRole("link", { name: burrows.title })).toBeVisible();
  if (PICTURES) await list.screenshot({ path: `${PICTURES}/for-you-settings.png` });
  await list.getByRole("button", { name: "Take all back" }).click();
  await expect(list.getByText("You have none.")).toBeVisible();
  await visit(page, "/for-you");
  await expect(page.getByRole("heading", { name: burrows.title })).toBeVisible();
});

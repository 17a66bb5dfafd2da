import { expect, type Page, test } from "@playwright/test";
import { USUAL_CHOICES } from "../server/ballots/schema";
import { fillPool, paper } from "../server/testing/world";
import { expectAccessible, tooWide } from "./looking";
import { SHARED_PORT } from "./ports";
import { groupOf, sharedDatabase, visit, visitor } from "./site";
import { poolOf, voters } from "./voting-world";

/** Writes in the open window, and presses its button. */
async function send(page: Page, field: string, words: string, button: string): Promise<void> {
  const window = page.getByRole("dialog");
  await window.getByLabel(field).fill(words);
  await expectAccessible(page);
  await window.getByRole("button", { name: button, exact: true }).click();
  await expect(window).toBeHidden();
}

test("a member says not this one, which others see, report and remove, and guests do not", async ({
  browser,
}) => {
  const lena = await visitor(browser, "lena");
  const ada = await visitor(browser, "ada");
  const bela = await visitor(browser, "bela", {
    device: { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: "dark" },
  });
  const { id, path } = await groupOf(
    [
      [lena, "owner"],
      [ada, "member"],
      [bela, "member"],
    ],
    "The ones who object",
    "public",
  );
  const { tables } = await sharedDatabase();
  const { id: paperId } = await paper({ title: "Objected To" }, tables);
  await fillPool(id, [paperId], lena.id, tables);

  await visit(ada.page, `${path}/papers`);
  await ada.page.getByRole("button", { name: /^Not this one/ }).click();
  await send(ada.page, "Your reason", "We read its sequel.", "Say so");
  await expect(ada.page.getByText("We read its sequel.")).toBeVisible();
  await ada.page.getByRole("button", { name: /^Change or take back/ }).click();
  await send(ada.page, "Another reason", "Its authors are fools.", "Change it");

  await visit(bela.page, `${path}/papers`);
  await expect(bela.page.getByText("Its authors are fools.")).toBeVisible();
  expect(await tooWide(bela.page)).toBe(0);
  await bela.page.getByRole("button", { name: "Report what Ada Okafor says" }).click();
  await send(bela.page, "Why do you report it?", "This is unkind.", "Report");

  const guest = await (await browser.newContext()).newPage();
  await visit(guest, `${path}/papers`);
  await expect(guest.getByText("Objected To").first()).toBeVisible();
  await expect(guest.getByText("Its authors are fools.")).toHaveCount(0);
  await guest.context().close();

  await visit(lena.page, `${path}/moderation`);
  const reported = lena.page.getByRole("region", { name: "Reported objections to papers" });
  await expect(reported).toContainText("This is unkind.");
  await expectAccessible(lena.page);
  await reported.getByRole("button", { name: /^Remove/ }).click();
  await send(lena.page, "Reason", "Be kind.", "Remove");
  await expect(reported).toHaveCount(0);
  await expect(lena.page.getByText("removed what Ada Okafor said against")).toBeVisible();

  await visit(ada.page, `${path}/papers`);
  await expect(ada.page.getByText("Its authors are fools.")).toHaveCount(0);
  await ada.page.getByRole("button", { name: /^Not this one/ }).click();
  await send(ada.page, "Your reason", "It is long.", "Say so");
  await ada.page.getByRole("button", { name: /^Change or take back/ }).click();
  await ada.page.getByRole("button", { name: "Take it back" }).click();
  await expect(ada.page.getByText("It is long.")).toHaveCount(0);
  expect(await tables.objection.count({ where: { personId: ada.id } })).toBe(0);
});

test("two ballots are open at once, on the desk and on the group's page", async ({ browser }) => {
  const all = await voters(browser);
  const { mouse, phone } = all;
  const { group } = await poolOf(all, "two at once");
  const { tables } = await sharedDatabase();
  const pool = await tables.nomination.findMany({
    where: { group: { slug: group } },
    orderBy: { createdAt: "asc" },
  });
  const [first = "", ...others] = pool.map(({ id }) => id);
  const origin = `http://localhost:${SHARED_PORT}`;
  for (const [title, nominationIds] of [
    ["Which one in May?", [first]],
    ["Which one in June?", others],
  ] as const) {
    const closesAt = new Date(Date.now() + 864e5);
    const data = { ...USUAL_CHOICES, group, title, nominationIds, closesAt, opensAt: null };
    const answer = await mouse.context.request.post(`${origin}/api/trpc/ballots.create`, {
      data: { ...data, draft: false },
      headers: { origin },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  }
  const { page } = phone;
  for (const path of ["/desk", `/groups/${group}`]) {
    await visit(page, path);
    for (const title of ["Which one in May?", "Which one in June?"])
      await expect(page.getByText(title).first()).toBeVisible();
    await expectAccessible(page);
    expect(await tooWide(page), path).toBe(0);
  }
  await page.getByRole("link", { name: "Vote", exact: true }).last().click();
  await page.waitForURL(/\/ballots\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { name: "Which one in June?" })).toBeVisible();
});

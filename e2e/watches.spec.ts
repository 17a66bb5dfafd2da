import { expect, test } from "@playwright/test";
import { paper } from "../server/testing/world";
import { expectAccessible, tooWide } from "./looking";
import { groupOf, sharedDatabase, visit, visitor } from "./site";

test("an organizer watches feeds, and members nominate what a watch suggests", async ({
  browser,
}) => {
  const lena = await visitor(browser, "lena");
  const ada = await visitor(browser, "ada", {
    device: { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: "dark" },
  });
  const { id: groupId, path } = await groupOf(
    [
      [lena, "owner"],
      [ada, "member"],
    ],
    "The ones who watch",
    "private",
  );

  await visit(lena.page, `${path}/settings`);
  await lena.page.getByRole("link", { name: "Set up watches" }).click();
  await expect(lena.page.getByText("There are no watches yet")).toBeVisible();

  // This machine itself is nothing to be watched.
  const box = lena.page.getByLabel("A feed, a category of arXiv, or words");
  await lena.page.getByRole("button", { name: "Show what it finds" }).click();
  await expect(box).toHaveAccessibleDescription(/Paste the address of a feed/);
  await box.fill("http://127.0.0.1/feed");
  await expect(box).not.toHaveAttribute("aria-invalid");
  await lena.page.getByRole("button", { name: "Show what it finds" }).click();
  await expect(lena.page.getByText("The site does not answer now.")).toBeVisible();

  const feeds = ["Trees", "Water"].map(
    (name) => `<outline text="${name}" xmlUrl="https://${name.toLowerCase()}.invalid/rss"/>`,
  );
  await box.fill(`<opml version="2.0"><body>${feeds.join("")}</body></opml>`);
  await lena.page.getByRole("button", { name: "Show what it finds" }).click();
  await expect(lena.page.getByText("This list has 2 feeds.")).toBeVisible();
  await lena.page.getByRole("checkbox", { name: /^Water/ }).uncheck();
  await expectAccessible(lena.page);
  await lena.page.getByRole("button", { name: "Set up 1 watch" }).click();
  await expect(lena.page.getByRole("heading", { name: "Trees" })).toBeVisible();
  // Its run ends while the page is open, which hears of it.
  await expect(lena.page.getByText("The site did not answer.")).toBeVisible();

  await lena.page.getByRole("button", { name: /^Pause/ }).click();
  await expect(lena.page.getByText("Paused", { exact: true })).toBeVisible();
  await lena.page.getByRole("button", { name: /^Edit/ }).click();
  const window = lena.page.getByRole("dialog");
  await window.getByLabel("Name").fill("New on trees");
  await window.getByRole("button", { name: "Save" }).click();
  await expect(lena.page.getByRole("heading", { name: "New on trees" })).toBeVisible();

  const { tables } = await sharedDatabase();
  const watch = await tables.watch.findFirstOrThrow({ where: { groupId } });
  const [oak, elm] = [await paper({ title: "Oak" }, tables), await paper({ title: "Elm" }, tables)];
  await tables.watchedPaper.createMany({
    data: [oak, elm].map(({ id: paperId }, at) => {
      return { watchId: watch.id, paperId, key: String(at).repeat(64), brought: true };
    }),
  });
  await visit(ada.page, `${path}/papers`);
  await expect(ada.page.getByText("From the watch New on trees").first()).toBeVisible();
  await expect(ada.page.getByRole("button", { name: /^Dismiss/ })).toHaveCount(0);
  await expectAccessible(ada.page);
  expect(await tooWide(ada.page)).toBe(0);
  await ada.page.getByRole("button", { name: new RegExp(`^Nominate.*${oak.title}`) }).click();
  await ada.page.getByRole("dialog").getByRole("button", { name: "Nominate", exact: true }).click();
  await expect(ada.page.getByText("Nominated by Ada")).toBeVisible();
  await expect(
    ada.page.getByRole("button", { name: new RegExp(`^Nominate.*${oak.title}`) }),
  ).toHaveCount(0);

  await visit(lena.page, `${path}/papers`);
  await lena.page.getByRole("button", { name: new RegExp(`^Dismiss.*${elm.title}`) }).click();
  await expect(lena.page.getByRole("heading", { name: "Suggested" })).toHaveCount(0);
  await lena.page.goto(`${path}/watches`);
  await lena.page.getByRole("button", { name: /^Remove/ }).click();
  await lena.page.getByRole("button", { name: "Remove the watch" }).click();
  await expect(lena.page.getByText("There are no watches yet")).toBeVisible();
});

test("a moderator sets up a watch of the site", async ({ browser }) => {
  const mona = await visitor(browser, "milena");
  const { tables } = await sharedDatabase();
  await tables.person.update({ where: { id: mona.id }, data: { moderatorSince: new Date() } });
  await visit(mona.page, "/moderation");
  await mona.page.getByRole("link", { name: "Watches for new papers" }).click();
  const name = `trees ${crypto.randomUUID().slice(0, 8)}`;
  await mona.page.getByLabel("A feed, a category of arXiv, or words").fill(name);
  await mona.page.getByLabel("Look in").selectOption("Crossref");
  await mona.page.getByRole("button", { name: "Show what it finds" }).click();
  await expect(mona.page.getByText(`Crossref: ${name}`)).toBeVisible();
  await mona.page.getByRole("button", { name: "Set up this watch" }).click();
  await expect(mona.page.getByRole("heading", { name })).toBeVisible();
  await expect(mona.page.getByText("Looking for papers…")).toHaveCount(0);
  await expectAccessible(mona.page);
});

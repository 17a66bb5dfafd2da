import { expect, test } from "@playwright/test";
import { paper } from "../server/testing/world";
import { expectAccessible } from "./looking";
import { groupOf, sharedDatabase, visit, visitor } from "./site";

// What was entered is put right: a paper by its moderator, by a suggestion and by an undo; a group by its owner.

test("a paper is edited, corrected by a suggestion, and a change is undone", async ({
  browser,
}) => {
  const { tables } = await sharedDatabase();
  const { slug, title } = await paper({ title: "On Speling" }, tables);
  const [mona, bela] = [await visitor(browser, "greta"), await visitor(browser, "bela")];
  await tables.person.update({ where: { id: mona.id }, data: { moderatorSince: new Date() } });
  const at = `/papers/${slug}`;

  await bela.page.goto(at);
  await bela.page.getByRole("link", { name: "Suggest a correction" }).click();
  await bela.page.getByLabel("Title").fill(title.replace("Speling", "Spelling"));
  await bela.page.getByRole("button", { name: "Suggest" }).click();
  await expect(bela.page.getByText("Say why, in a few words.")).toBeVisible();
  await bela.page.getByRole("textbox", { name: /^Why/ }).fill("A typing error.");
  await expectAccessible(bela.page);
  await bela.page.getByRole("button", { name: "Suggest" }).click();
  await expect(bela.page.getByText("Thank you.")).toBeVisible();
  await bela.page.goto(`${at}/edit`);
  await expect(bela.page.getByText("Your suggestion waits for an answer.")).toBeVisible();

  await mona.page.goto(at);
  await mona.page.getByRole("link", { name: "1 suggestion" }).click();
  await expect(mona.page.getByText("A typing error.")).toBeVisible();
  await expectAccessible(mona.page);
  await mona.page.getByRole("button", { name: "Accept" }).click();
  await expect(mona.page.getByText("Nothing needs a decision.")).toBeVisible();
  await mona.page.goto(at);
  await expect(mona.page.getByRole("heading", { name: /^On Spelling/ })).toBeVisible();

  // Two tabs: the second is told, sees both versions, and saves its own.
  const second = await mona.context.newPage();
  for (const page of [mona.page, second]) {
    await page.goto(`${at}/edit`);
    await expect(page.getByRole("heading", { name: "Edit this paper" })).toBeVisible();
  }
  await mona.page.getByLabel("DOI").fill("10.1000/spelling");
  await mona.page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(mona.page.getByText("doi:10.1000/spelling")).toBeVisible();
  await second.getByLabel("Abstract").fill("How words are written.");
  await second.getByRole("button", { name: "Save", exact: true }).click();
  await expect(second.getByText("Somebody else changed this paper meanwhile")).toBeVisible();
  await second.getByRole("button", { name: "Take theirs" }).click();
  await expect(second.getByLabel("DOI")).toHaveValue("10.1000/spelling");

  await mona.page.goto(`${at}/history`);
  await expect(mona.page.getByText("suggested by Béla Kertész")).toBeVisible();
  await mona.page.getByRole("button", { name: "Undo" }).first().click();
  await mona.page.getByRole("dialog").getByRole("button", { name: "Undo" }).click();
  await expect(mona.page.getByText("undoes change 2")).toBeVisible();
  await expectAccessible(mona.page);
  await mona.page.goto(at);
  await expect(mona.page.getByText("doi:10.1000/spelling")).toHaveCount(0);

  await mona.page.getByRole("button", { name: "Delete" }).click();
  await mona.page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(mona.page.getByText("The paper is deleted.")).toBeVisible();
  expect((await mona.page.goto(at))?.status()).toBe(404);
});

test("a paper says where its fields come from, and its completion is undone with one press", async ({
  browser,
}) => {
  const { tables } = await sharedDatabase();
  const { id: paperId, slug } = await paper({ title: "Completed by the Site" }, tables);
  const [after, at] = ["10.1000/completed", new Date("2026-05-03T12:00:00Z")];
  await tables.paper.update({ where: { id: paperId }, data: { doi: after, version: 1 } });
  await tables.paperIdentifier.create({ data: { paperId, type: "doi", value: after } });
  const { id: changeId } = await tables.paperChange.create({
    data: {
      ...{ paperId, version: 1, kind: "completion", source: "Crossref", changedAt: at },
      fields: { create: { field: "doi", before: "", after } },
    },
  });
  await tables.paperOrigin.create({
    data: { paperId, field: "doi", kind: "source", name: "Crossref", at, changeId },
  });
  const mona = await visitor(browser, "greta");
  await tables.person.update({ where: { id: mona.id }, data: { moderatorSince: new Date() } });
  const { page } = mona;
  await page.goto(`/papers/${slug}/history`);
  await expect(page.getByText("Change 1: completed from Crossref")).toBeVisible();
  const origins = page.getByRole("region", { name: "Where its fields come from" });
  await expect(origins).toContainText("DOICompleted from Crossref, 3 May 2026");
  await expect(origins).toContainText("TitleNot known");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("undoes change 1")).toBeVisible();
  await expect(origins).not.toContainText("Crossref");
});

test("a group gets another address, is archived, and counts down to its end", async ({
  browser,
}) => {
  const [lena, bela] = [await visitor(browser, "lena"), await visitor(browser, "bela")];
  const { id: groupId, path } = await groupOf(
    [
      [lena, "owner"],
      [bela, "member"],
    ],
    "The Passing Ones",
  );
  const { page } = lena;
  // A planned meeting stands in the way of archiving it, and the settings lead there.
  const { tables } = await sharedDatabase();
  const { id: paperId, title } = await paper({ title: "Still to Come" }, tables);
  const startsAt = new Date(Date.now() + 7 * 864e5);
  const chosen = { groupId, paperId, chosenAt: new Date() };
  const { id: readingId } = await tables.reading.create({ data: chosen });
  await tables.meeting.create({ data: { groupId, readingId, startsAt } });
  await visit(page, `${path}/settings`);
  await expect(page.getByText("A meeting is planned. Cancel it first")).toBeVisible();
  await expect(page.getByRole("button", { name: "Archive the group" })).toHaveCount(0);
  await page.getByRole("link", { name: title }).click();
  await page.getByRole("button", { name: "Cancel the meeting" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel the meeting" }).click();
  await expect(page.getByText("This meeting is cancelled by")).toBeVisible();

  await visit(page, `${path}/settings`);
  const address = `passing-${lena.handle.slice(-8)}`;
  await page.getByRole("textbox", { name: "Web address" }).fill(address);
  await page.getByRole("button", { name: "Change the address" }).click();
  await expect(page).toHaveURL(new RegExp(`/groups/${address}[^/]*/settings$`));
  const moved = new URL(page.url()).pathname.replace(/\/settings$/, "");
  // The old address leads on, with all that stands behind it.
  const answer = await bela.page.request.get(`${path}/meetings?page=1`, { maxRedirects: 0 });
  expect(answer.status()).toBe(308);
  expect(answer.headers().location).toBe(`${moved}/meetings?page=1`);
  await bela.page.goto(`${path}/meetings`);
  await expect(bela.page).toHaveURL(new RegExp(`${moved}/meetings$`));

  await expectAccessible(page);
  await page.getByRole("button", { name: "Archive the group" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("This group has been archived since")).toBeVisible();
  await bela.page.goto(moved);
  await expect(bela.page.getByText("This group has been archived since")).toBeVisible();
  await expect(bela.page.getByRole("link", { name: /Nominate/ })).toHaveCount(0);
  // Every page says why nothing can be done, and blames nobody.
  await visit(page, `${moved}/ballots/new`);
  await expect(page.getByText("This group is archived, so nothing in it changes")).toBeVisible();
  const { slug: about } = await paper({}, (await sharedDatabase()).tables);
  await visit(bela.page, `${moved}/threads/${about}`);
  await expect(bela.page.getByText("everything can be read, and nobody can write")).toBeVisible();
  await expect(bela.page.getByText("suspended")).toHaveCount(0);
  await visit(page, `${moved}/settings`);
  await page.getByRole("button", { name: "Open the group again" }).click();
  await expect(page.getByText("This group has been archived since")).toHaveCount(0);

  await page.getByRole("button", { name: "Delete the group" }).click();
  await page.getByLabel(/^Type its name/).fill("The Passing Ones");
  await page.getByRole("button", { name: "Delete in 7 days" }).click();
  await expect(page.getByRole("button", { name: "Keep the group" })).toBeVisible();
  await bela.page.goto(moved);
  await expect(bela.page.getByText("This group will be deleted on")).toBeVisible();
  const [file] = await Promise.all([
    bela.page.waitForEvent("download"),
    bela.page.getByRole("link", { name: "download everything" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^passing-.*\.json$/);
  await page.getByRole("button", { name: "Keep the group" }).click();
  await expect(page.getByText("The group will not be deleted.")).toBeVisible();
  await bela.page.goto(moved);
  await expect(bela.page.getByText("This group will be deleted on")).toHaveCount(0);
});

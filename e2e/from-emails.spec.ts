import { expect, test } from "@playwright/test";
import { REMIND } from "../server/notifications/schema";
import { paper } from "../server/testing/world";
import { expectAccessible, tooWide } from "./looking";
import { emailNow, groupOf, sharedDatabase, sql, visit, visitor } from "./site";
import { candidatesOf, made, poolOf, voters, votesOn } from "./voting-world";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test("the two questions after a meeting are answered from the email, signed out, and shown as numbers", async ({
  browser,
}) => {
  const lena = await visitor(browser, "lena");
  const ada = await visitor(browser, "ada");
  const { id: groupId, path } = await groupOf(
    [
      [lena, "owner"],
      [ada, "member"],
    ],
    "The ones who met",
  );
  const { tables } = await sharedDatabase();
  const { id: paperId } = await paper({ title: "Talked Over" }, tables);
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  await tables.membership.updateMany({ where: { groupId }, data: { joinedAt: hoursAgo(48) } });
  const { id: readingId } = await tables.reading.create({
    data: { groupId, paperId, chosenAt: hoursAgo(24), readAt: hoursAgo(2) },
  });
  const { id: meetingId } = await tables.meeting.create({
    data: { groupId, readingId, startsAt: hoursAgo(3), minutes: 60 },
  });
  await sql("SELECT graphile_worker.add_job($1)", [REMIND.name]);
  await emailNow(ada);
  const mails = () =>
    sql<{ text: string }>(`SELECT text FROM "MailMessage" WHERE "to" = $1`, [
      `${ada.handle}@example.org`,
    ]);
  await expect.poll(mails).toHaveLength(1);
  const [mail] = await mails();
  const links = (mail?.text ?? "").match(/\/by-mail\/opinion\?\S+/g) ?? [];
  expect(links).toHaveLength(6);

  // Three links for each question: yes, so-so, no.
  const { page } = { page: await (await browser.newContext(PHONE)).newPage() };
  const [worthYes = "", , , , discussionSoSo = ""] = links;
  await visit(page, worthYes);
  await expect(page.getByRole("heading", { level: 1, name: "Worth reading?" })).toBeVisible();
  expect(await tables.opinion.count({ where: { meetingId } })).toBe(0);
  await expectAccessible(page);
  expect(await tooWide(page)).toBe(0);
  await page.getByRole("button", { name: "Yes" }).click();
  await expect(page.getByText("Your answer: Yes.")).toBeVisible();
  await visit(page, discussionSoSo);
  await page.getByRole("button", { name: "So-so" }).click();
  await expect(page.getByText("Your answer: So-so.")).toBeVisible();
  await page.getByRole("button", { name: "No" }).click();
  await expect(page.getByText("Your answer: No.")).toBeVisible();
  await page.context().close();

  await visit(lena.page, `${path}/history`);
  await expect(lena.page.getByText("Worth reading? 1 yes")).toBeVisible();
  await expect(lena.page.getByText("Good discussion? 1 no")).toBeVisible();
});

test("a choice in an email leads a guest through the sign-in to the ballot, with the choice filled in", async ({
  browser,
}) => {
  const cast = await voters(browser);
  const pool = await poolOf(cast, "email");
  const ballot = await made(cast.mouse, pool, "Approval");
  const [, second = ""] = await candidatesOf(ballot);
  const { handle } = cast.keyboard;
  const address = `${handle}@example.org`;
  await emailNow(cast.keyboard);
  const mails = () =>
    sql<{ text: string }>(`SELECT text FROM "MailMessage" WHERE "to" = $1 ORDER BY "createdAt"`, [
      address,
    ]);
  await expect.poll(async () => (await mails()).length).toBe(1);
  const [invited] = await mails();
  const chosen = `${ballot}?choose=${second}`;
  expect(invited?.text).toContain(chosen);

  // Somewhere else, nobody is signed in. Whether there is such a group is not said.
  const page = await (await browser.newContext()).newPage();
  const told = async (path: string) => {
    expect(await visit(page, path)).toBe(404);
    await expect(page.getByText("sign in to find out")).toBeVisible();
    return page.getByRole("main").textContent();
  };
  expect(await told("/groups/there-is-none/ballots/x?choose=y")).toBe(await told(chosen));
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/sign-in/);
  await page.getByLabel("Email address").fill(address);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect.poll(async () => (await mails()).length).toBe(2);
  const link = /\/sign-in\/confirm\?\S+/.exec((await mails())[1]?.text ?? "")?.[0] ?? "";
  await visit(page, link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Not sent yet.")).toBeVisible();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(chosen);
  await expect(page.getByRole("checkbox", { name: pool.titles[1] })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: pool.titles[0] })).not.toBeChecked();
  expect(await votesOn(ballot)).toEqual([]);
});

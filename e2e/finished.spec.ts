import { randomUUID } from "node:crypto";
import { type BrowserContext, expect, test } from "@playwright/test";
import { catalogueTopic } from "../server/papers/rules";
import { inlineScripts, scriptHash } from "../server/platform/web/csp/csp";
import { paper } from "../server/testing/world";
import { call, groupOf, sharedDatabase, sql, visit, visitor } from "./site";

// Pages that are the same for everybody are rendered once, and again when something they show has changed.

const BY_PROXY = { via: "1.1 proxy" };

/** Asks for a page, with the cookies of a browser. */
async function get(context: BrowserContext, path: string, headers: Record<string, string> = {}) {
  const answer = await context.request.get(path, { headers: { ...BY_PROXY, ...headers } });
  return { status: answer.status(), headers: answer.headers(), body: await answer.text() };
}

test("a paper's page is rendered once for everybody, and again when somebody comments", async ({
  browser,
}) => {
  const { tables } = await sharedDatabase();
  const { slug } = await paper({ title: "On Writing Once" }, tables);
  const path = `/papers/${slug}`;
  const [ada, milena] = [await visitor(browser, "ada"), await visitor(browser, "milena")];
  const guest = await browser.newContext();
  const first = await get(guest, path);
  for (const context of [ada.context, milena.context, guest]) {
    const { status, headers, body } = await get(context, `${path}?from=letter`);
    expect([status, headers.etag]).toEqual([200, first.headers.etag]);
    expect(body).toBe(first.body);
    const allowed = / script-src ([^;]*);/.exec(` ${headers["content-security-policy"]}`)?.[1];
    const hashes = inlineScripts(body).map(({ text }) => `'${scriptHash(text)}'`);
    expect(new Set(allowed?.split(" ").slice(1))).toEqual(new Set(hashes));
  }
  const etag = first.headers.etag ?? "";
  const again = await get(guest, path, { "if-none-match": etag });
  expect([again.status, again.body]).toEqual([304, ""]);

  const words = `Once is enough ${randomUUID()}.`;
  await call(ada, "threads.add", { paper: slug, body: words, clientKey: randomUUID() });
  // Ada never sees an older page; others see the new one as soon as the change is announced.
  expect((await get(ada.context, path)).body).toContain(words);
  await expect.poll(async () => (await get(guest, path)).body).toContain(words);
  expect((await get(milena.context, path, { "if-none-match": etag })).status).toBe(200);
});

test("an upvote shows in the list, at once for its owner, even on a page they go back to", async ({
  browser,
}) => {
  const { tables } = await sharedDatabase();
  const { id, title } = await paper({ title: "On Going Back" }, tables);
  const milena = await visitor(browser, "milena");
  const list = "/?order=new&window=day";
  // The paper was inserted into the database without an announcement.
  await sql("SELECT pg_notify('colloquy_live', $1)", [catalogueTopic()]);
  await visit(milena.page, list);
  const votes = milena.page
    .getByRole("article")
    .filter({ hasText: title })
    .getByRole("button", { name: /upvote/i });
  await expect(votes).toContainText("0");
  // The upvote happens in another window, so that this page does not know of it.
  await call(milena, "papers.upvote", { paperId: id, on: true });
  // The event that a browser sends to a page restored from its cache.
  await milena.page.evaluate(() =>
    window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })),
  );
  await expect(votes).toContainText("1");
  await milena.page.reload();
  await expect(votes).toContainText("1");
});

test("a group that turns private is gone for guests, and its members still get their own page", async ({
  browser,
}) => {
  const ada = await visitor(browser, "ada");
  const { slug, path } = await groupOf([[ada, "owner"]], "The open ones", "public");
  const guest = await browser.newContext();
  const settings = `href="${path}/settings"`;
  const before = await get(guest, path);
  expect([before.status, before.body.includes("The open ones")]).toEqual([200, true]);
  expect((await get(guest, path)).headers.etag).toBe(before.headers.etag);
  const own = await get(ada.context, path);
  expect([own.body.includes(settings), own.headers["cache-control"]]).toEqual([
    true,
    expect.stringContaining("no-store"),
  ]);
  const fields = { name: "The open ones", timeZone: "UTC", visibility: "private" };
  await call(ada, "groups.update", { group: slug, ...fields });
  await expect.poll(async () => (await get(guest, path)).status).toBe(404);
  expect((await get(ada.context, path)).body).toContain(settings);
});

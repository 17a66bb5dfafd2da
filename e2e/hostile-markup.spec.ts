import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page } from "@playwright/test";
import { MEMBER_COOKIE } from "@/components/shell/member";
import { prose } from "@/server/platform/text/inputs";
import { HOSTILE_TEXTS } from "@/server/testing/hostile/hostile-texts";
import { PITCH_MAX } from "../server/ballots/nominations/rules";
import { DESCRIPTION_MAX } from "../server/groups/schema";
import { TEXT_MAX } from "../server/meetings/schema";
import { SPOILER_MAX } from "../server/threads/rules";
import { CONTEXT_MAX } from "../server/threads/schema";
import { sql, test } from "./hostile-site";
import { type Mallory, mallory } from "./hostile-world";
import { call, SITE } from "./raw";
import { visit } from "./site";

// Texts that try to run, load or leave their box, in every place where people write, viewed in a browser.

/** Markup with characters that every field accepts. */
const PROSE = HOSTILE_TEXTS.filter((text) => prose(TEXT_MAX, "It").safeParse(text).success);
/** Markup that fits into a name or a title. */
const SHORT = PROSE.filter((text) => text.length < 120 && !text.includes("\n"));

let me: Mallory;

test.beforeAll(async () => {
  me = await mallory();
});

test.afterAll(async () => {
  await sql(`DELETE FROM "RateLimit"`);
});

/** Writes a text that must be accepted, because a refused text would test nothing. */
async function taken(path: string, input: object): Promise<void> {
  const { status, body } = await call(path, input, { cookie: me.cookie });
  expect(status, `${path}: ${body}`).toBe(200);
}

/** Writes a text; a clear refusal is just as good. @returns whether it was accepted */
async function written(path: string, input: object): Promise<boolean> {
  const { status, body } = await call(path, input, { cookie: me.cookie });
  expect([200, 400], `${path}: ${body}`).toContain(status);
  return status === 200;
}

/** Opens a browser with Mallory signed in, and records everything that happens. */
async function watched(browser: Browser): Promise<{ page: Page; heard: string[] }> {
  const context = await browser.newContext();
  const [name = "", value = ""] = me.cookie.split("=");
  const here = { domain: "localhost", path: "/" };
  await context.addCookies([
    { ...here, name, value, httpOnly: true },
    { ...here, name: MEMBER_COOKIE, value: "1" },
  ]);
  const page = await context.newPage();
  const heard: string[] = [];
  page.on("dialog", (dialog) => {
    heard.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== SITE && protocol !== "data:") heard.push(`request ${request.url()}`);
  });
  page.on("pageerror", (error) => heard.push(`error ${error.message}`));
  page.on("popup", () => heard.push("popup"));
  page.on("console", (message) => {
    if (message.type() === "error") heard.push(`console ${message.text()}`);
  });
  return { page, heard };
}

/** Gives late scripts and loads their turn: waits for two frames and an idle callback. */
function settled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    await new Promise((done) => requestIdleCallback(done));
  });
}

/** Sends pointer events to every element of an article, faster than a hand could. */
function pointAtEverything(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const element of document.querySelectorAll("article, article *")) {
      for (const kind of ["over", "enter", "move"]) {
        element.dispatchEvent(new PointerEvent(`pointer${kind}`, { bubbles: true }));
        element.dispatchEvent(new MouseEvent(`mouse${kind}`, { bubbles: true }));
      }
    }
  });
}

/** Expects a whole page: its own header, main part and footer, nothing over them, nothing foreign inside. */
async function expectWhole(page: Page, path: string): Promise<void> {
  await visit(page, path);
  await settled(page);
  await expect(page.getByRole("banner"), path).toBeVisible();
  await expect(page.getByRole("contentinfo"), path).toBeVisible();
  await expect(page.locator("h1"), path).toHaveCount(1);
  const foreign = await page.evaluate(() => {
    const main = document.querySelector("main") as HTMLElement;
    const inside =
      "iframe,object,embed,base,meta,link,style,img,video,audio,foreignObject,animate,use";
    const wrong = [...main.querySelectorAll(inside)].map((element) => element.outerHTML);
    for (const element of main.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) wrong.push(`${name}=${value}`);
        if (/^(?:href|src|action|formaction)$|:href$/i.test(name)) {
          const { protocol } = new URL(value, location.href);
          if (!/^(?:https?|mailto|webcal):$/.test(protocol)) wrong.push(`${name}=${value}`);
        }
      }
      const { position } = getComputedStyle(element);
      const { width, height } = element.getBoundingClientRect();
      if (position === "fixed" && width > innerWidth / 2 && height > innerHeight / 2)
        wrong.push(`over the page: ${element.outerHTML.slice(0, 200)}`);
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) wrong.push(`wider by ${scrollWidth - clientWidth}`);
    return wrong;
  });
  expect(foreign, path).toEqual([]);
}

test("in comments, plain and as spoilers", async ({ browser }) => {
  const { page, heard } = await watched(browser);
  for (const part of [0, 1, 2]) {
    const texts = HOSTILE_TEXTS.filter((_, at) => at % 3 === part);
    let [shown, covered] = [0, 0];
    await sql(`DELETE FROM "RateLimit"`);
    const title = `Hostile comments ${randomUUID()}`;
    await taken("papers.add", { title, abstract: "Words.", authors: ["Mallory"] });
    const [paper] = await sql<{ slug: string }>(`SELECT slug FROM "Paper" WHERE title = $1`, [
      title,
    ]);
    for (const body of texts) {
      const input = {
        paper: paper?.slug,
        body,
        clientKey: randomUUID(),
        spoiler: body.slice(0, SPOILER_MAX),
      };
      const plain = { ...input, clientKey: randomUUID(), spoiler: null };
      if (await written("threads.add", plain)) shown += 1;
      await sql(`DELETE FROM "RateLimit"`);
      if (await written("threads.add", input)) covered += 1;
    }
    expect(shown).toBeGreaterThan(texts.length - 3);
    expect(covered).toBeGreaterThan(texts.length / 2);
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await expectWhole(page, `/papers/${paper?.slug}`);
    }
    // Handlers for the pointer or the focus never run.
    await pointAtEverything(page);
    for (let stop = 0; stop < 60; stop++) await page.keyboard.press("Tab");
    await settled(page);
  }
  expect(heard).toEqual([]);
});

test("in titles, abstracts, names, pitches, agendas, notes and quotations", async ({ browser }) => {
  const { page, heard } = await watched(browser);
  const { group, meetingId } = me;
  const paths: string[] = [];
  for (let at = 0; at < SHORT.length; at += 8) {
    const several = SHORT.slice(at, at + 8);
    await sql(`DELETE FROM "RateLimit"`);
    const key = randomUUID();
    const title = `${several[0]} ${several[1] ?? ""} ${key}`;
    const abstract = several.join(" ");
    const authors = several.map((text) => text.slice(0, 60));
    if (!(await written("papers.add", { title, abstract, authors }))) continue;
    const [paper] = await sql<{ id: string; slug: string }>(
      `SELECT id, slug FROM "Paper" WHERE title LIKE '%' || $1`,
      [key],
    );
    const quote = {
      source: "abstract",
      exact: several[0],
      prefix: "",
      suffix: (several[1] ?? "").slice(0, CONTEXT_MAX),
    };
    const said = { paper: paper?.slug, body: "Said.", clientKey: randomUUID() };
    await taken("threads.add", { ...said, quote });
    const pitch = several.join("\n\n").slice(0, PITCH_MAX);
    await taken("nominations.nominate", { group, paperId: paper?.id, pitch });
    paths.push(`/papers/${paper?.slug}`, `/groups/${group}/threads/${paper?.slug}`);
  }
  expect(paths.length).toBeGreaterThan(10);
  const body = PROSE.join("\n\n").slice(0, TEXT_MAX);
  for (const kind of ["agenda", "notes"])
    await taken("meetings.saveText", { group, meetingId, kind, body, basedOn: 0 });
  const person = SHORT.find((text) => text.startsWith("<img")) ?? "";
  await taken("people.updateProfile", { name: person, handle: me.handle, timeZone: "UTC" });
  const description = PROSE.join("\n\n").slice(0, DESCRIPTION_MAX);
  const looks = { visibility: "public", joinPolicy: "open", timeZone: "UTC" };
  await taken("groups.update", { group, name: person, description, ...looks });
  paths.push(`/groups/${group}`, `/groups/${group}/papers`, `/groups/${group}/members`);
  paths.push(`/groups/${group}/meetings/${meetingId}`, "/groups", "/settings", "/");
  for (const path of paths) await expectWhole(page, path);
  expect(heard).toEqual([]);
});

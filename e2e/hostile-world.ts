import { randomUUID } from "node:crypto";
import { expect } from "@playwright/test";
import type { Things } from "@/server/testing/hostile/honest-inputs";
import { USUAL_CHOICES } from "../server/ballots/schema";
import { person, session } from "../server/testing/world";
import { sql, tables, test } from "./hostile-site";
import { type Answer, ask, call, SITE } from "./raw";

/** A person with a session and their own group, which has one thing of each kind. */
export interface Mallory extends Things {
  cookie: string;
}

/** Makes a person with a session. @returns their handle and the Cookie header of their browser */
export async function account(): Promise<{ handle: string; cookie: string }> {
  const { id, handle } = await person({ name: "Mallory" }, tables());
  return { handle, cookie: `colloquy.session=${await session(id, tables())}` };
}

async function one(query: string, values: unknown[]): Promise<string> {
  const [row] = await sql<{ id: string }>(query, values);
  return row?.id ?? "";
}

export async function mallory(): Promise<Mallory> {
  const { handle, cookie } = await account();
  const made = async (path: string, input: unknown) => {
    const { status, body } = await call(path, input, { cookie });
    expect(status, `${path}: ${body}`).toBe(200);
  };
  const title = `A paper of ${handle}`;
  await made("groups.create", { name: `Group of ${handle}`, timeZone: "Europe/Berlin" });
  const group = await one(
    `SELECT g.slug AS id FROM "Group" g JOIN "Membership" m ON m."groupId" = g.id
     JOIN "Person" p ON p.id = m."personId" WHERE p.handle = $1`,
    [handle],
  );
  await made("papers.add", { title, abstract: "Words.", authors: ["Mallory"] });
  const paperId = await one(`SELECT id FROM "Paper" WHERE title = $1`, [title]);
  const paper = await one(`SELECT slug AS id FROM "Paper" WHERE title = $1`, [title]);
  await made("nominations.nominate", { group, paperId, pitch: "Read it." });
  const nominationId = await one(`SELECT id FROM "Nomination" WHERE "paperId" = $1`, [paperId]);
  // Later than a day: nobody is reminded while a test counts rows.
  const closesAt = new Date(Date.now() + 3 * 86_400_000);
  const ballot = { ...USUAL_CHOICES, opensAt: null, closesAt, draft: false };
  await made("ballots.create", { group, ...ballot, nominationIds: [nominationId] });
  const ballotId = await one(
    `SELECT b.id FROM "Ballot" b JOIN "Group" g ON g.id = b."groupId" WHERE g.slug = $1`,
    [group],
  );
  const other = `Another paper of ${handle}`;
  await made("papers.add", { title: other, abstract: "Words.", authors: ["Mallory"] });
  const otherId = await one(`SELECT id FROM "Paper" WHERE title = $1`, [other]);
  await made("meetings.plan", { group, paperId: otherId, startsAt: closesAt, minutes: 60 });
  const readingId = await one(`SELECT id FROM "Reading" WHERE "paperId" = $1`, [otherId]);
  const meetingId = await one(`SELECT id FROM "Meeting" WHERE "readingId" = $1`, [readingId]);
  await made("threads.add", { paper, body: "First.", clientKey: randomUUID() });
  const commentId = await one(
    `SELECT c.id FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId" WHERE t."paperId" = $1`,
    [paperId],
  );
  const sources = [{ kind: "trending" }];
  await made("digests.create", { cadence: "off", timeZone: "UTC", sources });
  const subscriptionId = await one(
    `SELECT s.id FROM "Subscription" s JOIN "Person" p ON p.id = s."personId" WHERE p.handle = $1`,
    [handle],
  );
  const ids = { paperId, nominationId, ballotId, commentId, readingId, meetingId, subscriptionId };
  return { cookie, handle, group, paper, ...ids };
}

/** Rows in every table that a request may write to. Leaves out counters of limits and tables of timed jobs. */
async function rows(): Promise<Record<string, number>> {
  const named = await sql<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN
     ('RateLimit', 'Setting', 'Digest', 'DigestItem', 'SendingAllowance', 'MailMessage', '_prisma_migrations',
      'PaperToCompare', 'SimilarPaper', 'WordStem', 'WordStemCount') ORDER BY 1`,
  );
  const counts = named.map(({ name }) => `(SELECT count(*)::int FROM "${name}") AS "${name}"`);
  const [found] = await sql<Record<string, number>>(`SELECT ${counts.join(", ")}`);
  return found ?? {};
}

/** Waits until all jobs for earlier writes are done: those of the demo, and of Mallory's things. */
async function queueIsEmpty(): Promise<void> {
  const due = () => sql("SELECT task_identifier FROM graphile_worker.jobs WHERE run_at <= now()");
  await expect.poll(due).toEqual([]);
}

/** Checks that each test of the file leaves no row behind and the site running, and resets used-up limits. */
export function nothingHappens(): void {
  let before: Record<string, number>;
  test.beforeEach(async () => {
    await queueIsEmpty();
    before = await rows();
  });
  test.afterEach(async () => {
    expect(await rows()).toEqual(before);
    expect((await ask("GET", "/api/health")).status).toBe(200);
  });
  test.afterAll(async () => {
    await sql(`DELETE FROM "RateLimit"`);
  });
}

/** Expects a clear refusal or a page of this site, never a fault or another site's address. */
export function expectHarmless({ status, headers, body }: Answer, where: string): void {
  expect(status, where).toBeGreaterThanOrEqual(200);
  expect(status, where).toBeLessThan(500);
  const { location = "/", refresh } = headers;
  expect(new URL(location, SITE).origin, `${where} leads to ${location}`).toBe(SITE);
  if (refresh) expect(refresh, where).not.toMatch(/url=(?:[a-z]+:|\/\/|\\)/i);
  expect(headers["x-evil"], where).toBeUndefined();
  expect(headers["x-powered-by"], where).toBeUndefined();
  expect(body, where).not.toMatch(/root:x:0|\bat .*\.js:\d|node_modules\//);
}

/** Checks each item of a list, six at a time, and fails with a list of the wrong ones. */
export async function forEach<Item>(
  items: readonly Item[],
  look: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const wrong: string[] = [];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await look(item).catch((error: Error) => {
        wrong.push(`${JSON.stringify(item).slice(0, 200)}: ${error.message}`);
      });
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  expect(wrong).toEqual([]);
}

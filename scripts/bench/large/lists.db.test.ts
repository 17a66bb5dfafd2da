import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkDatabase } from "@/scripts/runtime/counters";
import { findAlike } from "@/server/papers/catalogue/queries";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { readingOf, statementsOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { buildLargeWorld } from "./build";
import { idOf } from "./rows";

// Checks a small copy of the large world: the bench must measure a world that the product could have written.
const address = ownDatabase();
const EXTENT = { papers: 2000, people: 400, groups: 40, upvotes: 12_000, comments: 6000 };
const AT = new Date("2026-11-28T12:00:00Z");
let client: pg.Client;
let owner: Viewer;
beforeAll(async () => {
  await buildLargeWorld(address(), EXTENT, AT.getTime());
  setClock(AT);
  client = new pg.Client({ connectionString: address() });
  await client.connect();
  const { id, handle, name } = await db.person.findUniqueOrThrow({
    where: { id: idOf("person", 0) },
  });
  owner = { id, handle, name, timeZone: "UTC", moderator: true, operator: true } as Viewer;
});
afterAll(() => {
  setClock(undefined);
  return client.end();
});

it("holds the planned number of rows", async () => {
  const counts = await Promise.all([
    db.paper.count(),
    db.person.count(),
    db.group.count(),
    db.upvote.count(),
    db.comment.count(),
  ]);
  expect(counts).toEqual(Object.values(EXTENT));
  const hot = await db.paperStanding.findFirstOrThrow({ orderBy: { upvoteCount: "desc" } });
  expect(hot.upvoteCount).toBe(300);
});

it("has the counters that the product would have written", async () => {
  const wrong = (await checkDatabase(client, false)).filter((found) => found.wrong.length > 0);
  expect(wrong).toEqual([]);
});

it("has no reference to a missing row", async () => {
  const { rows } = await client.query<{ made: string; name: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I %s', conrelid::regclass, conname, conname,
      pg_get_constraintdef(oid)) AS made, conname AS name
     FROM pg_constraint WHERE contype IN ('f', 'c') AND connamespace = 'public'::regnamespace`,
  );
  expect(rows.length).toBeGreaterThan(100);
  for (const { made } of rows) await client.query(made);
});

it("has the search words that the product would have written", async () => {
  const { rows } = await client.query(
    `SELECT word, count(*)::int AS papers FROM (
      SELECT DISTINCT p.id, word FROM "Paper" p CROSS JOIN LATERAL string_to_table(
        search_words(p.title || ' ' || array_to_string(p.authors, ' ') || ' ' || p.abstract), ' ') AS word
      WHERE length(word) BETWEEN 2 AND 60) held
     GROUP BY word EXCEPT SELECT word, papers FROM "SearchWord"`,
  );
  expect(rows).toEqual([]);
});

/** Tables that grow with use. Reading another table as a whole is fine, since it has few rows. */
const GROWING =
  /Seq Scan on "?(Paper|PaperStanding|PaperIdentifier|PaperSearch|PaperTopic|Upvote|Comment|CommentSearch|Thread|Membership|Person|Group|Notification|Digest|ModerationAct|Report|Reaction|Nomination|Reading|MailFailure|SearchWord)"?\b/;

const LISTS: [string, () => Promise<unknown>][] = [
  ...(["trending", "new", "top"] as const).flatMap((order): [string, () => Promise<unknown>][] => [
    [`papers.list ${order}`, () => as(null).papers.list({ order })],
    [`papers.list ${order}, week`, () => as(null).papers.list({ order, window: "week" })],
    [`papers.list ${order}, topic`, () => as(null).papers.list({ order, topic: "graphs" })],
  ]),
  [
    "papers.list, third page",
    async () => {
      const { nextCursor } = await as(null).papers.list({});
      return as(null).papers.list({ cursor: nextCursor ?? "1" });
    },
  ],
  ["papers.topics", () => as(null).papers.topics()],
  ["papers.search", () => as(null).papers.search({ q: "graph model learning" })],
  ["search.comments", () => as(owner).search.comments({ q: "xylophone" })],
  ["groups.list", () => as(null).groups.list({ page: 2 })],
  ["groups.members", () => as(owner).groups.members({ group: "group-0", page: 1 })],
  ["groups.mine", () => as(owner).groups.mine()],
  ["ballots.pool", () => as(owner).nominations.pool({ group: "group-0" })],
  ["ballots.desk", () => as(owner).ballots.desk()],
  ["threads.ofPaper", () => as(owner).threads.ofPaper({ paper: "paper-1400", page: 1 })],
  ["moderation.log", () => as(owner).moderation.log({ page: 1 })],
  ["moderation.groupLog", () => as(owner).moderation.groupLog({ group: "group-0" })],
  ["notifications.list", () => as(owner).notifications.list({})],
  ["notifications.followings", () => as(owner).notifications.followings({})],
  ["people.blocks", () => as(owner).people.blocks({})],
  ...(["waiting", "failed", "sent"] as const).map((list): [string, () => Promise<unknown>] => [
    `mail.digests ${list}`,
    () => as(owner).mail.digests({ list }),
  ]),
];

/** The plans of the queries that some work asks. */
async function plansOf(read: () => Promise<unknown>): Promise<string[]> {
  const statements = await statementsOf(read);
  // PostgreSQL now uses every suitable index, however small the table is.
  await client.query("SET enable_seqscan = off");
  const plans: string[] = [];
  for (const { text, values } of statements) {
    if (!/^\s*(SELECT|WITH)/i.test(text)) continue;
    const { rows } = await client.query({ text: `EXPLAIN ${text}`, values: values as unknown[] });
    plans.push(...rows.map((row) => row["QUERY PLAN"] as string));
  }
  return plans;
}

it.each(LISTS)("reads no whole table that grows: %s", async (_, read) => {
  const plans = await plansOf(read);
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.filter((line) => GROWING.test(line))).toEqual([]);
});

/** Rows that the database reads for the cards of a page. */
const CARDS = 800;

// The order's own index would be read to its end for fewer papers than a page has.
it.each(
  (["day", "week", "month"] as const).flatMap((window) =>
    (["trending", "new", "top"] as const).flatMap((order) => [
      { order, window },
      { order, window, topic: "graphs" },
    ]),
  ),
)("reads a part of the catalogue for the list of $order, $window, $topic", async (list) => {
  const { rows } = await readingOf(() => as(null).papers.list(list));
  expect(rows).toBeLessThan(CARDS);
});

it("finds papers alike by the indexes of their titles and identifiers, and reads none of them as a whole", async () => {
  const plans = await plansOf(() =>
    findAlike([
      { title: "Graphs", identifiers: [{ type: "doi", value: "10.5555/1" }] },
      { title: "Trees", identifiers: [] },
    ]),
  );
  expect(plans.filter((line) => GROWING.test(line))).toEqual([]);
  const scans = plans.filter((line) => /Index (?:Only )?Scan/.test(line));
  const sought = plans.filter((line) => line.includes("Index Cond:"));
  expect(sought.length).toBe(scans.length);
  expect(sought.join()).toMatch(/"normalizedTitle" = ANY.*md5/);
});

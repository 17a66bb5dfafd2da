import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { CAST, DEMO_MAIL } from "@/prisma/demo/cast";
import { PAPERS } from "@/prisma/demo/catalogue";
import { FRIDAY_LUNCH } from "@/prisma/demo/groups/friday-lunch";
import { loadFairness } from "@/server/ballots/result/fairness/queries";
import { checkRecord } from "@/server/ballots/result/record/rules";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { listPapers } from "@/server/papers/queries";
import { arxivIdOf, doiOf, normalizedTitle, type Order } from "@/server/papers/rules";
import { paperFields } from "@/server/papers/schema";
import { findDemoPerson } from "@/server/people/mailbox/queries";
import { profileInput } from "@/server/people/schema";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { ownDatabase } from "@/server/testing/database/database";
import { downloadRecord } from "@/server/testing/fixtures/downloads";
import { person } from "@/server/testing/world";
import { checkDatabase } from "../counters";
import { seedDemo } from "./seed";

const address = ownDatabase();
const DAY_MS = 24 * 3600 * 1000;
const PEOPLE_COUNT = Object.keys(CAST).length;
const MARK = { where: { key: "demo.seededAt" } };

/** All that is counted, so that "the same demo again" is one comparison. */
async function counts() {
  const tables = {
    people: db.person,
    groups: db.group,
    members: db.membership,
    requests: db.joinRequest,
    papers: db.paper,
    upvotes: db.upvote,
    topics: db.paperTopic,
    words: db.searchWord,
    nominations: db.nomination,
    ballots: db.ballot,
    candidates: db.candidate,
    votes: db.vote,
    slots: db.meetingSlot,
    answers: db.rsvp,
    texts: db.meetingText,
    links: db.meetingLink,
    readings: db.reading,
    meetings: db.meeting,
    subscriptions: db.subscription,
    threads: db.thread,
    comments: db.comment,
  };
  const entries = Object.entries(tables) as [keyof typeof tables, { count(): Promise<number> }][];
  const found = await Promise.all(
    entries.map(async ([name, table]) => [name, await table.count()] as const),
  );
  return Object.fromEntries(found) as Record<keyof typeof tables, number>;
}

/** Runs SQL that Prisma has no words for. */
async function sql<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: address() });
  await client.connect();
  const { rows } = await client.query<Row>(text);
  await client.end();
  return rows;
}

async function findings() {
  const client = new pg.Client({ connectionString: address() });
  await client.connect();
  const all = await checkDatabase(client, false);
  await client.end();
  return all.filter(({ wrong }) => wrong.length > 0);
}

/** The month that an arXiv id begins with, counted from the year 0. */
const monthOf = (id: string) => (2000 + Number(id.slice(0, 2))) * 12 + Number(id.slice(2, 4)) - 1;
const monthsOf = (day: Date | null) => (day ? day.getUTCFullYear() * 12 + day.getUTCMonth() : 0);

/** The count of each word, as the search uses it. */
const words = () => db.searchWord.findMany({ orderBy: { word: "asc" } });

/** The clock is that of the machine. */
function expectClockToRun(): void {
  const [before, said, after] = [Date.now(), now().getTime(), Date.now()];
  expect([before, said, after]).toEqual([before, said, after].toSorted((a, b) => a - b));
}

let whole: Awaited<ReturnType<typeof counts>>;

beforeAll(async () => {
  expect(await seedDemo()).toBe(true);
  whole = await counts();
});

it("makes a whole demo, once", async () => {
  expect(whole).toMatchObject({ people: PEOPLE_COUNT, groups: 4, subscriptions: 4 });
  expect(whole.papers).toBeGreaterThanOrEqual(38);
  expect(await db.ballot.count({ where: { closedAt: null } })).toBe(2);
  expect(await db.ballot.count({ where: { closedAt: { not: null } } })).toBeGreaterThanOrEqual(6);
  expect(whole.readings).toBeGreaterThanOrEqual(6);
  expect(whole.comments).toBeGreaterThanOrEqual(60);
  expect(await db.joinRequest.count({ where: { answeredAt: null } })).toBe(2);
  expect(await db.nomination.count({ where: { withdrawnAt: { not: null } } })).toBe(1);
  expect(await seedDemo()).toBe(false);
  expect(await counts()).toEqual(whole);
  expect(await findings()).toEqual([]);
});

it("has an answered tombstone, an edited comment, and answers to answers", async () => {
  const tombstones = await db.comment.findMany({
    where: { deletedAt: { not: null } },
    select: { body: true, _count: { select: { answers: true } } },
  });
  expect(tombstones).toEqual([{ body: "", _count: { answers: 1 } }]);
  expect(await db.comment.count({ where: { editedAt: { not: null } } })).toBe(1);
  expect(await db.comment.count({ where: { depth: 3 } })).toBeGreaterThanOrEqual(3);
  expect(await db.comment.count({ where: { html: { contains: "katex" } } })).toBeGreaterThan(10);
  expect(await db.comment.count({ where: { html: { contains: "katex-error" } } })).toBe(0);
});

it("shows a result of every kind, one by name, one tie", async () => {
  const closed = await db.ballot.findMany({
    where: { closedAt: { not: null } },
    select: { rule: true, secret: true, outcome: true, result: true },
  });
  const one = ["approval", "plurality", "score", "borda", "irv", "star", "schulze", "ranked-pairs"];
  expect(new Set(closed.map(({ rule }) => rule))).toEqual(new Set([...one, "perpetual-consensus"]));
  expect(closed.every(({ outcome }) => outcome === "chosen")).toBe(true);
  expect(closed.some(({ secret, rule }) => !secret && rule === "schulze")).toBe(true);
  const score = closed.find(({ rule }) => rule === "score")?.result as { tied?: string[] } | null;
  expect(score?.tied).toHaveLength(2);
});

/** One of the demo's people as a member of one of its groups. */
async function member(handle: string, group: string): Promise<MemberScope> {
  const select = { id: true, handle: true, name: true, timeZone: true };
  const found = await db.person.findFirstOrThrow({ where: { handle }, select });
  const { slug } = await db.group.findFirstOrThrow({ where: { name: group } });
  const viewer = { ...found, suspended: false, welcomed: true, moderator: false, operator: false };
  return (await groupScope(viewer, slug)) as MemberScope;
}

it("shows forty weeks in which a lasting quarter gets its quarter, and by approval nothing", async () => {
  const { ballots, named, members, weights } = await loadFairness(
    await member("ada", FRIDAY_LUNCH.name),
  );
  expect({ ballots, named, members: members.length }).toEqual({
    ballots: 40,
    named: true,
    members: 12,
  });
  for (const { person, voted, won, plain } of members) {
    const few = ["ada", "dalia", "eluned"].includes(person?.handle ?? "");
    expect(plain, person?.handle).toBe(few ? 0 : voted);
    expect(won / voted, person?.handle).toBeGreaterThan(few ? 0.22 : 0.7);
    expect(won / voted, person?.handle).toBeLessThan(few ? 0.28 : 0.8);
  }
  expect(weights).toMatchObject({ rule: "perpetual-consensus" });
  expect(weights?.lines.map(({ values }) => values.length)).toEqual(Array(12).fill(40));
});

it("has a record of each closed ballot that comes out the same when it is counted again", async () => {
  const closed = await db.ballot.findMany({
    where: { closedAt: { not: null } },
    select: { id: true, group: { select: { name: true } } },
  });
  for (const { id, group } of closed) {
    const found = await downloadRecord(await member("ada", group.name), id);
    expect(checkRecord(JSON.parse(JSON.stringify(found))).differences, group.name).toEqual([]);
    expect(found.explanation.why.length).toBeGreaterThan(20);
  }
});

it("leaves votes for ada to cast, and meetings for everybody to come to", async () => {
  const open = await db.ballot.findMany({
    where: { closedAt: null },
    select: {
      closesAt: true,
      group: { select: { timeZone: true } },
      votes: { select: { person: { select: { handle: true } } } },
    },
  });
  for (const { closesAt, group, votes } of open) {
    const days = (closesAt.getTime() - Date.now()) / DAY_MS;
    expect(days).toBeGreaterThan(1);
    expect(days).toBeLessThan(6);
    const clock = { timeZone: group.timeZone, minute: "numeric", second: "numeric" } as const;
    expect(new Intl.DateTimeFormat("en", clock).format(closesAt)).toBe("00:00");
    expect(votes.length).toBeGreaterThanOrEqual(3);
    expect(votes.map((vote) => vote.person.handle)).not.toContain("ada");
  }
  const roles = await db.membership.findMany({
    where: { person: { handle: "ada" } },
    select: { role: true, group: { select: { visibility: true, joinPolicy: true } } },
    orderBy: { joinedAt: "asc" },
  });
  expect(roles).toEqual([
    { role: "member", group: { visibility: "public", joinPolicy: "open" } },
    { role: "owner", group: { visibility: "public", joinPolicy: "open" } },
    { role: "organizer", group: { visibility: "public", joinPolicy: "request" } },
    { role: "member", group: { visibility: "private", joinPolicy: "invitation" } },
  ]);
  const meetings = await db.meeting.findMany({ select: { startsAt: true, groupId: true } });
  const ahead = meetings.filter(({ startsAt }) => startsAt.getTime() > Date.now());
  // One a group, planned by its regular time in two of them; the next meeting is at least three days
  // away, so a group that meets each week may have one before it.
  expect(new Set(ahead.map(({ groupId }) => groupId)).size).toBe(4);
  const weekly = await db.meetingSlot.findMany({ where: { everyWeeks: 1 } });
  const early = ahead.length - 4;
  expect(early).toBeLessThanOrEqual(weekly.length);
  for (const { startsAt } of ahead)
    expect(startsAt.getTime()).toBeLessThan(Date.now() + 11 * DAY_MS);
});

it("lets nothing happen before what it follows from, or after now", async () => {
  const late = await sql(`
    SELECT 'paper' AS what FROM "Paper" WHERE "addedAt" > now()
    UNION ALL SELECT 'upvote' FROM "Upvote" u JOIN "Paper" p ON p.id = u."paperId"
      WHERE u."createdAt" NOT BETWEEN p."addedAt" AND now()
    UNION ALL SELECT 'member' FROM "Membership" m JOIN "Group" g ON g.id = m."groupId"
      WHERE m."joinedAt" NOT BETWEEN g."createdAt" AND now()
    UNION ALL SELECT 'nomination of ' || p.slug FROM "Nomination" n JOIN "Paper" p ON p.id = n."paperId"
      JOIN "Membership" m ON m."groupId" = n."groupId" AND m."personId" = n."nominatedById"
      WHERE n."createdAt" NOT BETWEEN greatest(p."addedAt", m."joinedAt") AND now()
    UNION ALL SELECT 'candidate' FROM "Candidate" c JOIN "Ballot" b ON b.id = c."ballotId"
      JOIN "Nomination" n ON n.id = c."nominationId" WHERE n."createdAt" > b."openedAt"
    UNION ALL SELECT 'vote' FROM "Vote" v JOIN "Ballot" b ON b.id = v."ballotId"
      JOIN "Membership" m ON m."groupId" = b."groupId" AND m."personId" = v."personId"
      WHERE v."createdAt" NOT BETWEEN greatest(b."openedAt", m."joinedAt") AND coalesce(b."closedAt", now())
    UNION ALL SELECT 'ballot' FROM "Ballot" WHERE "closedAt" > now() OR "openedAt" > now()
    UNION ALL SELECT 'answer' FROM "Rsvp" a JOIN "Meeting" m ON m.id = a."meetingId"
      WHERE a."changedAt" NOT BETWEEN m."createdAt" AND least(m."startsAt", now())
    UNION ALL SELECT 'text' FROM "MeetingText" t JOIN "Meeting" m ON m.id = t."meetingId"
      WHERE t."createdAt" NOT BETWEEN m."createdAt" AND now()
        OR (t.kind = 'notes' AND t."createdAt" < m."startsAt")
    UNION ALL SELECT 'presenter' FROM "Meeting" m WHERE m."presenterId" IS NULL
    UNION ALL SELECT 'meeting' FROM "Meeting" m JOIN "Reading" r ON r.id = m."readingId"
      WHERE m."startsAt" < r."chosenAt"
    UNION ALL SELECT 'comment' FROM "Comment" c JOIN "Thread" t ON t.id = c."threadId"
      JOIN "Paper" p ON p.id = t."paperId" LEFT JOIN "Comment" o ON o.id = c."parentId"
      WHERE c."createdAt" NOT BETWEEN greatest(p."addedAt", o."createdAt") AND now()
        OR c."editedAt" > now()`);
  expect(late).toEqual([]);
});

it("sends nobody an email, and gives the clock back", async () => {
  expect(await db.mailMessage.count()).toBe(0);
  const tasks = "SELECT DISTINCT task_identifier AS task FROM graphile_worker.jobs ORDER BY 1";
  expect((await sql(tasks)).map(({ task }) => task)).toEqual([
    "ballots.close",
    "ballots.nominated",
    "ballots.opened",
    "ballots.over",
    "ballots.readingChosen",
    "meetings.changed",
    "threads.commentWritten",
  ]);
  expect(await db.subscription.count({ where: { nextDueAt: { lte: new Date() } } })).toBe(0);
  expect(await db.digest.count()).toBe(0);
  expectClockToRun();
});

it("shows other papers first for what trends, what is new and what is liked most", async () => {
  const first = async (order: Order) =>
    (await listPapers({ order, window: "all", cursor: 1 })).papers.slice(0, 3);
  const shown = [...(await first("trending")), ...(await first("new")), ...(await first("top"))];
  expect(new Set(shown.map(({ id }) => id)).size).toBe(9);
});

it("has people whom the mailbox page can sign in", async () => {
  process.env.COLLOQUY_EMBEDDED = "1";
  forgetEnv();
  for (const [handle, { name, timeZone }] of Object.entries(CAST)) {
    expect(profileInput.parse({ handle, name, timeZone })).toEqual({ handle, name, timeZone });
    expect(await findDemoPerson(handle, "1 2")).toMatch(/^[0-9a-f-]{36}$/);
  }
  delete process.env.COLLOQUY_EMBEDDED;
  forgetEnv();
});

it("says of each paper what it is, and in words of its own", () => {
  const papers: { title: string; authors: readonly string[]; abstract: string }[] =
    Object.values(PAPERS);
  for (const { title, abstract, authors } of papers) {
    const fields = { title, abstract, authors: [...authors], url: "" };
    expect(paperFields.parse(fields), title).toEqual(fields);
    expect(abstract.split(/\s+/).length, title).toBeGreaterThanOrEqual(60);
    expect(abstract.split(/\s+/).length, title).toBeLessThanOrEqual(120);
    expect((abstract.match(/\$/g) ?? []).length % 2, title).toBe(0);
  }
  const unique = (values: string[]) => new Set(values).size;
  expect(unique(papers.map(({ abstract }) => abstract))).toBe(papers.length);
  expect(unique(papers.map(({ title }) => normalizedTitle(title)))).toBe(papers.length);
});

it("names where each paper is found, by an id that the catalogue would read the same", async () => {
  const rows = await db.paper.findMany({
    select: { title: true, arxivId: true, doi: true, url: true, publishedOn: true },
  });
  for (const { title, arxivId, doi, url, publishedOn } of rows) {
    expect(arxivId ?? doi ?? url, title).toBeTruthy();
    if (arxivId) expect(arxivIdOf(`https://arxiv.org/abs/${arxivId}`), title).toBe(arxivId);
    if (doi) expect(doiOf(`https://doi.org/${doi}`), title).toBe(doi);
    // Numbered in the month of its submission, or in the next where that was the last day.
    if (arxivId) expect([0, 1], title).toContain(monthOf(arxivId) - monthsOf(publishedOn));
  }
  const ids = rows.flatMap(({ arxivId }) => arxivId ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(20);
});

/** Begins anew, and is cut off where it would first write to a table. */
async function cutOffAt(table: string): Promise<void> {
  await db.setting.delete(MARK);
  // Breaks what writes there, as a stop in the middle would, and nothing else.
  await sql(`
    CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'cut off'; END $$;
    CREATE TRIGGER cut BEFORE INSERT ON "${table}" FOR EACH ROW EXECUTE FUNCTION cut();`);
  await expect(seedDemo()).rejects.toThrow("cut off");
  await sql(`DROP FUNCTION cut() CASCADE`);
  expect(await db.setting.findUnique(MARK)).toBeNull();
  expect(await db.person.count()).toBe(PEOPLE_COUNT);
  expectClockToRun();
}

describe.each(["Meeting", "Subscription"])(
  "after a start that was cut off at the first %s",
  (table) => {
    const imported = {
      where: { title: PAPERS.attention.title },
      select: { id: true, addedAt: true },
    };
    let paper: { id: string; addedAt: Date };
    let before: Awaited<ReturnType<typeof words>>;
    beforeAll(async () => {
      before = await words();
      paper = await db.paper.findFirstOrThrow(imported);
      await db.paper.update({ where: { id: paper.id }, data: { addedById: null } });
      await cutOffAt(table);
      expect(await seedDemo()).toBe(true);
    });

    it("is whole and single", async () => {
      expect(await counts()).toEqual(whole);
      expect(await words()).toEqual(before);
      expect(await findings()).toEqual([]);
    });

    it("uses a paper that was imported before, and does not take it away", async () => {
      expect(await db.paper.findFirstOrThrow(imported)).toEqual(paper);
    });
  },
);

it("leaves a site alone on which somebody else lives", async () => {
  const { id } = await person();
  await db.setting.delete(MARK);
  expect(await seedDemo()).toBe(false);
  expect(await db.setting.findUnique(MARK)).toBeNull();
  expect(await counts()).toEqual({ ...whole, people: whole.people + 1 });
  // A deleted person was somebody, too.
  await db.person.update({ where: { id }, data: { email: null, deletedAt: new Date() } });
  expect(await seedDemo()).toBe(false);
  expect(await db.person.count({ where: { email: { endsWith: DEMO_MAIL } } })).toBe(PEOPLE_COUNT);
});

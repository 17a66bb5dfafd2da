import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { CAST, DEMO_MAIL } from "@/prisma/demo/cast";
import { PAPERS } from "@/prisma/demo/catalogue";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { viewerOf } from "@/server/testing/fixtures/viewers";
import { person } from "@/server/testing/world";
import { checkDatabase } from "../counters";
import { seedDemo } from "./seed";

const address = ownDatabase();
const PEOPLE_COUNT = Object.keys(CAST).length;
const MARK = { where: { key: "demo.seededAt" } };

/** Counts the rows of each table, so that one comparison shows whether the demo is the same. */
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
    watches: db.watch,
    found: db.watchedPaper,
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

/** Runs SQL that Prisma cannot express. */
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

/** The count of each word, as the search uses it. */
const words = () => db.searchWord.findMany({ orderBy: { word: "asc" } });

/** Whether the clock is the machine's again. */
function expectClockToRun(): void {
  const [before, shown, after] = [Date.now(), now().getTime(), Date.now()];
  expect([before, shown, after]).toEqual([before, shown, after].toSorted((a, b) => a - b));
}

let whole: Awaited<ReturnType<typeof counts>>;

beforeAll(async () => {
  expect(await seedDemo()).toBe(true);
  whole = await counts();
});

it("makes a whole demo only once", async () => {
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

it("lets nothing happen before its cause, or after now", async () => {
  const late = await sql(`
    SELECT 'paper' AS what FROM "Paper" WHERE "addedAt" > now()
    UNION ALL SELECT 'upvote' FROM "Upvote" u JOIN "Paper" p ON p.id = u."paperId"
      WHERE u."createdAt" NOT BETWEEN p."addedAt" AND now()
    UNION ALL SELECT 'member' FROM "Membership" m JOIN "Group" g ON g.id = m."groupId"
      WHERE m."joinedAt" NOT BETWEEN g."createdAt" AND now()
    UNION ALL SELECT 'nomination of ' || p.slug FROM "Nomination" n JOIN "Paper" p ON p.id = n."paperId"
      JOIN "Membership" m ON m."groupId" = n."groupId" AND m."personId" = n."nominatedById"
      WHERE n."createdAt" NOT BETWEEN greatest(p."addedAt", m."joinedAt") AND now()
    UNION ALL SELECT 'suggestion of ' || p.slug FROM "WatchedPaper" f JOIN "Paper" p ON p.id = f."paperId"
      JOIN "Watch" w ON w.id = f."watchId"
      WHERE f."foundAt" NOT BETWEEN greatest(p."addedAt", w."createdAt") AND least(w."ranAt", now())
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

it("has watches with suggestions in a group's pool, and none of them looks within a day", async () => {
  const { slug, id: groupId } = await db.group.findFirstOrThrow({
    where: { name: "Systems Thursday" },
  });
  const ada = await db.person.findFirstOrThrow({ where: { handle: "ada" } });
  const { suggestions } = await as(viewerOf("ada", { id: ada.id })).watches.suggestions({
    group: slug,
  });
  expect(suggestions.map(({ paper }) => paper.title).toSorted()).toEqual(
    [PAPERS.diffieHellman, PAPERS.fedAvg, PAPERS.shannon].map(({ title }) => title).toSorted(),
  );
  const soon = { nextAt: { lt: new Date(Date.now() + 23 * 3_600_000) } };
  expect(await db.watch.count({ where: { groupId } })).toBe(2);
  expect(await db.watch.count({ where: soon })).toBe(0);
});

it("sends nobody an email, and restores the clock", async () => {
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

/** Starts the seed, and cuts it off at its first write to a table. */
async function cutOffAt(table: string): Promise<void> {
  await db.setting.deleteMany(MARK);
  // Makes only writes to that table fail, like a stop in the middle.
  await sql(`
    CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'cut off'; END $$;
    CREATE TRIGGER cut BEFORE INSERT ON "${table}" FOR EACH ROW EXECUTE FUNCTION cut();`);
  await expect(seedDemo()).rejects.toThrow("cut off");
  await sql(`DROP FUNCTION cut() CASCADE`);
  expect(await db.setting.findUnique(MARK)).toBeNull();
  expect(await db.person.count()).toBe(PEOPLE_COUNT);
  expectClockToRun();
}

describe("after starts that were cut off at the first meeting, and then at the first subscription", () => {
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
    await cutOffAt("Meeting");
    await cutOffAt("Subscription");
  });

  it.each(["begun over again", "completed"])(
    "is whole and not doubled when it is %s",
    async (how) => {
      // Subscriptions come last, so that the second start made everything else, over what the first one left.
      const complete = how === "completed";
      if (complete) expect(await seedDemo()).toBe(true);
      expect(await counts()).toEqual(complete ? whole : { ...whole, subscriptions: 0 });
      expect(await words()).toEqual(before);
      expect(await findings()).toEqual([]);
      // A paper that was imported before is used, and not deleted.
      expect(await db.paper.findFirstOrThrow(imported)).toEqual(paper);
    },
  );
});

it("leaves a site alone if other people use it", async () => {
  const { id } = await person();
  await db.setting.delete(MARK);
  expect(await seedDemo()).toBe(false);
  expect(await db.setting.findUnique(MARK)).toBeNull();
  expect(await counts()).toEqual({ ...whole, people: whole.people + 1 });
  // A deleted person counts as somebody, too.
  await db.person.update({ where: { id }, data: { email: null, deletedAt: new Date() } });
  expect(await seedDemo()).toBe(false);
  expect(await db.person.count({ where: { email: { endsWith: DEMO_MAIL } } })).toBe(PEOPLE_COUNT);
});

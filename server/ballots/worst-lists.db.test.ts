import { beforeAll, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { listNextReadings, listQueue } from "@/server/meetings/coming/queries";
import { historyPage } from "@/server/meetings/history/page";
import { listMeetings } from "@/server/meetings/queries";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { readingOf } from "@/server/testing/database/queries";
import { groupWithPool, HOUR, openBallot } from "@/server/testing/fixtures/ballots";
import { bytesOnPage, worst, worstPapers, worstPeople } from "@/server/testing/hostile/worst-texts";
import { size } from "@/server/testing/tier";
import { listPool, listPoolForBallot } from "./nominations/queries";
import { renderPitch } from "./nominations/rendering";
import { OBJECTION_MAX, PITCH_MAX } from "./nominations/rules";
import { loadDesk } from "./page/desk";
import { loadBallotPage } from "./page/queries";
import { listBallots, loadOverview } from "./queries";
import { listGroupsThatRead, listReadings } from "./readings/queries";
import { CANDIDATES_MAX, POOL_MAX } from "./schema";

// Uses the longest texts that people may write, and more rows of everything than a page shows.
ownDatabase();

const READ = size(60, 1000);
/** Pitches with the most HTML for their length. */
const COSTLY = ["$\\sqrt{x}$ ", "$\\frac{x}{y}$ "].map((part) =>
  part.repeat(Math.floor(PITCH_MAX / part.length)),
);
const MEMBERS = size(60, 2000);
let scope: MemberScope;
let ballotId: string;
let paperIds: string[];

/** Fills a group with ballots, readings, meetings, RSVPs, votes, offers and notes of its members. */
async function fill(groupId: string, memberIds: readonly string[]) {
  await db.membership.createMany({ data: memberIds.map((personId) => ({ groupId, personId })) });
  await db.$executeRaw`
    INSERT INTO "Ballot" (id, "groupId", rule, "openedAt", "closesAt", "closedAt", outcome, result, election, "createdAt")
    SELECT gen_random_uuid(), ${groupId}::uuid, 'approval', at - interval '2 days', at, at, 'none', '{}', '{}', at
    FROM (SELECT now() - n * interval '3 days' AS at FROM generate_series(1, ${READ}::int) n) past`;
  await db.$executeRaw`
    INSERT INTO "Vote" ("ballotId", "personId", answer, receipt)
    SELECT b.id, p, '{"approvals": []}', gen_random_uuid() FROM "Ballot" b, unnest(${memberIds}::uuid[]) p
    WHERE b."groupId" = ${groupId}::uuid`;
  await db.$executeRaw`
    INSERT INTO "Reading" (id, "groupId", "paperId", "ballotId", "chosenAt")
    SELECT gen_random_uuid(), b."groupId", (${paperIds}::uuid[])[1 + (n % ${paperIds.length}::int)], b.id, b."createdAt"
    FROM (SELECT *, row_number() OVER (ORDER BY id)::int AS n FROM "Ballot" WHERE "groupId" = ${groupId}::uuid) b`;
  await db.$executeRaw`
    INSERT INTO "Meeting" (id, "groupId", "readingId", "startsAt", place, link, "presenterId")
    SELECT gen_random_uuid(), r."groupId", r.id, r."chosenAt" + interval '1 day', ${worst(200)},
      'https://example.org/?' || ${worst(1900)}, (${memberIds}::uuid[])[1 + (n % ${memberIds.length}::int)]
    FROM (SELECT *, row_number() OVER (ORDER BY id)::int AS n FROM "Reading" WHERE "groupId" = ${groupId}::uuid) r`;
  // The latest readings are left in the queue.
  await db.$executeRaw`
    UPDATE "Reading" r SET "readAt" = m."startsAt" + m.minutes * interval '1 minute' FROM "Meeting" m
    WHERE m."readingId" = r.id AND m."groupId" = ${groupId}::uuid AND m."startsAt" < now() - interval '60 days'`;
  await db.$executeRaw`
    INSERT INTO "MeetingText" ("meetingId", kind, version, body, html)
    SELECT m.id, 'notes', v, ${worst(20_000)}, ${"&amp;".repeat(20_000)}
    FROM (SELECT id FROM "Meeting" WHERE "groupId" = ${groupId}::uuid ORDER BY "startsAt" DESC LIMIT 20) m,
      generate_series(1, 3) v`;
  await db.$executeRaw`
    INSERT INTO "Rsvp" ("meetingId", "personId", answer) SELECT m.id, p, 'yes' FROM "Meeting" m, unnest(${memberIds}::uuid[]) p
    WHERE m."groupId" = ${groupId}::uuid`;
  const nominatedById = memberIds[0] as string;
  await db.nomination.createMany({
    data: paperIds.map((paperId, at) => {
      const pitch = at === 0 ? worst(PITCH_MAX) : COSTLY[at % COSTLY.length];
      return { groupId, paperId, nominatedById, pitch, ...renderPitch(pitch as string) };
    }),
  });
  await db.$executeRaw`
    INSERT INTO "PresenterOffer" ("nominationId", "personId") SELECT n.id, p FROM "Nomination" n, unnest(${memberIds}::uuid[]) p
    WHERE n."groupId" = ${groupId}::uuid`;
  await db.$executeRaw`
    INSERT INTO "Objection" ("nominationId", "personId", reason) SELECT n.id, p, ${worst(OBJECTION_MAX)}
    FROM "Nomination" n, unnest(${memberIds}::uuid[]) p WHERE n."groupId" = ${groupId}::uuid`;
  await db.$executeRaw`ANALYZE`;
}

beforeAll(async () => {
  scope = (await groupWithPool([])).organizer;
  paperIds = await worstPapers(POOL_MAX);
  await fill(scope.group.id, await worstPeople(MEMBERS));
  const nominationIds = (await listPoolForBallot(scope))
    .slice(0, CANDIDATES_MAX)
    .map(({ id }) => id);
  ballotId = (await openBallot(scope, { nominationIds, closesAt: new Date(Date.now() + HOUR) })).id;
});

/** Each list, with the most bytes that its data may have. */
const LISTS: [string, number, () => Promise<unknown>][] = [
  ["nominations of a page", 400_000, () => listPool(scope, 1)],
  ["nominations to choose from", 400_000, () => listPoolForBallot(scope)],
  ["readings of a page", 200_000, () => listReadings(scope, 1)],
  ["ballots of a page", 120_000, () => listBallots(scope, 1)],
  ["the candidates of a ballot", 600_000, () => loadBallotPage(scope, ballotId)],
  ["a group at a glance", 100_000, () => loadOverview(scope)],
  ["the queue of readings", 100_000, () => listQueue(scope)],
  ["the listMeetings of a page", 500_000, () => listMeetings(scope, { page: 1, ahead: 1 })],
  [
    "the history of a page",
    600_000,
    () => historyPage(scope, { q: "", year: null, presenter: null, page: 1 }),
  ],
  ["a desk, its ballots", 20_000, () => loadDesk(scope.viewer)],
  ["a desk, its readings", 20_000, () => listNextReadings(scope.viewer)],
];

for (const [name, most, read] of LISTS) {
  it(`bounds the bytes of ${name}`, async () => {
    expect(bytesOnPage(await read())).toBeLessThan(most);
  });
}

it("shows the first texts in full, and twenty entries per page", async () => {
  const first = await listPool(scope, 1);
  expect(first).toMatchObject({ more: true, nominations: { length: 20 } });
  expect(first.nominations[0]).toMatchObject({
    pitchHtml: `<p>${"&amp;".repeat(PITCH_MAX)}</p>\n`,
    paper: { title: worst(500) },
    moreOffers: MEMBERS - 5,
  });
  expect(await listPool(scope, POOL_MAX / 20)).toMatchObject({
    more: false,
    nominations: { length: 20 },
  });
  expect((await listReadings(scope, READ / 20)).more).toBe(false);
  expect((await listBallots(scope, 2)).ballots).toHaveLength(20);
});

it("reads only authors that it names, and only the current notes", async () => {
  const pages = [1, 2].map(
    (page) => () => historyPage(scope, { q: "", year: null, presenter: null, page }),
  );
  const [first, second] = await Promise.all(pages.map((read) => read()));
  // Those of the last sixty days are in the queue.
  expect(first?.total).toBe(READ - 20);
  const ids = [first, second].flatMap((page) => page?.readings.map(({ id }) => id));
  expect(new Set(ids).size).toBe(40);
  expect(first?.readings[0]?.paper).toMatchObject({ authors: { length: 4 }, authorCount: 100 });
});

it("reads no votes, RSVPs, offers or notes of other groups", async () => {
  const reads = async () => {
    const read = [];
    // The calls run one after the other, because rows of parallel calls would be counted together.
    for (const [, , list] of LISTS) read.push(await readingOf(list));
    return read;
  };
  const before = await reads();
  const { organizer } = await groupWithPool([], { members: 0 });
  await fill(organizer.group.id, await worstPeople(MEMBERS));
  const after = await reads();
  const more = after.map(({ rows }, at) => [LISTS[at]?.[0], rows - (before[at]?.rows ?? 0) > 1000]);
  // The other group has thousands of each, because PostgreSQL reads small tables as a whole.
  expect(more).toEqual(LISTS.map(([name]) => [name, false]));
});

it("names three of many groups that have read a paper", async () => {
  const paperId = paperIds[0] as string;
  for (let count = 0; count < 5; count++) {
    const { organizer } = await groupWithPool([], { members: 0 });
    await db.membership.create({
      data: { groupId: organizer.group.id, personId: scope.viewer.id },
    });
    await db.reading.create({ data: { groupId: organizer.group.id, paperId, readAt: new Date() } });
  }
  const [found] = await listGroupsThatRead(scope.viewer, { paperIds: [paperId] });
  expect(found).toMatchObject({ more: true, groups: { length: 3 } });
});

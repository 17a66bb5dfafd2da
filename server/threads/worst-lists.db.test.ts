import { beforeAll, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { listGroupLog } from "@/server/moderation/log";
import { listGroupReports } from "@/server/moderation/reports/queries";
import { REASON_MAX } from "@/server/moderation/schema";
import { listSuspensions } from "@/server/moderation/suspensions/commands";
import { listFollowings } from "@/server/notifications/following/queries";
import { listPapers } from "@/server/papers/queries";
import { listBlocks } from "@/server/people/blocks/commands";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { groupWithPool } from "@/server/testing/fixtures/ballots";
import { bytesOnPage, worst, worstPapers, worstPeople } from "@/server/testing/hostile/worst-texts";

// The longest texts that people may write, and more rows of each kind than a page shows.
ownDatabase();

const REPORTERS = 30;
let scope: MemberScope;

beforeAll(async () => {
  scope = (await groupWithPool([])).organizer;
  const groupId = scope.group.id;
  const mine = scope.viewer.id;
  const papers = await worstPapers(60);
  const people = await worstPeople(60);
  await db.$executeRaw`
    INSERT INTO "Thread" (id, "groupId", "paperId", "commentCount", "lastNumber")
    SELECT gen_random_uuid(), ${groupId}::uuid, p, 1, 1 FROM unnest(${papers}::uuid[]) p`;
  await db.$executeRaw`
    INSERT INTO "Comment" (id, "threadId", "authorId", number, body, html, "clientKey")
    SELECT gen_random_uuid(), t.id, (${people}::uuid[])[1], 1, ${worst(10_000)}, ${"&amp;".repeat(10_000)}, gen_random_uuid()
    FROM "Thread" t`;
  await db.$executeRaw`
    INSERT INTO "Report" (id, "commentId", "reporterId", reason)
    SELECT gen_random_uuid(), c.id, p, ${worst(REASON_MAX)} FROM "Comment" c, unnest((${people}::uuid[])[2:${REPORTERS + 1}::int]) p`;
  await db.$executeRaw`
    INSERT INTO "ModerationAct" (id, kind, "groupId", "actorId", "personId", "threadId", "commentId", reason)
    SELECT gen_random_uuid(), 'hide', ${groupId}::uuid, ${mine}::uuid, (${people}::uuid[])[1], c."threadId", c.id, ${worst(REASON_MAX)}
    FROM "Comment" c`;
  await db.suspension.createMany({
    data: people.map((personId) => ({ groupId, personId, reason: worst(REASON_MAX) })),
  });
  await db.block.createMany({ data: people.map((blockedId) => ({ personId: mine, blockedId })) });
  await db.following.createMany({
    data: papers.map((paperId) => ({ personId: mine, paperId, level: "follow" as const })),
  });
});

/** Each list with its rows per page and the most bytes of its data. */
const LISTS: [
  string,
  number,
  number,
  () => Promise<{ rows: readonly unknown[]; more: boolean }>,
][] = [
  [
    "reports",
    20,
    350_000,
    () => listGroupReports(scope, 1).then(({ comments: rows, more }) => ({ rows, more })),
  ],
  [
    "acts",
    30,
    150_000,
    () => listGroupLog(scope, 1).then(({ acts: rows, more }) => ({ rows, more })),
  ],
  [
    "suspensions",
    20,
    60_000,
    () => listSuspensions(scope, 1).then(({ suspended: rows, more }) => ({ rows, more })),
  ],
  [
    "followings",
    50,
    80_000,
    () => listFollowings(scope.viewer, 1).then(({ followings: rows, more }) => ({ rows, more })),
  ],
  [
    "blocks",
    50,
    40_000,
    () => listBlocks(scope.viewer, 1).then(({ blocks: rows, more }) => ({ rows, more })),
  ],
  [
    "papers",
    20,
    200_000,
    () =>
      listPapers({ order: "new", window: "all", cursor: 1 }).then(
        ({ papers: rows, nextCursor }) => {
          return { rows, more: nextCursor !== null };
        },
      ),
  ],
];

for (const [name, aPage, most, read] of LISTS) {
  it(`bounds the rows and bytes of a page of ${name}`, async () => {
    const { rows, more } = await read();
    expect({ rows: rows.length, more }).toEqual({ rows: aPage, more: true });
    expect(bytesOnPage(rows)).toBeLessThan(most);
  });
}

it("shows the first reports of each comment, and counts the rest", async () => {
  const { comments } = await listGroupReports(scope, 1);
  expect(comments.map(({ reports, moreReports }) => [reports.length, moreReports])).toEqual(
    comments.map(() => [5, REPORTERS - 5]),
  );
  expect(comments[0]?.reports[0]?.reason).toBe(worst(REASON_MAX));
});

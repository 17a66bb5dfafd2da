import fc from "fast-check";
import { expect, it } from "vitest";
import { db, Prisma } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { groupWithPool, HOUR } from "@/server/testing/fixtures/ballots";
import { size } from "@/server/testing/tier";
import { isRead } from "./readings/rules";
import { readingIsRead, unread } from "./readings/sql";
import { isElector, isWaiting, mayVote, stageOf } from "./rules";
import {
  BALLOT_OPEN,
  BALLOT_UNFINISHED,
  DRAFT,
  memberIsElector,
  memberMayVote,
  NOMINATION_WAITS,
  OPEN,
  WAITING,
} from "./sql";

ownDatabase();

/** Instants to draw from: so few that equal ones often meet. */
const instant = fc.integer({ min: 0, max: 3 }).map((hour) => new Date(hour * HOUR));
const perhaps = fc.option(instant, { freq: 2 });
const times = fc.record({
  openedAt: perhaps,
  closesAt: instant,
  closedAt: perhaps,
  cancelledAt: perhaps,
  withdrawnAt: perhaps,
  chosenAt: perhaps,
  readAt: perhaps,
  joinedAt: instant,
  electorate: fc.constantFrom("open" as const, "fixed" as const),
});

/** Asks the database whether a condition holds, for each of these rows in order. */
async function holdsFor(rows: object[], condition: Prisma.Sql): Promise<boolean[]> {
  const table = Prisma.sql`ROWS FROM (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS (
    "openedAt" timestamptz, "closesAt" timestamptz, "closedAt" timestamptz, "cancelledAt" timestamptz,
    "withdrawnAt" timestamptz, "chosenAt" timestamptz, "readAt" timestamptz, "joinedAt" timestamptz, electorate text))
    WITH ORDINALITY`;
  const found = await db.$queryRaw<{ holds: boolean }[]>`
    SELECT ${condition} AS holds FROM ${table} b JOIN ${table} n USING (ordinality)
    JOIN ${table} r USING (ordinality) ORDER BY ordinality`;
  return found.map(({ holds }) => holds);
}

it("agrees with the rules in SQL", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(times, { minLength: 30, maxLength: 90 }),
      instant,
      async (rows, at) => {
        const stages = rows.map(stageOf);
        expect(await holdsFor(rows, BALLOT_OPEN)).toEqual(stages.map((stage) => stage === "open"));
        expect(await holdsFor(rows, BALLOT_UNFINISHED)).toEqual(
          stages.map((stage) => stage === "draft" || stage === "open"),
        );
        expect(await holdsFor(rows, NOMINATION_WAITS)).toEqual(rows.map(isWaiting));
        expect(await holdsFor(rows, memberMayVote(Prisma.sql`b."joinedAt"`, at))).toEqual(
          rows.map((row) => mayVote(row, row.joinedAt, at)),
        );
        // Without an opening the database knows no answer, and nobody votes.
        const opened = rows.filter(({ openedAt }) => openedAt);
        expect(await holdsFor(opened, memberIsElector(Prisma.sql`b."joinedAt"`))).toEqual(
          opened.map((row) => isElector(row.electorate, row.joinedAt, row.openedAt)),
        );
        expect(await holdsFor(rows, readingIsRead(at))).toEqual(rows.map((row) => isRead(row, at)));
      },
    ),
    { numRuns: size(10, 60) },
  );
});

const PAST = new Date(Date.now() - HOUR);
const LATER = new Date(Date.now() + HOUR);

it("agrees with the rules in Prisma's filters", async () => {
  const { organizer, papers } = await groupWithPool(["A", "B", "C", "D"]);
  const groupId = organizer.group.id;
  const counted = { closedAt: PAST, outcome: "none", election: {}, result: {} } as const;
  for (const state of [
    {},
    { openedAt: PAST },
    { openedAt: PAST, cancelledAt: PAST },
    { cancelledAt: PAST },
    { openedAt: PAST, ...counted },
  ])
    await db.ballot.create({ data: { groupId, closesAt: LATER, ...state } });
  const ballots = await db.ballot.findMany({ where: { groupId } });
  for (const [stage, where] of [
    ["draft", DRAFT],
    ["open", OPEN],
  ] as const) {
    const found = await db.ballot.findMany({ where: { groupId, ...where } });
    const expected = ballots.filter((ballot) => stageOf(ballot) === stage);
    expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(found).toHaveLength(1);
  }
  const states = [{ withdrawnAt: PAST }, { chosenAt: PAST }, { withdrawnAt: PAST, chosenAt: PAST }];
  for (const [at, state] of states.entries())
    await db.nomination.updateMany({
      where: { groupId, paperId: papers[at]?.id ?? "" },
      data: state,
    });
  const nominations = await db.nomination.findMany({ where: { groupId } });
  const waiting = await db.nomination.findMany({ where: { groupId, ...WAITING } });
  const others = await db.nomination.findMany({ where: { groupId, NOT: WAITING } });
  expect(waiting).toEqual(nominations.filter(isWaiting));
  expect(waiting).toHaveLength(1);
  expect(others).toEqual(nominations.filter((nomination) => !isWaiting(nomination)));
  const at = new Date();
  await db.reading.createMany({
    data: [null, PAST, at, LATER].map((readAt) => ({
      groupId,
      paperId: papers[0]?.id as string,
      readAt,
    })),
  });
  const chosen = await db.reading.findMany({ where: { groupId, ...unread(at) } });
  expect(chosen.map(({ readAt }) => readAt)).toEqual([null, LATER]);
});

import { expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { addPapers, setClockTo } from "@/server/testing/fixtures/digests";
import { size } from "@/server/testing/tier";
import { writeDueDigests } from "../gathering/due";

ownDatabase();
// A digest that was due at an earlier hour still comes, late.
process.env.DIGEST_LATE_HOURS = "48";
forgetEnv();

/** Subscriptions in one batch. */
const BATCH = 200;
/** Number of subscriptions that are due at once. */
const MANY = size(600, 40_000);

/** Makes addresses in all time zones, with a daily digest at any hour, due now. */
async function makeDue(count: number, now: Date): Promise<void> {
  const zones = Intl.supportedValuesOf("timeZone");
  await db.$executeRaw`
    WITH made AS (
      INSERT INTO "Subscription" (id, email, cadence, hour, minute, "timeZone", "fromDay", "confirmedAt",
        "nextDueAt", "createdAt")
      SELECT gen_random_uuid(), 'tick-' || n || '-' || ${count}::text || '@example.org', 'daily', n % 24,
        15 * (n % 4), (${zones}::text[])[1 + n % ${zones.length}::int], '2026-11-01', ${now}::timestamptz - interval '2 days',
        ${now}::timestamptz - n % 60 * interval '1 second', ${now}::timestamptz - interval '2 days'
      FROM generate_series(0, ${count - 1}::int) n RETURNING id)
    INSERT INTO "DigestSource" ("subscriptionId", position, kind) SELECT id, 0, 'trending' FROM made`;
}

it("takes as many statements for each batch, in all time zones, however many are due", async () => {
  const now = setClockTo("2026-11-24T12:00:00Z");
  await addPapers(3);
  const tick = async (count: number) => {
    await makeDue(count, now);
    let digests = 0;
    const queries = await queriesOf(async () => {
      digests = await writeDueDigests();
    });
    return { written: digests, queries };
  };
  await tick(1);
  const one = await tick(BATCH - 1);
  const two = await tick(BATCH + 1);
  const aBatch = two.queries - one.queries;
  expect(aBatch).toBeGreaterThan(0);
  expect(aBatch).toBeLessThan(25);
  const many = await tick(MANY);
  expect(many).toEqual({ written: MANY, queries: expect.any(Number) });
  // The last batch is empty, and takes one more statement.
  expect(many.queries).toBeLessThanOrEqual((MANY / BATCH + 1) * aBatch);
  // Each digest has its three papers, and is next due within a day.
  expect(await db.digestItem.count()).toBe(3 * (await db.digest.count()));
  const late = new Date(now.getTime() + 25 * 3_600_000);
  expect(
    await db.subscription.count({
      where: {
        OR: [{ nextDueAt: { lte: now } }, { nextDueAt: { gt: late } }, { nextDueAt: null }],
      },
    }),
  ).toBe(0);
  setClock(undefined);
});

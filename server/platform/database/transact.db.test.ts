import { expect, it } from "vitest";
import { z } from "zod";
import { ownDatabase } from "@/server/testing/database/database";
import { group } from "@/server/testing/world";
import { enqueue, enqueueAll } from "../queue";
import { db, rollBackAfter, type Tx, transact } from "./db";

ownDatabase();

const JOB = { name: "test.job", payload: z.object({ at: z.number() }) };
const waiting = () =>
  db.$queryRaw<{ at: number; key: string | null; runAt: Date }[]>`
    SELECT (j.payload->>'at')::int AS at, j.key, j.run_at AS "runAt"
    FROM graphile_worker._private_jobs j ORDER BY 1`;

const LOCKING: Record<string, (tx: Tx, id: string) => Promise<unknown>> = {
  "an update": (tx, id) =>
    tx.group.update({ where: { id }, data: { memberCount: { increment: 1 } } }),
  "a statement of our own": (tx, id) =>
    tx.$queryRaw`UPDATE "Group" SET "memberCount" = "memberCount" + 1 WHERE id = ${id}::uuid`,
};

for (const [what, lock] of Object.entries(LOCKING)) {
  it(`repeats a transaction that the database aborted because two waited for each other: ${what}`, async () => {
    const [one, two] = [await group(), await group()];
    let tries = 0;
    let met = () => {};
    const both = new Promise<void>((resolve) => {
      met = resolve;
    });
    let holding = 0;
    const lockBoth = (first: string, second: string) =>
      transact(async (tx) => {
        tries += 1;
        await lock(tx, first);
        holding += 1;
        if (holding === 2) met();
        await both;
        await lock(tx, second);
      });
    await Promise.all([lockBoth(one.id, two.id), lockBoth(two.id, one.id)]);
    expect(tries).toBeGreaterThan(2);
    for (const { id } of [one, two])
      expect(await db.group.findUnique({ where: { id } })).toMatchObject({ memberCount: 2 });
  });
}

it("keeps nothing of a trial run", async () => {
  const { id } = await group();
  const seen = await rollBackAfter(async (tx) => {
    await tx.group.update({ where: { id }, data: { name: "Tried" } });
    return (await tx.group.findUniqueOrThrow({ where: { id } })).name;
  });
  expect(seen).toBe("Tried");
  expect((await db.group.findUniqueOrThrow({ where: { id } })).name).not.toBe("Tried");
});

it("keeps one job per key: the last one, at its time", async () => {
  const runAt = new Date(Date.now() + 3_600_000);
  await transact(async (tx) => {
    await enqueue(tx, JOB, { at: 1 }, { key: "one", runAt: new Date() });
    await enqueue(tx, JOB, { at: 2 }, { key: "one", runAt });
    await enqueueAll(tx, JOB, [{ payload: { at: 3 } }, { payload: { at: 4 }, key: "two" }]);
  });
  const jobs = await waiting();
  expect(jobs.map(({ at, key }) => [at, key])).toEqual([
    [2, "one"],
    [3, null],
    [4, "two"],
  ]);
  expect(jobs[0]?.runAt).toEqual(runAt);
  expect(jobs[1]?.runAt.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
});

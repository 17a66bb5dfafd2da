import { setImmediate } from "node:timers/promises";
import pg from "pg";
import { beforeEach, expect, it, vi } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { DeliveredBatch } from "./delivered";

ownDatabase();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  return () => vi.useRealTimers();
});

/** Hands digests over; each is answered by its function. */
function handOver(count: number) {
  const batch = new DeliveredBatch(1000);
  const answers: ((accepted: boolean) => void)[] = [];
  const ids = Array.from({ length: count }, () => crypto.randomUUID());
  const handing = ids.map((id) =>
    batch.handOver(id, () => new Promise((answer) => answers.push(answer))),
  );
  return { ids, answers, handing };
}

it("marks digests that are accepted one after the other by one statement, and no refused one", async () => {
  const queries = vi.spyOn(pg.Client.prototype, "query");
  const { ids, answers, handing } = handOver(3);
  for (const [at, answer] of answers.entries()) {
    answer(at !== 1);
    await setImmediate();
  }
  const handed = await Promise.all(handing);
  await Promise.all(handed.map((one) => one?.marked));
  expect(handed.map((one) => one !== null)).toEqual([true, false, true]);
  const statements = queries.mock.calls.map(([query]) => query as unknown as pg.QueryConfig);
  queries.mockRestore();
  expect(statements.map(({ values }) => values?.slice(1))).toEqual([[ids[0], ids[2]]]);
});

it("marks a digest after four milliseconds, although others are under way", async () => {
  const { answers, handing } = handOver(2);
  answers[0]?.(true);
  const handed = await handing[0];
  await vi.advanceTimersByTimeAsync(4);
  await expect(handed?.marked).resolves.toBeUndefined();
});

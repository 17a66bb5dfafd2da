import pg from "pg";
import { expect, it, vi } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { DeliveredBatch } from "./delivered";

ownDatabase();

it("marks digests that are accepted together by one statement, and no refused one", async () => {
  const queries = vi.spyOn(pg.Client.prototype, "query");
  const batch = new DeliveredBatch(1000);
  const answered: ((accepted: boolean) => void)[] = [];
  const ids = Array.from({ length: 3 }, () => crypto.randomUUID());
  const handing = ids.map((id) =>
    batch.handOver(id, () => new Promise((answer) => answered.push(answer))),
  );
  for (const [at, answer] of answered.entries()) answer(at !== 1);
  const handed = await Promise.all(handing);
  await Promise.all(handed.map((one) => one?.marked));
  expect(handed.map((one) => one !== null)).toEqual([true, false, true]);
  const statements = queries.mock.calls.map(([query]) => query as unknown as pg.QueryConfig);
  queries.mockRestore();
  expect(statements.map(({ values }) => values?.at(-1))).toEqual([[ids[0], ids[2]]]);
});

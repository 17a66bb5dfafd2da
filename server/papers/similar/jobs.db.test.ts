import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { runJob } from "@/server/testing/database/jobs";
import { paper } from "@/server/testing/world";
import { AT_A_TIME } from "./commands";
import { handlers } from "./jobs";
import { COMPARE_PAPERS } from "./schema";

ownDatabase();

it("compares a few papers, then leaves the time to others until it goes on", async () => {
  await db.paper.deleteMany();
  for (let at = 0; at <= AT_A_TIME; at++) await paper({ title: `A paper about clocks, ${at}` });
  await runJob(handlers, COMPARE_PAPERS, {});
  expect(await db.paperToCompare.count()).toBe(1);
  const next = await db.$queryRaw`
    SELECT payload, run_at > now() AS later FROM graphile_worker._private_jobs WHERE key = ${COMPARE_PAPERS.name}`;
  expect(next).toEqual([{ payload: { counted: true }, later: true }]);

  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await runJob(handlers, COMPARE_PAPERS, { counted: true });
  expect(await db.paperToCompare.count()).toBe(0);
  const left =
    await db.$queryRaw`SELECT FROM graphile_worker._private_jobs WHERE key = ${COMPARE_PAPERS.name}`;
  expect(left).toEqual([]);
});

import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { freeAbandonedJobs } from "./queue";

ownDatabase();

/** Jobs with the process that holds each, and since when. */
async function addHeldJob(by: string, since: string): Promise<void> {
  await db.$executeRaw`SELECT graphile_worker.add_job('platform.heartbeat', job_key := ${by})`;
  await db.$executeRaw`UPDATE graphile_worker._private_jobs
    SET locked_by = ${by}, locked_at = now() - ${since}::interval WHERE key = ${by}`;
}

it("releases the jobs of a process that was killed, and keeps those of a process at work", async () => {
  await freeAbandonedJobs();
  await addHeldJob("killed", "11 minutes");
  await addHeldJob("at-work", "9 minutes");
  await freeAbandonedJobs();
  const jobs =
    await db.$queryRaw`SELECT key, locked_by AS by FROM graphile_worker.jobs ORDER BY key`;
  expect(jobs).toEqual([
    { key: "at-work", by: "at-work" },
    { key: "killed", by: null },
  ]);
});

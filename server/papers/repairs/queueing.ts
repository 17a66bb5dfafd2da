// Queues repairs, for the commands that write papers.
import "server-only";
import type { Tx } from "@/server/platform/database/db";
import { enqueueAll } from "@/server/platform/queue";
import { REPAIR, REPAIRS_A_JOB } from "./schema";

/** Queues the repair of papers, many in one job. */
export async function enqueueRepairs(tx: Tx, paperIds: readonly string[]): Promise<void> {
  const jobs: { payload: { paperIds: string[] } }[] = [];
  for (let from = 0; from < paperIds.length; from += REPAIRS_A_JOB) {
    jobs.push({ payload: { paperIds: paperIds.slice(from, from + REPAIRS_A_JOB) } });
  }
  if (jobs.length > 0) await enqueueAll(tx, REPAIR, jobs);
}

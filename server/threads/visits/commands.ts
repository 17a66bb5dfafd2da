import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx } from "@/server/platform/db";
import type { seenInput } from "../schema";
import { threadScope } from "../scope";

/**
 * The viewer has looked at the thread as it was when this comment was its latest. One row a person and
 * thread; it never goes back, nor beyond what is written.
 */
export async function markSeen(
  viewer: Viewer,
  { threadId, number }: z.output<typeof seenInput>,
): Promise<void> {
  const { thread } = await threadScope(viewer, threadId);
  await recordVisit(db, viewer.id, thread.id, number);
}

/** Notes that a person has seen a thread up to this number. The caller has checked that they may read it. */
export async function recordVisit(
  tx: Tx,
  personId: string,
  threadId: string,
  number: number,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ThreadVisit" ("personId", "threadId", "seenNumber", "seenAt")
      SELECT ${personId}::uuid, id, least(${number}::int, "lastNumber"), ${now()}
      FROM "Thread" WHERE id = ${threadId}::uuid
    ON CONFLICT ("personId", "threadId") DO UPDATE SET "seenAt" = excluded."seenAt",
      "seenNumber" = greatest("ThreadVisit"."seenNumber", excluded."seenNumber")`;
}

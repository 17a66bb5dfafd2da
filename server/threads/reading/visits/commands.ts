import "server-only";
import type { z } from "zod";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, type Tx } from "@/server/platform/database/db";
import type { seenInput } from "../../schema";
import { threadScope } from "../../scope";

/**
 * Records that the viewer has seen the thread up to a comment's number. One row per person and thread; the
 * number never decreases and never passes the latest comment.
 */
export async function markSeen(
  viewer: Viewer,
  { threadId, number }: z.output<typeof seenInput>,
): Promise<void> {
  const { thread } = await threadScope(viewer, threadId);
  await recordVisit(db, viewer.id, thread.id, number);
}

/** Records that a person has seen a thread up to this number; the caller checks that they may read it. */
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

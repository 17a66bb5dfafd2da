import "server-only";
import { db } from "@/server/platform/database/db";

/** Finds the thread that has the comments of this one, after merges of papers; mostly it is the same. */
export async function findStandingThread(threadId: string): Promise<string> {
  const [found] = await db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE way AS (
      SELECT id, "joinedId" FROM "Thread" WHERE id = ${threadId}::uuid
      UNION SELECT t.id, t."joinedId" FROM way JOIN "Thread" t ON t.id = way."joinedId")
    SELECT id FROM way WHERE "joinedId" IS NULL`;
  return found?.id ?? threadId;
}

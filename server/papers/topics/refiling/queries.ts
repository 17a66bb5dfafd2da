import "server-only";
import { db } from "@/server/platform/database/db";

/** Reads how far all papers have been looked at for changed words of topics; null if words never changed. */
export async function readRefiling() {
  const run = await db.topicRefiling.findUnique({
    where: { id: 1 },
    select: { startedAt: true, looked: true, changed: true, finishedAt: true },
  });
  if (!run) return null;
  return { ...run, papers: run.finishedAt ? run.looked : await db.paper.count() };
}

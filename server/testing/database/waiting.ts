import { db } from "@/server/platform/database/db";
import { aMoment } from "../time";

/** Resolves when a statement of this database waits for a lock. */
export async function somebodyWaits(): Promise<void> {
  for (;;) {
    const [row] = await db.$queryRaw<{ waiting: number }[]>`
      SELECT count(*)::int AS waiting FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (row?.waiting) return;
    await aMoment();
  }
}

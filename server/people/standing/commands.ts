import "server-only";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";

const DAY_MS = 86_400_000;
/** The age of an account from which it can be established, and the days on which its person must have been here. */
const STOOD_DAYS = 14;
const ACTIVE_DAYS = 3;
/** The first days of a site. People who come then know each other, and nobody was there before them. */
const BEGINNING_DAYS = 30;
/** People who become established, or whose upvotes are raised, at a time. */
const BATCH = 500;

/** Counts today (UTC) among the days on which this person was here, once. */
export async function noteActive(personId: string): Promise<void> {
  const today = new Date(Math.floor(now().getTime() / DAY_MS) * DAY_MS);
  await db.person.updateMany({
    where: { id: personId, deletedAt: null, OR: [{ activeOn: null }, { activeOn: { lt: today } }] },
    data: { activeOn: today, activeDays: { increment: 1 } },
  });
}

/**
 * Establishes accounts that have stood the time: with a confirmed address, not suspended, 14 days old, and here on three
 * days. In the first 30 days of a site the address is enough. @returns their number
 */
export async function establishPeople(): Promise<number> {
  const at = now();
  const stood = new Date(at.getTime() - STOOD_DAYS * DAY_MS);
  const first = await db.person.findFirst({ orderBy: { id: "asc" }, select: { createdAt: true } });
  if (!first) return 0;
  const beginning = new Date(first.createdAt.getTime() + BEGINNING_DAYS * DAY_MS);
  return db.$executeRaw`
    UPDATE "Person" SET "establishedAt" = ${at} WHERE id IN (
      (SELECT id FROM "Person" WHERE "establishedAt" IS NULL AND "activeDays" >= ${ACTIVE_DAYS}::int
        AND "createdAt" <= ${stood} AND email IS NOT NULL AND "suspendedAt" IS NULL
        ORDER BY "createdAt" LIMIT ${BATCH})
      UNION ALL
      (SELECT id FROM "Person" WHERE "establishedAt" IS NULL AND "createdAt" < ${beginning}
        AND email IS NOT NULL AND "suspendedAt" IS NULL
        ORDER BY "createdAt" LIMIT ${BATCH}))
    AND "establishedAt" IS NULL AND "deletedAt" IS NULL`;
}

/** Lists established people whose upvotes of before have not been raised yet, a bounded number. */
export async function listNotWeighed(): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Person" WHERE "establishedAt" IS NOT NULL AND "weighedAt" IS NULL ORDER BY id LIMIT ${BATCH}`;
  return rows.map(({ id }) => id);
}

/** Records that the upvotes of these people weigh in full. */
export async function recordWeighed(ids: readonly string[]): Promise<void> {
  await db.person.updateMany({ where: { id: { in: [...ids] } }, data: { weighedAt: now() } });
}

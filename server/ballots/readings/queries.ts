import "server-only";
import { actsAs, type GroupScope } from "@/server/groups/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { readingIsRead } from "./sql";

/** A chosen paper after its ballot: where to read it, and its meeting. */
export interface Chosen {
  readingId: string;
  arxivId: string | null;
  doi: string | null;
  url: string | null;
  /** Its meeting, unless that was cancelled. */
  meeting: { id: string; startsAt: Date } | null;
  /** The poll that asks members when they can come; null for people who are not members. */
  pollId: string | null;
  /** Whether the group has read it, so that its meeting is over. */
  read: boolean;
  /** Whether the viewer may set its meeting now. */
  mayPlan: boolean;
}

interface Row extends Omit<Chosen, "meeting" | "mayPlan"> {
  meetingId: string | null;
  startsAt: Date | null;
  cancelledAt: Date | null;
}

/** Loads what comes after a ballot for each paper that it chose, by seat, in one query. */
export async function loadChosen(
  scope: GroupScope,
  readingIds: readonly string[],
): Promise<Chosen[]> {
  if (readingIds.length === 0) return [];
  const member = scope.role !== null;
  const rows = await db.$queryRaw<Row[]>`
    SELECT r.id AS "readingId", p."arxivId", p.doi, p.url, m.id AS "meetingId", m."startsAt", m."cancelledAt",
      ${readingIsRead(now())} AS read, ${member ? OPEN_POLL : Prisma.sql`NULL`} AS "pollId"
    FROM "Reading" r JOIN "Paper" p ON p.id = r."paperId" LEFT JOIN "Meeting" m ON m."readingId" = r.id
    WHERE r.id = ANY(${[...readingIds]}::uuid[]) AND r."groupId" = ${scope.group.id}::uuid ORDER BY r.seat`;
  return rows.map(({ meetingId, startsAt, cancelledAt, ...rest }) => ({
    ...rest,
    meeting: meetingId && startsAt && !cancelledAt ? { id: meetingId, startsAt } : null,
    mayPlan: !meetingId && !rest.read && actsAs(scope, "organizer"),
  }));
}

const OPEN_POLL = Prisma.sql`(SELECT d.id FROM "DatePoll" d WHERE d."readingId" = r.id
  AND d."chosenId" IS NULL AND d."cancelledAt" IS NULL ORDER BY d."createdAt" DESC LIMIT 1)`;

import "server-only";
import { Prisma } from "@/server/platform/database/db";
import { REMIND_HOURS } from "../schema";

/** A reminder comes at least this many hours after the news that it repeats. */
const AFTER_HOURS = 12;
/**
 * A reminder counts for a time that was put off meanwhile if it came at most this many hours before: no second one
 * follows when a ballot is extended by an hour, but one does when it is extended by a day.
 */
const COUNTS_HOURS = 36;
/** The shortest time, in hours, that a ballot is open to be reminded of at all. */
const SHORTEST_HOURS = 18;

const hours = (count: number) => Prisma.sql`make_interval(hours => ${count}::int)`;

/**
 * When members who have not answered are reminded of what closes: a day before. What is open for less than a day and a
 * half is reminded of when a third of its time is left; for less than 18 hours, not at all.
 */
const reminderTime = (opened: Prisma.Sql, closes: Prisma.Sql) => Prisma.sql`(CASE
  WHEN ${closes} - ${opened} < ${hours(SHORTEST_HOURS)} THEN NULL
  WHEN ${closes} - ${opened} < ${hours(REMIND_HOURS + AFTER_HOURS)}
    THEN ${closes} - (${closes} - ${opened}) / 3
  ELSE ${closes} - ${hours(REMIND_HOURS)} END)`;

/** When members who have not voted are reminded of a ballot `b`. */
export const ballotReminderTime = reminderTime(Prisma.sql`b."openedAt"`, Prisma.sql`b."closesAt"`);

/** When members who have not answered are reminded of a poll `q` for the time of a meeting. */
export const pollReminderTime = reminderTime(Prisma.sql`q."createdAt"`, Prisma.sql`q."closesAt"`);

/**
 * Whether a person `p` has heard of a thing so lately that a reminder has to wait or is not needed.
 * @param about which notifications `o` are about the thing
 * @param reminder their kind of reminder
 * @param of the time to remind of
 */
export function hasHeard(
  about: Prisma.Sql,
  reminder: "closing" | "upcoming",
  of: Prisma.Sql,
  at: Date,
): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM "Notification" o WHERE o."personId" = p.id AND ${about}
    AND (o."createdAt" > ${at}::timestamptz - ${hours(AFTER_HOURS)}
      OR o.kind = ${reminder}::"NotificationKind" AND o."createdAt" > ${of} - ${hours(COUNTS_HOURS)}))`;
}

import "server-only";
import { Prisma } from "@/server/platform/database/db";
import { REMIND_HOURS } from "../schema";
import {
  LONG_HOURS,
  REMINDED_AFTER_HOURS,
  REMINDER_COUNTS_HOURS,
  SHORT_HOURS,
  SHORT_PART,
} from "./rules";

const hours = (count: number) => Prisma.sql`make_interval(hours => ${count}::int)`;

/** `ballotRemindedAt` of a ballot `b`, to the millisecond. */
export const ballotReminderTime = Prisma.sql`(CASE
  WHEN b."closesAt" - b."openedAt" < ${hours(SHORT_HOURS)} THEN NULL
  WHEN b."closesAt" - b."openedAt" < ${hours(LONG_HOURS)}
    THEN b."closesAt" - date_trunc('milliseconds', (b."closesAt" - b."openedAt") / ${SHORT_PART}::float8)
  ELSE b."closesAt" - ${hours(REMIND_HOURS)} END)`;

/**
 * `hasHeardOf` for a person `p`.
 * @param about which notifications `o` are about the thing @param reminder their kind of reminder @param of the time to remind of
 */
export function hasHeard(
  about: Prisma.Sql,
  reminder: "closing" | "upcoming",
  of: Prisma.Sql,
  at: Date,
): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM "Notification" o WHERE o."personId" = p.id AND ${about}
    AND (o."createdAt" > ${at}::timestamptz - ${hours(REMINDED_AFTER_HOURS)}
      OR o.kind = ${reminder}::"NotificationKind" AND o."createdAt" > ${of} - ${hours(REMINDER_COUNTS_HOURS)}))`;
}

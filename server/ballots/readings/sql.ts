import "server-only";
import { Prisma } from "@/server/platform/database/db";

/** `isRead` of a reading `r`. */
export function readingIsRead(at: Date): Prisma.Sql {
  return Prisma.sql`(r."readAt" IS NOT NULL AND r."readAt" <= ${at})`;
}

/** Not `isRead`, as a filter of the database client. */
export function unread(at: Date) {
  return { OR: [{ readAt: null }, { readAt: { gt: at } }] };
}

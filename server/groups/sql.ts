import "server-only";
import { now } from "@/server/platform/clock";
import { Prisma } from "@/server/platform/db";

/**
 * The condition under which an invitation `i` works: it waits to be used, and whoever made it may still
 * invite to the group. It is asked at each use, so that nobody has to remember to end it.
 */
export function stillWorks(): Prisma.Sql {
  return Prisma.sql`i."revokedAt" IS NULL AND i."usedAt" IS NULL AND i."expiresAt" > ${now()}
    AND EXISTS (SELECT FROM "Membership" m JOIN "Person" p ON p.id = m."personId"
      WHERE m."groupId" = i."groupId" AND m."personId" = i."createdById" AND m.role <> 'member'
        AND p."suspendedAt" IS NULL AND p."deletedAt" IS NULL)
    AND NOT EXISTS (SELECT FROM "Suspension" s
      WHERE s."groupId" = i."groupId" AND s."personId" = i."createdById"
        AND (s.until IS NULL OR s.until > ${now()}))`;
}

import "server-only";
import { now } from "@/server/platform/clock";
import { Prisma } from "@/server/platform/db";

/**
 * The condition for an invitation `i` that works: it is unused, and its inviter may still
 * invite to the group. It is checked at each use, so that no other code has to end invitations.
 */
export function invitationWorks(): Prisma.Sql {
  return Prisma.sql`i."revokedAt" IS NULL AND i."usedAt" IS NULL AND i."expiresAt" > ${now()}
    AND EXISTS (SELECT FROM "Membership" m JOIN "Person" p ON p.id = m."personId"
      WHERE m."groupId" = i."groupId" AND m."personId" = i."createdById" AND m.role <> 'member'
        AND p."suspendedAt" IS NULL AND p."deletedAt" IS NULL)
    AND NOT EXISTS (SELECT FROM "Suspension" s
      WHERE s."groupId" = i."groupId" AND s."personId" = i."createdById"
        AND (s.until IS NULL OR s.until > ${now()}))`;
}

import "server-only";
import { now } from "@/server/platform/clock";
import { Prisma } from "@/server/platform/database/db";

/** The condition under which a person is a member of a group, in whatever role; false where either is null. */
export function memberOf(person: Prisma.Sql, group: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM "Membership" member
    WHERE member."groupId" = ${group} AND member."personId" = ${person})`;
}

/** The condition under which a person is suspended from a group at an instant. */
export function suspendedIn(person: Prisma.Sql, group: Prisma.Sql, at: Date): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM "Suspension" suspension
    WHERE suspension."groupId" = ${group} AND suspension."personId" = ${person}
      AND (suspension.until IS NULL OR suspension.until > ${at}))`;
}

/**
 * The condition for an invitation `i` that works: it is unused, the group is not archived, and its inviter may still
 * invite to it. It is checked at each use, so that no other code has to end invitations.
 */
export function invitationWorks(): Prisma.Sql {
  return Prisma.sql`i."revokedAt" IS NULL AND i."usedAt" IS NULL
    AND (i."expiresAt" IS NULL OR i."expiresAt" > ${now()})
    AND EXISTS (SELECT FROM "Group" g WHERE g.id = i."groupId" AND g."archivedAt" IS NULL)
    AND EXISTS (SELECT FROM "Membership" m JOIN "Person" p ON p.id = m."personId"
      WHERE m."groupId" = i."groupId" AND m."personId" = i."createdById" AND m.role <> 'member'
        AND p."suspendedAt" IS NULL AND p."deletedAt" IS NULL)
    AND NOT ${suspendedIn(Prisma.sql`i."createdById"`, Prisma.sql`i."groupId"`, now())}`;
}

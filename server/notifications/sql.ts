import "server-only";
import { Prisma } from "@/server/platform/db";

/**
 * The condition under which a notification `n` may still be shown to whom it was told: she is a member
 * where only members see it, what was written stands, and she has not blocked who did it. Of what was
 * done about herself she may read wherever she is.
 */
export const VISIBLE = Prisma.sql`
  (n."groupId" IS NULL OR n.kind = 'moderation' OR EXISTS (SELECT FROM "Membership" m
    WHERE m."groupId" = n."groupId" AND m."personId" = n."personId"))
  AND (n."commentId" IS NULL OR n.kind = 'moderation' OR EXISTS (SELECT FROM "Comment" c
    WHERE c.id = n."commentId" AND c."deletedAt" IS NULL AND c."hiddenAt" IS NULL))
  AND (n.kind <> 'nomination' OR EXISTS (SELECT FROM "Nomination" x
    WHERE x.id::text = substr(n.subject, 12) AND x."withdrawnAt" IS NULL))
  AND NOT EXISTS (SELECT FROM "Block" b
    WHERE b."personId" = n."personId" AND b."blockedId" = n."actorId")`;

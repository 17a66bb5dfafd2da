import "server-only";
import { memberOf } from "@/server/groups/sql";
import { blocks } from "@/server/people/sql";
import { Prisma } from "@/server/platform/db";
import { commentStands } from "@/server/threads/sql";
import { idInSubject } from "./subjects/sql";

/**
 * The condition under which a notification `n` may still be shown to whom it was told: she is a member
 * where only members see it, what was written stands, and she has not blocked who did it. Of what was
 * done about herself she may read wherever she is.
 */
export const VISIBLE = Prisma.sql`
  (n."groupId" IS NULL OR n.kind = 'moderation' OR ${memberOf(Prisma.sql`n."personId"`, Prisma.sql`n."groupId"`)})
  AND (n."commentId" IS NULL OR n.kind = 'moderation' OR EXISTS (SELECT FROM "Comment" c
    WHERE c.id = n."commentId" AND ${commentStands}))
  AND (n.kind <> 'nomination' OR EXISTS (SELECT FROM "Nomination" x
    WHERE x.id::text = ${idInSubject(Prisma.sql`n.subject`)} AND x."withdrawnAt" IS NULL))
  AND NOT ${blocks(Prisma.sql`n."personId"`, Prisma.sql`n."actorId"`)}`;

import "server-only";
import { memberOf } from "@/server/groups/sql";
import { blocks } from "@/server/people/sql";
import { Prisma } from "@/server/platform/database/db";
import { commentStands } from "@/server/threads/sql";
import { SUGGESTION_WAITS } from "@/server/watches/sql";
import { idInSubject, isInSpan } from "./subjects/sql";

/** The suggestions, each `f` of a watch `w`, that a notification `n` is about and that still wait. */
export const SUGGESTIONS_TOLD = Prisma.sql`FROM "Watch" w JOIN "WatchedPaper" f ON f."watchId" = w.id
  WHERE w."groupId" = n."groupId" AND ${isInSpan(Prisma.sql`f."foundAt"`, Prisma.sql`n.subject`)} AND ${SUGGESTION_WAITS}`;

/**
 * The condition for a notification `n` to be shown to its person: they are a member if only
 * members see it, the comment or nomination still stands, a suggestion still waits, and they have not blocked the person who did it. They can
 * always read a moderator's action about themselves.
 */
export const visibleToReader = Prisma.sql`
  (n."groupId" IS NULL OR n.kind = 'moderation' OR ${memberOf(Prisma.sql`n."personId"`, Prisma.sql`n."groupId"`)})
  AND (n."commentId" IS NULL OR n.kind = 'moderation' OR EXISTS (SELECT FROM "Comment" c
    WHERE c.id = n."commentId" AND ${commentStands}))
  AND (n.kind <> 'nomination' OR coalesce((SELECT x."withdrawnAt" IS NULL FROM "Nomination" x
    WHERE x.id = CASE WHEN n.kind = 'nomination' THEN ${idInSubject(Prisma.sql`n.subject`)}::uuid END), false))
  AND CASE WHEN n.kind = 'watch' THEN EXISTS (SELECT ${SUGGESTIONS_TOLD}) ELSE true END
  AND NOT ${blocks(Prisma.sql`n."personId"`, Prisma.sql`n."actorId"`)}`;

/** The thing that a notification `n` is about; those with the same key are shown as one line. */
export const lineKey = Prisma.sql`
  CASE WHEN n."threadId" IS NOT NULL AND n.kind <> 'moderation' THEN n.kind::text || ':' || n."threadId"
    WHEN n.kind = 'paper' AND starts_with(n.subject, 'author:') THEN 'author:' || ${idInSubject(Prisma.sql`n.subject`)}
    WHEN n.kind = 'paper' THEN 'paper:' || ${idInSubject(Prisma.sql`n.subject`)}
    WHEN n.kind = 'nomination' THEN 'nomination:' || n."groupId"
    WHEN n.kind = 'watch' THEN 'watch:' || n."groupId"
    WHEN n.kind = 'meeting' AND n."meetingId" IS NOT NULL THEN 'meeting:' || n."meetingId"
    ELSE n.subject END`;

import "server-only";
import { Prisma } from "@/server/platform/database/db";
import { SUGGESTED_DAYS } from "./rules";

/**
 * The condition for a finding `f` of a group's watch `w` to wait among its suggestions: the paper is neither nominated, chosen
 * nor dismissed there. Of two findings whose papers were merged, the first one waits.
 */
export const SUGGESTION_WAITS = Prisma.sql`(f.brought AND f."dismissedAt" IS NULL AND f."paperId" IS NOT NULL
  AND NOT EXISTS (SELECT FROM "Nomination" o WHERE o."paperId" = f."paperId" AND o."groupId" = w."groupId")
  AND NOT EXISTS (SELECT FROM "Reading" r WHERE r."paperId" = f."paperId" AND r."groupId" = w."groupId")
  AND NOT EXISTS (SELECT FROM "WatchedPaper" e JOIN "Watch" v ON v.id = e."watchId"
    WHERE e."paperId" = f."paperId" AND v."groupId" = w."groupId" AND e.brought AND e.id <> f.id
      AND (e."dismissedAt" IS NOT NULL OR (e."foundAt", e.id) < (f."foundAt", f.id))))`;

/** The time before which what was found is no longer suggested. */
export function suggestedSince(at: Date): Date {
  return new Date(at.getTime() - SUGGESTED_DAYS * 864e5);
}

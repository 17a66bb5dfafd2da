import "server-only";
import { memberOf } from "@/server/groups/sql";
import type { GroupCondition } from "@/server/papers/search/language/sql";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { Prisma } from "@/server/platform/database/db";

/** The id of the viewer, or of nobody. */
export const idOf = (viewer: Viewer | null) => Prisma.sql`${viewer?.id ?? null}::uuid`;

/** The papers that groups nominated or read. @param groups selects their ids */
export const papersIn = (groups: Prisma.Sql) => Prisma.sql`
  SELECT "paperId" FROM "Nomination" WHERE "groupId" IN (${groups})
  UNION SELECT "paperId" FROM "Reading" WHERE "groupId" IN (${groups})`;

/**
 * The conditions on papers of the groups of a person. The membership is proven by the statement that reads: a group
 * of others is as if it did not exist.
 */
export function inGroupsOf(person: Prisma.Sql): GroupCondition {
  return (kind, slug) => {
    const group = Prisma.sql`SELECT g.id FROM "Group" g WHERE g.slug = ${slug} AND ${memberOf(person, Prisma.sql`g.id`)}`;
    return kind === "in"
      ? Prisma.sql`p.id IN (${papersIn(group)})`
      : Prisma.sql`p.id IN (SELECT "paperId" FROM "Reading" WHERE "groupId" IN (${group}) AND "readAt" <= ${now()})`;
  };
}

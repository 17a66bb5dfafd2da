import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { suspendedIn } from "@/server/groups/sql";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";

/** Members of a group who have read a paper that it chose. */
export interface Readers {
  count: number;
  /** The group's members. */
  members: number;
  /** Whether the viewer has read it. */
  mine: boolean;
  /** The first ones by name. */
  people: { handle: string; name: string }[];
}

export interface ReadersRow extends Readers {
  readingId: string;
}

/**
 * The query for the members who have read each of these readings.
 * @param readingIds an expression for their ids, a list
 * @param named the most people named for each
 */
export function readersOf(scope: MemberScope, readingIds: Prisma.Sql, named: number): Prisma.Sql {
  return Prisma.sql`
    SELECT w.id AS "readingId", g."memberCount" AS members, coalesce(said.count, 0) AS count,
      coalesce(said.mine, false) AS mine, coalesce(said.people, '[]') AS people
    FROM unnest(${readingIds}) AS w(id) JOIN "Group" g ON g.id = ${scope.group.id}::uuid
    LEFT JOIN LATERAL (SELECT count(*)::int AS count, bool_or(x."personId" = ${scope.viewer.id}::uuid) AS mine,
        json_agg(json_build_object('handle', x.handle, 'name', x.name) ORDER BY x.place)
          FILTER (WHERE x.place <= ${named}) AS people
      FROM (SELECT r."personId", p.handle, p.name,
          row_number() OVER (ORDER BY r."createdAt", r."personId") AS place
        FROM "Reader" r JOIN "Person" p ON p.id = r."personId" WHERE r."readingId" = w.id) x) said ON true`;
}

/** Counts who has read which of these readings, in one query. */
export async function readReaders(
  scope: MemberScope,
  readingIds: readonly string[],
): Promise<Map<string, Readers>> {
  const ids = Prisma.sql`${[...readingIds]}::uuid[]`;
  const rows = await db.$queryRaw<ReadersRow[]>(readersOf(scope, ids, 0));
  return new Map(rows.map(({ readingId, ...readers }) => [readingId, readers]));
}

/** Groups of one person that read one paper: more are not told at once. */
const GROUPS_TOLD = 20;

/**
 * The condition for a reading `r` of group `g` of which a member may still say that they have read it: in a group that is
 * not archived, and from which they are not suspended.
 */
export function tellable(person: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`g."archivedAt" IS NULL AND NOT ${suspendedIn(person, Prisma.sql`g.id`, now())}
    AND NOT EXISTS (SELECT FROM "Reader" said WHERE said."readingId" = r.id AND said."personId" = ${person})`;
}

/** Lists the viewer's groups that read a paper and do not know yet whether the viewer has. @returns their names */
export async function listReadingsToTell(viewer: Viewer, paperId: string): Promise<string[]> {
  const me = Prisma.sql`${viewer.id}::uuid`;
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT g.name, g.id FROM "Reading" r JOIN "Group" g ON g.id = r."groupId"
      JOIN "Membership" m ON m."groupId" = g.id AND m."personId" = ${me}
    WHERE r."paperId" = ${paperId}::uuid AND ${tellable(me)} ORDER BY g.name, g.id LIMIT ${GROUPS_TOLD}`;
  return rows.map(({ name }) => name);
}

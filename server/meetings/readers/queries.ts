import "server-only";
import type { MemberScope } from "@/server/groups/policy";
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

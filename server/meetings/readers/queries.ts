import "server-only";
import type { MemberScope } from "@/server/groups/policy";
import { db } from "@/server/platform/database/db";

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

interface Row extends Readers {
  readingId: string;
}

/**
 * Counts who has read which of these readings, in one query.
 * @param named the most people named for each
 */
export async function readReaders(
  scope: MemberScope,
  readingIds: readonly string[],
  named: number,
): Promise<Map<string, Readers>> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT w.id AS "readingId", g."memberCount" AS members, coalesce(said.count, 0) AS count,
      coalesce(said.mine, false) AS mine, coalesce(said.people, '[]') AS people
    FROM unnest(${[...readingIds]}::uuid[]) AS w(id) JOIN "Group" g ON g.id = ${scope.group.id}::uuid
    LEFT JOIN LATERAL (SELECT count(*)::int AS count, bool_or(x."personId" = ${scope.viewer.id}::uuid) AS mine,
        json_agg(json_build_object('handle', x.handle, 'name', x.name) ORDER BY x.place)
          FILTER (WHERE x.place <= ${named}) AS people
      FROM (SELECT r."personId", p.handle, p.name,
          row_number() OVER (ORDER BY r."createdAt", r."personId") AS place
        FROM "Reader" r JOIN "Person" p ON p.id = r."personId" WHERE r."readingId" = w.id) x) said ON true`;
  return new Map(rows.map(({ readingId, ...readers }) => [readingId, readers]));
}

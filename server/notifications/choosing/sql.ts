import "server-only";
import { Prisma } from "@/server/platform/database/db";
import { DEFAULT_VIA } from "../rules";

/**
 * `effectiveVia` in SQL, as text.
 * @param group null for what is in no group
 */
export function viaFor(kind: Prisma.Sql, person: Prisma.Sql, group: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce(
    (SELECT x.via::text FROM "MemberChoice" x
      WHERE x."groupId" = ${group} AND x."personId" = ${person} AND x.kind = ${kind}),
    (SELECT x.via::text FROM "NotificationChoice" x WHERE x."personId" = ${person} AND x.kind = ${kind}),
    (SELECT x.via::text FROM "GroupChoice" x WHERE x."groupId" = ${group} AND x.kind = ${kind}),
    ${JSON.stringify(DEFAULT_VIA)}::jsonb ->> ${kind}::text)`;
}

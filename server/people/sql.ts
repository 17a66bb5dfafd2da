import "server-only";
import { Prisma } from "@/server/platform/database/db";

/** The condition under which `reader` has blocked `writer`; false where either is null. */
export function blocks(reader: Prisma.Sql, writer: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM "Block" block
    WHERE block."personId" = ${reader} AND block."blockedId" = ${writer})`;
}

/** The person whose id is in a column, as pages name them; null for nobody. */
export function namedPerson(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT json_build_object('handle', by.handle, 'name', by.name) FROM "Person" by WHERE by.id = ${column})`;
}

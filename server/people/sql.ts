import "server-only";
import { Prisma } from "@/server/platform/database/db";

/** The condition under which `reader` has blocked `writer`; false where either is null. */
export function blocks(reader: Prisma.Sql, writer: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM "Block" block
    WHERE block."personId" = ${reader} AND block."blockedId" = ${writer})`;
}

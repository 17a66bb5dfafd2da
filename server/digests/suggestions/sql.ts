import "server-only";
import { Prisma } from "@/server/platform/database/db";

/** The subject of what a watch has found, `f`. */
export const suggestionSubject = Prisma.sql`'suggestion:' || f.id`;

/** No digest of a reader contained what a watch has found, `f`. */
export function isUntold(reader: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`NOT EXISTS (SELECT FROM "DigestItem" k
    WHERE k."readerId" = ${reader} AND k.subject = ${suggestionSubject})`;
}

import "server-only";
import { Prisma } from "@/server/platform/database/db";

/** The latest papers of an author among which a name is chosen. */
const LATEST = 20;

/**
 * The name of an author for a sentence: as the latest paper gives it, if possible one that is not written "Lovelace, Ada".
 * Null for an author without papers. @param key an expression
 */
export const nameOfAuthor = (key: Prisma.Sql) => Prisma.sql`(
  SELECT n.name FROM (
    SELECT name, "addedAt", "paperId" FROM "PaperAuthor" WHERE key = ${key}
    ORDER BY "addedAt" DESC, "paperId" LIMIT ${LATEST}) n
  ORDER BY n.name LIKE '%,%', n."addedAt" DESC, n."paperId" LIMIT 1)`;

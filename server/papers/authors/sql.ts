import "server-only";
import { Prisma } from "@/server/platform/database/db";

/** The name of an author as the latest paper gives it; null for one without papers. @param key an expression */
export const nameOfAuthor = (key: Prisma.Sql) => Prisma.sql`(
  SELECT n.name FROM "PaperAuthor" n WHERE n.key = ${key} ORDER BY n."addedAt" DESC, n."paperId" LIMIT 1)`;

import "server-only";
import { Prisma } from "@/server/platform/database/db";

/** All addresses of papers, with those of papers that were merged into others: `slug`, and `id` of the paper that stands. */
export const ADDRESSES = Prisma.sql`(
  SELECT slug, id FROM "Paper" UNION ALL SELECT slug, "keptId" AS id FROM "PaperMerge")`;

/** The id of the paper at an address, also at one of a merged paper; null for none. */
export function idAt(slug: string): Prisma.Sql {
  return Prisma.sql`(SELECT a.id FROM ${ADDRESSES} a WHERE a.slug = ${slug})`;
}

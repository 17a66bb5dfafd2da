import "server-only";
import type { z } from "zod";
import { Prisma } from "@/server/platform/database/db";
import type { historyInput } from "../schema";

/** Characters of a title and its authors that are searched: about two hundred names. */
const LOOKED_AT = 4000;

/** The filters of a page. */
export type Wanted = z.output<typeof historyInput>;

/** The condition for readings of the history that the filters leave. */
export function matches({ q, year, presenter }: Wanted): Prisma.Sql {
  const words = q.split(" ").filter(Boolean);
  const conditions = [Prisma.sql`true`];
  if (year !== null) conditions.push(Prisma.sql`extract(year FROM read.local) = ${year}`);
  if (presenter !== null) conditions.push(Prisma.sql`by.handle = ${presenter}`);
  if (words.length > 0)
    conditions.push(Prisma.sql`(SELECT bool_and(position(lower(word) IN lower(left(
      p.title || ' ' || array_to_string(p.authors, ' '), ${LOOKED_AT}::int))) > 0)
      FROM unnest(${words}::text[]) AS word)`);
  return Prisma.join(conditions, " AND ");
}

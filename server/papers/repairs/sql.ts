import { Prisma } from "@/server/platform/database/db";

/** The texts that `repairDamage` (rules.ts) may change, and few others. */
export function mayBeDamaged(text: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${text} ~ '[xu](?:201|2026|0[01][0-9a-f])|&(?:#|[A-Za-z])|\\\\u[0-9A-Fa-f]{4}|[ÂâÃ-ÖØ-Þ]'`;
}

import "server-only";
import { Prisma, type Tx } from "@/server/platform/database/db";
import type { Identifier } from "../../pasting/identifiers";

/** The papers of these identifiers, as a table of `paperId`, `type` and `value`. */
export function holdersOf(ids: readonly Identifier[]): Prisma.Sql {
  const [types, values] = [ids.map(({ type }) => type), ids.map(({ value }) => value)];
  return Prisma.sql`
    SELECT i."paperId", i.type, i.value FROM unnest(${types}::text[], ${values}::text[]) AS w(type, value)
    JOIN "PaperIdentifier" i ON i.type = w.type::"IdentifierType" AND md5(i.value) = md5(w.value) AND i.value = w.value`;
}

/** Finds the papers that have these identifiers. */
export async function findHolders(
  at: Pick<Tx, "$queryRaw">,
  ids: readonly Identifier[],
): Promise<(Identifier & { paperId: string })[]> {
  return ids.length === 0 ? [] : at.$queryRaw`${holdersOf(ids)}`;
}

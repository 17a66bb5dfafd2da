import "server-only";
import { Prisma, type Tx } from "./db";

/**
 * Reads the rows of several queries in one statement: for a page, the way to the database costs more than a few rows.
 * They come as JSON, so instants have to be named, and a bigint or a decimal would lose digits.
 * @param queries by name; one that is null has no rows
 * @param instants the columns that hold a point in time
 */
export async function readTogether<Rows extends Record<string, object>>(
  tx: Tx,
  queries: { [Name in keyof Rows]: Prisma.Sql | null },
  instants: readonly string[] = [],
): Promise<{ [Name in keyof Rows]: Rows[Name][] }> {
  const asked = Object.entries<Prisma.Sql | null>(queries).flatMap(([name, query]) =>
    query ? [{ name, query }] : [],
  );
  const columns = asked.map(
    ({ name, query }) =>
      Prisma.sql`coalesce((SELECT json_agg(one) FROM (${query}) one), '[]') AS ${Prisma.raw(`"${name}"`)}`,
  );
  const [found] =
    columns.length === 0
      ? []
      : await tx.$queryRaw<Record<string, Record<string, unknown>[]>[]>`
        SELECT ${Prisma.join(columns)}`;
  const read = Object.keys(queries).map((name) => {
    const rows = found?.[name] ?? [];
    for (const row of rows) reviveInstants(row, instants);
    return [name, rows];
  });
  return Object.fromEntries(read);
}

/** Makes dates of what JSON has as text. */
function reviveInstants(row: Record<string, unknown>, instants: readonly string[]): void {
  for (const name of instants) {
    const written = row[name];
    if (typeof written === "string") row[name] = new Date(written);
  }
}

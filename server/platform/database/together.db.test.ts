import { expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { db, Prisma } from "./db";
import { readTogether } from "./together";

ownDatabase();

it("reads the rows of several queries in one statement, each in its order, with points in time as dates", async () => {
  const at = new Date("2026-11-29T09:30:00.123Z");
  interface Rows extends Record<string, object> {
    numbers: { n: number };
    moments: { at: Date | null; words: string };
    none: object;
    unasked: object;
  }
  let read: unknown;
  const statements = await queriesOf(async () => {
    read = await readTogether<Rows>(
      db,
      {
        numbers: Prisma.sql`SELECT n FROM generate_series(1, ${5}::int) n ORDER BY n % 3, n DESC`,
        moments: Prisma.sql`SELECT ${at}::timestamptz AS at, 'it''s "so"' AS words UNION ALL SELECT NULL, ''`,
        none: Prisma.sql`SELECT 1 AS one WHERE false`,
        unasked: null,
      },
      ["at"],
    );
  });
  expect(statements).toBe(1);
  expect(read).toEqual({
    numbers: [3, 4, 1, 5, 2].map((n) => ({ n })),
    moments: [
      { at, words: `it's "so"` },
      { at: null, words: "" },
    ],
    none: [],
    unasked: [],
  });
});

it("asks nothing where nothing is needed", async () => {
  expect(await queriesOf(() => readTogether(db, { unasked: null }))).toBe(0);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { db, Prisma } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { size } from "@/server/testing/tier";
import { person } from "@/server/testing/world";
import { blocks } from "./sql";

ownDatabase();

const PEOPLE = 4;
const place = fc.nat(PEOPLE - 1);

it("says the same of any two people as a query by Prisma, whichever of them blocks the other", async () => {
  const ids = await Promise.all(Array.from({ length: PEOPLE }, async () => (await person()).id));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(place, place), { maxLength: 8 }), async (pairs) => {
      await db.block.deleteMany();
      const data = pairs
        .filter(([a, b]) => a !== b)
        .map(([a, b]) => ({ personId: ids[a] as string, blockedId: ids[b] as string }));
      await db.block.createMany({ data, skipDuplicates: true });
      const rows = await db.$queryRaw<{ reader: string; writer: string; blocked: boolean }[]>`
        SELECT p.id AS reader, w.id AS writer, ${blocks(Prisma.sql`p.id`, Prisma.sql`w.id`)} AS blocked
        FROM "Person" p CROSS JOIN "Person" w`;
      expect(rows).toHaveLength(PEOPLE * PEOPLE);
      for (const { reader, writer, blocked } of rows) {
        const where = { personId: reader, blockedId: writer };
        expect(blocked).toBe((await db.block.count({ where })) > 0);
      }
    }),
    { numRuns: size(10, 100) },
  );
});

it("is false, not unknown, where nobody reads or nobody wrote", async () => {
  const [{ id }, other] = [await person(), await person()];
  await db.block.create({ data: { personId: id, blockedId: other.id } });
  const nobody = Prisma.sql`NULL::uuid`;
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT ${blocks(nobody, Prisma.sql`${id}::uuid`)} AS guest, ${blocks(Prisma.sql`${id}::uuid`, nobody)} AS gone`;
  expect(row).toEqual({ guest: false, gone: false });
});

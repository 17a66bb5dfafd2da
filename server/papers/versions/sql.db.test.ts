import { expect, it } from "vitest";
import { db, Prisma } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { STATUSES, warningOf } from "./rules";
import { NOTHING_WARNS } from "./sql";

ownDatabase();

it("NOTHING_WARNS says of each status what warningOf says", async () => {
  const papers = STATUSES.map((status) => Prisma.sql`(${status}::"PaperStatus")`);
  const rows = await db.$queryRaw<{ status: (typeof STATUSES)[number]; sound: boolean }[]>`
    SELECT p.status::text AS status, ${NOTHING_WARNS} AS sound
    FROM (VALUES ${Prisma.join(papers)}) AS p(status)`;
  expect(rows).toEqual(STATUSES.map((status) => ({ status, sound: warningOf(status) === null })));
});

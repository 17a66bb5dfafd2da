import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db, Prisma } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { HOUR } from "@/server/testing/fixtures/ballots";
import { size } from "@/server/testing/tier";
import { group, person } from "@/server/testing/world";
import { groupScope } from "./scope";
import { memberOf, suspendedIn } from "./sql";

ownDatabase();
afterEach(() => setClock(undefined));

const NOW = new Date("2026-11-28T12:00:00Z");
/** Hours from now until a suspension ends; null for one without an end. */
const ends = fc.option(fc.constantFrom(-1, 0, 1), { nil: null });
const standing = fc.record({
  role: fc.option(fc.constantFrom("member", "organizer"), { nil: null }),
  suspended: fc.option(fc.record({ hours: ends }), { nil: null }),
});

it("says who is a member and who is suspended as the scope of a group does", async () => {
  setClock(NOW);
  const people = [await person(), await person(), await person()];
  const all = fc.tuple(standing, standing, standing);
  await fc.assert(
    fc.asyncProperty(all, async (standings) => {
      const { id: groupId, slug } = await group();
      for (const [at, { role, suspended }] of standings.entries()) {
        const key = { groupId, personId: people[at]?.id as string };
        if (role) await db.membership.create({ data: { ...key, role } });
        if (!suspended) continue;
        const { hours } = suspended;
        const suspendedAt = new Date(NOW.getTime() - 2 * HOUR);
        const until = hours === null ? null : new Date(NOW.getTime() + hours * HOUR);
        await db.suspension.create({ data: { ...key, until, suspendedAt } });
      }
      const [who, where] = [Prisma.sql`p.id`, Prisma.sql`g.id`];
      const rows = await db.$queryRaw<{ id: string; member: boolean; suspended: boolean }[]>`
        SELECT p.id, ${memberOf(who, where)} AS member, ${suspendedIn(who, where, NOW)} AS suspended
        FROM "Person" p CROSS JOIN "Group" g WHERE g.id = ${groupId}::uuid`;
      expect(rows).toHaveLength(people.length);
      for (const viewer of people) {
        const { role, suspended } = await groupScope(viewer, slug);
        const row = { id: viewer.id, member: role !== null, suspended };
        expect(rows).toContainEqual(row);
      }
    }),
    { numRuns: size(15, 150) },
  );
});

it("is false, not unknown, for a guest and outside of groups", async () => {
  const [{ id: personId }, { id: groupId }] = [await person(), await group()];
  await db.membership.create({ data: { personId, groupId } });
  const [nothing, me, here] = ["NULL", `'${personId}'`, `'${groupId}'`].map((id) =>
    Prisma.raw(`${id}::uuid`),
  ) as [Prisma.Sql, Prisma.Sql, Prisma.Sql];
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT ${memberOf(me, here)} AS member, ${memberOf(nothing, here)} AS guest, ${memberOf(me, nothing)} AS public`;
  expect(row).toEqual({ member: true, guest: false, public: false });
});

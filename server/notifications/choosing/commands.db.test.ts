import fc from "fast-check";
import { expect, it } from "vitest";
import { db, Prisma } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithPool, HOUR, openBallot } from "@/server/testing/fixtures/ballots";
import { memberAt } from "@/server/testing/fixtures/meetings";
import { runNotificationJobs } from "@/server/testing/fixtures/notifications";
import { size } from "@/server/testing/tier";
import { emailOf, group, person } from "@/server/testing/world";
import { GROUP_KINDS, VIAS } from "../schema";
import { effectiveVia } from "./rules";
import { viaFor } from "./sql";

ownDatabase();

it("finds the way that applies in the database as the rules do", async () => {
  const ada = await person("ada");
  const { id: groupId } = await group({ members: [[ada, "owner"]] });
  const { id: elsewhere } = await group({ members: [[ada, "owner"]] });
  const inOthers = GROUP_KINDS.map((kind) => ({ kind, via: "none" as const, groupId: elsewhere }));
  const via = fc.option(fc.constantFrom(...VIAS));
  const choices = fc.record({ member: via, own: via, group: via });
  const sides = [ada.id, groupId].map((id) => Prisma.sql`${id}::uuid`) as [Prisma.Sql, Prisma.Sql];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...GROUP_KINDS), choices, async (kind, chosen) => {
      const key = { personId: ada.id, kind };
      await db.memberChoice.deleteMany();
      await db.notificationChoice.deleteMany();
      await db.groupChoice.deleteMany();
      // Choices for another group change nothing.
      await db.memberChoice.createMany({
        data: inOthers.map((choice) => ({ ...choice, personId: ada.id })),
      });
      await db.groupChoice.createMany({ data: inOthers });
      const { member, own, group } = chosen;
      if (member) await db.memberChoice.create({ data: { ...key, groupId, via: member } });
      if (own) await db.notificationChoice.create({ data: { ...key, via: own } });
      if (group) await db.groupChoice.create({ data: { groupId, kind, via: group } });
      const [found] = await db.$queryRaw<{ via: string }[]>`
        SELECT ${viaFor(Prisma.sql`${kind}::"NotificationKind"`, ...sides)} AS via`;
      expect(found?.via).toBe(effectiveVia(kind, chosen));
    }),
    { numRuns: size(20, 200) },
  );
});

it("emails of an opening whoever has not chosen otherwise, for the group or for everything", async () => {
  const { organizer, others, slug, nominationIds } = await groupWithPool(["A"], { members: 5 });
  const [usual, here, everywhere, back] = others.map(({ viewer }) => viewer) as [
    typeof organizer.viewer,
    typeof organizer.viewer,
    typeof organizer.viewer,
    typeof organizer.viewer,
  ];
  const quiet = { group: slug, kind: "ballot", via: "app" } as const;
  await as(here).notifications.chooseInGroup(quiet);
  await as(everywhere).notifications.choose({ kind: "ballot", via: "none" });
  await as(back).notifications.chooseInGroup({ ...quiet, via: "none" });
  await as(back).notifications.chooseInGroup({ ...quiet, via: null });
  const leaver = memberAt(others, 4).viewer;
  await as(leaver).notifications.chooseInGroup(quiet);
  await as(leaver).groups.leave({ group: slug });
  expect(await db.memberChoice.count({ where: { personId: leaver.id } })).toBe(0);
  const closesAt = new Date(Date.now() + HOUR);
  await openBallot(organizer, { closesAt, nominationIds });
  await runNotificationJobs();
  const sent = await db.mailMessage.findMany({ select: { to: true } });
  const expected = [await emailOf(usual), await emailOf(back)];
  expect(sent.map(({ to }) => to).sort()).toEqual(expected.sort());
});

it("a group's organizers make it quieter for members who have chosen nothing", async () => {
  const { organizer, others, slug, nominationIds } = await groupWithPool(["A"], { members: 2 });
  const calls = as(organizer.viewer).notifications;
  await calls.chooseForGroup({ group: slug, kind: "ballot", via: "app" });
  expect(await calls.groupDefaults({ group: slug })).toEqual({ ballot: "app" });
  const wanting = memberAt(others, 1).viewer;
  await as(wanting).notifications.choose({ kind: "ballot", via: "mail" });
  await expect(
    calls.chooseForGroup({ group: slug, kind: "nomination", via: "mail" }),
  ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await openBallot(organizer, { closesAt: new Date(Date.now() + HOUR), nominationIds });
  await runNotificationJobs();
  const sent = await db.mailMessage.findMany({ where: { text: { contains: slug } } });
  expect(sent.map(({ to }) => to)).toEqual([await emailOf(wanting)]);
  const { groups } = await as(wanting).notifications.inGroups({ page: 1 });
  expect(groups).toMatchObject([{ slug, chosen: {}, byOrganizers: { ballot: "app" } }]);
});

import { expect, it } from "vitest";
import { db, deletedPerson, transact } from "@/server/platform/database/db";
import { refusalOf } from "@/server/platform/database/foreseen";
import { ownDatabase } from "@/server/testing/database/database";
import { paper, person } from "@/server/testing/world";
import { holdPerson } from "./presence";

ownDatabase();

async function deleted(): Promise<string> {
  const { id } = await person();
  await db.person.update({ where: { id }, data: { deletedAt: new Date(), email: null } });
  return id;
}

/** References that may name a deleted person: records of earlier acts that other people complete. */
const EVEN_DELETED = ["ModerationAct.personId", "Notification.actorId"];

it("every table that refers to a person asks whether the person is deleted", async () => {
  const places = await db.$queryRaw<{ place: string; asks: boolean }[]>`
    SELECT t.relname || '.' || a.attname AS place, EXISTS (
      SELECT FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid
      WHERE g.tgrelid = t.oid AND p.proname = 'demand_person' AND a.attnum = ANY(g.tgattr)) AS asks
    FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'f' AND k.confrelid = '"Person"'::regclass ORDER BY 1`;
  expect(places.length).toBeGreaterThan(30);
  expect(places.filter(({ asks }) => !asks).map(({ place }) => place)).toEqual(EVEN_DELETED);
});

it("refuses every kind of row for a deleted person", async () => {
  const [personId, here] = [await deleted(), (await person()).id];
  const { id: paperId } = await paper();
  const upvote = { personId, paperId };
  const ways = {
    create: () => db.upvote.create({ data: upvote }),
    createMany: () => db.upvote.createMany({ data: [upvote], skipDuplicates: true }),
    upsert: () =>
      db.upvote.upsert({
        where: { paperId_personId: upvote },
        create: upvote,
        update: {},
      }),
    statement: () =>
      db.$executeRaw`INSERT INTO "Upvote" ("paperId", "personId") VALUES (${paperId}::uuid, ${personId}::uuid)`,
    transaction: () => transact((tx) => tx.upvote.create({ data: upvote })),
    block: () => db.block.create({ data: { personId: here, blockedId: personId } }),
    profile: () => db.person.updateMany({ where: { id: personId }, data: { name: "Ada" } }),
  };
  for (const [way, work] of Object.entries(ways)) {
    const error = await work().then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(deletedPerson(error), way).toBe(personId);
    expect(refusalOf(error, { by: personId }), way).toMatchObject({ code: "SIGN_IN_NEEDED" });
    expect(refusalOf(error, { by: here }), way).toMatchObject({ code: "NOT_FOUND" });
  }
  expect(await db.upvote.count({ where: { paperId } })).toBe(0);
});

it("leaves out a deleted person where rows for many are written at once", async () => {
  const [gone, here] = [await deleted(), (await person()).id];
  const { id: paperId } = await paper();
  const both = [gone, here];
  const subject = `paper:${paperId}`;
  await db.notification.createMany({
    data: both.map((personId) => ({ personId, kind: "paper", via: "app", subject }) as const),
  });
  await db.following.createMany({
    data: both.map((personId) => ({ personId, paperId, level: "follow" }) as const),
  });
  const select = { personId: true } as const;
  expect(await db.notification.findMany({ select })).toEqual([{ personId: here }]);
  expect(await db.following.findMany({ select })).toEqual([{ personId: here }]);
});

it("holds a present person, and reports an absent one", async () => {
  const [gone, here] = [await deleted(), (await person()).id];
  await transact(async (tx) => {
    expect(await holdPerson(tx, here)).toBe(true);
    expect(await holdPerson(tx, gone)).toBe(false);
    expect(await holdPerson(tx, crypto.randomUUID())).toBe(false);
  });
});

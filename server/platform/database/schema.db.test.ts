import { describe, expect, it } from "vitest";
import { applyMigrations, diffFromDatabase } from "@/scripts/runtime/migrations/schema-engine";
import { ownDatabase } from "@/server/testing/database/database";
import { db } from "./db";

const address = ownDatabase();

describe("the migrations", () => {
  it("produce the schema", async () => {
    expect(await diffFromDatabase(address())).toBe("");
  });

  it("are applied only once", async () => {
    expect(await applyMigrations(address())).toEqual([]);
  });

  it("are refused when one was edited after it was applied", async () => {
    await db.$executeRaw`UPDATE _prisma_migrations SET checksum = 'edited'`;
    await expect(applyMigrations(address())).rejects.toThrow(/was changed after it was applied/);
  });
});

async function group() {
  return db.group.create({ data: { slug: crypto.randomUUID(), name: "Reading", timeZone: "UTC" } });
}

const HOUR = 3_600_000;
const inAnHour = () => new Date(Date.now() + HOUR);

async function paper() {
  const key = crypto.randomUUID();
  return db.paper.create({
    data: { slug: key, title: "Attention über alles", normalizedTitle: key, abstract: "Words." },
  });
}

async function person() {
  return db.person.create({
    data: { handle: `p-${crypto.randomUUID().slice(0, 8)}`, name: "Ada" },
  });
}

describe("the database itself insists", () => {
  it("on one ballot per turn of a rhythm", async () => {
    const { id: groupId } = await group();
    const turnAt = new Date();
    const turn = () => db.ballot.create({ data: { groupId, turnAt, closesAt: inAnHour() } });
    await turn();
    await expect(turn()).rejects.toThrow(/nique/);
  });

  it("on a closed ballot having a result", async () => {
    const { id: groupId } = await group();
    const opened = { groupId, openedAt: new Date(), closesAt: inAnHour() };
    const counted = { closedAt: new Date(), outcome: "none", election: {}, result: {} } as const;
    for (const [wrong, constraint] of [
      [{ ...opened, closedAt: new Date() }, /Ballot_closed_with_result/],
      [{ ...opened, ...counted, outcome: null }, /Ballot_closed_with_result/],
      [{ ...opened, ...counted, openedAt: null }, /Ballot_closed_once_opened/],
      [{ ...opened, ...counted, cancelledAt: new Date() }, /Ballot_closed_once_opened/],
      [{ ...opened, quorum: 0 }, /Ballot_quorum_positive/],
      [{ ...opened, rule: "dictator" }, /Ballot_rule_known/],
      [{ ...opened, opensAt: new Date(Date.now() + 2 * HOUR) }, /Ballot_closes_after_planned/],
    ] as const)
      await expect(db.ballot.create({ data: wrong })).rejects.toThrow(constraint);
    await db.ballot.create({ data: { ...opened, ...counted } });
  });

  it("on one upvote per person and paper, even for requests at the same moment", async () => {
    const [{ id: paperId }, { id: personId }] = [await paper(), await person()];
    const upvote = () => db.upvote.create({ data: { paperId, personId } });
    const answers = await Promise.allSettled(Array.from({ length: 50 }, upvote));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("on one public thread per paper", async () => {
    const { id: paperId } = await paper();
    await db.thread.create({ data: { paperId } });
    await expect(db.thread.create({ data: { paperId } })).rejects.toThrow(/nique/);
  });

  it("on one owner per group", async () => {
    const { id: groupId } = await group();
    const own = async () =>
      db.membership.create({ data: { groupId, personId: (await person()).id, role: "owner" } });
    await own();
    await expect(own()).rejects.toThrow(/nique/);
  });

  it("on one live nomination per group and paper, and allows a new one after a withdrawal", async () => {
    const [{ id: groupId }, { id: paperId }, { id }] = [
      await group(),
      await paper(),
      await person(),
    ];
    const nominate = () => db.nomination.create({ data: { groupId, paperId, nominatedById: id } });
    const first = await nominate();
    await expect(nominate()).rejects.toThrow(/nique/);
    await db.nomination.update({ where: { id: first.id }, data: { withdrawnAt: new Date() } });
    expect((await nominate()).id).not.toBe(first.id);
  });

  it("on addresses in lower case", async () => {
    const shouted = db.person.create({ data: { handle: "bo", name: "Bo", email: "Bo@X.org" } });
    await expect(shouted).rejects.toThrow(/Person_email_lower/);
  });

  it("finds a paper by a word without its accent", async () => {
    const { id } = await paper();
    const found = await db.$queryRaw<{ id: string }[]>`
      SELECT "paperId" AS id FROM "PaperSearch"
      WHERE "paperId" = ${id}::uuid AND search @@ to_tsquery('english', search_text('Uber'))`;
    expect(found).toHaveLength(1);
  });
});

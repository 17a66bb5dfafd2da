import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db, transact } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { somebodyWaits } from "@/server/testing/database/waiting";
import { as, outcomes } from "@/server/testing/doors/callers";
import { GROUP_FIELDS } from "@/server/testing/fixtures/groups";
import { countMembers, group, person } from "@/server/testing/world";
import { addMember } from "./members/commands";

ownDatabase();

let ada: Viewer;
let bela: Viewer;
let milena: Viewer;

beforeAll(async () => {
  [ada, bela, milena] = await Promise.all([person("ada"), person("bela"), person("milena")]);
});

it("lets people join an open group immediately, and nobody twice", async () => {
  const { slug } = await group({ members: [[ada, "owner"]] });
  const joins = Array.from({ length: 20 }, () => as(bela).groups.join({ group: slug }));
  expect(await outcomes(joins)).toEqual(Array(20).fill("done"));
  expect(await countMembers(slug)).toBe(2);
});

it("counts twenty for twenty people who join at the same time", async () => {
  const { slug } = await group({ members: [[ada, "owner"]] });
  const people = await Promise.all(Array.from({ length: 20 }, () => person()));
  const joins = people.map((viewer) => as(viewer).groups.join({ group: slug }));
  expect(await outcomes(joins)).toEqual(Array(20).fill("done"));
  expect(await countMembers(slug)).toBe(21);
});

it("counts right while people join, leave and are removed at the same time", async () => {
  const crowd = await Promise.all(Array.from({ length: 8 }, () => person()));
  const { slug } = await group({
    members: [[ada, "owner"], ...crowd.map((one): [Viewer, "member"] => [one, "member"])],
  });
  const calls = crowd.flatMap((one) => [
    as(one).groups.leave({ group: slug }),
    as(ada).groups.removeMember({ group: slug, handle: one.handle }),
    as(one).groups.join({ group: slug }),
  ]);
  const allowed = new Set(["done", "NOT_FOUND", "FORBIDDEN"]);
  expect((await outcomes(calls)).filter((word) => !allowed.has(word))).toEqual([]);
  await countMembers(slug);
});

it.each(["request", "invitation"] as const)("lets nobody just join on %s", async (joinPolicy) => {
  const { slug } = await group({ joinPolicy, members: [[ada, "owner"]] });
  await expect(as(bela).groups.join({ group: slug })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await countMembers(slug)).toBe(1);
});

it.each(["open", "invitation"] as const)("accepts no requests if it is %s", async (joinPolicy) => {
  const { slug } = await group({ joinPolicy, members: [[ada, "owner"]] });
  await expect(as(bela).groups.ask({ group: slug, message: "" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

it("keeps no count of a member whose transaction failed", async () => {
  const { id, slug } = await group({ members: [[ada, "owner"]] });
  const failing = transact(async (tx) => {
    expect(await addMember(tx, id, bela.id)).toBe(true);
    throw new Error("cut off");
  });
  await expect(failing).rejects.toThrow("cut off");
  expect(await countMembers(slug)).toBe(1);
});

it("lets members and organizers leave, and takes back their open votes", async () => {
  const { id, slug } = await group({
    members: [
      [ada, "owner"],
      [bela, "organizer"],
      [milena, "member"],
    ],
  });
  const ballot = await db.ballot.create({
    data: { groupId: id, openedAt: new Date(), closesAt: new Date(Date.now() + 3_600_000) },
  });
  const vote = { ballotId: ballot.id, answer: { approvals: [] } };
  await db.vote.createMany({ data: [bela, milena].map(({ id }) => ({ ...vote, personId: id })) });
  await as(bela).groups.leave({ group: slug });
  expect(await countMembers(slug)).toBe(2);
  const left = await db.vote.findMany({ where: { ballotId: ballot.id } });
  expect(left.map(({ personId }) => personId)).toEqual([milena.id]);
});

it("keeps a vote that was tallied while its voter left", async () => {
  const { id, slug } = await group({
    members: [
      [ada, "owner"],
      [bela, "member"],
    ],
  });
  const ballot = await db.ballot.create({
    data: { groupId: id, openedAt: new Date(), closesAt: new Date(Date.now() + 3_600_000) },
  });
  await db.vote.create({
    data: { ballotId: ballot.id, personId: bela.id, answer: { approvals: [] } },
  });
  let leaving: Promise<void> | undefined;
  // The steps of closing: the ballot's row is locked, tallied and written.
  await transact(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "Ballot" WHERE id = ${ballot.id}::uuid FOR UPDATE`;
    leaving = as(bela).groups.leave({ group: slug });
    await Promise.race([leaving, somebodyWaits()]);
    await tx.ballot.update({
      where: { id: ballot.id },
      data: { closedAt: new Date(), outcome: "none", election: {}, result: { voters: 1 } },
    });
  });
  await leaving;
  expect(await countMembers(slug)).toBe(1);
  expect(await db.vote.count({ where: { ballotId: ballot.id } })).toBe(1);
});

it("accepts one request per person, and one decision, even from several organizers at once", async () => {
  const { slug } = await group({
    joinPolicy: "request",
    members: [
      [ada, "owner"],
      [milena, "organizer"],
    ],
  });
  const asks = Array.from({ length: 3 }, (_, at) =>
    as(bela).groups.ask({ group: slug, message: `please ${at}` }),
  );
  expect((await outcomes(asks)).sort()).toEqual(["CONFLICT", "CONFLICT", "done"]);
  expect(await as(bela).groups.head({ group: slug })).toMatchObject({
    asked: true,
    asking: 0,
    may: { ask: false, join: false },
  });
  expect(await as(ada).groups.head({ group: slug })).toMatchObject({ asking: 1 });
  const [request] = await as(ada).groups.requests({ group: slug });
  expect(request).toMatchObject({ handle: bela.handle });
  const requestId = request?.id as string;
  const answers = [ada, milena].map((viewer) =>
    as(viewer).groups.answerRequest({ group: slug, requestId, accept: true }),
  );
  expect((await outcomes(answers)).sort()).toEqual(["CONFLICT", "done"]);
  expect(await countMembers(slug)).toBe(3);
  expect(await as(bela).groups.head({ group: slug })).toMatchObject({
    role: "member",
    asked: false,
  });
});

it("lets only one of a yes and a no count", async () => {
  const { slug } = await group({
    joinPolicy: "request",
    members: [
      [ada, "owner"],
      [milena, "organizer"],
    ],
  });
  await as(bela).groups.ask({ group: slug, message: "" });
  const [request] = await as(ada).groups.requests({ group: slug });
  const requestId = request?.id as string;
  const [yes, no] = await outcomes([
    as(ada).groups.answerRequest({ group: slug, requestId, accept: true }),
    as(milena).groups.answerRequest({ group: slug, requestId, accept: false }),
  ]);
  expect([yes, no].sort()).toEqual(["CONFLICT", "done"]);
  expect(await countMembers(slug)).toBe(yes === "done" ? 3 : 2);
  expect(await as(ada).groups.requests({ group: slug })).toEqual([]);
});

it("lets a declined person ask again, and decides no request of another group", async () => {
  const { slug } = await group({ joinPolicy: "request", members: [[ada, "owner"]] });
  const other = await group({ joinPolicy: "request", members: [[milena, "owner"]] });
  await as(bela).groups.ask({ group: slug, message: "" });
  const [request] = await as(ada).groups.requests({ group: slug });
  const answer = { requestId: request?.id as string, accept: false };
  await expect(
    as(milena).groups.answerRequest({ group: other.slug, ...answer }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
  await as(ada).groups.answerRequest({ group: slug, ...answer });
  expect(await as(bela).groups.head({ group: slug })).toMatchObject({ role: null, asked: false });
  await as(bela).groups.ask({ group: slug, message: "again" });
  expect(await as(ada).groups.requests({ group: slug })).toMatchObject([{ message: "again" }]);
});

it("has no open request of a person who joined in another way", async () => {
  const { slug } = await group({ joinPolicy: "request", members: [[ada, "owner"]] });
  await as(bela).groups.ask({ group: slug, message: "" });
  await as(ada).groups.update({ group: slug, ...GROUP_FIELDS, joinPolicy: "open" });
  expect(await as(bela).groups.head({ group: slug })).toMatchObject({ may: { join: true } });
  await as(bela).groups.join({ group: slug });
  expect(await as(ada).groups.requests({ group: slug })).toEqual([]);
});

it("gives two groups of one name two addresses, even at the same time", async () => {
  const made = await Promise.all(
    [ada, bela, milena].map((viewer) =>
      as(viewer).groups.create({ ...GROUP_FIELDS, name: "Twins" }),
    ),
  );
  const slugs = made.map(({ slug }) => slug);
  expect(new Set(slugs).size).toBe(3);
  expect(slugs).toContain("twins");
  expect(slugs.every((slug) => /^twins(-[0-9a-f]{10})?$/.test(slug))).toBe(true);
  for (const slug of slugs) expect(await countMembers(slug)).toBe(1);
});

it("keeps its address when it is renamed, and stays the only group there", async () => {
  const { slug } = await as(ada).groups.create({ ...GROUP_FIELDS, name: "Before" });
  await as(ada).groups.update({
    group: slug,
    ...GROUP_FIELDS,
    name: "After",
    timeZone: "Asia/Tokyo",
  });
  expect(await as(null).groups.head({ group: slug })).toMatchObject({
    slug: "before",
    name: "After",
    timeZone: "Asia/Tokyo",
  });
});

it("shows fifty requests at a time, the oldest first", async () => {
  const { id, slug } = await group({ joinPolicy: "request", members: [[ada, "owner"]] });
  const people = await Promise.all(Array.from({ length: 51 }, () => person()));
  await db.joinRequest.createMany({
    data: people.map((one, at) => ({
      groupId: id,
      personId: one.id,
      message: "&".repeat(500),
      createdAt: new Date(Date.UTC(2026, 0, 1, 0, at)),
    })),
  });
  const shown = await as(ada).groups.requests({ group: slug });
  expect(shown.map(({ handle }) => handle)).toEqual(people.slice(0, 50).map((one) => one.handle));
  expect(await as(ada).groups.head({ group: slug })).toMatchObject({ asking: 51 });
});

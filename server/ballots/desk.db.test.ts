import pg from "pg";
import { afterEach, expect, it, vi } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { scheduleMeeting } from "@/server/meetings/commands";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { HOUR, openBallot, withBallot } from "@/server/testing/choosing";
import { ownDatabase } from "@/server/testing/database";
import { group, person } from "@/server/testing/world";
import { closeBallot } from "./closing";
import { desk } from "./desk";
import { overview, readings } from "./queries";
import { castVote } from "./voting";

ownDatabase();
afterEach(() => setClock(undefined));

async function joinAs(viewer: MemberScope["viewer"], slug: string): Promise<MemberScope> {
  const { id } = await db.group.findUniqueOrThrow({ where: { slug } });
  await db.membership.create({ data: { groupId: id, personId: viewer.id } });
  return (await groupScope(viewer, slug)) as MemberScope;
}

it("shows one's own groups and no other, those first that wait for a vote", async () => {
  const ada = await person();
  await withBallot(["Elsewhere"], { visibility: "private" });
  const { slug: quiet } = await group({ members: [[ada, "owner"]] });
  const voted = await withBallot(["A"]);
  const waiting = await withBallot(["B", "C"]);
  const mine = await joinAs(ada, voted.slug);
  await joinAs(ada, waiting.slug);
  await castVote(mine, { ballotId: voted.id, answer: { approvals: [] } });
  const rows = await desk(ada);
  expect(rows.map(({ slug }) => slug)).toEqual([waiting.slug, quiet, voted.slug]);
  expect(rows[0]?.open).toEqual({
    id: waiting.id,
    closesAt: waiting.closesAt,
    candidates: 2,
    voted: false,
  });
  expect(rows[1]).toMatchObject({ role: "owner", open: null, next: null });
  expect(rows[2]?.open).toMatchObject({ voted: true });
  // What is over does not wait for a vote any more, though it is not counted yet.
  setClock(new Date(waiting.closesAt.getTime() + 1));
  expect((await desk(ada))[0]?.slug).toBe(quiet);
});

it("is empty for who is in no group", async () => {
  expect(await desk(await person())).toEqual([]);
});

it("shows what comes next: the meeting that is ahead, then the choice after it", async () => {
  const { id, organizer, others, candidates, nominationIds } = await withBallot(["A", "B"]);
  const [ada] = others as [MemberScope];
  await castVote(ada, { ballotId: id, answer: { approvals: [candidates[0] as string] } });
  await closeBallot(id, organizer);
  const [first] = await readings(organizer);
  const startsAt = new Date(Date.now() + 24 * HOUR);
  await scheduleMeeting(organizer, { readingId: first?.id as string, startsAt, place: "Room 4" });
  const closesAt = new Date(Date.now() + HOUR);
  const left = nominationIds.slice(1);
  const second = await openBallot(organizer, { closesAt, nominationIds: left });
  const [candidate] = await db.candidate.findMany({ where: { ballotId: second.id } });
  await castVote(ada, { ballotId: second.id, answer: { approvals: [candidate?.id as string] } });
  await closeBallot(second.id, organizer);

  const next = async () => (await desk(ada.viewer))[0]?.next;
  expect(await next()).toMatchObject({
    id: first?.id,
    meeting: { startsAt, place: "Room 4" },
  });
  expect((await overview(ada)).next?.id).toBe(first?.id);
  setClock(new Date(startsAt.getTime() + 4 * HOUR));
  expect((await next())?.paper.title).toMatch(/^B/);
  expect((await overview(ada)).next?.paper.title).toMatch(/^B/);
  expect((await next())?.meeting).toBeNull();
});

async function queriesOf(read: () => Promise<unknown>): Promise<number> {
  const queries = vi.spyOn(pg.Client.prototype, "query");
  await read();
  const count = queries.mock.calls.length;
  queries.mockRestore();
  return count;
}

it("takes as many queries for many groups as for two", async () => {
  const ada = await person();
  const add = async (name: string) => {
    const { slug, id, organizer, candidates, nominationIds } = await withBallot([name, "Next"], {
      members: 0,
    });
    await castVote(organizer, { ballotId: id, answer: { approvals: candidates.slice(0, 1) } });
    await closeBallot(id, organizer);
    const closesAt = new Date(Date.now() + HOUR);
    await openBallot(organizer, { closesAt, nominationIds: nominationIds.slice(1) });
    await joinAs(ada, slug);
  };
  for (const name of ["A", "B"]) await add(name);
  const two = await queriesOf(() => desk(ada));
  for (const name of ["C", "D", "E", "F"]) await add(name);
  expect(await desk(ada)).toHaveLength(6);
  expect(await queriesOf(() => desk(ada))).toBe(two);
});

import { createHash } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithPool, HOUR, inHours, openBallot } from "@/server/testing/fixtures/ballots";
import { ballotOn, chooseOn, groupWithTaste } from "@/server/testing/fixtures/forecasts";
import { addCandidate } from "../life/changes/commands";
import { cancelBallot, closeBallot, decideTie } from "../life/closing";
import { openDraft, openPlanned } from "../life/opening";
import { loadBallotPage } from "../page/queries";
import { castVote } from "../votes/commands";
import { listForecasts, listOpenedForecasts } from "./queries";
import { chancesIn, PARTS } from "./rules";

ownDatabase();
afterEach(() => setClock(undefined));

/** The sealed chances of a ballot, by the position of the candidate. */
async function chancesOf(ballotId: string, candidates: { id: string }[]): Promise<number[]> {
  const { sealed } = await db.forecast.findUniqueOrThrow({ where: { ballotId } });
  const chances = chancesIn(sealed);
  return candidates.map(({ id }) => chances[id] ?? 0);
}

const forecastSeen = async (scope: MemberScope, id: string) =>
  (await loadBallotPage(scope, id)).forecast;

it("expects what is like the papers that were chosen, and not what is like those that lost", async () => {
  const { organizer, waiting } = await groupWithTaste();
  const { id, candidates } = await ballotOn(organizer, waiting);
  const [liked, disliked, unknown] = (await chancesOf(id, candidates)) as [number, number, number];
  expect(liked + disliked + unknown).toBe(PARTS);
  expect(liked).toBeGreaterThan(unknown + 500);
  expect(disliked).toBeLessThan(unknown - 500);
});

it("shows the seal while the ballot is open, and then what was sealed", async () => {
  const world = await groupWithTaste();
  const { organizer, others, waiting } = world;
  const { id, candidates } = await ballotOn(organizer, waiting);
  const sealed = await forecastSeen(others[0] as MemberScope, id);
  expect(sealed).toEqual({ seal: expect.stringMatching(/^[0-9a-f]{64}$/), opened: null });
  await chooseOn(world, id, [candidates[0]?.id as string]);
  const open = await forecastSeen(others[0] as MemberScope, id);
  expect(open?.seal).toBe(sealed?.seal);
  const text = open?.opened?.sealed as string;
  expect(createHash("sha256").update(text).digest("hex")).toBe(sealed?.seal);
  expect(JSON.parse(text)).toMatchObject({ ballot: id, nonce: expect.stringMatching(/^.{43}$/) });
  expect(open?.opened?.score).toMatchObject({
    favourite: candidates[0]?.id,
    favouriteChosen: true,
  });
  expect(open?.opened?.score?.brier).toBeLessThan(open?.opened?.score?.even as number);
});

it("needs three ballots that chose something", async () => {
  const { organizer, waiting } = await groupWithTaste(2);
  const { id } = await ballotOn(organizer, waiting);
  expect(await db.forecast.count({ where: { ballotId: id } })).toBe(0);
  expect(await forecastSeen(organizer, id)).toBeNull();
});

it("knows nothing of other groups", async () => {
  await groupWithTaste();
  const { organizer, nominationIds } = await groupWithPool(["A", "B"]);
  const { id } = await ballotOn(organizer, nominationIds);
  expect(await forecastSeen(organizer, id)).toBeNull();
});

it("reads places only, so that votes change nothing in it", async () => {
  const { organizer, waiting } = await groupWithTaste();
  const one = await ballotOn(organizer, waiting);
  const before = await chancesOf(one.id, one.candidates);
  await cancelBallot(organizer, { ballotId: one.id, note: "" });
  await db.vote.deleteMany();
  const other = await ballotOn(organizer, waiting);
  expect(await chancesOf(other.id, other.candidates)).toEqual(before);
});

it("is made once, at the opening, however many open the ballot", async () => {
  const { organizer, waiting } = await groupWithTaste();
  const { id } = await openBallot(organizer, {
    ...{ closesAt: inHours(5), opensAt: inHours(1), nominationIds: waiting },
  });
  expect(await db.forecast.count({ where: { ballotId: id } })).toBe(0);
  setClock(inHours(2));
  await Promise.allSettled([openPlanned(id), openPlanned(id), openDraft(organizer, id)]);
  expect(await db.forecast.count({ where: { ballotId: id } })).toBe(1);
  expect(await openPlanned(id)).toBe(false);
});

it("is never changed, not even by hand", async () => {
  const { organizer, waiting } = await groupWithTaste();
  const { id } = await ballotOn(organizer, waiting);
  const change = () =>
    db.$executeRaw`UPDATE "Forecast" SET sealed = '{}' WHERE "ballotId" = ${id}::uuid`;
  await expect(change()).rejects.toThrow(/never changed/);
});

it("stays sealed for good if the ballot is cancelled, because its papers come again", async () => {
  const { organizer, waiting } = await groupWithTaste();
  const { id } = await ballotOn(organizer, waiting);
  await cancelBallot(organizer, { ballotId: id, note: "" });
  expect((await forecastSeen(organizer, id))?.opened).toBeNull();
  expect((await listForecasts(organizer)).forecasts).toEqual([]);
});

it("stays sealed until an organizer has decided a tie", async () => {
  const world = await groupWithTaste();
  const { organizer, waiting } = world;
  const { id, candidates } = await ballotOn(organizer, waiting, { tieBreak: "organizer" });
  const [one, two] = candidates.map((candidate) => candidate.id) as [string, string];
  await chooseOn(world, id, [one, two]);
  expect((await forecastSeen(organizer, id))?.opened).toBeNull();
  await decideTie(organizer, { ballotId: id, candidateId: two, note: "Shorter." });
  const opened = (await forecastSeen(organizer, id))?.opened;
  expect(opened?.score).toMatchObject({ favourite: one, favouriteChosen: false });
  expect((await listForecasts(organizer)).summary).toMatchObject({ forecasts: 1, byLot: 1 / 3 });
});

it("is opened without a score if nothing was chosen", async () => {
  const { organizer, others, waiting } = await groupWithTaste();
  const { id, candidates } = await ballotOn(organizer, waiting, {
    quorum: 5,
    quorumMissed: "none",
  });
  const answer = { approvals: [candidates[0]?.id as string] };
  await castVote(others[0] as MemberScope, { ballotId: id, answer });
  await closeBallot(id, organizer);
  const opened = (await forecastSeen(organizer, id))?.opened;
  expect(opened).toMatchObject({ score: null, chances: expect.anything() });
  expect((await listForecasts(organizer)).summary).toBeNull();
});

it("gave a paper no chance that was added later", async () => {
  const world = await groupWithTaste();
  const { organizer, others, waiting } = world;
  const first = waiting.slice(0, 2);
  const { id } = await ballotOn(organizer, first, { candidateList: "open" });
  await addCandidate(others[0] as MemberScope, {
    ballotId: id,
    nominationId: waiting[2] as string,
  });
  const { candidates } = await loadBallotPage(organizer, id);
  const added = candidates[2]?.id as string;
  await chooseOn(world, id, [added]);
  const opened = (await forecastSeen(organizer, id))?.opened;
  expect(Object.keys(opened?.chances ?? {})).toHaveLength(2);
  expect(opened?.score).toMatchObject({ even: 1.5, byLot: 0, favouriteChosen: false });
  expect((await listForecasts(organizer)).forecasts[0]?.chosen).toMatchObject([{ chance: 0 }]);
});

it("expects shares of the seats on a ballot for several papers", async () => {
  const world = await groupWithTaste();
  const { organizer, waiting } = world;
  const { id, candidates } = await ballotOn(organizer, waiting, { seats: 2 });
  const both = candidates.slice(0, 2).map((candidate) => candidate.id);
  await chooseOn(world, id, both);
  const opened = (await forecastSeen(organizer, id))?.opened;
  expect(opened?.score?.even).toBeCloseTo(1 / 6, 10);
  expect((await listForecasts(organizer)).forecasts[0]?.chosen).toHaveLength(2);
});

it("lists the forecasts of the group with their scores to all who see the group", async () => {
  const world = await groupWithTaste(4);
  const { organizer, waiting, slug } = world;
  setClock(inHours(1));
  const { id, candidates } = await ballotOn(organizer, waiting, {
    closesAt: new Date(Date.now() + 2 * HOUR),
  });
  await chooseOn(world, id, [candidates[2]?.id as string]);
  const { forecasts, summary } = await as(null).ballots.forecasts({ group: slug });
  // The fourth ballot had one as well.
  expect(forecasts.map((one) => one.id)[0]).toBe(id);
  expect(forecasts).toHaveLength(2);
  expect(summary?.forecasts).toBe(2);
  expect(forecasts[0]?.chosen[0]?.title).toMatch(/^Unknown/);
});

it("goes with its group, and is in its file once it is open", async () => {
  const world = await groupWithTaste(3, { visibility: "private" });
  const { organizer, waiting, slug } = world;
  const { id, candidates } = await ballotOn(organizer, waiting);
  const { id: groupId } = organizer.group;
  expect(await listOpenedForecasts(groupId, null, 10)).toEqual([]);
  await chooseOn(world, id, [candidates[0]?.id as string]);
  expect(await listOpenedForecasts(groupId, null, 10)).toMatchObject([{ id }]);
  expect(await listOpenedForecasts(groupId, id, 10)).toEqual([]);
  await db.group.delete({ where: { slug } });
  expect(await db.forecast.count({ where: { ballotId: id } })).toBe(0);
});

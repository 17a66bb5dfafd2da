import { afterEach, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import {
  groupWithBallot,
  groupWithPool,
  HOUR,
  openBallot,
} from "@/server/testing/fixtures/ballots";
import { closeBallot } from "./life/closing";
import { withdraw } from "./nominations/commands";
import { loadBallotPage } from "./page/queries";
import { listBallots, loadOverview } from "./queries";
import { listReadings } from "./readings/queries";
import { castVote } from "./votes/commands";

ownDatabase();
afterEach(() => setClock(undefined));

it("takes votes before the closing time, and counts each member's last one", async () => {
  const { id, closesAt, organizer, others, candidates } = await groupWithBallot(["A", "B"]);
  const [a, b] = candidates as [string, string];
  const [ada, bela] = others as [MemberScope, MemberScope];
  await castVote(ada, { ballotId: id, answer: { approvals: [a] } });
  await castVote(bela, { ballotId: id, answer: { approvals: [a] } });
  setClock(new Date(closesAt.getTime() - 1));
  await castVote(ada, { ballotId: id, answer: { approvals: [b, b] } });
  await castVote(bela, { ballotId: id, answer: { approvals: [b] } });
  setClock(closesAt);
  await expect(castVote(ada, { ballotId: id, answer: { approvals: [a] } })).rejects.toMatchObject({
    code: "CLOSED",
  });
  await closeBallot(id, null);
  const page = await loadBallotPage(organizer, id);
  expect(page.result).toMatchObject({ winner: b, voters: 2 });
  expect(page.result?.explanation).toContain("approved by 2 of the 2 members");
});

it("accepts a candidate's id in capitals too, so that every vote can be counted", async () => {
  const { id, organizer, others, candidates } = await groupWithBallot(["A", "B"]);
  const shouted = candidates.map((candidate) => candidate.toUpperCase());
  const approvals = [...shouted, candidates[0] as string];
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals } });
  expect((await loadBallotPage(others[0] as MemberScope, id)).myVote?.answer).toEqual({
    approvals: candidates,
  });
  expect(await closeBallot(id, organizer)).toBe(true);
  expect((await loadBallotPage(organizer, id)).result).toMatchObject({ tied: candidates });
});

it("returns the time when a vote was stored, and keeps the time when it was first cast", async () => {
  const { id, others, candidates } = await groupWithBallot(["A"]);
  const [ada] = others as [MemberScope];
  const first = new Date(Date.now() + 1000);
  setClock(first);
  expect(await castVote(ada, { ballotId: id, answer: { approvals: candidates } })).toMatchObject({
    changedAt: first,
  });
  const second = new Date(first.getTime() + 1000);
  setClock(second);
  await castVote(ada, { ballotId: id, answer: { approvals: [] } });
  expect((await loadBallotPage(ada, id)).myVote).toMatchObject({
    answer: { approvals: [] },
    changedAt: second,
  });
});

it("breaks a tie by the earlier nomination, whatever order the organizer asked for", async () => {
  const { id, organizer, others, candidates } = await groupWithBallot(["First", "Second"]);
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals: candidates } });
  await closeBallot(id, organizer);
  const page = await loadBallotPage(organizer, id);
  expect(page.candidates[0]?.paper.title).toMatch(/^First/);
  expect(page.result).toMatchObject({ winner: candidates[0], tied: candidates });
});

it("chooses nothing without approvals; the nominations stay for a later ballot", async () => {
  const { id, organizer, others, nominationIds } = await groupWithBallot(["A", "B"]);
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals: [] } });
  await closeBallot(id, organizer);
  expect((await listReadings(organizer, 1)).readings).toEqual([]);
  const closesAt = new Date(Date.now() + HOUR);
  const again = await openBallot(organizer, { closesAt, nominationIds });
  expect((await loadBallotPage(organizer, again.id)).candidates).toHaveLength(2);
});

it("takes the winner out of the pool; losers can be candidates again", async () => {
  const { id, organizer, others, candidates, nominationIds } = await groupWithBallot(["A", "B"]);
  await castVote(others[0] as MemberScope, {
    ballotId: id,
    answer: { approvals: [candidates[0] as string] },
  });
  await closeBallot(id, organizer);
  const closesAt = new Date(Date.now() + HOUR);
  await expect(openBallot(organizer, { closesAt, nominationIds })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  const lost = nominationIds.slice(1);
  const second = await openBallot(organizer, { closesAt, nominationIds: lost });
  const [again] = (await loadBallotPage(organizer, second.id)).candidates;
  await castVote(others[0] as MemberScope, {
    ballotId: second.id,
    answer: { approvals: [again?.id as string] },
  });
  await closeBallot(second.id, organizer);
  const chosen = (await listReadings(organizer, 1)).readings;
  expect(chosen.map(({ paper }) => paper.title[0])).toEqual(["B", "A"]);
});

it("is on one open ballot at a time, and not withdrawn meanwhile", async () => {
  const { id, organizer, nominationIds } = await groupWithBallot(["A"]);
  const input = { closesAt: new Date(Date.now() + HOUR), nominationIds };
  await expect(openBallot(organizer, input)).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(withdraw(organizer, nominationIds[0] as string)).rejects.toMatchObject({
    code: "CLOSED",
  });
  await closeBallot(id, organizer);
  await openBallot(organizer, input);
});

it("opens one ballot when two organizers press at once", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A", "B"]);
  const input = { closesAt: new Date(Date.now() + HOUR), nominationIds };
  const answers = await Promise.allSettled(
    Array.from({ length: 8 }, () => openBallot(organizer, input)),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const answer of answers) {
    if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "CONFLICT" });
  }
});

it("names the field when a closing time is past or too far ahead", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A"]);
  for (const closesAt of [new Date(Date.now() - 1), new Date(Date.now() + 61 * 24 * HOUR)]) {
    await expect(openBallot(organizer, { closesAt, nominationIds })).rejects.toMatchObject({
      code: "INVALID",
      field: "closesAt",
    });
  }
});

it("opens no ballot with a nomination that was withdrawn or belongs to another group", async () => {
  const { organizer, nominationIds } = await groupWithPool(["A", "B"]);
  const other = await groupWithPool(["C"]);
  const closesAt = new Date(Date.now() + HOUR);
  const foreign = [...nominationIds, ...other.nominationIds];
  await expect(openBallot(organizer, { closesAt, nominationIds: foreign })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await withdraw(organizer, nominationIds[1] as string);
  await expect(openBallot(organizer, { closesAt, nominationIds })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  expect((await listBallots(organizer, 1)).ballots).toEqual([]);
});

it("shows nobody the interim result, or the votes of others, before it is closed", async () => {
  const { slug, id, organizer, others, candidates } = await groupWithBallot(["A", "B"]);
  const [ada, bela] = others as [MemberScope, MemberScope];
  await castVote(ada, { ballotId: id, answer: { approvals: [candidates[0] as string] } });
  await castVote(bela, { ballotId: id, answer: { approvals: candidates } });
  const before = JSON.stringify(await loadBallotPage(organizer, id));
  await castVote(bela, { ballotId: id, answer: { approvals: [candidates[1] as string] } });
  for (const viewer of [null, organizer.viewer, others[2]?.viewer ?? null]) {
    const page = await as(viewer).ballots.page({ group: slug, ballotId: id });
    expect(page).toMatchObject({ result: null, standing: null, myVote: null, votes: 2 });
    const seen = JSON.stringify([page, await as(viewer).ballots.overview({ group: slug })]);
    expect(seen).not.toMatch(/"(approvals|receipt|scores|ranking)":/);
  }
  // Other people's pages are the same, whatever bela's vote is.
  expect(JSON.stringify(await loadBallotPage(organizer, id))).toBe(before);
});

it("does not tell in the result how anybody voted", async () => {
  const { slug, id, organizer, others, candidates } = await groupWithBallot(["A", "B"]);
  const [ada] = others as [MemberScope];
  await castVote(ada, { ballotId: id, answer: { approvals: [candidates[0] as string] } });
  await closeBallot(id, organizer);
  const page = await as(null).ballots.page({ group: slug, ballotId: id });
  expect(page.closedBy).toEqual({
    handle: organizer.viewer.handle,
    name: organizer.viewer.name,
  });
  expect(JSON.stringify(page)).not.toContain(ada.viewer.handle);
});

it("takes no vote in a stranger's group or for a paper that is not on the ballot", async () => {
  const { id } = await groupWithBallot(["A"]);
  const other = await groupWithBallot(["B"]);
  const vote = { ballotId: id, answer: { approvals: [] } };
  await expect(castVote(other.organizer, vote)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const wrong = { ballotId: other.id, answer: { approvals: [crypto.randomUUID()] } };
  await expect(castVote(other.organizer, wrong)).rejects.toMatchObject({ code: "INVALID" });
});

it("lets only members vote and only organizers close, and tells the viewer in advance", async () => {
  const { slug, id, organizer, others } = await groupWithBallot(["A"]);
  const stranger = (await groupWithPool([])).organizer.viewer;
  const may = async (viewer: Parameters<typeof as>[0]) =>
    (await as(viewer).ballots.page({ group: slug, ballotId: id })).may;
  expect(await may(null)).toMatchObject({ vote: false, close: false });
  expect(await may(stranger)).toMatchObject({ vote: false, close: false });
  expect(await may((others[0] as MemberScope).viewer)).toMatchObject({ vote: true, close: false });
  expect(await may(organizer.viewer)).toMatchObject({ vote: true, close: true });
});

it("lists the open ballot first, then the latest closed ones with their winners", async () => {
  const { id, organizer, others, candidates, nominationIds } = await groupWithBallot(["A", "B"]);
  await castVote(others[0] as MemberScope, {
    ballotId: id,
    answer: { approvals: [candidates[1] as string] },
  });
  await closeBallot(id, organizer);
  const left = nominationIds.slice(0, 1);
  const closesAt = new Date(Date.now() + HOUR);
  const second = await openBallot(organizer, { closesAt, nominationIds: left });
  const { ballots: list } = await listBallots(others[0] as MemberScope, 1);
  expect(list.map((ballot) => ballot.id)).toEqual([second.id, id]);
  expect(list[0]).toMatchObject({ closedAt: null, chosen: [], voted: false, candidates: 1 });
  expect(list[1]).toMatchObject({ voted: true, votes: 1, candidates: 2 });
  expect(list[1]?.chosen[0]?.title).toMatch(/^B/);
  expect((await loadOverview(others[0] as MemberScope)).open).toMatchObject([{ voted: false }]);
});

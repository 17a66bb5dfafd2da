import { afterEach, expect, it } from "vitest";
import { leaveGroup } from "@/server/accounts/leaving/commands";
import type { MemberScope } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithPool, HOUR, openBallot } from "@/server/testing/fixtures/ballots";
import { downloadRecord } from "@/server/testing/fixtures/downloads";
import { person } from "@/server/testing/world";
import { closeBallot } from "../../life/closing";
import { loadBallotPage } from "../../page/queries";
import type { BallotChoices } from "../../schema";
import { castVote } from "../../votes/commands";
import { loadFairness } from "./queries";

ownDatabase();
afterEach(() => setClock(undefined));

const WEEKS = 6;

/**
 * A group of two camps through some weekly ballots with two papers each: the first four tick one, the
 * other two the other.
 */
async function history(
  choices: Partial<BallotChoices>,
  visibility: "public" | "private" = "public",
) {
  const titles = Array.from({ length: WEEKS + 1 }, (_, at) => `Paper ${at}`);
  const world = await groupWithPool(titles, { members: 5, visibility });
  const members = [world.organizer, ...world.others] as MemberScope[];
  const pool = [...world.nominationIds];
  const ids: string[] = [];
  const start = Date.now();
  for (let week = 0; week < WEEKS; week++) {
    const at = start + week * 24 * HOUR;
    setClock(new Date(at));
    const closesAt = new Date(at + HOUR);
    const nominationIds = pool.slice(0, 2);
    const { id } = await openBallot(world.organizer, { closesAt, nominationIds, ...choices });
    const page = await loadBallotPage(world.organizer, id);
    const [first, second] = page.candidates.map((candidate) => candidate.id) as [string, string];
    for (const [place, member] of members.entries())
      await castVote(member, {
        ballotId: id,
        answer: { approvals: [place < 4 ? first : second] },
      });
    setClock(closesAt);
    await closeBallot(id, null);
    const { candidates } = await loadBallotPage(world.organizer, id);
    pool.splice(
      candidates.findIndex(({ chosen }) => chosen),
      1,
    );
    ids.push(id);
  }
  return { ...world, members, ids };
}

it("shows members how often their choices won, compared with plain approval, without any name", async () => {
  const { members } = await history({ rule: "perpetual-consensus" });
  const found = await loadFairness(members[0] as MemberScope);
  expect(found).toMatchObject({ ballots: WEEKS, named: false, hidden: 0 });
  expect(found.members.map(({ mine, voted, won, plain }) => [mine, voted, won, plain])).toEqual([
    [true, 6, 4, 6],
    [false, 6, 4, 6],
    [false, 6, 4, 6],
    [false, 6, 4, 6],
    [false, 6, 2, 0],
    [false, 6, 2, 0],
  ]);
  expect(found.weights?.lines.map(({ values }) => values.at(-1))).toEqual([1, 1, 1, 1, 1, 1]);
  const seen = JSON.stringify(found);
  for (const { viewer } of members) {
    expect(seen).not.toContain(viewer.handle);
    expect(seen).not.toContain(viewer.name);
    expect(seen).not.toContain(viewer.id);
  }
});

it("shows all viewers the same rows, apart from the mark on their own, so that the order reveals no name", async () => {
  const { members } = await history({ rule: "perpetual-quota" });
  const seen = [];
  for (const member of members) {
    const { members: rows, weights } = await loadFairness(member);
    expect(rows.filter(({ mine }) => mine)).toHaveLength(1);
    const withoutMine = (list: { mine: boolean }[] = []) =>
      list.map((row) => ({ ...row, mine: false }));
    seen.push(JSON.stringify([withoutMine(rows), withoutMine(weights?.lines)]));
  }
  expect(new Set(seen).size).toBe(1);
});

it("shows names if every ballot was by name, and stops once one was secret", async () => {
  const { members, organizer, nominationIds } = await history({ secret: false });
  const named = await loadFairness(members[1] as MemberScope);
  expect(named.named).toBe(true);
  expect(named.members.map(({ person }) => person?.handle).toSorted()).toEqual(
    members.map(({ viewer }) => viewer.handle).toSorted(),
  );
  expect(named.weights).toBeNull();
  setClock(new Date(Date.now() + 30 * 24 * HOUR));
  const closesAt = new Date(Date.now() + 31 * 24 * HOUR);
  const last = nominationIds.slice(-1);
  const { id } = await openBallot(organizer, { closesAt, nominationIds: last });
  const [candidate] = (await loadBallotPage(organizer, id)).candidates;
  await castVote(organizer, { ballotId: id, answer: { approvals: [candidate?.id as string] } });
  await closeBallot(id, organizer);
  const mixed = await loadFairness(members[1] as MemberScope);
  expect(mixed).toMatchObject({ ballots: WEEKS + 1, named: false });
  expect(mixed.members.every(({ person }) => person === null)).toBe(true);
});

it("looks back from one ballot, at ballots of the same group only", async () => {
  const { members, ids } = await history({ rule: "perpetual-pav" });
  const then = await loadFairness(members[0] as MemberScope, ids[2]);
  expect(then.ballots).toBe(3);
  expect(then.weights?.ballots.map(({ id }) => id)).toEqual(ids.slice(0, 3));
  // Nobody else is shown, because everybody has cast fewer than five votes.
  expect(then.members.map(({ mine }) => mine)).toEqual([true]);
  expect(then.hidden).toBe(5);
  const other = await groupWithPool([]);
  await expect(loadFairness(other.organizer, ids[0])).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("leaves out former members, but counts their votes", async () => {
  const { members } = await history({ rule: "perpetual-consensus" });
  await leaveGroup(members[5] as MemberScope);
  const found = await loadFairness(members[0] as MemberScope);
  expect(found.members).toHaveLength(5);
  expect(found.members.filter(({ plain }) => plain === 0)).toHaveLength(1);
  expect(found.weights?.lines).toHaveLength(5);
});

it("links no name to a vote of a secret ballot on the page, in the record or in later shares", async () => {
  const { slug, members, ids } = await history({ rule: "perpetual-consensus" });
  const ballotId = ids.at(-1) as string;
  const stranger = await person();
  const callers: (Viewer | null)[] = [null, stranger, ...members.map(({ viewer }) => viewer)];
  for (const viewer of callers) {
    const caller = as(viewer);
    const page = await caller.ballots.page({ group: slug, ballotId });
    expect(page.votesByName).toBeNull();
    const { myVote, myWeight: _, events: __, closedBy: ___, candidates, ...others } = page;
    expect(JSON.stringify(others)).not.toMatch(/"(handle|name|person|personId)":/);
    expect(JSON.stringify(candidates)).not.toContain("receipt");
    // Each viewer's own receipt is marked, and no other.
    expect(myVote === null).toBe(viewer === null || viewer === stranger);
    if (myVote) expect(myVote.recorded).toEqual(myVote.answer);
    const published = await downloadRecord(
      { ...(members[0] as MemberScope), viewer } as never,
      ballotId,
    );
    expect(published.names).toBeUndefined();
    const text = JSON.stringify(published);
    for (const member of members) {
      expect(text).not.toContain(member.viewer.handle);
      expect(text).not.toContain(member.viewer.name);
      expect(text).not.toContain(member.viewer.id);
    }
    const receipts = published.election.votes.map(({ receipt }) => receipt);
    expect(receipts).toHaveLength(members.length);
    expect(receipts).toEqual(receipts.toSorted());
  }
});

it("explains the winner on the page as in the record", async () => {
  const { organizer, ids } = await history({ rule: "approval", secret: false });
  const [first] = ids as [string];
  const { result, votesByName } = await loadBallotPage(organizer, first);
  const { explanation, names } = await downloadRecord(organizer, first);
  expect(explanation).toEqual({ why: result?.explanation, change: result?.change });
  expect(result?.change).toMatch(/^With three more ticks, “Paper 1/);
  expect(votesByName).toHaveLength(6);
  expect(Object.keys(names ?? {})).toHaveLength(6);
});

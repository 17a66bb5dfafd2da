import { afterEach, expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import {
  groupWithBallot,
  groupWithPool,
  HOUR,
  openBallot,
} from "@/server/testing/fixtures/ballots";
import { addMembers } from "@/server/testing/fixtures/groups";
import { size } from "@/server/testing/tier";
import { closeBallot } from "../life/closing";
import { loadBallotPage } from "../page/queries";
import { loadFairness } from "../result/fairness/queries";
import { castVote } from "./commands";

ownDatabase();
afterEach(() => setClock(undefined));

/** The most bytes of a page with votes by name. A single vote on 50 papers has two thousand. */
const PAGE_BYTES = 60_000;

/** Lets this many new members tick all candidates of a ballot, in few statements. */
async function addApprovals(groupId: string, ballotId: string, count: number): Promise<void> {
  const ids = await addMembers(groupId, count);
  await db.$executeRaw`
    INSERT INTO "Vote" ("ballotId", "personId", answer)
    SELECT ${ballotId}::uuid, id, jsonb_build_object('approvals', (
      SELECT jsonb_agg(c.id) FROM "Candidate" c WHERE c."ballotId" = ${ballotId}::uuid))
    FROM unnest(${ids}::uuid[]) voter (id)`;
}

const TITLES = ["One", "Two", "Three", "Four"];
const bytesOf = (answer: unknown) => Buffer.byteLength(JSON.stringify(answer));
const VOTES = size(300, 5000);

it.each(["approval", "perpetual-consensus"] as const)(
  "shows a hundred names of a ballot by name, and grows no further with more votes: %s",
  async (rule) => {
    const ballot = { rule, secret: false, sight: "always" as const };
    const { id, organizer, others } = await groupWithBallot(TITLES, { ballot });
    await addApprovals(organizer.group.id, id, 100);
    const few = bytesOf(await loadBallotPage(organizer, id));
    await addApprovals(organizer.group.id, id, VOTES);
    const [voter] = others as [MemberScope];
    await castVote(voter, { ballotId: id, answer: { approvals: [] } });
    const page = await loadBallotPage(organizer, id);
    expect(page.votes).toBe(100 + VOTES + 1);
    expect(page.votesByName).toHaveLength(100);
    expect(bytesOf(page)).toBeLessThan(few + 100);
    await closeBallot(id, organizer);
    const closed = await loadBallotPage(voter, id);
    expect(bytesOf(closed)).toBeLessThan(PAGE_BYTES);
    expect(closed.myVote?.recorded).toEqual({ approvals: [] });
    // The weights count every vote that names a paper.
    const weighed = closed.result?.weighed.reduce((sum, [, votes]) => sum + votes, 0);
    expect(weighed).toBe(rule === "approval" ? 0 : 100 + VOTES);
  },
);

/** How often all votes of a ballot, or its counted votes, are read. */
const readings = async (work: () => Promise<unknown>) =>
  (await statementsOf(work)).filter(({ text }) => /"(?:Vote|t\d)"\."answer"|"election"/.test(text))
    .length;

it("counts an open ballot once for all viewers, and again when somebody votes or changes a vote", async () => {
  const { id, organizer, others, candidates } = await groupWithBallot(TITLES, {
    ballot: { sight: "always" },
  });
  const look = () => Promise.all([organizer, ...others].map((scope) => loadBallotPage(scope, id)));
  const standing = async () => (await loadBallotPage(organizer, id)).standing;
  const vote = (approvals: string[]) =>
    castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals } });
  await look();
  expect(await readings(look)).toBe(0);
  const [first = "", second = ""] = candidates;
  setClock(now());
  await vote([first]);
  expect((await standing())?.scores).toMatchObject({ [first]: 1, [second]: 0 });
  // This vote has the same millisecond as the one before.
  await vote([second]);
  expect((await standing())?.scores).toMatchObject({ [first]: 0, [second]: 1 });
  expect(await readings(look)).toBe(0);
});

it("counts a ballot of many votes at most every ten seconds", async () => {
  const { id, organizer, others } = await groupWithBallot(TITLES, { ballot: { sight: "always" } });
  await addApprovals(organizer.group.id, id, 500);
  const at = now().getTime();
  setClock(new Date(at));
  const voters = async () => (await loadBallotPage(organizer, id)).standing?.voters;
  expect(await voters()).toBe(500);
  const { candidates } = await loadBallotPage(organizer, id);
  const answer = { approvals: [candidates[0]?.id as string] };
  await castVote(others[0] as MemberScope, { ballotId: id, answer });
  setClock(new Date(at + 9999));
  expect(await voters()).toBe(500);
  setClock(new Date(at + 10_000));
  expect(await voters()).toBe(501);
});

it("reads the counted votes of a closed ballot once for all viewers", async () => {
  const { id, organizer } = await groupWithBallot(TITLES);
  await addApprovals(organizer.group.id, id, 10);
  await closeBallot(id, organizer);
  const look = () => loadBallotPage(organizer, id);
  expect((await look()).result?.explanation).toMatch(/10/);
  expect(await readings(look)).toBe(0);
});

it("looks back only as far as the limit of votes allows, and lists two hundred members", async () => {
  const { slug, organizer, nominationIds } = await groupWithPool(TITLES);
  const groupId = organizer.group.id;
  const closesAt = new Date(Date.now() + HOUR);
  for (const count of [3500, 3500, 10]) {
    const live = await db.nomination.findMany({ where: { groupId, chosenAt: null } });
    const { id } = await openBallot(organizer, {
      closesAt,
      secret: false,
      nominationIds: nominationIds.filter((one) => live.some((left) => left.id === one)),
    });
    await addApprovals(groupId, id, count);
    await closeBallot(id, organizer);
  }
  const found = await loadFairness((await groupScope(organizer.viewer, slug)) as MemberScope);
  expect(found.ballots).toBe(2);
  expect(found.members).toHaveLength(200);
  expect(found.unlisted).toBe(3310);
  expect(bytesOf(found)).toBeLessThan(PAGE_BYTES);
});

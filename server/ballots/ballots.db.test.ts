import { afterEach, expect, it } from "vitest";
import type { MemberScope, Role } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { importPapers } from "@/server/papers/commands";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { ownDatabase } from "@/server/testing/database";
import { group, person } from "@/server/testing/world";
import { castVote, closeBallot, nominate, openBallot, withdraw } from "./commands";
import { ballotPage } from "./queries";

ownDatabase();
afterEach(() => setClock(undefined));

const HOUR = 3_600_000;

async function open(titles: string[]) {
  const owner = await person();
  const members: [Viewer, Role][] = [[owner, "owner"]];
  for (let count = 0; count < 4; count++) members.push([await person(), "member"]);
  const { slug } = await group({ members });
  const scopes = await Promise.all(members.map(([viewer]) => groupScope(viewer, slug)));
  const [organizer, ...others] = scopes as [MemberScope, ...MemberScope[]];
  await importPapers(
    titles.map((title) => ({ title: `${title} ${slug}`, abstract: "x", authors: [] })),
  );
  const nominationIds: string[] = [];
  for (const title of titles) {
    const paper = await db.paper.findFirstOrThrow({ where: { title: `${title} ${slug}` } });
    nominationIds.push((await nominate(organizer, { paperId: paper.id, pitch: "" })).id);
  }
  const closesAt = new Date(Date.now() + HOUR);
  // Asked for in the reverse order: the time of nomination decides where they stand.
  const { id } = await openBallot(organizer, {
    closesAt,
    nominationIds: nominationIds.toReversed(),
  });
  const { candidates } = await ballotPage(organizer, id);
  return {
    id,
    closesAt,
    organizer,
    others,
    nominationIds,
    candidates: candidates.map((c) => c.id),
  };
}

it("closes once, with one result and one announcement, however many try", async () => {
  const { id, others, candidates } = await open(["A", "B"]);
  await castVote(others[0] as MemberScope, { ballotId: id, approvals: [candidates[1] as string] });
  setClock(new Date(Date.now() + 2 * HOUR));
  const answers = await Promise.all(Array.from({ length: 40 }, () => closeBallot(id, null)));
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await db.reading.count({ where: { ballotId: id } })).toBe(1);
  const { result } = await db.ballot.findUniqueOrThrow({ where: { id } });
  expect(result).toMatchObject({ winner: candidates[1], voters: 1 });
});

it("does not close by the clock before its time", async () => {
  const { id } = await open(["A"]);
  expect(await closeBallot(id, null)).toBe(false);
});

it("takes votes until the closing time, not at it, and counts the last word of each", async () => {
  const { id, closesAt, organizer, others, candidates } = await open(["A", "B"]);
  const [a, b] = candidates as [string, string];
  const [ada, bob] = others as [MemberScope, MemberScope];
  await castVote(ada, { ballotId: id, approvals: [a] });
  await castVote(bob, { ballotId: id, approvals: [a] });
  setClock(new Date(closesAt.getTime() - 1));
  await castVote(ada, { ballotId: id, approvals: [b, b] });
  await castVote(bob, { ballotId: id, approvals: [b] });
  setClock(closesAt);
  await expect(castVote(ada, { ballotId: id, approvals: [a] })).rejects.toMatchObject({
    code: "CLOSED",
  });
  await closeBallot(id, null);
  const page = await ballotPage(organizer, id);
  expect(page.result).toMatchObject({ winner: b, voters: 2 });
  expect(page.result?.explanation).toContain("approved by 2 of 2 members");
});

it("breaks a tie by the earlier nomination, whatever order the organizer asked for", async () => {
  const { id, organizer, others, candidates } = await open(["First", "Second"]);
  await castVote(others[0] as MemberScope, { ballotId: id, approvals: candidates });
  await closeBallot(id, organizer);
  const page = await ballotPage(organizer, id);
  expect(page.candidates[0]?.paper.title).toMatch(/^First/);
  expect(page.result).toMatchObject({ winner: candidates[0], tied: candidates });
});

it("chooses nothing without approvals; the nominations stay", async () => {
  const { id, organizer, nominationIds } = await open(["A"]);
  await closeBallot(id, organizer);
  expect(await db.reading.count({ where: { ballotId: id } })).toBe(0);
  expect(await db.nomination.count({ where: { id: { in: nominationIds }, chosenAt: null } })).toBe(
    1,
  );
});

it("has one open ballot a group, and holds its candidates", async () => {
  const { organizer, nominationIds } = await open(["A"]);
  const input = { closesAt: new Date(Date.now() + HOUR), nominationIds };
  await expect(openBallot(organizer, input)).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(withdraw(organizer, nominationIds[0] as string)).rejects.toMatchObject({
    code: "CLOSED",
  });
});

it("does not tell how it stands, or how others voted, before it is closed", async () => {
  const { id, organizer, others, candidates } = await open(["A", "B"]);
  await castVote(others[0] as MemberScope, { ballotId: id, approvals: [candidates[0] as string] });
  const page = await ballotPage(organizer, id);
  expect(page).toMatchObject({ result: null, myApprovals: null, votes: 1 });
  expect(JSON.stringify(page)).not.toContain('approvals":["');
});

it("takes no vote from a stranger's group or for a paper that does not stand", async () => {
  const { id } = await open(["A"]);
  const other = await open(["B"]);
  const vote = { ballotId: id, approvals: [] };
  await expect(castVote(other.organizer, vote)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const wrong = { ballotId: other.id, approvals: [crypto.randomUUID()] };
  await expect(castVote(other.organizer, wrong)).rejects.toMatchObject({ code: "INVALID" });
});

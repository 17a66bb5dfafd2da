import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { deleteAccount } from "@/server/accounts/commands";
import { leaveGroup, removeMember } from "@/server/accounts/leaving/commands";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { runJob, workOff } from "@/server/testing/database/jobs";
import { groupWithBallot, HOUR } from "@/server/testing/fixtures/ballots";
import { size } from "@/server/testing/tier";
import { handlers, recurring } from "../jobs";
import { loadBallotPage } from "../page/queries";
import { CLOSE_BALLOT, SWEEP } from "../schema";
import type { StoredResult } from "../tally/stored";
import { tallyStored } from "../tally/stored";
import { castVote } from "../votes/commands";
import { closeBallot } from "./closing";

ownDatabase();
afterEach(() => setClock(undefined));

/** The stored result, after counting the stored votes again and finding the same. */
async function counted(ballotId: string): Promise<StoredResult> {
  const { rule, result, votes, candidates } = await db.ballot.findUniqueOrThrow({
    where: { id: ballotId },
    select: {
      rule: true,
      result: true,
      votes: { select: { receipt: true, answer: true } },
      candidates: { select: { id: true }, orderBy: { position: "asc" } },
    },
  });
  const again = tallyStored({
    rule,
    candidates: candidates.map(({ id }) => id),
    votes: votes.map(({ receipt, answer }) => ({ receipt, ...(answer as object) })),
  });
  expect(result).toEqual(again);
  return again;
}

it("closes once, with one result and one announcement, however many callers try", async () => {
  const { id, others, candidates } = await groupWithBallot(["A", "B"]);
  await castVote(others[0] as MemberScope, {
    ballotId: id,
    answer: { approvals: [candidates[1] as string] },
  });
  setClock(new Date(Date.now() + 2 * HOUR));
  const answers = await Promise.all(
    Array.from({ length: size(12, 40) }, () => closeBallot(id, null)),
  );
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await db.reading.count({ where: { ballotId: id } })).toBe(1);
  const { result } = await db.ballot.findUniqueOrThrow({ where: { id } });
  expect(result).toMatchObject({ winner: candidates[1], voters: 1 });
});

it("closes once when workers, the sweep and the organizer come at the same time", async () => {
  const { id, closesAt, organizer, others, candidates } = await groupWithBallot(["A"]);
  await castVote(others[0] as MemberScope, { ballotId: id, answer: { approvals: candidates } });
  setClock(closesAt);
  const [byOrganizer] = await Promise.all([
    closeBallot(id, organizer),
    ...Array.from({ length: 4 }, () => runJob(handlers, CLOSE_BALLOT, { ballotId: id })),
    ...Array.from({ length: 4 }, () => runJob(handlers, SWEEP, {})),
  ]);
  expect(typeof byOrganizer).toBe("boolean");
  expect(await db.reading.count({ where: { ballotId: id } })).toBe(1);
  // The closing time had passed, so nobody closed it early, not even an organizer whose call came first.
  expect(await loadBallotPage(organizer, id)).toMatchObject({ closedAt: closesAt, closedBy: null });
});

it("closes by its own job, from the queue", async () => {
  const { id, closesAt, organizer } = await groupWithBallot(["A"]);
  const early = await db.$executeRaw`
    UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key = ${`close:${id}`}`;
  expect(early).toBe(1);
  setClock(closesAt);
  await workOff(handlers);
  expect((await loadBallotPage(organizer, id)).closedAt).toEqual(closesAt);
});

it("catches up after days without a worker, even if one ballot cannot be counted", async () => {
  const worlds = [
    await groupWithBallot(["A"]),
    await groupWithBallot(["B"]),
    await groupWithBallot(["C"]),
  ];
  const [broken, ...sound] = worlds.map(({ id }) => id) as [string, string, string];
  const ada = worlds[0]?.others[0] as MemberScope;
  await castVote(ada, { ballotId: broken, answer: { approvals: [] } });
  await db.vote.updateMany({ where: { ballotId: broken }, data: { answer: { approvals: ["?"] } } });
  setClock(new Date(Date.now() + 72 * HOUR));
  expect(recurring.map(({ job }) => job.name)).toContain(SWEEP.name);
  await runJob(handlers, SWEEP, {});
  const closed = await db.ballot.findMany({
    where: { id: { in: [broken, ...sound] }, closedAt: { not: null } },
    select: { id: true },
  });
  expect(closed.map(({ id }) => id).sort()).toEqual(sound.toSorted());
});

it("is not closed by the clock before its time", async () => {
  const { id, closesAt } = await groupWithBallot(["A"]);
  expect(await closeBallot(id, null)).toBe(false);
  setClock(new Date(closesAt.getTime() - 1));
  await runJob(handlers, SWEEP, {});
  expect(await closeBallot(id, null)).toBe(false);
});

it("can be closed early only by an organizer of its own group, and names that person", async () => {
  const { id, organizer } = await groupWithBallot(["A"]);
  const other = await groupWithBallot(["B"]);
  await expect(closeBallot(id, other.organizer)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await closeBallot(id, organizer)).toBe(true);
  expect(await closeBallot(id, organizer)).toBe(false);
  const { handle, name } = organizer.viewer;
  expect((await loadBallotPage(organizer, id)).closedBy).toEqual({ handle, name });
});

it("forgets a ballot whose group is gone", async () => {
  const { id, organizer } = await groupWithBallot(["A"], { members: 0 });
  await deleteAccount(organizer.viewer, organizer.viewer.handle);
  expect(await db.ballot.count({ where: { id } })).toBe(0);
  setClock(new Date(Date.now() + 2 * HOUR));
  await runJob(handlers, CLOSE_BALLOT, { ballotId: id });
  expect(await closeBallot(id, null)).toBe(false);
});

it("counts every vote that was taken, and no vote that was refused, while it is being closed", async () => {
  const wishes = fc.array(fc.record({ who: fc.nat({ max: 5 }), papers: fc.subarray([0, 1, 2]) }), {
    minLength: 6,
    maxLength: 24,
  });
  await fc.assert(
    fc.asyncProperty(wishes, fc.nat({ max: 24 }), async (cast, closeAfter) => {
      const { id, organizer, others, candidates } = await groupWithBallot(["A", "B", "C"], {
        members: 6,
      });
      const taken: { who: number; approvals: string[]; changedAt: Date }[] = [];
      const refused: unknown[] = [];
      const calls: Promise<unknown>[] = cast.map(({ who, papers }) => {
        const approvals = papers.map((place) => candidates[place] as string);
        return castVote(others[who] as MemberScope, { ballotId: id, answer: { approvals } }).then(
          ({ changedAt }) => taken.push({ who, approvals, changedAt }),
          (error) => refused.push(error.code),
        );
      });
      calls.splice(closeAfter, 0, closeBallot(id, organizer), closeBallot(id, organizer));
      await Promise.all(calls);
      expect(taken.length + refused.length).toBe(cast.length);
      expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? ["CLOSED"] : []));
      const result = await counted(id);
      const voters = new Set(taken.map(({ who }) => who));
      expect(result.voters + result.abstentions).toBe(voters.size);
      // Each person's last vote counts. The database knows which one that was.
      const votes = await db.vote.findMany({ where: { ballotId: id } });
      for (const { personId, answer, changedAt } of votes) {
        const who = others.findIndex(({ viewer }) => viewer.id === personId);
        const words = taken.filter((vote) => vote.who === who);
        const last = Math.max(...words.map((vote) => vote.changedAt.getTime()));
        expect(changedAt.getTime()).toBe(last);
        const lasts = words.filter((vote) => vote.changedAt.getTime() === last);
        expect(lasts.map(({ approvals }) => ({ approvals }))).toContainEqual(answer);
      }
    }),
    { numRuns: size(4, 8) },
  );
});

it("does not count members who left or were removed before closing, and keeps votes of members who leave later", async () => {
  const { id, organizer, others, candidates } = await groupWithBallot(["A", "B"]);
  const [ada, bela, chen, dalia] = others as [MemberScope, MemberScope, MemberScope, MemberScope];
  for (const member of [ada, bela, chen, dalia])
    await castVote(member, { ballotId: id, answer: { approvals: candidates } });
  await leaveGroup(ada);
  await removeMember(organizer, bela.viewer.handle);
  await deleteAccount(chen.viewer, chen.viewer.handle);
  await closeBallot(id, organizer);
  await leaveGroup(dalia);
  expect(await counted(id)).toMatchObject({ voters: 1 });
});

it("keeps no vote of a member who is removed while voting, unless it closed with the vote first", async () => {
  for (let round = 0; round < 12; round++) {
    const { id, organizer, others, candidates } = await groupWithBallot(["A"]);
    const [ada, bela] = others as [MemberScope, MemberScope];
    const vote = () =>
      castVote(ada, { ballotId: id, answer: { approvals: candidates } }).catch(() => null);
    await castVote(bela, { ballotId: id, answer: { approvals: candidates } });
    if (round % 2) await vote();
    const acts = [
      vote,
      () => removeMember(organizer, ada.viewer.handle),
      () => castVote(bela, { ballotId: id, answer: { approvals: [] } }).catch(() => null),
      ...(round % 3 ? [() => closeBallot(id, organizer)] : []),
    ];
    const turn = round % acts.length;
    const order = [...acts.slice(turn), ...acts.slice(0, turn)];
    await Promise.all(order.map((act) => act()));
    const key = { ballotId_personId: { ballotId: id, personId: ada.viewer.id } };
    const left = await db.vote.findUnique({ where: key });
    const { closedAt } = await db.ballot.findUniqueOrThrow({ where: { id } });
    if (closedAt) await counted(id);
    else expect(left).toBeNull();
  }
});

import { expect, it } from "vitest";
import { closeBallot } from "@/server/ballots/life/closing";
import { loadBallotPage } from "@/server/ballots/page/queries";
import { checkRecord } from "@/server/ballots/result/record/rules";
import { castVote } from "@/server/ballots/votes/commands";
import type { MemberScope } from "@/server/groups/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { brokenInvariants } from "@/server/testing/doors/invariants";
import { groupWithBallot } from "@/server/testing/fixtures/ballots";
import { downloadRecord } from "@/server/testing/fixtures/downloads";
import { person } from "@/server/testing/world";

const address = ownDatabase();

/** A ballot on three papers, voted on so that the given candidate wins, and a moderator. */
async function votedOn(winner: number, visibility: "public" | "private" = "private") {
  const world = await groupWithBallot(["A", "B", "C"], { visibility });
  const [a, b] = [world.candidates[winner] as string, world.candidates[0] as string];
  for (const [at, approvals] of [[a], [a], [b]].entries())
    await castVote(world.others[at] as MemberScope, {
      ballotId: world.id,
      answer: { approvals },
    });
  const papers = world.papers.map(({ id }) => id) as [string, string, string];
  return { ...world, ids: papers, moderator: await person({ moderator: true }) };
}

/** The record without what a correction of a paper changes as well. */
async function recordOf(scope: MemberScope, id: string) {
  const record = await downloadRecord(scope, id);
  expect(checkRecord(record)).toMatchObject({ agrees: true, differences: [] });
  return { ...record, candidates: record.candidates.map((candidate) => candidate.id) };
}

it("refuses to merge candidates of an open ballot, names no group, and changes nothing", async () => {
  const { id, ids, moderator, slug } = await votedOn(1);
  const said = await as(moderator)
    .papers.merge({ keptId: ids[0], otherId: ids[1] })
    .catch((error) => error);
  expect(said).toMatchObject({ code: "PRECONDITION_FAILED" });
  expect(said.message).not.toContain(slug);
  expect(await db.candidate.count({ where: { ballotId: id, paperId: ids[1] } })).toBe(1);
  expect(await db.paperMerge.count({ where: { formerId: ids[1] } })).toBe(0);
});

it.each([0, 1])(
  "keeps the record of a closed ballot on both papers, whose winner is %i",
  async (winner) => {
    const { id, ids, moderator, organizer, candidates } = await votedOn(winner);
    await closeBallot(id, organizer);
    const before = await recordOf(organizer, id);
    expect(before.chosen).toBe(candidates[winner]);
    for (const [keptId, otherId] of [
      [ids[0], ids[1]],
      [ids[1], ids[0]],
    ] as const) {
      await as(moderator).papers.merge({ keptId, otherId });
      expect(await recordOf(organizer, id)).toEqual(before);
      const page = await loadBallotPage(organizer, id);
      expect(page.result?.winner).toBe(candidates[winner]);
      const { id: mergeId } = await db.paperMerge.findUniqueOrThrow({
        where: { formerId: otherId },
      });
      await as(moderator).papers.undoMerge({ mergeId });
      expect(await recordOf(organizer, id)).toEqual(before);
    }
  },
);

it("lets an open ballot on one of the papers go on, and gives its reading back with its candidate", async () => {
  const { id, ids, moderator, organizer, candidates } = await votedOn(1);
  const { id: otherPaper } = await db.paper.create({
    data: {
      ...{ slug: `kept-${id}`, title: "Kept", normalizedTitle: `kept${id}`, abstract: "" },
      authors: [],
    },
  });
  await as(moderator).papers.merge({ keptId: otherPaper, otherId: ids[1] });
  await closeBallot(id, organizer);
  const reading = () => db.reading.findFirstOrThrow({ where: { ballotId: id } });
  expect((await reading()).paperId).toBe(otherPaper);
  expect((await recordOf(organizer, id)).chosen).toBe(candidates[1]);
  const { id: mergeId } = await db.paperMerge.findUniqueOrThrow({ where: { formerId: ids[1] } });
  await as(moderator).papers.undoMerge({ mergeId });
  expect((await reading()).paperId).toBe(ids[1]);
  expect((await recordOf(organizer, id)).chosen).toBe(candidates[1]);
  expect(await brokenInvariants(address())).toEqual([]);
});

it("counts nothing of private groups for a moderator, whose members see everything moved", async () => {
  const { ids, slug, moderator, organizer } = await votedOn(1);
  const seen = async (paperId: string) => {
    const { slug: paper } = await db.paper.findUniqueOrThrow({ where: { id: paperId } });
    const { slug: other } = await db.paper.findUniqueOrThrow({ where: { id: ids[0] } });
    const { papers } = await as(moderator).papers.compare({ paper, other });
    return papers[0].use;
  };
  expect(await seen(ids[1])).toMatchObject({ nominations: 0, readings: 0, ballots: 0 });
  const open = await votedOn(1, "public");
  expect(await seen(open.ids[1])).toMatchObject({ nominations: 1, readings: 0, ballots: 1 });
  await as(moderator).papers.merge({ keptId: open.ids[2], otherId: ids[2] });
  const pool = JSON.stringify(await as(organizer.viewer).nominations.pool({ group: slug }));
  expect(pool).toContain(open.papers[2]?.slug);
  expect(pool).not.toContain(`${ids[2]}"`);
});

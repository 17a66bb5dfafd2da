import { expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { groupWithBallot } from "@/server/testing/fixtures/ballots";
import { person } from "@/server/testing/world";
import { closeBallot } from "../life/closing";
import { loadBallotPage } from "../page/queries";
import { castVote } from "../votes/commands";
import { objectTo } from "./commands";
import { listPool } from "./queries";

ownDatabase();

const REASON = "We read its sequel in May.";

async function world() {
  const made = await groupWithBallot(["A", "B"]);
  const [ada, bela] = made.others as [MemberScope, MemberScope];
  const nominationId = made.nominationIds[0] as string;
  return { ...made, ada, bela, nominationId };
}

it("shows members a reason in the pool and on the open ballot, and nobody else", async () => {
  const { slug, id, ada, bela, nominationId } = await world();
  await objectTo(ada, { nominationId, reason: "Too long." });
  await objectTo(ada, { nominationId, reason: REASON });
  const { handle, name } = ada.viewer;
  const [inPool] = (await listPool(bela, 1)).nominations;
  const [onBallot] = (await loadBallotPage(bela, id)).candidates;
  for (const row of [inPool, onBallot])
    expect(row?.objections).toEqual({
      said: [{ handle, name, reason: REASON }],
      more: 0,
      mine: false,
      mayRemove: false,
    });
  expect((await listPool(ada, 1)).nominations[0]?.objections.mine).toBe(true);
  for (const viewer of [null, await person()]) {
    const calls = as(viewer);
    const seen = await Promise.all([
      calls.nominations.pool({ group: slug }),
      calls.ballots.page({ group: slug, ballotId: id }),
    ]);
    expect(JSON.stringify(seen)).not.toContain(REASON);
  }
});

it("is taken back by the person, and ends with their membership", async () => {
  const { slug, ada, bela, nominationId } = await world();
  await objectTo(ada, { nominationId, reason: REASON });
  await objectTo(bela, { nominationId, reason: REASON });
  await objectTo(ada, { nominationId, reason: null });
  const left = await db.objection.findMany({ where: { nominationId } });
  expect(left.map(({ personId }) => personId)).toEqual([bela.viewer.id]);
  await as(bela.viewer).groups.leave({ group: slug });
  expect(await db.objection.count({ where: { nominationId } })).toBe(0);
});

it("changes no count, and is gone from a ballot once it is closed", async () => {
  const { id, organizer, others, candidates, nominationId } = await world();
  for (const scope of others) await objectTo(scope, { nominationId, reason: REASON });
  const answer = { approvals: candidates.slice(0, 1) };
  await castVote(organizer, { ballotId: id, answer });
  expect((await loadBallotPage(organizer, id)).candidates[0]?.objections).toMatchObject({
    said: { length: 3 },
    more: 1,
  });
  await closeBallot(id, organizer);
  const page = await loadBallotPage(organizer, id);
  expect(page.result).toMatchObject({ winner: candidates[0], voters: 1 });
  expect(JSON.stringify(page)).not.toContain(REASON);
  await expect(objectTo(organizer, { nominationId, reason: REASON })).rejects.toMatchObject({
    code: "CLOSED",
  });
});

it("needs a reason, and not a long one", async () => {
  const { slug, ada, nominationId } = await world();
  const say = (reason: string) =>
    as(ada.viewer).nominations.object({ group: slug, nominationId, reason });
  await expect(say("   ")).rejects.toThrow("Say why");
  await expect(say("x".repeat(301))).rejects.toThrow("at most 300 characters");
});

import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { transact } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { waitingIn } from "@/server/testing/doors/gate";
import { groupWithBallot } from "@/server/testing/fixtures/ballots";
import { aMoment } from "@/server/testing/time";
import { lockForVote } from "./commands";

const address = ownDatabase();
let watcher: pg.Client;
beforeAll(async () => {
  watcher = new pg.Client({ connectionString: address() });
  await watcher.connect();
});
afterAll(() => watcher.end());

/** Commands that need a ballot to themselves, however many members vote. */
const ALONE: Record<string, (world: World) => Promise<unknown>> = {
  "closes early": ({ organizer, slug, id }) =>
    as(organizer.viewer).ballots.close({ group: slug, ballotId: id }),
  "is cancelled": ({ organizer, slug, id }) =>
    as(organizer.viewer).ballots.cancel({ group: slug, ballotId: id }),
  "loses a voter, who leaves": ({ others, slug }) =>
    as(others[3]?.viewer ?? null).groups.leave({ group: slug }),
  "loses a voter, who deletes the account": ({ others }) => {
    const viewer = others[3]?.viewer;
    return as(viewer ?? null).people.deleteAccount({ handle: viewer?.handle ?? "" });
  },
};
type World = Awaited<ReturnType<typeof groupWithBallot>>;

for (const [what, alone] of Object.entries(ALONE)) {
  it(`a ballot ${what} before those who begin to vote later, while somebody is voting`, async () => {
    const world = await groupWithBallot(["One", "Two"]);
    const { slug, id, organizer, others } = world;
    let voted = () => {};
    const over = new Promise<void>((resolve) => {
      voted = resolve;
    });
    let begun = () => {};
    const locked = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const voting = transact(async (tx) => {
      await lockForVote(tx, organizer.group.id, id);
      begun();
      await over;
    });
    await locked;
    const order: string[] = [];
    const first = outcomes([alone(world)]).then(([outcome]) => order.push(`alone: ${outcome}`));
    while ((await waitingIn(watcher)) < 1) await aMoment();
    const later = others
      .slice(0, 3)
      .map(({ viewer }) =>
        outcomes([
          as(viewer).ballots.vote({ group: slug, ballotId: id, answer: { approvals: [] } }),
        ]).then(() => order.push("a vote")),
      );
    // They wait behind the command: none of them can vote while the first vote is still being cast.
    while (order.length === 0 && (await waitingIn(watcher)) < 4) await aMoment();
    expect(order).toEqual([]);
    voted();
    await Promise.all([voting, first, ...later]);
    expect(order.sort()).toEqual(["a vote", "a vote", "a vote", "alone: done"]);
  });
}

it("people can vote at the same time", async () => {
  const { slug, id, organizer, others } = await groupWithBallot(["One", "Two"]);
  await transact(async (tx) => {
    await lockForVote(tx, organizer.group.id, id);
    const vote = { group: slug, ballotId: id, answer: { approvals: [] } };
    const votes = others.map(({ viewer }) => as(viewer).ballots.vote(vote));
    expect(await outcomes(votes)).toEqual(["done", "done", "done", "done"]);
  });
});

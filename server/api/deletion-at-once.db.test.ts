import { afterAll, beforeAll, expect, it } from "vitest";
import { disconnect } from "@/server/platform/database/db";
import { closeLive } from "@/server/platform/live";
import { ownDatabase } from "@/server/testing/database/database";
import { deadlocksIn } from "@/server/testing/database/deadlocks";
import { type Restorer, restorer } from "@/server/testing/database/restore";
import { ACTIONS } from "@/server/testing/doors/actions";
import { ACTIONS_OF_OTHERS } from "@/server/testing/doors/actions-of-others";
import type { Action } from "@/server/testing/doors/acts/action";
import { as } from "@/server/testing/doors/callers";
import { type Gate, gate, type Stop } from "@/server/testing/doors/gate";
import { type LeavingWorld, leavingWorld } from "@/server/testing/doors/leaving-world";
import { faultsAfterDeletion } from "@/server/testing/doors/leftovers";
import { LONG, size } from "@/server/testing/tier";
import { appRouter } from "./root";

const address = ownDatabase();
let door: Gate;
let world: LeavingWorld;
let rows: Restorer;
beforeAll(async () => {
  world = await leavingWorld();
  rows = await restorer(address());
  door = await gate(address());
});
afterAll(() => Promise.all([door.close(), rows.close()]));

const mutations = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
).flatMap(([path, { _def }]) => (_def.type === "mutation" ? [path] : []));

it("knows every procedure that changes something, and none that is gone", () => {
  expect(Object.keys(ACTIONS).sort()).toEqual(mutations.sort());
});

/** Commands that Ada may never run here: nobody else in Ada's group could take the role. */
const REFUSED = ["groups.setRole", "groups.handOver"];
/** Places that name Ada afterwards, because somebody asked for it again or wrote it. */
const NAMES: Record<string, string[]> = {
  "digests.confirm": ["the name in Subscription"],
  "somebody names her": ["the name in Comment", "the name in CommentSearch"],
};

const leave = () => as(world.ada).people.deleteAccount({ handle: world.ada.handle });

async function expectOver(what: string, leaving: string): Promise<void> {
  // An owner of a moment ago has to hand the group over.
  if (leaving === "FORBIDDEN" && what === "the owner hands the group over to her") return;
  expect(["done", "UNAUTHORIZED"]).toContain(leaving);
  const wrong = await faultsAfterDeletion(world.ada.id, world.tag);
  expect(
    wrong.filter((one) => !NAMES[what]?.includes(one)),
    what,
  ).toEqual([]);
}

/** Does something up to a stop, then the deletion as far as it comes, then the rest. @returns whether it stopped */
async function before(what: string, doing: Action, stop: Stop): Promise<boolean> {
  await rows.restore();
  const { stopped, first, second } = await door.atOnce(stop, () => doing(world), leave);
  expect(first, `${what}, stopped at ${stop}`).not.toMatch(/INTERNAL|Error/);
  // A command that was not stopped has written nothing, or all it had to.
  if ((stop === "commit" || !stopped) && !REFUSED.includes(what)) expect(first).toBe("done");
  await expectOver(what, second);
  return stopped;
}

const all = Object.entries({ ...ACTIONS, ...ACTIONS_OF_OTHERS });
for (const [place, [what, doing]] of all.entries()) {
  it(`${what}, and the account is deleted at once`, async () => {
    // A deletion waits for whatever is written in one place for all of them.
    if (place % size(4, 1) === 0) await before(what, doing, "commit");
    for (let stop = 1; (await before(what, doing, stop)) && LONG; stop++);
    if (!LONG) return;
    await rows.restore();
    const { first, second } = await door.atOnce("commit", leave, () => doing(world));
    expect(second, `${what}, begun during the deletion`).not.toMatch(/INTERNAL|Error/);
    await expectOver(what, first);
  });
}

it("nobody has waited for the deletion while it waited for them", async () => {
  await Promise.all([door.close(), rows.close(), closeLive(), disconnect()]);
  expect(await deadlocksIn(address())).toBe(0);
});

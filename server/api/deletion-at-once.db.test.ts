import { afterAll, beforeAll, expect, it } from "vitest";
import { type Gate, gate, type Stop } from "@/server/testing/at-once";
import { as } from "@/server/testing/callers";
import { ownDatabase } from "@/server/testing/database";
import { DOINGS } from "@/server/testing/doings";
import { DOINGS_OF_OTHERS } from "@/server/testing/doings-of-others";
import { type LeavingWorld, leavingWorld } from "@/server/testing/leaving";
import { wrongAfter } from "@/server/testing/leftovers";
import { LONG } from "@/server/testing/tier";
import { appRouter } from "./root";

const address = ownDatabase();
let door: Gate;
beforeAll(async () => {
  door = await gate(address());
});
afterAll(() => door.close());

const mutations = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>,
).flatMap(([path, { _def }]) => (_def.type === "mutation" ? [path] : []));

it("knows every procedure that changes something, and none that is gone", () => {
  expect(Object.keys(DOINGS).sort()).toEqual(mutations.sort());
});

/** What Ada may not do, account or not: nobody of the group she owns can take it. */
const REFUSED = ["groups.setRole", "groups.handOver"];
/** What names her afterwards because somebody asked for it anew, or wrote it. */
const NAMES: Record<string, string[]> = {
  "digests.confirm": ["the name in Subscription"],
  "somebody names her": ["the name in Comment"],
};

const reported = new Set<string>();
const leave = ({ ada }: LeavingWorld) => as(ada).people.deleteAccount({ handle: ada.handle });

async function expectOver(what: string, world: LeavingWorld, leaving: string): Promise<void> {
  // Whoever was made the owner just before has to hand the group over.
  if (leaving === "FORBIDDEN" && what === "the owner hands the group over to her") return;
  expect(["done", "UNAUTHORIZED"]).toContain(leaving);
  const found = await wrongAfter(world.ada.id, world.tag);
  const wrong = found.filter((one) => !NAMES[what]?.includes(one) && !reported.has(one));
  // A group that was left without an owner stays: it is the fault of one case, not of those after it.
  for (const one of wrong) if (one.startsWith("group ")) reported.add(one);
  expect(wrong, what).toEqual([]);
}

/** Does something up to a stop, then the deletion as far as it comes, then the rest. @returns whether it stopped */
async function before(what: string, doing: (world: LeavingWorld) => Promise<unknown>, stop: Stop) {
  const world = await leavingWorld();
  const [done, leaving] = [() => doing(world), () => leave(world)];
  const { stopped, first, second } = await door.atOnce(stop, done, leaving);
  expect(first, `${what}, stopped at ${stop}`).not.toMatch(/INTERNAL|Error/);
  if (stop === "commit" && !REFUSED.includes(what)) expect(first).toBe("done");
  await expectOver(what, world, second);
  return stopped;
}

for (const [what, doing] of Object.entries({ ...DOINGS, ...DOINGS_OF_OTHERS })) {
  it(`${what}, and the account is deleted at once`, async () => {
    await before(what, doing, "commit");
    for (let stop = 1; (await before(what, doing, stop)) && LONG; stop++);
    if (!LONG) return;
    const world = await leavingWorld();
    const [done, leaving] = [() => doing(world), () => leave(world)];
    const { first, second } = await door.atOnce("commit", leaving, done);
    expect(second, `${what}, begun during the deletion`).not.toMatch(/INTERNAL|Error/);
    await expectOver(what, world, first);
  });
}

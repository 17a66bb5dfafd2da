import { afterAll, beforeAll, expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { type Restorer, restorer } from "@/server/testing/database/restore";
import { type Gate, gate, type Stop } from "@/server/testing/doors/gate";
import { brokenInvariants } from "@/server/testing/doors/invariants";
import { type LeavingWorld, leavingWorld } from "@/server/testing/doors/leaving-world";
import { RACES } from "@/server/testing/doors/races";
import type { Race } from "@/server/testing/doors/races/race";
import { LONG } from "@/server/testing/tier";

// Two acts of one moment: the one stands in the middle of its transaction while the other is done as far as it
// comes. Whatever the order, the site is as if one had come after the other.
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

it("begins with nothing broken", async () => {
  expect(await brokenInvariants(address())).toEqual([]);
});

/** Does one act up to a stop, then the other as far as it comes, then the rest of both. @returns whether it stopped */
async function meet(name: string, race: Race, order: 0 | 1, stop: Stop): Promise<boolean> {
  await rows.restore();
  await race.prepare?.(world);
  const [one, other] = order === 0 ? race.acts : [race.acts[1], race.acts[0]];
  const said = await door.atOnce(
    stop,
    () => one(world),
    () => other(world),
  );
  const at = `${name}, ${order === 0 ? "in this order" : "the other way round"}, stopped at ${stop}`;
  const outcomes = [said.first, said.second];
  for (const outcome of outcomes) expect(outcome, at).not.toMatch(/INTERNAL|Error/);
  if (race.once)
    expect(
      outcomes.filter((outcome) => outcome === "done"),
      at,
    ).toHaveLength(1);
  if (race.first && order === 0)
    expect(outcomes, at).toEqual(["done", expect.not.stringMatching("done")]);
  expect(await brokenInvariants(address()), at).toEqual([]);
  expect((await race.wrong?.(world)) ?? [], at).toEqual([]);
  return said.stopped;
}

for (const [name, race] of Object.entries(RACES)) {
  it(`${name}: in either order`, async () => {
    for (const order of [0, 1] as const) {
      await meet(name, race, order, "commit");
      for (let stop = 1; (await meet(name, race, order, stop)) && LONG; stop++);
    }
  });
}

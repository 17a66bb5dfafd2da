import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { type Restorer, restorer } from "@/server/testing/database/restore";
import { as, outcomes } from "@/server/testing/doors/callers";
import { type LeavingWorld, leavingWorld } from "@/server/testing/doors/leaving-world";
import { aMoment } from "@/server/testing/time";

const address = ownDatabase();
let world: LeavingWorld;
let rows: Restorer;
let others: pg.Client[] = [];

beforeAll(async () => {
  world = await leavingWorld();
  rows = await restorer(address());
  others = [0, 1, 2].map(() => new pg.Client({ connectionString: address() }));
  await Promise.all(others.map((client) => client.connect()));
});
afterAll(() => Promise.all([rows.close(), ...others.map((client) => client.end())]));
beforeEach(() => rows.restore());

const remove = () => outcomes([as(world.ada).people.deleteAccount({ handle: world.ada.handle })]);

/** Resolves once a statement of another connection waits for this one. */
async function someoneWaitsFor(client: pg.Client, watching: pg.Client): Promise<void> {
  const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
  for (let waiting = 0; waiting === 0; await aMoment()) {
    const found = await watching.query(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND $1 = ANY(pg_blocking_pids(pid))`,
      [rows[0].pid],
    );
    waiting = found.rows[0].count;
  }
}

/** Refers to Ada, as a row of hers would. @throws Error at once where the deletion has locked her */
const referToAda = (client: pg.Client) =>
  client.query(`SELECT FROM "Person" WHERE id = $1 FOR KEY SHARE NOWAIT`, [world.ada.id]);

const HELD: Record<string, (world: LeavingWorld) => string> = {
  "a group": ({ reading }) =>
    `SELECT FROM "Group" WHERE id = '${reading.groupId}' FOR NO KEY UPDATE`,
  "an open ballot": ({ reading }) =>
    `SELECT FROM "Ballot" WHERE id = '${reading.ballotId}' FOR SHARE`,
  "a draft of a group that goes": ({ alone }) =>
    `SELECT FROM "Ballot" WHERE id = '${alone.draftId}' FOR UPDATE`,
  "a nomination of a group that goes": ({ alone }) =>
    `SELECT FROM "Nomination" WHERE id = '${alone.nominationId}' FOR UPDATE`,
  "a membership": ({ ada, reading }) =>
    `SELECT FROM "Membership" WHERE "groupId" = '${reading.groupId}' AND "personId" = '${ada.id}' FOR KEY SHARE`,
  "a thread with a quoted email": ({ open }) =>
    `SELECT FROM "Thread" WHERE id = '${open.id}' FOR UPDATE`,
  "a comment with a quoted email": ({ open }) =>
    `SELECT FROM "Comment" WHERE id = '${open.adas}' FOR UPDATE`,
};

it.each(Object.entries(HELD))(
  "a deletion waits for %s before it locks the person",
  async (_, held) => {
    const [acting, watching] = others as [pg.Client, pg.Client];
    await watching.query(`UPDATE "Comment" SET "quotedText" = 'Earlier.' WHERE id = $1`, [
      world.open.adas,
    ]);
    await acting.query("BEGIN");
    await acting.query(held(world));
    const removing = remove();
    await someoneWaitsFor(acting, watching);
    await referToAda(acting);
    await acting.query("COMMIT");
    expect(await removing).toEqual(["done"]);
  },
);

it("a deletion that finds the person in another group locks that group before the person", async () => {
  const [joining, leading, watching] = others as [pg.Client, pg.Client, pg.Client];
  const { id } = world.joinable;
  await leading.query("BEGIN");
  await leading.query(`UPDATE "Group" SET "memberCount" = 2 WHERE id = $1`, [id]);
  await joining.query("BEGIN");
  await joining.query(`INSERT INTO "Membership" ("groupId", "personId") VALUES ($1, $2)`, [
    id,
    world.ada.id,
  ]);
  const removing = remove();
  await someoneWaitsFor(joining, watching);
  await joining.query("COMMIT");
  await someoneWaitsFor(leading, watching);
  await referToAda(leading);
  await leading.query("COMMIT");
  expect(await removing).toEqual(["done"]);
  const members = await watching.query(
    `SELECT "memberCount", (SELECT count(*)::int FROM "Membership" WHERE "groupId" = $1) AS there
     FROM "Group" WHERE id = $1`,
    [id],
  );
  expect(members.rows).toEqual([{ memberCount: 1, there: 1 }]);
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { LOCK_NAMES } from "@/server/platform/database/locks";
import { ownDatabase } from "@/server/testing/database/database";
import {
  addPapers,
  answerIf,
  expectRight,
  requests,
  searching,
  secondKey,
  settingsFor,
  textsOfSecond,
  twoModels,
} from "@/server/testing/fixtures/two-models";
import { drawer, size } from "@/server/testing/tier";
import { soon } from "@/server/testing/time";
import { readForMeaning } from "./commands";

// A site searches with a model while other processes read the catalogue with another one, are killed in the midst of it,
// and begin again. No search fails, and no question is compared with the papers of another model than its own.
const address = ownDatabase();
twoModels();

/** Papers that a model reads at a time. */
const A_BATCH = 16;
/** Batches of the catalogue, the last of them half full. */
const BATCHES = size(4, 30);
const PAPERS = A_BATCH * BATCHES - A_BATCH / 2;

/** Starts a process that reads with the second model. */
function start() {
  const child = spawn(process.execPath, [resolve("server/testing/switcher.mjs")], {
    env: { ...process.env, ...settingsFor("second"), DATABASE_URL: address(), LOG_LEVEL: "silent" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { child, said: text(child.stdout), ended: once(child, "exit") };
}
type Started = ReturnType<typeof start>;

async function kill({ child, ended, said }: Started): Promise<string> {
  child.kill("SIGKILL");
  expect(await ended).toEqual([null, "SIGKILL"]);
  return said;
}

/** Checks the searches that a process printed. A killed one may have broken off within a line. */
function expectAllRight(said: string): { read?: number } | undefined {
  const lines = said
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  for (const { q, hits } of lines) if (q) expectRight(q, hits);
  return lines.at(-1);
}

/** Takes a lock. @returns a function that gives it back, and undoes what the statement did */
async function hold(statement: string, ...values: string[]): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: address() });
  await client.connect();
  await client.query("BEGIN");
  await client.query(statement, values);
  return () => client.end();
}

const holdName = (name: string) =>
  hold("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", name);

/** Waits until a statement waits for a lock of this kind, as PostgreSQL names it. */
async function isHeldUp(by: "advisory" | "transactionid"): Promise<void> {
  await soon(async () => {
    const [row] = await db.$queryRaw<{ waiting: number }[]>`
      SELECT count(*)::int AS waiting FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = ${by}`;
    expect(row?.waiting).toBe(1);
  });
}

const vectorsOf = (modelKey: string) => db.paperVector.count({ where: { modelKey } });
const servingKey = async () =>
  (await db.meaningModel.findFirst({ where: { servesSince: { not: null } } }))?.key;
/** Kills a process when it asks for the vectors of a batch, which it never gets. @param batch from 1 */
async function killAtBatch(batch: number): Promise<string> {
  const reached = new Promise<void>((done) => {
    let count = 0;
    answerIf(({ model }) => {
      if (model !== "second") return true;
      count++;
      if (count === batch) done();
      return count < batch;
    });
  });
  const started = start();
  await reached;
  const said = await kill(started);
  answerIf(() => true);
  return said;
}

/** Kills a process once the database holds it up. */
async function killHeldUp(by: "advisory" | "transactionid", ...locks: string[]): Promise<string> {
  const release = await hold(...(locks as [string, ...string[]]));
  const started = start();
  await isHeldUp(by);
  const said = await kill(started);
  await release();
  return said;
}

const NAMED = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";

it("one model after the other answers all searches, wherever the processes that read are killed", async () => {
  await addPapers(PAPERS);
  expect(await readForMeaning()).toBe(PAPERS);
  const first = (await servingKey()) as string;
  const search = searching();
  const said: string[] = [];
  /** Notes what a killed process said. The first model still serves, with all its vectors. */
  const killed = async (by: Promise<string>, read: number) => {
    said.push(await by);
    expect(await servingKey()).toBe(first);
    expect(await vectorsOf(first)).toBe(PAPERS);
    expect(await vectorsOf(secondKey())).toBe(read);
  };
  const draw = drawer();
  const batches = 1 + Math.floor(draw() * (BATCHES - 2));
  const read = A_BATCH * batches;
  // Before the vectors of a batch are there.
  await killed(killAtBatch(batches + 1), read);
  // With the vectors of a batch, before they are written, and while they are.
  await killed(killHeldUp("advisory", NAMED, LOCK_NAMES.vectors + secondKey()), read);
  const vector = `INSERT INTO "PaperVector" ("modelKey", "paperId", scale, bytes)
    SELECT $1, p.id, 1, '' FROM "Paper" p
    WHERE NOT EXISTS (SELECT FROM "PaperVector" v WHERE v."modelKey" = $1 AND v."paperId" = p.id)
    ORDER BY p."addedAt" DESC, p.id OFFSET 3 LIMIT 1`;
  await killed(killHeldUp("transactionid", vector, secondKey()), read);
  // With all vectors written, before it serves.
  await killed(killHeldUp("advisory", NAMED, LOCK_NAMES.vectors), PAPERS);
  // With the first model deleted, before that is committed.
  const [before, within] = [
    await holdName(LOCK_NAMES.vectors),
    await (async () => {
      const started = start();
      await isHeldUp("advisory");
      return started;
    })(),
  ];
  const row = await hold(`SELECT FROM "MeaningModel" WHERE key = $1 FOR UPDATE`, secondKey());
  await before();
  await isHeldUp("transactionid");
  await killed(kill(within), PAPERS);
  await row();
  expect(search.counts.byMeaning).toBe(search.counts.all);
  const KILLS = 5;

  const last = start();
  expect(await last.ended).toEqual([0, null]);
  said.push(await last.said);
  const models = await db.meaningModel.findMany({ select: { key: true } });
  expect(models).toEqual([{ key: secondKey() }]);
  expect(await vectorsOf(first)).toBe(0);
  expect(await vectorsOf(secondKey())).toBe(PAPERS);
  // From now on, this process asks the second model.
  const { byMeaning } = search.counts;
  await soon(() => expect(search.counts.byMeaning).toBeGreaterThan(byMeaning + 2));
  const from = requests().length;
  await soon(() => expect(requests().length).toBeGreaterThan(from + 2));
  expect(
    new Set(
      requests()
        .slice(from)
        .map(({ model }) => model),
    ),
  ).toEqual(new Set(["second"]));
  await search.end();

  expect(said.map(expectAllRight).at(-1)).toEqual({ read: 0 });
  const asked = textsOfSecond();
  expect(new Set(asked).size).toBe(PAPERS);
  expect(asked.length).toBeLessThanOrEqual(PAPERS + KILLS * A_BATCH);
});

describe("two processes", () => {
  it("read each paper once together", async () => {
    await addPapers(PAPERS);
    const both = [start(), start()];
    for (const { ended } of both) expect(await ended).toEqual([0, null]);
    const ends = await Promise.all(both.map(async ({ said }) => expectAllRight(await said)));
    expect(ends.reduce((sum, end) => sum + (end?.read ?? 0), 0)).toBe(PAPERS);
    expect(textsOfSecond()).toHaveLength(PAPERS);
  });

  it("need no pause after one of them was killed", async () => {
    await addPapers(PAPERS);
    const asked = new Promise<void>((done) => {
      answerIf(() => {
        if (textsOfSecond().length > A_BATCH) done();
        return true;
      });
    });
    const [one, other] = [start(), start()];
    await asked;
    expectAllRight(await kill(one));
    expect(await other.ended).toEqual([0, null]);
    expectAllRight(await other.said);
    expect(await servingKey()).toBe(secondKey());
    expect(textsOfSecond().length).toBeLessThanOrEqual(PAPERS + A_BATCH);
  });
});

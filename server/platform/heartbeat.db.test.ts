import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { reportHealth } from "@/server/api/routes/health";
import { ownDatabase } from "@/server/testing/database/database";
import { type FrozenDatabase, freezableDatabase } from "@/server/testing/database/frozen-database";
import { breakOffSilence, databasePool, db, disconnect } from "./database/db";
import { forgetEnv } from "./env";
import { readHealth, recordHeartbeat } from "./heartbeat";

const address = ownDatabase();
let way: FrozenDatabase;

beforeEach(async () => {
  await disconnect();
  way = await freezableDatabase(address());
  process.env.DATABASE_URL = way.url;
  forgetEnv();
  await recordHeartbeat();
});
afterEach(async () => {
  await disconnect();
  await way.close();
});

const WELL = { ok: true, database: "ok", jobs: "ok" };
const GONE = { ok: false, database: "unreachable", jobs: "unknown" };
/** Milliseconds: plenty for a database that answers, even on a busy machine. */
const PATIENT = 60_000;

it("reports that all is well while the database answers and jobs run", async () => {
  expect(await readHealth(PATIENT)).toEqual(WELL);
});

it("reports that no jobs are running", async () => {
  await db.setting.deleteMany();
  expect(await readHealth(PATIENT)).toEqual({ ok: false, database: "ok", jobs: "silent" });
});

it("answers 503 while the database hangs, and 200 once it recovers", async () => {
  way.freeze();
  // The answer comes even though the database says nothing.
  expect((await reportHealth()).status).toBe(503);
  expect(await readHealth(1)).toEqual(GONE);
  way.thaw();
  expect(await readHealth(PATIENT)).toEqual(WELL);
});

it("answers even if every connection is taken", async () => {
  const { max = 0 } = databasePool().options;
  const taken = await Promise.all(Array.from({ length: max }, () => databasePool().connect()));
  expect(await readHealth(1)).toEqual(GONE);
  for (const client of taken) client.release();
  expect(await readHealth(PATIENT)).toEqual(WELL);
});

it("asks a hanging database only once, however many requests come", async () => {
  way.freeze();
  for (let time = 0; time < 20; time++) expect(await readHealth(1)).toEqual(GONE);
  const { totalCount, idleCount, waitingCount } = databasePool();
  expect(totalCount - idleCount + waitingCount).toBe(1);
  way.thaw();
  expect(await readHealth(PATIENT)).toEqual(WELL);
});

it("fails a statement that gets no answer, and leaves an idle connection alone", async () => {
  const client = new pg.Client({ connectionString: way.url });
  let broken = 0;
  client.on("error", () => {
    broken += 1;
  });
  await client.connect();
  breakOffSilence(client, 20);
  const { stream } = (client as unknown as { connection: { stream: NodeJS.EventEmitter } })
    .connection;
  // The connection is silent because it has no statement.
  await new Promise((heard) => stream.once("timeout", heard));
  expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  way.freeze();
  await expect(client.query("SELECT 1")).rejects.toThrow("said nothing for 0.02 seconds");
  expect(broken).toBe(1);
});

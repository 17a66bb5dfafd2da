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
/** Ample for a database that answers, on a busy machine. */
const PATIENT = 60_000;

it("is well while the database answers and jobs are worked on", async () => {
  expect(await readHealth(PATIENT)).toEqual(WELL);
});

it("says that the jobs are silent", async () => {
  await db.setting.deleteMany();
  expect(await readHealth(PATIENT)).toEqual({ ok: false, database: "ok", jobs: "silent" });
});

it("answers 503 while the database hangs, and 200 once it goes on", async () => {
  way.freeze();
  // The answer comes although nothing comes from the database.
  expect((await reportHealth()).status).toBe(503);
  expect(await readHealth(1)).toEqual(GONE);
  way.thaw();
  expect(await readHealth(PATIENT)).toEqual(WELL);
});

it("answers where every connection is taken", async () => {
  const { max = 0 } = databasePool().options;
  const taken = await Promise.all(Array.from({ length: max }, () => databasePool().connect()));
  expect(await readHealth(1)).toEqual(GONE);
  for (const client of taken) client.release();
  expect(await readHealth(PATIENT)).toEqual(WELL);
});

it("asks a database that hangs one question, however often it is asked", async () => {
  way.freeze();
  for (let time = 0; time < 20; time++) expect(await readHealth(1)).toEqual(GONE);
  const { totalCount, idleCount, waitingCount } = databasePool();
  expect(totalCount - idleCount + waitingCount).toBe(1);
  way.thaw();
  expect(await readHealth(PATIENT)).toEqual(WELL);
});

it("lets a statement fail that hears nothing, and leaves a connection alone that has none", async () => {
  const client = new pg.Client({ connectionString: way.url });
  let broken = 0;
  client.on("error", () => {
    broken += 1;
  });
  await client.connect();
  breakOffSilence(client, 20);
  const { stream } = (client as unknown as { connection: { stream: NodeJS.EventEmitter } })
    .connection;
  // Silence without a statement.
  await new Promise((heard) => stream.once("timeout", heard));
  expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  way.freeze();
  await expect(client.query("SELECT 1")).rejects.toThrow("said nothing for 0.02 seconds");
  expect(broken).toBe(1);
});

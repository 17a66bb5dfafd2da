import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startMarkOf, waitUntilGone } from "../start/processes";
import { type EmbeddedDatabase, embeddedAnswers, startEmbedded } from "./embedded";

// Uses a separate PostgreSQL, because these tests kill it.
let before: string | undefined;
let dir: string;
let database: EmbeddedDatabase | undefined;

beforeAll(async () => {
  before = process.env.COLLOQUY_DATA_DIR;
  dir = await mkdtemp(join(tmpdir(), "colloquy-embedded-"));
  process.env.COLLOQUY_DATA_DIR = dir;
});
afterEach(async () => {
  await database?.stop();
  database = undefined;
});
afterAll(async () => {
  process.env.COLLOQUY_DATA_DIR = before;
  await rm(dir, { recursive: true, force: true });
});

const postmaster = () =>
  Number(readFileSync(join(dir, "postgres/postmaster.pid"), "utf8").split("\n")[0]);

async function ask(url: string, query: string) {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

it("starts over if its creation was cut off, and stops without a trace", async () => {
  await mkdir(join(dir, "postgres.cutOff"), { recursive: true });
  database = await startEmbedded();
  expect(await embeddedAnswers()).toBe(true);
  expect(readdirSync(dir).filter((name) => name.startsWith("postgres"))).toEqual(["postgres"]);
  const pid = postmaster();
  await database.stop();
  database = undefined;
  expect(startMarkOf(pid)).toBeNull();
  expect(await embeddedAnswers()).toBe(false);
});

it("comes back automatically with all data after a kill", async () => {
  let lost: string | undefined;
  database = await startEmbedded((why) => {
    lost = why;
  });
  await ask(database.url, "CREATE TABLE kept AS SELECT 1 AS one");
  const pid = postmaster();
  process.kill(pid, "SIGKILL");
  expect(await waitUntilGone(pid, 60_000)).toBe(true);
  while (!(await embeddedAnswers())) expect(lost).toBeUndefined();
  expect(postmaster()).not.toBe(pid);
  expect(await ask(database.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
});

it("can be stopped at the moment when it is back after a kill", async () => {
  database = await startEmbedded();
  const pid = postmaster();
  process.kill(pid, "SIGKILL");
  await waitUntilGone(pid, 60_000);
  while (!(await embeddedAnswers()));
  await database.stop();
  database = undefined;
  expect(await embeddedAnswers()).toBe(false);
});

it("stops a server that a killed process left, and takes its place", async () => {
  const code = `import { startEmbedded } from "./scripts/runtime/postgres/embedded.ts"; await startEmbedded(); console.log("up"); setInterval(() => {}, 1e6);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code]);
  await once(child.stdout, "data");
  const left = postmaster();
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(startMarkOf(left)).not.toBeNull();
  database = await startEmbedded();
  expect(startMarkOf(left)).toBeNull();
  expect(await ask(database.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
});

it("moves to another port if its own is taken", async () => {
  database = await startEmbedded();
  const port = Number(new URL(database.url).port);
  await database.stop();
  const other: Server = createServer();
  await new Promise<void>((done) => other.listen(port, "127.0.0.1", done));
  try {
    database = await startEmbedded();
    expect(Number(new URL(database.url).port)).not.toBe(port);
    expect(await embeddedAnswers()).toBe(true);
  } finally {
    other.close();
  }
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { setImmediate } from "node:timers/promises";
import pg from "pg";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { CONNECTIONS } from "@/server/platform/mail/smtp";
import { ownDatabase } from "@/server/testing/database/database";
import { addPapers, setClockTo } from "@/server/testing/fixtures/digests";
import { ownMailServer } from "@/server/testing/mail-server";
import { renderDigestHtml } from "../composing/emails";
import { writeDueDigests } from "../gathering/due";
import { sendWaiting } from "./commands";

vi.mock("../composing/emails", { spy: true });

const address = ownDatabase();
const server = ownMailServer({ MAILS_PER_SECOND: "10000", MAILS_PER_DOMAIN_SECOND: "10000" });

beforeAll(() => addPapers(20));
beforeEach(async () => {
  await db.subscription.deleteMany();
  return () => setClock(undefined);
});

/** Writes digests of this many people, waiting to be sent. */
async function makeWaitingDigests(count: number): Promise<void> {
  const people = await db.person.createManyAndReturn({
    data: Array.from({ length: count }, () => {
      const handle = `r-${crypto.randomUUID().slice(0, 18)}`;
      return { handle, name: handle, email: `${handle}@example.org` };
    }),
    select: { id: true },
  });
  const due = { nextDueAt: now(), createdAt: now() };
  const subscriptions = await db.subscription.createManyAndReturn({
    data: people.map(({ id }) => ({ personId: id, ...due })),
    select: { id: true },
  });
  await db.digestSource.createMany({
    data: subscriptions.map(({ id }) => ({ subscriptionId: id, position: 1, kind: "trending" })),
  });
  expect(await writeDueDigests()).toBe(count);
}

/** Counts the statements of sending, without those that mark digests as sent. */
async function countStatements(): Promise<number> {
  const queries = vi.spyOn(pg.Client.prototype, "query");
  await sendWaiting();
  const statements = queries.mock.calls.map(([query]) =>
    typeof query === "string" ? query : (query as unknown as { text: string }).text,
  );
  queries.mockRestore();
  const marks = statements.filter((text) => text.includes(`SET "sentAt"`)).length;
  expect(marks).toBeGreaterThan(0);
  expect(marks).toBeLessThanOrEqual(server.accepted.length);
  return statements.length - marks;
}

it("takes as many statements for a hundred digests as for ten, except those that mark them as sent", async () => {
  setClockTo("2026-11-24T07:00:00Z");
  await makeWaitingDigests(10);
  const few = await countStatements();
  expect(server.accepted).toHaveLength(10);
  server.accepted.length = 0;
  await makeWaitingDigests(100);
  expect(await countStatements()).toBe(few);
  expect(server.accepted).toHaveLength(100);
});

it.each([
  [
    "people who unsubscribe while others are sent",
    () => db.subscription.updateMany({ data: { unsubscribedAt: now() } }),
    "unsubscribed before it was sent",
  ],
  [
    "a round that another process has taken since",
    () => db.digest.updateMany({ data: { tryAt: new Date("2026-11-24T07:20:00Z") } }),
    null,
  ],
  [
    "a round that was held too long",
    () => db.digest.updateMany({ data: { tryAt: new Date("2026-11-24T07:01:00Z") } }),
    null,
  ],
])("hands over only the digests under way: %s", async (_, happens, failure) => {
  setClockTo("2026-11-24T07:00:00Z");
  await makeWaitingDigests(40);
  let happened: Promise<unknown> | undefined;
  server.beforeAccept = () => {
    happened ??= happens().then(() => setClockTo("2026-11-24T07:00:01Z"));
    return happened;
  };
  await sendWaiting();
  expect(server.accepted.length).toBeLessThanOrEqual(CONNECTIONS);
  const unsent = await db.digest.findMany({ where: { sentAt: null }, select: { failure: true } });
  expect(unsent).toHaveLength(40 - server.accepted.length);
  expect(new Set(unsent.map((digest) => digest.failure))).toEqual(new Set([failure]));
});

it("renders each digest once, and the next of a connection while its last one is being marked", async () => {
  setClockTo("2026-11-24T07:00:00Z");
  await makeWaitingDigests(4 * CONNECTIONS);
  const rendered = vi.mocked(renderDigestHtml).mockClear();
  const holding = new pg.Client({ connectionString: address() });
  await holding.connect();
  let held: Promise<unknown> | undefined;
  server.beforeAccept = async () => {
    held ??= holding.query(`BEGIN; LOCK TABLE "Digest" IN SHARE MODE`);
    await held;
  };
  const sending = sendWaiting();
  while (rendered.mock.calls.length < 2 * CONNECTIONS) await setImmediate();
  expect(server.accepted).toHaveLength(CONNECTIONS);
  expect(await db.digest.count({ where: { sentAt: { not: null } } })).toBe(0);
  await holding.query("COMMIT");
  await holding.end();
  expect(await sending).toBe(4 * CONNECTIONS);
  expect(rendered).toHaveBeenCalledTimes(4 * CONNECTIONS);
});

/** Starts a process that sends waiting digests on request. */
async function sender() {
  const child = spawn(process.execPath, [resolve("server/testing/sender.mjs")], {
    env: { ...process.env, DATABASE_URL: address() },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  await once(lines, "line");
  return async () => {
    const line = once(lines, "line");
    child.stdin.write("go\n");
    return Number((await line)[0]);
  };
}

it("is shared by two processes, which never send the same digest", async () => {
  await makeWaitingDigests(400);
  const senders = await Promise.all([sender(), sender()]);
  const sent = await Promise.all(senders.map((send) => send()));
  expect(Math.min(...sent)).toBeGreaterThan(0);
  expect(sent.reduce((sum, count) => sum + count)).toBe(400);
  expect(server.accepted).toHaveLength(400);
  expect(new Set(server.accepted.map(({ to }) => to)).size).toBe(400);
  expect(await db.digest.count({ where: { sentAt: null } })).toBe(0);
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { closeMail } from "@/server/platform/mail/mail";
import { CONNECTIONS } from "@/server/platform/mail/smtp";
import { ownDatabase } from "@/server/testing/database/database";
import { at, papers } from "@/server/testing/sayings/digests";
import { writeDueDigests } from "../gathering/due";
import { sendWaiting } from "./commands";

const address = ownDatabase();
const taken: string[] = [];
/** Runs before an email is accepted. */
let meanwhile: () => Promise<unknown> = async () => {};
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, { envelope }, done) {
    stream.resume();
    stream.on("end", async () => {
      taken.push(...envelope.rcptTo.map(({ address }) => address));
      await meanwhile();
      done();
    });
  },
});

beforeAll(async () => {
  await papers(20);
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
  const { port } = server.server.address() as AddressInfo;
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  process.env.MAILS_PER_SECOND = "10000";
  process.env.MAILS_PER_DOMAIN_SECOND = "10000";
  forgetEnv();
});
afterAll(async () => {
  for (const name of ["SMTP_URL", "MAILS_PER_SECOND", "MAILS_PER_DOMAIN_SECOND"]) {
    process.env[name] = "";
  }
  forgetEnv();
  // The server waits half a minute for connections that are still open.
  closeMail();
  await new Promise<void>((closed) => {
    server.close(closed);
  });
});
beforeEach(async () => {
  taken.length = 0;
  meanwhile = async () => {};
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
  const said = queries.mock.calls.map(([query]) =>
    typeof query === "string" ? query : (query as unknown as { text: string }).text,
  );
  queries.mockRestore();
  const marks = said.filter((text) => text.includes(`SET "sentAt"`)).length;
  expect(marks).toBeGreaterThan(0);
  expect(marks).toBeLessThanOrEqual(taken.length);
  return said.length - marks;
}

it("takes as many statements for a hundred digests as for ten, except those that mark them as sent", async () => {
  at("2026-11-24T07:00:00Z");
  await makeWaitingDigests(10);
  const few = await countStatements();
  expect(taken).toHaveLength(10);
  taken.length = 0;
  await makeWaitingDigests(100);
  expect(await countStatements()).toBe(few);
  expect(taken).toHaveLength(100);
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
])("hands over only digests that were under way, of %s", async (_, happens, failure) => {
  at("2026-11-24T07:00:00Z");
  await makeWaitingDigests(40);
  let happened: Promise<unknown> | undefined;
  meanwhile = () => {
    happened ??= happens().then(() => at("2026-11-24T07:00:01Z"));
    return happened;
  };
  await sendWaiting();
  expect(taken.length).toBeLessThanOrEqual(CONNECTIONS);
  const unsent = await db.digest.findMany({ where: { sentAt: null }, select: { failure: true } });
  expect(unsent).toHaveLength(40 - taken.length);
  expect(new Set(unsent.map((digest) => digest.failure))).toEqual(new Set([failure]));
});

/** Starts a process that sends waiting digests when told to. */
async function sender() {
  const child = spawn(process.execPath, [resolve("server/testing/sender.mjs")], {
    env: { ...process.env, DATABASE_URL: address() },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  await once(lines, "line");
  return async () => {
    const said = once(lines, "line");
    child.stdin.write("go\n");
    return Number((await said)[0]);
  };
}

it("is shared by two processes, which never send the same digest", async () => {
  await makeWaitingDigests(400);
  const senders = await Promise.all([sender(), sender()]);
  const sent = await Promise.all(senders.map((send) => send()));
  expect(Math.min(...sent)).toBeGreaterThan(0);
  expect(sent.reduce((sum, count) => sum + count)).toBe(400);
  expect(taken).toHaveLength(400);
  expect(new Set(taken).size).toBe(400);
  expect(await db.digest.count({ where: { sentAt: null } })).toBe(0);
});

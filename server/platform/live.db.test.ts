import { afterEach, expect, it } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { soon } from "@/server/testing/time";
import { db, transact } from "./database/db";
import { closeLive, liveHub, notifyTopics, SKEW_MS } from "./live";

ownDatabase();
afterEach(() => closeLive());

/** The topics that a listener heard, in order. */
function listening(...topics: string[]) {
  const heard: string[] = [];
  const end = liveHub().listen(topics, (topic) => heard.push(topic));
  return { heard, end };
}

const connections = () =>
  db.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'colloquy live'`;

it("announces committed changes and no others", async () => {
  await liveHub().connected();
  const { heard } = listening("thread:a", "thread:last");
  await transact((tx) => notifyTopics(tx, "thread:a", "thread:b"));
  await expect(
    transact(async (tx) => {
      await notifyTopics(tx, "thread:a");
      throw new Error("taken back");
    }),
  ).rejects.toThrow("taken back");
  await transact((tx) => notifyTopics(tx, "thread:a"));
  // Announcements are heard in the order in which they were committed.
  await transact((tx) => notifyTopics(tx, "thread:last"));
  await soon(() => expect(heard).toContain("thread:last"));
  expect(heard).toEqual(["thread:a", "thread:a", "thread:last"]);
});

it("needs only one connection for a thousand open pages", async () => {
  await Promise.all(Array.from({ length: 20 }, () => liveHub().connected()));
  const pages = Array.from({ length: 1000 }, () => listening("thread:a"));
  await transact((tx) => notifyTopics(tx, "thread:a"));
  await soon(() => expect(pages.every(({ heard }) => heard.length === 1)).toBe(true));
  expect(liveHub().crowd("thread:a")).toBe(1000);
  expect(await connections()).toHaveLength(1);
  for (const { end } of pages) end();
  expect(liveHub().crowd("thread:a")).toBe(0);
});

it("tells all listeners after a lost connection that everything may have changed, and hears again", async () => {
  await liveHub().connected();
  const { heard } = listening("thread:a", "thread:b");
  const [before, ...others] = await connections();
  if (!before) throw new Error("no connection");
  expect(others).toEqual([]);
  await db.$executeRaw`SELECT pg_terminate_backend(${before.pid}::int)`;
  await soon(() => expect([...heard].sort()).toEqual(["thread:a", "thread:b"]));
  expect((await connections()).filter(({ pid }) => pid !== before.pid)).toHaveLength(1);
  await transact((tx) => notifyTopics(tx, "thread:b"));
  await soon(() => expect(heard).toHaveLength(3));
});

it("knows what changed while a page was away, but nothing from before it connected", async () => {
  const began = Date.now();
  await liveHub().connected();
  expect(liveHub().changedSince("thread:a", began)).toBe(true);
  // Later than the connection by the clock of any machine.
  const seen = Date.now() + SKEW_MS;
  expect(liveHub().changedSince("thread:a", seen)).toBe(false);
  const { heard } = listening("thread:a");
  await transact((tx) => notifyTopics(tx, "thread:a"));
  await soon(() => expect(heard).toHaveLength(1));
  expect(liveHub().changedSince("thread:a", seen)).toBe(true);
  expect(liveHub().changedSince("thread:b", seen)).toBe(false);
  // Announcements of an hour ago are forgotten.
  expect(liveHub().changedSince("thread:b", seen - 3_600_000)).toBe(true);
});

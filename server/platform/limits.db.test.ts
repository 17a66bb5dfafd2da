import { afterEach, expect, it, vi } from "vitest";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { db } from "./database/db";
import { countUses, deleteOldCounts, spend, spendEach } from "./limits";
import { Refusal } from "./refusal";

ownDatabase();
afterEach(() => {
  vi.useRealTimers();
});

it("allows exactly the agreed number of uses, however many ask at once, and counts each key separately", async () => {
  const limit = { name: "test", points: 5, perSeconds: 3600 };
  vi.useFakeTimers({ toFake: ["Date"] });
  const answers = await Promise.allSettled(Array.from({ length: 12 }, () => spend(limit, "ada")));
  const refused = answers.filter((answer) => answer.status === "rejected");
  expect(refused).toHaveLength(7);
  for (const { reason } of refused) {
    expect(reason).toBeInstanceOf(Refusal);
    expect(reason.code).toBe("TOO_MANY");
    expect(reason.retryAfterSeconds).toBe(3600);
  }
  await spend(limit, "grace");
});

it("accepts keys of any length, and counts an IPv6 network as one caller", async () => {
  const limit = { name: "test-keys", points: 1, perSeconds: 3600 };
  await spend(limit, "x".repeat(5000));
  await spend(limit, `${"x".repeat(4999)}y`);
  await expect(spend(limit, "x".repeat(5000))).rejects.toBeInstanceOf(Refusal);
  await spend(limit, "2001:db8:1:2::1");
  await expect(spend(limit, "2001:0db8:0001:0002:ffff::9")).rejects.toBeInstanceOf(Refusal);
  await spend(limit, "2001:db8:1:3::1");
  await spend(limit, "192.0.2.1");
  await spend(limit, "192.0.2.2");
});

it("counts many uses of one limit at once as it counts them one by one", async () => {
  const limit = { name: "test-many", points: 3, perSeconds: 3600 };
  vi.useFakeTimers({ toFake: ["Date"] });
  await spend(limit, "ada");
  expect(await countUses(limit, ["ada", "bela", "ada", "ada", "bela"])).toEqual([
    ...[true, true, true, false, true],
  ]);
  await spend(limit, "bela");
  await expect(spend(limit, "bela")).rejects.toBeInstanceOf(Refusal);
  expect(await countUses(limit, [])).toEqual([]);
  vi.setSystemTime(Date.now() + 3_600_001);
  expect(await countUses(limit, ["ada"])).toEqual([true]);
});

it("deletes counts whose period is over, and goes on with the rest", async () => {
  await db.rateLimit.deleteMany();
  vi.useFakeTimers({ toFake: ["Date"] });
  const short = { name: "test-short", points: 1, perSeconds: 60 };
  const long = { name: "test-long", points: 1, perSeconds: 3600 };
  await spend(short, "ada");
  await spend(long, "ada");
  vi.setSystemTime(Date.now() + 61_000);
  await deleteOldCounts();
  expect(await db.rateLimit.findMany({ select: { key: true } })).toEqual([
    { key: "test-long:ada" },
  ]);
  await expect(spend(long, "ada")).rejects.toBeInstanceOf(Refusal);
});

it("says how long to wait in fitting units", async () => {
  const limit = { name: "test-day", points: 0, perSeconds: 86_400 };
  await expect(spend(limit, "ada")).rejects.toThrow("Try again in 24 hours.");
});

/** The counted uses of a person, by the name of the limit. */
async function standing(person: string): Promise<Record<string, number>> {
  const rows = await db.rateLimit.findMany({ where: { key: { endsWith: `:${person}` } } });
  return Object.fromEntries(rows.map(({ key, points }) => [key.split(":")[0], points]));
}

it("counts two limits in one statement, and does not count the second if the first refuses", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const minute = { name: "minute", points: 2, perSeconds: 60 };
  const day = { name: "day", points: 3, perSeconds: 86_400 };
  const write = () => spendEach([minute, "milena"], [day, "milena"]);
  expect(await queriesOf(write)).toBe(1);
  await write();
  await expect(write()).rejects.toMatchObject({ code: "TOO_MANY", retryAfterSeconds: 60 });
  expect(await standing("milena")).toEqual({ minute: 3, day: 2 });
  vi.setSystemTime(Date.now() + 60_000);
  await write();
  expect(await standing("milena")).toEqual({ minute: 1, day: 3 });
  await expect(write()).rejects.toMatchObject({ code: "TOO_MANY", retryAfterSeconds: 86_340 });
  expect(await standing("milena")).toEqual({ minute: 2, day: 4 });
});

it("loses no use of either limit when many write at once", async () => {
  const minute = { name: "minute", points: 7, perSeconds: 60 };
  const day = { name: "day", points: 5, perSeconds: 86_400 };
  vi.useFakeTimers({ toFake: ["Date"] });
  const answers = await Promise.allSettled(
    Array.from({ length: 12 }, () => spendEach([minute, "bela"], [day, "bela"])),
  );
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  expect(await standing("bela")).toEqual({ minute: 12, day: 7 });
});

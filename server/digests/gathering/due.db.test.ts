import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { papersOf } from "@/server/testing/fixtures/ballots";
import {
  addPapers,
  DAILY,
  digestSubjects,
  newAddress,
  setClockTo,
  subscribe,
  subscribeAddress,
} from "@/server/testing/fixtures/digests";
import { person } from "@/server/testing/world";
import { subscriptionInput } from "../schema";
import { changeSubscription } from "../subscriptions/commands";
import { writeDueDigests } from "./due";

ownDatabase();

const nextOf = async (id: string) =>
  (await db.subscription.findUniqueOrThrow({ where: { id } })).nextDueAt;

beforeAll(() => addPapers(40));
beforeEach(async () => {
  await db.subscription.deleteMany();
  setClockTo("2026-11-24T05:00:00Z");
  return () => setClock(undefined);
});

describe("a due digest", () => {
  it("is written once a day, however many processes look for it, and never repeats a paper", async () => {
    const id = await subscribe(await person());
    expect(await writeDueDigests()).toBe(0);
    setClockTo("2026-11-24T07:00:30Z");
    const ticks = await Promise.all(Array.from({ length: 10 }, () => writeDueDigests()));
    expect(ticks.reduce((sum, count) => sum + count)).toBe(1);
    expect(await db.digest.findFirstOrThrow()).toMatchObject({
      period: "2026-11-24",
      dueAt: new Date("2026-11-24T07:00:00Z"),
      tryAt: new Date("2026-11-24T07:00:30Z"),
      sentAt: null,
    });
    for (const day of [25, 26, 27]) {
      setClockTo(`2026-11-${day}T07:00:30Z`);
      expect(await writeDueDigests()).toBe(1);
    }
    const subjects = (await digestSubjects(id)).flat();
    expect(subjects).toHaveLength(40);
    expect(new Set(subjects).size).toBe(40);
    // Nothing is new, so no digest is written.
    setClockTo("2026-11-28T07:00:30Z");
    expect(await writeDueDigests()).toBe(0);
    await addPapers(1);
    setClockTo("2026-11-29T07:00:30Z");
    expect(await writeDueDigests()).toBe(1);
    expect((await digestSubjects(id))[0]).toHaveLength(1);
  });

  it("comes late within the window; of several missed ones, only the last comes", async () => {
    const id = await subscribe(await person());
    // The site was down for two days, until four hours after the third sending time.
    setClockTo("2026-11-26T11:00:00Z");
    expect(await writeDueDigests()).toBe(1);
    expect(await db.digest.findMany({ select: { period: true, dueAt: true } })).toEqual([
      { period: "2026-11-26", dueAt: new Date("2026-11-26T07:00:00Z") },
    ]);
    expect(await nextOf(id)).toEqual(new Date("2026-11-27T07:00:00Z"));
  });

  it("is left out after the window, and the next one comes as usual", async () => {
    const id = await subscribe(await person());
    setClockTo("2026-11-24T19:00:01Z");
    expect(await writeDueDigests()).toBe(0);
    expect(await nextOf(id)).toEqual(new Date("2026-11-25T07:00:00Z"));
    setClockTo("2026-11-25T18:59:59Z");
    expect(await writeDueDigests()).toBe(1);
  });

  it("is written by one of many processes, and by exactly one", async () => {
    const people = await Promise.all(Array.from({ length: 230 }, () => person()));
    // One after the other: on a busy machine, the last of 230 at once would wait too long for a connection.
    for (const one of people) await subscribe(one);
    setClockTo("2026-11-24T07:00:10Z");
    const ticks = await Promise.all([
      writeDueDigests(),
      writeDueDigests(),
      writeDueDigests(),
      writeDueDigests(),
    ]);
    expect(ticks.reduce((sum, count) => sum + count)).toBe(230);
    expect(await db.digest.count()).toBe(230);
    expect(await writeDueDigests()).toBe(0);
  });

  it("is not held back by a time zone that no longer exists", async () => {
    const [ada, bela] = [await person("ada"), await person("bela")];
    const [one] = [await subscribe(ada), await subscribe(bela)];
    await db.subscription.update({ where: { id: one }, data: { timeZone: "Mars/Olympus_Mons" } });
    setClockTo("2026-11-24T08:00:10Z");
    expect(await writeDueDigests()).toBe(2);
    expect(await nextOf(one)).toEqual(new Date("2026-11-25T08:00:00Z"));
  });

  it("does not come twice a day, however its hour is changed", async () => {
    const ada = await person("ada");
    const id = await subscribe(ada);
    setClockTo("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(1);
    const change = (choices: object) =>
      changeSubscription(ada, {
        subscriptionId: id,
        subscription: subscriptionInput.parse({ ...DAILY, ...choices }),
      });
    await change({ hour: 20 });
    expect(await nextOf(id)).toEqual(new Date("2026-11-25T19:00:00Z"));
    await change({ cadence: "off" });
    expect(await nextOf(id)).toBeNull();
    await change({ hour: 12, minute: 30 });
    expect(await nextOf(id)).toEqual(new Date("2026-11-25T11:30:00Z"));
    await change({ pausedUntil: "2026-12-24" });
    expect(await nextOf(id)).toEqual(new Date("2026-12-24T07:00:00Z"));
  });

  it("comes even if nothing is new, when wanted", async () => {
    const [some, none] = [await person(), await person()];
    const search = [{ kind: "search" as const, query: "nothing holds these words" }];
    const id = await subscribe(some, { skipsEmpty: false, sources: search });
    await subscribe(none, { sources: search });
    setClockTo("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(1);
    expect(await digestSubjects(id)).toEqual([[]]);
  });

  it("is sent once if two digests of a person would be equal at the same moment", async () => {
    const ada = await person("ada");
    const sources = [{ kind: "search" as const, query: "unheard of" }];
    await subscribe(ada, { sources });
    await subscribe(ada, { sources });
    setClockTo("2026-11-24T06:30:00Z");
    await papersOf(["Unheard of"]);
    setClockTo("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(1);
  });

  it("does not repeat items of the person's other subscription, even at the same moment", async () => {
    const ada = await person("ada");
    const one = await subscribe(ada, { length: "short" });
    const two = await subscribe(ada, { hour: 8 });
    setClockTo("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(2);
    const subjects = [...(await digestSubjects(one)), ...(await digestSubjects(two))].flat();
    expect(subjects).toHaveLength(15);
    expect(new Set(subjects).size).toBe(15);
  });

  it("claims the subscription of an address for the person who has it now", async () => {
    const email = newAddress();
    const id = await subscribeAddress(email, new Date("2026-11-24T05:00:00Z"));
    const chen = await person("chen");
    await db.person.update({ where: { id: chen.id }, data: { email } });
    const own = await subscribe(chen, { hour: 9 });
    setClockTo("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(1);
    expect(await db.subscription.findUniqueOrThrow({ where: { id } })).toMatchObject({
      personId: chen.id,
      email: null,
    });
    setClockTo("2026-11-24T08:00:10Z");
    expect(await writeDueDigests()).toBe(1);
    const subjects = [...(await digestSubjects(id)), ...(await digestSubjects(own))].flat();
    expect(new Set(subjects).size).toBe(subjects.length);
  });
});

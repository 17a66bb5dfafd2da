import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { importPapers } from "@/server/papers/commands";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { ownDatabase } from "@/server/testing/database";
import { person } from "@/server/testing/world";
import { confirmSubscription, setSubscription, unsubscribe } from "./commands";
import { findLost, takeDue } from "./gathering";
import { mySubscription } from "./queries";
import { sendDigest } from "./sending";
import { sign } from "./signed-link";

ownDatabase();

const BERLIN = { hour: 8, weekday: 1, timeZone: "Europe/Berlin" };
const DAILY = { cadence: "daily" as const, ...BERLIN };
let next = 0;
const address = () => `reader-${++next}@example.org`;

async function papers(count: number): Promise<void> {
  const made = Array.from({ length: count }, () => `Paper ${++next}`);
  await importPapers(made.map((title) => ({ title, abstract: "x", authors: ["A"] })));
}

/** An address that subscribed by itself, by its own link. */
async function bare(email: string, timeZone = "Europe/Berlin"): Promise<string> {
  await confirmSubscription(linkAskedNow(email, timeZone));
  return (await db.subscription.findUniqueOrThrow({ where: { email } })).id;
}

function linkAskedNow(email: string, timeZone = "Europe/Berlin", clock = currentTime()): string {
  return sign("subscribe", { email, timeZone, askedAt: clock });
}

let clock = "";
const currentTime = () => new Date(clock).getTime();
/** Sets the clock and remembers it, so that links can be asked for at that time. */
function time(instant: string): void {
  clock = instant;
  setClock(new Date(instant));
}

const ofPerson = (viewer: Viewer) =>
  db.subscription.findUniqueOrThrow({ where: { personId: viewer.id } });

beforeAll(() => papers(30));
beforeEach(async () => {
  await db.subscription.deleteMany();
  await db.mailMessage.deleteMany();
  time("2026-11-24T05:00:00Z");
  return () => setClock(undefined);
});

describe("gathering", () => {
  it("writes one digest a day however many tick, and never the same paper twice", async () => {
    const ada = await person();
    await setSubscription(ada, DAILY);
    expect(await takeDue()).toBe(0);

    time("2026-11-24T07:00:30Z");
    const ticks = await Promise.all(Array.from({ length: 10 }, () => takeDue()));
    expect(ticks.reduce((sum, count) => sum + count)).toBe(1);
    const first = await db.digest.findFirstOrThrow();
    expect(first).toMatchObject({ period: "2026-11-24", sentAt: null });
    expect(first.paperIds).toHaveLength(10);

    // Two days out of service: one digest, not two.
    time("2026-11-27T12:00:00Z");
    expect(await takeDue()).toBe(1);
    expect(await takeDue()).toBe(0);
    time("2026-11-28T12:00:00Z");
    expect(await takeDue()).toBe(1);
    const seen = (await db.digest.findMany()).flatMap(({ paperIds }) => paperIds);
    expect(new Set(seen).size).toBe(30);
    // Nothing new: no mail.
    time("2026-11-29T12:00:00Z");
    expect(await takeDue()).toBe(0);
    await papers(1);
    time("2026-11-30T12:00:00Z");
    expect(await takeDue()).toBe(1);
    expect(await db.digest.findFirst({ where: { period: "2026-11-30" } })).toMatchObject({
      paperIds: [expect.any(String)],
    });
  });

  it("shares the work among many without leaving or doubling one", async () => {
    const people = await Promise.all(Array.from({ length: 230 }, () => person()));
    const timeZone = "Europe/Berlin";
    await db.subscription.createMany({
      data: people.map(({ id: personId }) => ({
        personId,
        timeZone,
        nextDueAt: new Date("2026-11-24T07:00:00Z"),
      })),
    });
    time("2026-11-24T07:00:10Z");
    const ticks = await Promise.all([takeDue(), takeDue(), takeDue(), takeDue()]);
    expect(ticks.reduce((sum, count) => sum + count)).toBe(230);
    expect(await db.digest.count()).toBe(230);
    const jobs = await db.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM graphile_worker.jobs j JOIN "Digest" d ON j.key = 'digest:' || d.id`;
    expect(Number(jobs[0]?.count)).toBe(230);
    expect(await db.subscription.count({ where: { nextDueAt: { lte: new Date(clock) } } })).toBe(0);
  });

  it("counts a late digest as that of its day", async () => {
    const ada = await person();
    await setSubscription(ada, DAILY);
    // Down since yesterday, up again a minute before today's hour.
    time("2026-11-25T06:59:00Z");
    expect(await takeDue()).toBe(1);
    expect((await ofPerson(ada)).nextDueAt).toEqual(new Date("2026-11-26T07:00:00Z"));
    time("2026-11-25T07:00:10Z");
    expect(await takeDue()).toBe(0);
  });

  it("keeps nobody's digest back because of a zone that is no more", async () => {
    const [ada, bob] = await Promise.all([person(), person()]);
    await Promise.all([setSubscription(ada, DAILY), setSubscription(bob, DAILY)]);
    await db.subscription.update({
      where: { personId: ada.id },
      data: { timeZone: "Mars/Olympus_Mons" },
    });
    time("2026-11-24T07:00:10Z");
    expect(await takeDue()).toBe(2);
    expect((await ofPerson(ada)).nextDueAt).toEqual(new Date("2026-11-25T08:00:00Z"));
  });

  it("finds a digest again whose job was lost, and no other", async () => {
    const [ada, bob] = await Promise.all([person(), person()]);
    await Promise.all([setSubscription(ada, DAILY), setSubscription(bob, DAILY)]);
    time("2026-11-24T07:00:10Z");
    expect(await takeDue()).toBe(2);
    time("2026-11-24T08:00:00Z");
    expect(await findLost()).toBe(0);
    await db.$executeRaw`SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs`;
    await setSubscription(bob, { ...DAILY, cadence: "off" });
    expect(await findLost()).toBe(1);
    expect(await findLost()).toBe(0);
  });
});

describe("choosing", () => {
  it("never gives a second digest on one local day, however the hour is changed", async () => {
    const ada = await person();
    await setSubscription(ada, DAILY);
    time("2026-11-24T07:00:10Z");
    expect(await takeDue()).toBe(1);
    await setSubscription(ada, { ...DAILY, hour: 20 });
    expect((await ofPerson(ada)).nextDueAt).toEqual(new Date("2026-11-25T19:00:00Z"));
    await setSubscription(ada, { ...DAILY, cadence: "off" });
    await setSubscription(ada, { ...DAILY, hour: 12 });
    expect((await ofPerson(ada)).nextDueAt).toEqual(new Date("2026-11-25T11:00:00Z"));
    time("2026-11-24T23:00:00Z");
    expect(await takeDue()).toBe(0);
    time("2026-11-25T11:00:10Z");
    expect(await takeDue()).toBe(1);
  });

  it("takes over what the address had by itself, with its past", async () => {
    const email = address();
    const id = await bare(email, "Asia/Tokyo");
    time("2026-11-24T23:00:10Z");
    expect(await takeDue()).toBe(1);
    const carl = await person({ email, timeZone: "Asia/Tokyo" });
    // Before they change anything it is shown as theirs.
    expect(await mySubscription(carl)).toMatchObject({
      cadence: "daily",
      timeZone: "Asia/Tokyo",
      email,
    });
    await setSubscription(carl, { ...DAILY, hour: 20, timeZone: "Asia/Tokyo" });
    expect(await ofPerson(carl)).toMatchObject({ id, email: null });
    time("2026-11-25T11:00:10Z");
    expect(await takeDue()).toBe(0);
    expect(await db.subscription.count()).toBe(1);
  });

  it("takes over also where the person has one, and lets old links work", async () => {
    const carl = await person();
    await setSubscription(carl, { ...DAILY, hour: 20 });
    const email = address();
    const id = await bare(email);
    time("2026-11-24T07:00:10Z");
    expect(await takeDue()).toBe(1);
    await db.person.update({ where: { id: carl.id }, data: { email } });
    await setSubscription(carl, { ...DAILY, hour: 21 });
    expect(await db.subscription.count()).toBe(1);
    expect(await db.digest.count({ where: { subscription: { personId: carl.id } } })).toBe(1);
    time("2026-11-24T20:00:10Z");
    expect(await takeDue()).toBe(0);
    await unsubscribe(sign("unsubscribe", { id, email }));
    expect(await mySubscription(carl)).toMatchObject({ cadence: "off", nextDueAt: null });
  });

  it("sends one mail to an address that became a subscribed person's, by that person's choice", async () => {
    const [carl, dora] = await Promise.all([person(), person()]);
    await setSubscription(carl, { ...DAILY, hour: 9 });
    await setSubscription(dora, DAILY);
    await setSubscription(dora, { ...DAILY, cadence: "off" });
    const [first, second] = [address(), address()];
    await bare(first);
    await bare(second);
    await db.person.update({ where: { id: carl.id }, data: { email: first } });
    await db.person.update({ where: { id: dora.id }, data: { email: second } });
    time("2026-11-24T08:00:10Z");
    expect(await takeDue()).toBe(1);
    expect(await db.digest.findMany({ select: { subscription: true } })).toMatchObject([
      { subscription: { personId: carl.id } },
    ]);
    expect(await db.subscription.count({ where: { email: { not: null } } })).toBe(0);
  });

  it("needs an address to send to", async () => {
    const ada = await person();
    await db.person.update({ where: { id: ada.id }, data: { email: null } });
    await expect(setSubscription(ada, DAILY)).rejects.toMatchObject({ code: "INVALID" });
    await setSubscription(ada, { ...DAILY, cadence: "off" });
    expect(await mySubscription(ada)).toMatchObject({ cadence: "off", words: "Off", email: null });
  });

  it("makes one subscription of many clicks at once", async () => {
    const ada = await person();
    const email = address();
    const link = linkAskedNow(email);
    await Promise.all([
      ...Array.from({ length: 5 }, () => setSubscription(ada, DAILY)),
      ...Array.from({ length: 5 }, () => confirmSubscription(link)),
    ]);
    expect(await db.subscription.count()).toBe(2);
  });
});

describe("subscribing an address", () => {
  it("says when the first comes, and the same again for a second click", async () => {
    const link = linkAskedNow(address(), "Asia/Tokyo");
    const said = {
      nextDueAt: new Date("2026-11-24T23:00:00Z"),
      timeZone: "Asia/Tokyo",
      words: "Every day at 08:00, Asia/Tokyo time",
    };
    expect(await confirmSubscription(link)).toEqual(said);
    expect(await confirmSubscription(link)).toEqual(said);
    expect(await db.subscription.count()).toBe(1);
  });

  it("believes neither an old link nor one for something else nor junk", async () => {
    const email = address();
    const old = linkAskedNow(email, "UTC", currentTime() - 3 * 24 * 3600_000 - 1);
    const other = sign("unsubscribe", { id: "0199b0f5-0000-7000-8000-000000000000", email });
    const good = linkAskedNow(email);
    const junk = ["", ".", "..", "a.b", "%", "\u0000", "{}", good.slice(0, -1), `${good}x`];
    for (const token of [old, other, ...junk, `x${good}`, good.replace(".", ".."), `${good}.x`]) {
      await expect(confirmSubscription(token), token).rejects.toMatchObject({ code: "EXPIRED" });
    }
    expect(await db.subscription.count()).toBe(0);
  });

  it("leaves a person's own schedule as it is", async () => {
    const email = address();
    const ada = await person({ email });
    await setSubscription(ada, { cadence: "weekly", hour: 17, weekday: 5, timeZone: "Asia/Tokyo" });
    const before = await ofPerson(ada);
    const said = await confirmSubscription(linkAskedNow(email, "Europe/Berlin"));
    expect(said.words).toBe("On Fridays at 17:00, Asia/Tokyo time");
    expect(await ofPerson(ada)).toEqual(before);
    expect(await db.subscription.count()).toBe(1);
  });

  it("turns nothing on by a link from before it was switched off", async () => {
    const email = address();
    const ada = await person({ email });
    const early = linkAskedNow(email);
    await confirmSubscription(early);
    time("2026-11-24T06:00:00Z");
    await setSubscription(ada, { ...DAILY, hour: 17, cadence: "off" });
    await expect(confirmSubscription(early)).rejects.toMatchObject({ code: "EXPIRED" });
    expect(await mySubscription(ada)).toMatchObject({ cadence: "off" });

    // Asked for anew, from their own mailbox: they turn it on themselves, at the hour they had.
    time("2026-11-24T06:30:00Z");
    const { words } = await confirmSubscription(linkAskedNow(email, "Asia/Tokyo"));
    expect(words).toBe("Every day at 17:00, Europe/Berlin time");

    const other = address();
    const first = linkAskedNow(other);
    const id = await bare(other);
    time("2026-11-24T06:31:00Z");
    await unsubscribe(sign("unsubscribe", { id, email: other }));
    await expect(confirmSubscription(first)).rejects.toMatchObject({ code: "EXPIRED" });
    time("2026-11-24T06:32:00Z");
    expect((await confirmSubscription(linkAskedNow(other, "Asia/Tokyo"))).timeZone).toBe(
      "Asia/Tokyo",
    );
  });

  it("gives a person who has none one of their own", async () => {
    const email = address();
    const ada = await person({ email });
    await confirmSubscription(linkAskedNow(email));
    expect(await ofPerson(ada)).toMatchObject({ email: null, cadence: "daily", hour: 8 });
  });
});

describe("silence", () => {
  const written = async () => {
    time("2026-11-24T07:00:10Z");
    expect(await takeDue()).toBe(1);
    return db.digest.findFirstOrThrow();
  };
  const mails = () => db.mailMessage.count();

  it("follows the link of a mail, also for what is already written", async () => {
    const bob = await person();
    await setSubscription(bob, DAILY);
    const digest = await written();
    const { id } = await ofPerson(bob);
    const email = (await db.person.findUniqueOrThrow({ where: { id: bob.id } })).email ?? "";
    const forged = [
      sign("subscribe", { email, timeZone: "UTC", askedAt: 0 }),
      `${sign("unsubscribe", { id, email })}x`,
      Buffer.from(JSON.stringify({ id, email })).toString("base64url"),
    ];
    for (const token of forged) {
      await expect(unsubscribe(token)).rejects.toMatchObject({ code: "EXPIRED" });
    }
    expect(await mySubscription(bob)).toMatchObject({ cadence: "daily" });
    // A year later, and twice.
    time("2027-11-24T07:00:20Z");
    await unsubscribe(sign("unsubscribe", { id, email }));
    await unsubscribe(sign("unsubscribe", { id, email }));
    expect(await mySubscription(bob)).toMatchObject({ cadence: "off", nextDueAt: null });
    await sendDigest(digest.id);
    expect([await takeDue(), await mails()]).toEqual([0, 0]);
  });

  it("follows switching off", async () => {
    const bob = await person();
    await setSubscription(bob, DAILY);
    const digest = await written();
    await setSubscription(bob, { ...DAILY, cadence: "off" });
    await sendDigest(digest.id);
    expect(await mails()).toBe(0);
  });

  it("follows the end of an account", async () => {
    const bob = await person();
    await setSubscription(bob, DAILY);
    const digest = await written();
    const { id } = await ofPerson(bob);
    await db.subscription.deleteMany({ where: { personId: bob.id } });
    await db.person.update({
      where: { id: bob.id },
      data: { email: null, deletedAt: new Date(clock) },
    });
    await sendDigest(digest.id);
    expect(await mails()).toBe(0);
    await unsubscribe(sign("unsubscribe", { id, email: "gone@example.org" }));
  });

  it("holds at the old address once it was changed", async () => {
    const bob = await person();
    await setSubscription(bob, DAILY);
    const digest = await written();
    const email = address();
    await db.person.update({ where: { id: bob.id }, data: { email } });
    await sendDigest(digest.id);
    await sendDigest(digest.id);
    expect(await db.mailMessage.findMany({ select: { to: true } })).toEqual([{ to: email }]);
  });
});

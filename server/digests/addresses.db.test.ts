import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { sign } from "@/server/platform/signed-link";
import { as } from "@/server/testing/callers";
import { ownDatabase } from "@/server/testing/database";
import { address, at, bare, confirmLink, papers, subscribed } from "@/server/testing/digests";
import { person } from "@/server/testing/world";
import { confirmSubscription } from "./addresses";
import { unsubscribe } from "./by-link";
import { takeDue } from "./due";
import { mySubscriptions } from "./queries";
import { MANAGE, SUBSCRIBE, UNSUBSCRIBE } from "./schema";

ownDatabase();

let now: Date;
const ASKED = "2026-11-24T05:00:00Z";

beforeAll(() => papers(3));
beforeEach(async () => {
  await db.subscription.deleteMany();
  now = at(ASKED);
  return () => setClock(undefined);
});

describe("subscribing an address", () => {
  it("says when the first comes, and the same again for a second click", async () => {
    const link = confirmLink(address(), "Asia/Tokyo", now);
    const said = {
      nextDueAt: new Date("2026-11-24T23:00:00Z"),
      timeZone: "Asia/Tokyo",
      words: "Every day at 08:00 Tokyo time",
    };
    expect(await confirmSubscription(link)).toEqual(said);
    expect(await confirmSubscription(link)).toEqual(said);
    expect(await db.subscription.count()).toBe(1);
    expect(await db.digestSource.findMany({ select: { kind: true } })).toEqual([
      { kind: "trending" },
    ]);
  });

  it("believes neither an old link nor one for something else nor junk", async () => {
    const email = address();
    const old = confirmLink(email, "UTC", new Date(now.getTime() - 3 * 24 * 3600_000 - 1));
    const id = "0199b0f5-0000-7000-8000-000000000000";
    const others = [UNSUBSCRIBE, MANAGE].map((purpose) => sign(purpose, { id, email }));
    const good = confirmLink(email, "UTC", now);
    const junk = ["", ".", "..", "a.b", "%", "\u0000", "{}", good.slice(0, -1), `${good}x`];
    for (const token of [old, ...others, ...junk, `x${good}`, good.replace(".", "..")]) {
      await expect(confirmSubscription(token), token).rejects.toMatchObject({ code: "EXPIRED" });
    }
    expect(await db.subscription.count()).toBe(0);
  });

  it("makes one of many clicks at once", async () => {
    const link = confirmLink(address(), "UTC", now);
    await Promise.all(Array.from({ length: 8 }, () => confirmSubscription(link)));
    expect(await db.subscription.count()).toBe(1);
  });

  it("leaves a person's own as it is, and gives her one who has none", async () => {
    const [email, other] = [address(), address()];
    const ada = await person({ email });
    const id = await subscribed(ada, { cadence: "weekly", days: [5], hour: 17 });
    const before = await db.subscription.findUniqueOrThrow({ where: { id } });
    const said = await confirmSubscription(confirmLink(email, "Asia/Tokyo", now));
    expect(said.words).toBe("Every Friday at 17:00 Berlin time");
    expect(await db.subscription.findUniqueOrThrow({ where: { id } })).toEqual(before);
    expect(await db.subscription.count()).toBe(1);

    const bob = await person({ email: other });
    await confirmSubscription(confirmLink(other, "Asia/Tokyo", now));
    expect(await db.subscription.count({ where: { personId: bob.id, email: null } })).toBe(1);
  });

  it("turns nothing on by a link from before it was ended, and on by a new one", async () => {
    const email = address();
    const early = confirmLink(email, "UTC", now);
    const id = await bare(email, now);
    at("2026-11-24T06:00:00Z");
    await unsubscribe(sign(UNSUBSCRIBE, { id, email }));
    await expect(confirmSubscription(early)).rejects.toMatchObject({ code: "EXPIRED" });
    const later = at("2026-11-24T06:30:00Z");
    const said = await confirmSubscription(confirmLink(email, "Asia/Tokyo", later));
    expect(said.timeZone).toBe("Asia/Tokyo");
    expect(await db.subscription.findUniqueOrThrow({ where: { id } })).toMatchObject({
      unsubscribedAt: null,
    });
  });

  it("is a person's own, with its past, as soon as she looks at what comes to her address", async () => {
    const email = address();
    const id = await bare(email, now);
    at("2026-11-24T07:00:10Z");
    expect(await takeDue()).toBe(1);
    const carl = await person({ email });
    expect((await as(carl).digests.mine()).subscriptions.map((one) => one.id)).toEqual([id]);
    expect(await db.subscription.findUniqueOrThrow({ where: { id } })).toMatchObject({
      personId: carl.id,
      email: null,
    });
    expect(await db.digestItem.count({ where: { readerId: carl.id } })).toBe(3);
    // The link of the old mail still ends it.
    await unsubscribe(sign(UNSUBSCRIBE, { id, email }));
    expect((await mySubscriptions(carl)).subscriptions[0]).toMatchObject({
      ended: true,
      nextDueAt: null,
    });
  });
});

describe("the link that manages one", () => {
  it("shows and changes when it comes, without sign-in, and nothing else", async () => {
    const ada = await person();
    const id = await subscribed(ada);
    const other = await subscribed(ada, { hour: 20 });
    const token = sign(MANAGE, { id, email: "x@example.org" });
    const guest = as(null).digests;
    expect(await guest.byLink({ token })).toMatchObject({
      id,
      when: "Every day at 08:00 Berlin time",
      about: "trending papers",
    });
    await guest.changeByLink({
      token,
      schedule: { cadence: "monthly", dayOfMonth: 31, hour: 9, timeZone: "Asia/Tokyo" },
    });
    expect(await db.subscription.findUniqueOrThrow({ where: { id } })).toMatchObject({
      cadence: "monthly",
      nextDueAt: new Date("2026-11-30T00:00:00Z"),
    });
    expect(await db.digestSource.count({ where: { subscriptionId: id } })).toBe(1);
    expect(await db.subscription.findUniqueOrThrow({ where: { id: other } })).toMatchObject({
      hour: 20,
    });
    // What was ended stays so.
    await unsubscribe(sign(UNSUBSCRIBE, { id, email: "x@example.org" }));
    const schedule = { cadence: "daily" as const, timeZone: "UTC" };
    await expect(guest.changeByLink({ token, schedule })).rejects.toMatchObject({
      code: "PRECONDITION_FAILED",
    });
    for (const wrong of [
      `${token}x`,
      sign(UNSUBSCRIBE, { id, email: "x@example.org" }),
      sign(SUBSCRIBE, { email: "x@example.org", timeZone: "UTC", askedAt: 0 }),
    ]) {
      for (const call of [
        () => guest.byLink({ token: wrong }),
        () => guest.changeByLink({ token: wrong, schedule }),
      ])
        await expect(call()).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    }
    await expect(guest.unsubscribe({ token })).rejects.toMatchObject({
      code: "PRECONDITION_FAILED",
    });
  });
});

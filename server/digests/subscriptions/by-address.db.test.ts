import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { sign } from "@/server/platform/secrets/signed-link";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import {
  addPapers,
  confirmLink,
  newAddress,
  setClockTo,
  subscribe,
  subscribeAddress,
} from "@/server/testing/fixtures/digests";
import { importPapers } from "@/server/testing/fixtures/papers";
import { person } from "@/server/testing/world";
import { MANAGE, type PublicSource, SUBSCRIBE, SUBSCRIPTIONS_MAX, UNSUBSCRIBE } from "../schema";
import { confirmSubscription, describeRequest } from "./by-address";
import { unsubscribe } from "./by-link";

ownDatabase();

let now: Date;
const ASKED = "2026-11-24T05:00:00Z";

beforeAll(() => addPapers(3));
beforeEach(async () => {
  await db.subscription.deleteMany();
  now = setClockTo(ASKED);
  return () => setClock(undefined);
});

describe("subscribing an address", () => {
  it("says when the first digest comes, and the same after a second click", async () => {
    const link = confirmLink(newAddress(), "Asia/Tokyo", now);
    const preview = {
      nextDueAt: new Date("2026-11-24T23:00:00Z"),
      timeZone: "Asia/Tokyo",
      words: "Every day at 08:00 Tokyo time",
    };
    expect(await confirmSubscription(link)).toEqual(preview);
    expect(await confirmSubscription(link)).toEqual(preview);
    expect(await db.subscription.count()).toBe(1);
    expect(await db.digestSource.findMany({ select: { kind: true } })).toEqual([
      { kind: "trending" },
    ]);
  });

  it("refuses an old link, one for another purpose, and junk", async () => {
    const email = newAddress();
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

  it("creates one subscription for many clicks at once", async () => {
    const link = confirmLink(newAddress(), "UTC", now);
    await Promise.all(Array.from({ length: 8 }, () => confirmSubscription(link)));
    expect(await db.subscription.count()).toBe(1);
  });

  it("leaves a person's subscription as it is, and creates one for a person without any", async () => {
    const [email, other] = [newAddress(), newAddress()];
    const ada = await person({ as: "ada", email });
    const id = await subscribe(ada, { cadence: "weekly", days: [5], hour: 17 });
    const before = await db.subscription.findUniqueOrThrow({ where: { id } });
    const confirmed = await confirmSubscription(confirmLink(email, "Asia/Tokyo", now));
    expect(confirmed.words).toBe("Every Friday at 17:00 Berlin time");
    expect(await db.subscription.findUniqueOrThrow({ where: { id } })).toEqual(before);
    expect(await db.subscription.count()).toBe(1);

    const bela = await person({ as: "bela", email: other });
    await confirmSubscription(confirmLink(other, "Asia/Tokyo", now));
    expect(await db.subscription.count({ where: { personId: bela.id, email: null } })).toBe(1);
  });

  it("starts again only by a link requested after unsubscribing", async () => {
    const email = newAddress();
    const early = confirmLink(email, "UTC", now);
    const id = await subscribeAddress(email, now);
    setClockTo("2026-11-24T06:00:00Z");
    await unsubscribe(sign(UNSUBSCRIBE, { id, email }));
    await expect(confirmSubscription(early)).rejects.toMatchObject({ code: "EXPIRED" });
    const later = setClockTo("2026-11-24T06:30:00Z");
    const confirmed = await confirmSubscription(confirmLink(email, "Asia/Tokyo", later));
    expect(confirmed.timeZone).toBe("Asia/Tokyo");
    expect(await db.subscription.findUniqueOrThrow({ where: { id } })).toMatchObject({
      unsubscribedAt: null,
    });
  });
});

/** The sources of a subscription. */
const aboutOf = (subscriptionId: string) =>
  db.digestSource.findMany({
    where: { subscriptionId },
    select: { kind: true, topicSlug: true, query: true },
    orderBy: { position: "asc" },
  });
const TOPIC = { kind: "topic" as const, topic: "consensus" };
const RAFT = { kind: "search" as const, query: "raft" };

describe("the sources of an address", () => {
  beforeAll(() => db.topic.create({ data: { slug: TOPIC.topic, name: "Consensus" } }));

  /** Opens the link of a request about a source. */
  const click = (email: string, about: PublicSource, askedAt = now) =>
    confirmSubscription(
      sign(SUBSCRIBE, { email, timeZone: "UTC", askedAt: askedAt.getTime(), about }),
    );
  const own = (email: string) => db.subscription.findUniqueOrThrow({ where: { email } });

  it("are the requested ones; each link adds one, and none twice", async () => {
    const email = newAddress();
    await click(email, TOPIC);
    const { id } = await own(email);
    await click(email, RAFT);
    await click(email, { kind: "search", query: "RAFT" });
    await click(email, TOPIC);
    expect(await aboutOf(id)).toEqual([
      { kind: "topic", topicSlug: "consensus", query: null },
      { kind: "search", topicSlug: null, query: "raft" },
    ]);
    expect(await as(null).digests.byLink({ token: sign(MANAGE, { id, email }) })).toMatchObject({
      byItself: true,
      about: "trending in Consensus, and new papers for “raft”",
    });
    // After ending and a new request, it has that source only.
    await unsubscribe(sign(UNSUBSCRIBE, { id, email }));
    await click(email, { kind: "trending" }, new Date(now.getTime() + 1));
    expect(await aboutOf(id)).toEqual([{ kind: "trending", topicSlug: null, query: null }]);
  });

  it("can be changed to other public ones by the link in the email", async () => {
    const email = newAddress();
    const id = await subscribeAddress(email, now);
    const token = sign(MANAGE, { id, email });
    const change = (sources: PublicSource[]) =>
      as(null).digests.changeByLink({
        token,
        subscription: { cadence: "daily", timeZone: "UTC", sources },
      });
    await change([RAFT, TOPIC]);
    expect((await aboutOf(id)).map(({ kind }) => kind)).toEqual(["search", "topic"]);
    for (const wrong of [[], [RAFT, RAFT], [{ kind: "topic" as const, topic: "gone" }]])
      await expect(change(wrong)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const personal = [{ kind: "answers" }, { kind: "group", group: "x" }, { kind: "threads" }];
    for (const source of personal)
      await expect(change([source as never])).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect((await aboutOf(id)).map(({ kind }) => kind)).toEqual(["search", "topic"]);
  });

  it("of a person open their subscription with that source, or a new one", async () => {
    const email = newAddress();
    const ada = await person({ as: "ada", email });
    const trending = await subscribe(ada);
    await click(email, TOPIC);
    await click(email, TOPIC);
    const all = await db.subscription.findMany({
      where: { personId: ada.id },
      orderBy: { createdAt: "asc" },
    });
    expect(all).toHaveLength(2);
    expect(await aboutOf(trending)).toHaveLength(1);
    expect(await aboutOf(all[1]?.id ?? "")).toEqual([
      { kind: "topic", topicSlug: "consensus", query: null },
    ]);
    for (let count = 2; count < SUBSCRIPTIONS_MAX; count++) await subscribe(ada);
    await expect(click(email, RAFT)).rejects.toMatchObject({ code: "INVALID" });
  });

  it("can be an author, confirmed by email and changed by the link in each digest", async () => {
    await importPapers([{ title: "Of Nia", abstract: "Words.", authors: ["Nia Marsh"] }]);
    await importPapers([{ title: "By Nia", abstract: "Words.", authors: ["Marsh, Nia"] }]);
    const about = { kind: "author" as const, author: "nia-marsh" };
    expect(await describeRequest(about)).toBe("new papers from Nia Marsh");
    const email = newAddress();
    await as(null).digests.subscribe({ email, about });
    await click(email, TOPIC);
    await click(email, about);
    await click(email, about);
    const { id } = await own(email);
    const sources = () =>
      db.digestSource.findMany({
        where: { subscriptionId: id },
        select: { kind: true, authorKey: true },
        orderBy: { position: "asc" },
      });
    expect(await sources()).toEqual([
      { kind: "topic", authorKey: null },
      { kind: "author", authorKey: "nia-marsh" },
    ]);
    // An author without papers stays until the reader ends it; a new reader is refused.
    await db.paper.deleteMany({ where: { title: { endsWith: " Nia" } } });
    const token = sign(MANAGE, { id, email });
    await as(null).digests.changeByLink({
      token,
      subscription: { cadence: "daily", timeZone: "UTC", sources: [about] },
    });
    expect(await sources()).toEqual([{ kind: "author", authorKey: "nia-marsh" }]);
    await expect(as(null).digests.subscribe({ email: newAddress(), about })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  it("belong to the person whose address it became, without a new subscription", async () => {
    const email = newAddress();
    const id = await subscribeAddress(email, now);
    const ada = await person({ as: "ada", email });
    await click(email, { kind: "trending" });
    expect(await db.subscription.findMany({ select: { id: true, personId: true } })).toEqual([
      { id, personId: ada.id },
    ]);
  });

  it("never include an unknown topic", async () => {
    const about = { kind: "topic" as const, topic: "gone" };
    const email = newAddress();
    await expect(as(null).digests.subscribe({ email, about })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    await expect(click(email, about)).rejects.toMatchObject({ code: "INVALID" });
    expect(await db.subscription.count({ where: { email } })).toBe(0);
    expect(await describeRequest(TOPIC)).toBe("trending in Consensus");
    expect(await describeRequest(RAFT)).toBe("new papers for “raft”");
  });
});

describe("the link that manages a subscription", () => {
  it("shows and changes the schedule without sign-in, and nothing else", async () => {
    const email = "manages@example.org";
    const ada = await person({ as: "ada", email });
    const id = await subscribe(ada);
    const other = await subscribe(ada, { hour: 20 });
    const token = sign(MANAGE, { id, email });
    const guest = as(null).digests;
    expect(await guest.byLink({ token })).toMatchObject({
      id,
      byItself: false,
      when: "Every day at 08:00 Berlin time",
      about: "trending papers",
    });
    await guest.changeByLink({
      token,
      subscription: { cadence: "monthly", dayOfMonth: 31, hour: 9, timeZone: "Asia/Tokyo" },
    });
    expect(await db.subscription.findUniqueOrThrow({ where: { id } })).toMatchObject({
      cadence: "monthly",
      nextDueAt: new Date("2026-11-30T00:00:00Z"),
    });
    const sources = [{ kind: "search" as const, query: "raft" }];
    const more = { cadence: "daily" as const, timeZone: "UTC", sources };
    await expect(guest.changeByLink({ token, subscription: more })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    expect(await aboutOf(id)).toEqual([{ kind: "trending", topicSlug: null, query: null }]);
    expect(await db.subscription.findUniqueOrThrow({ where: { id: other } })).toMatchObject({
      hour: 20,
    });
    // An ended subscription stays ended.
    await unsubscribe(sign(UNSUBSCRIBE, { id, email }));
    const schedule = { cadence: "daily" as const, timeZone: "UTC" };
    await expect(guest.changeByLink({ token, subscription: schedule })).rejects.toMatchObject({
      code: "PRECONDITION_FAILED",
    });
    for (const wrong of [
      `${token}x`,
      sign(UNSUBSCRIBE, { id, email: "x@example.org" }),
      sign(SUBSCRIBE, { email: "x@example.org", timeZone: "UTC", askedAt: 0 }),
    ]) {
      for (const call of [
        () => guest.byLink({ token: wrong }),
        () => guest.changeByLink({ token: wrong, subscription: schedule }),
      ])
        await expect(call()).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    }
    await expect(guest.unsubscribe({ token })).rejects.toMatchObject({
      code: "PRECONDITION_FAILED",
    });
  });
});

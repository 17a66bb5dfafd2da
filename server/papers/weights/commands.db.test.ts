import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkDatabase } from "@/scripts/runtime/counters";
import type { Viewer } from "@/server/people/policy";
import { openSession } from "@/server/people/sessions/commands";
import { establishPeople, noteActive } from "@/server/people/standing/commands";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { paper, person } from "@/server/testing/world";
import { upvote } from "../commands";
import { FRESH_SHARE, trendingWeight, upvoteWeight } from "../rules";
import { raiseUpvotes } from "./commands";

const address = ownDatabase();
const DAY = 86_400_000;
const START = Date.UTC(2026, 11, 1, 12);
const at = (days: number) => new Date(START + days * DAY);

let client: pg.Client;
beforeAll(async () => {
  client = new pg.Client({ connectionString: address() });
  await client.connect();
  // The site has been there for long.
  await person({ createdAt: at(-400) });
});
beforeEach(() => setClock(at(0)));
afterEach(async () => {
  const wrong = (await checkDatabase(client, false)).filter((found) => found.wrong.length > 0);
  expect(wrong).toEqual([]);
});
afterAll(() => {
  setClock(undefined);
  return client.end();
});

const freshPerson = (more: object = {}) => person({ fresh: true, createdAt: at(0), ...more });
const job = async () => {
  await establishPeople();
  await raiseUpvotes();
};
const established = async ({ id }: Viewer) =>
  (await db.person.findUniqueOrThrow({ where: { id } })).establishedAt !== null;

/** Lets somebody be here on each of these days. */
async function stand(viewer: Viewer, days: readonly number[]): Promise<void> {
  for (const day of days) {
    setClock(at(day));
    await noteActive(viewer.id);
  }
}

async function standingOf(paperId: string) {
  const { upvoteCount, trendingWeight } = await db.paperStanding.findUniqueOrThrow({
    where: { paperId },
  });
  return { upvoteCount, weight: BigInt(trendingWeight.toFixed()) };
}

describe("a ring of forty fresh accounts", () => {
  it("stays below one established upvote until its accounts have stood the time", async () => {
    const [pushed, liked] = [await paper({ title: "Pushed" }), await paper({ title: "Liked" })];
    const ring = await Promise.all(Array.from({ length: 40 }, () => freshPerson()));
    await Promise.all(ring.map((one) => upvote(one, { paperId: pushed.id, on: true })));
    await upvote(await person({ createdAt: at(-300) }), { paperId: liked.id, on: true });
    const order = async () =>
      (await as(null).papers.list({ order: "trending" })).papers
        .map(({ slug }) => slug)
        .filter((slug) => slug === pushed.slug || slug === liked.slug);
    expect(await order()).toEqual([liked.slug, pushed.slug]);
    // All are counted and shown.
    expect((await as(null).papers.page({ paper: pushed.slug })).upvoteCount).toBe(40);

    // Neither age without coming back nor coming back without age is enough.
    await stand(ring[0] as Viewer, [0, 1, 2, 3]);
    setClock(at(13));
    await job();
    expect(await order()).toEqual([liked.slug, pushed.slug]);
    for (const one of ring.slice(1, 20)) await stand(one, [2, 14]);
    setClock(at(14));
    await job();
    expect(await Promise.all(ring.slice(0, 3).map(established))).toEqual([true, false, false]);

    for (const one of ring) await stand(one, [15, 16, 17]);
    await job();
    expect(await order()).toEqual([pushed.slug, liked.slug]);
    expect(await db.upvote.count({ where: { paperId: pushed.id, share: FRESH_SHARE } })).toBe(0);
    expect((await standingOf(pushed.id)).upvoteCount).toBe(40);
  });
});

describe("an account becomes established", () => {
  const old = { createdAt: at(-20), fresh: true };

  it("by age, days and a confirmed address, unless it is suspended", async () => {
    const [good, silent, nameless, suspended] = [
      await person(old),
      await person(old),
      await person(old),
      await person({ ...old, suspended: true }),
    ];
    await db.person.update({ where: { id: nameless.id }, data: { email: null } });
    for (const one of [good, nameless, suspended]) await stand(one, [0, 1, 1, 2]);
    await stand(silent, [0, 0, 1]);
    await establishPeople();
    expect(await Promise.all([good, silent, nameless, suspended].map(established))).toEqual([
      ...[true, false, false, false],
    ]);
    const { activeDays } = await db.person.findUniqueOrThrow({ where: { id: good.id } });
    expect(activeDays).toBe(3);
  });

  it("is here on the day on which it signs in", async () => {
    const one = await person(old);
    await openSession(one.id, "browser");
    await openSession(one.id, "another");
    setClock(at(1));
    await openSession(one.id, "browser");
    const found = await db.person.findUniqueOrThrow({ where: { id: one.id } });
    expect(found).toMatchObject({ activeDays: 2, activeOn: new Date("2026-12-02") });
  });

  it("at once, in the first thirty days of a site", async () => {
    await db.person.updateMany({ data: { createdAt: at(-400) } });
    const [early, late] = [
      await person({ fresh: true, createdAt: at(-371) }),
      await person({ fresh: true, createdAt: at(-370) }),
    ];
    await establishPeople();
    expect(await Promise.all([early, late].map(established))).toEqual([true, false]);
  });
});

describe("an upvote given before its person was established", () => {
  it("is taken back exactly, before and after it was raised", async () => {
    const { id: paperId } = await paper();
    // The database has written the weight of the addition, and rounds a power in its own way.
    const bare = await standingOf(paperId);
    const one = await person({ fresh: true, createdAt: at(-20) });
    const press = (on: boolean) => upvote(one, { paperId, on });
    await press(true);
    await press(true);
    expect(await standingOf(paperId)).toEqual({
      upvoteCount: 1,
      weight: bare.weight + upvoteWeight(at(0), FRESH_SHARE),
    });
    await press(false);
    expect(await standingOf(paperId)).toEqual(bare);
    await press(true);
    await stand(one, [0, 1, 2]);
    await establishPeople();
    // Taken back after its person was established and before it was raised.
    await press(false);
    expect(await standingOf(paperId)).toEqual(bare);
    await press(true);
    const whole = { upvoteCount: 1, weight: bare.weight + trendingWeight(at(2)) };
    expect(await standingOf(paperId)).toEqual(whole);
    await raiseUpvotes();
    expect(await standingOf(paperId)).toEqual(whole);
    await press(false);
    expect(await standingOf(paperId)).toEqual(bare);
  });

  it("is raised once, however often and together with others it is tried, while people press", async () => {
    const papers = await Promise.all(Array.from({ length: 6 }, () => paper()));
    const bare = new Map<string, bigint>();
    for (const { id } of papers) bare.set(id, (await standingOf(id)).weight);
    const people = await Promise.all(
      Array.from({ length: 5 }, () => person({ fresh: true, createdAt: at(-20) })),
    );
    for (const one of people) {
      for (const { id } of papers) await upvote(one, { paperId: id, on: true });
      await stand(one, [0, 1, 2]);
    }
    const presses = people.map((one, place) =>
      upvote(one, { paperId: papers[place]?.id as string, on: false }),
    );
    await Promise.all([job(), job(), ...presses, job()]);
    await job();
    expect(await db.upvote.count({ where: { personId: { in: people.map(({ id }) => id) } } })).toBe(
      25,
    );
    for (const { id } of papers) {
      const upvotes = await db.upvote.findMany({ where: { paperId: id } });
      const weight = upvotes.reduce(
        (sum, { createdAt }) => sum + trendingWeight(createdAt),
        bare.get(id) as bigint,
      );
      expect(await standingOf(id)).toEqual({ upvoteCount: upvotes.length, weight });
    }
  });

  it("keeps its share in a merge and its undoing, and the larger one of two", async () => {
    const moderator = await person({ moderator: true });
    const [kept, other] = [await paper({ title: "Kept" }), await paper({ title: "Other" })];
    const one = await freshPerson();
    for (const { id } of [kept, other]) await upvote(one, { paperId: id, on: true });
    const before = [await standingOf(kept.id), await standingOf(other.id)];
    const { papers } = as(moderator);
    await papers.merge({ keptId: kept.id, otherId: other.id, reason: "One." });
    const left = await db.upvote.findMany({ where: { personId: one.id } });
    expect(left.map(({ paperId, share }) => [paperId, share])).toEqual([[kept.id, FRESH_SHARE]]);
    const { id: mergeId } = await db.paperMerge.findFirstOrThrow({ where: { keptId: kept.id } });
    await papers.undoMerge({ mergeId, reason: "Two." });
    expect([await standingOf(kept.id), await standingOf(other.id)]).toEqual(before);
  });
});

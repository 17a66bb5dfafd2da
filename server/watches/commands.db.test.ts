import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { as, outcomes } from "@/server/testing/doors/callers";
import { standInSources } from "@/server/testing/sources";
import { group, paper, person } from "@/server/testing/world";
import { addWatches, startDueWatches } from "./commands";
import { previewWatch, SITE } from "./queries";
import { WATCHES_MAX } from "./schema";

ownDatabase();
const sources = standInSources();
const using = { network: sources.network, wait: async () => {} };

beforeEach(async () => {
  setClock(new Date("2026-05-17T12:00:00Z"));
  await db.rateLimit.deleteMany();
  await db.sourcePause.deleteMany();
  await db.watch.deleteMany();
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});
afterEach(() => setClock(undefined));

const feed = (at: number | string) => ({
  place: { kind: "feed" as const, query: `https://journal.example/${at}` },
  ...{ name: `Journal ${at}`, perDay: 5 },
});
const many = (count: number) => Array.from({ length: count }, (_, at) => feed(at));

async function organized() {
  const [lena, bela] = [await person("lena"), await person("bela")];
  const made = await group({
    visibility: "private",
    members: [
      [lena, "owner"],
      [bela, "member"],
    ],
  });
  const owner = { groupId: made.id, timeZone: "Europe/Berlin" };
  return { lena, bela, owner, group: made.slug, calls: as(lena).watches };
}

/** The watches for which a run is queued. */
const queued = async () =>
  (
    await db.$queryRaw<{ key: string }[]>`
      SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'watches.run' ORDER BY key`
  ).map(({ key }) => key);

describe("watches of a group", () => {
  it("are set up, look at once, and are each there once", async () => {
    const { calls, group } = await organized();
    expect(await calls.add({ group, watches: many(2) })).toEqual({ added: 2 });
    const watches = await calls.list({ group });
    expect(watches.map(({ name, askedAt }) => [name, askedAt])).toEqual([
      ["Journal 0", now()],
      ["Journal 1", now()],
    ]);
    expect(await queued()).toEqual(watches.map(({ id }) => `watch ${id}`).toSorted());
    await expect(calls.add({ group, watches: [feed(2), feed(0)] })).rejects.toThrow("already");
    expect(await calls.list({ group })).toHaveLength(2);
  });

  it("are never more than allowed, however many are added at once", async () => {
    const { calls, group } = await organized();
    await calls.add({ group, watches: many(WATCHES_MAX - 2) });
    const added = ["a", "b", "c", "d"].map((at) => calls.add({ group, watches: [feed(at)] }));
    expect((await outcomes(added)).toSorted()).toEqual(["CONFLICT", "CONFLICT", "done", "done"]);
    expect(await calls.list({ group })).toHaveLength(WATCHES_MAX);
  });

  it("are changed, paused, resumed and removed by their own organizers only", async () => {
    const { calls, group } = await organized();
    const other = await organized();
    await calls.add({ group, watches: [feed(0)] });
    const [{ id: watchId } = { id: "" }] = await calls.list({ group });
    const { calls: theirs, group: elsewhere } = other;
    const settings = { name: "Trees", perDay: 2, query: "https://journal.example/moved" };
    const foreign = [
      theirs.change({ group: elsewhere, watchId, ...settings }),
      theirs.pause({ group: elsewhere, watchId, paused: true }),
      theirs.run({ group: elsewhere, watchId }),
      theirs.remove({ group: elsewhere, watchId }),
    ];
    expect(await outcomes(foreign)).toEqual(Array(4).fill("NOT_FOUND"));
    await calls.change({ group, watchId, ...settings });
    await calls.pause({ group, watchId, paused: true });
    expect(await calls.list({ group })).toMatchObject([{ ...settings, pausedAt: now() }]);
    await calls.pause({ group, watchId, paused: false });
    expect(await calls.list({ group })).toMatchObject([{ pausedAt: null, askedAt: now() }]);
    await calls.remove({ group, watchId });
    expect(await calls.list({ group })).toEqual([]);
    expect(await outcomes([calls.remove({ group, watchId })])).toEqual(["NOT_FOUND"]);
  });

  it("look for nothing that cannot be looked for", async () => {
    const { calls, group } = await organized();
    const add = (kind: "arxiv" | "feed", query: string) =>
      calls.add({ group, watches: [{ place: { kind, query }, name: "Trees", perDay: 5 }] });
    await expect(add("arxiv", "( )")).rejects.toThrow("Name a category");
    await expect(add("feed", "file:///etc/passwd")).rejects.toThrow("not the address of a feed");
    await calls.add({ group, watches: [feed(0), feed(1)] });
    const [{ id: watchId } = { id: "" }] = await calls.list({ group });
    const change = (query: string) => calls.change({ group, watchId, name: "T", perDay: 5, query });
    await expect(change("no address")).rejects.toThrow("not the address of a feed");
    await expect(change("https://journal.example/1")).rejects.toThrow("already");
  });

  it("look on request a few times an hour", async () => {
    const { calls, group } = await organized();
    await calls.add({ group, watches: [feed(0)] });
    const [{ id: watchId } = { id: "" }] = await calls.list({ group });
    const runs = await outcomes(Array.from({ length: 8 }, () => calls.run({ group, watchId })));
    expect(runs.filter((run) => run === "done")).toHaveLength(6);
    expect(runs).toContain("TOO_MANY_REQUESTS");
    expect(await queued()).toHaveLength(1);
  });

  it("go with their group, whose papers stay", async () => {
    const { owner, calls, group } = await organized();
    await calls.add({ group, watches: [feed(0)] });
    const [{ id: watchId } = { id: "" }] = await calls.list({ group });
    const { id: paperId } = await paper();
    await db.watchedPaper.create({
      data: { watchId, paperId, key: "0".repeat(64), brought: true },
    });
    await db.group.delete({ where: { id: owner.groupId } });
    expect(await db.watch.count()).toBe(0);
    expect(await db.watchedPaper.count({ where: { paperId } })).toBe(0);
    expect(await db.paper.count({ where: { id: paperId } })).toBe(1);
  });
});

it("watches of the site are each there once, too, and moderators' alone", async () => {
  const { lena } = await organized();
  const site = as(await person({ moderator: true })).siteWatches;
  await site.add({ watches: [feed(0)] });
  expect(await outcomes([site.add({ watches: [feed(0)] })])).toEqual(["CONFLICT"]);
  expect(await site.list()).toHaveLength(1);
  expect(await outcomes([as(lena).siteWatches.list()])).toEqual(["FORBIDDEN"]);
});

describe("the sweep", () => {
  it("starts each watch that is due once a day, however many processes sweep", async () => {
    await addWatches(SITE, { watches: many(3) });
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await startDueWatches();
    expect(await queued()).toEqual([]);
    setClock(new Date(now().getTime() + 24 * 3_600_000));
    await Promise.all([startDueWatches(), startDueWatches()]);
    expect(await queued()).toHaveLength(3);
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await startDueWatches();
    expect(await queued()).toEqual([]);
  });

  it("asks the database as often for twenty watches as for two", async () => {
    const of = async (count: number) => {
      await db.watch.deleteMany();
      await addWatches(SITE, { watches: many(count) });
      setClock(new Date(now().getTime() + 24 * 3_600_000));
      return (await statementsOf(startDueWatches)).length;
    };
    expect(await of(20)).toBe(await of(2));
  });
});

describe("the preview", () => {
  const rss = (items: string) =>
    `<rss version="2.0"><channel><title>Journal of Trees</title>${items}</channel></rss>`;
  const item = (title: string, link: string) =>
    `<item><title>${title}</title><link>${link}</link></item>`;
  const preview = (viewer: Viewer, text: string) =>
    previewWatch(viewer, SITE, { text, kind: null }, using);

  it("shows what a feed lists, what the catalogue has of it, and what names no paper", async () => {
    const known = await paper();
    await db.paperIdentifier.create({
      data: { paperId: known.id, type: "doi", value: "10.5555/known" },
    });
    sources.answerInTurn(
      rss(
        item("Known", "https://doi.org/10.5555/known") +
          item("Fresh", "https://doi.org/10.5555/fresh") +
          item("Our office", "https://journal.example/office"),
      ),
    );
    const papers = await db.paper.count();
    expect(await preview(await person(), "https://journal.example/rss")).toEqual({
      ...{ of: "place", name: "Journal of Trees", watched: false, problem: null },
      place: { kind: "feed", query: "https://journal.example/rss" },
      found: {
        count: 2,
        papers: [
          { title: "Known", known: true },
          { title: "Fresh", known: false },
        ],
        ...{ unnamedCount: 1, unnamed: ["Our office"] },
      },
    });
    expect(await db.paper.count()).toBe(papers);
    expect(await db.watch.count()).toBe(0);
  });

  it("says that a place does not answer, or is no list", async () => {
    sources.answerInTurn(404);
    const viewer = await person();
    expect(await preview(viewer, "https://journal.example/rss")).toMatchObject({
      ...{ found: null, problem: "noAnswer" },
    });
    sources.answerInTurn("<html>A page</html>");
    expect(await preview(viewer, "https://journal.example/")).toMatchObject({
      ...{ found: null, problem: "unreadable" },
    });
  });

  it("reads a list of feeds without asking anybody", async () => {
    await addWatches(SITE, { watches: [feed("a")] });
    const text = `<opml version="2.0"><body><outline text="Journal A" xmlUrl="https://journal.example/a"/>
      <outline text="B" xmlUrl="https://rss.arxiv.org/rss/cs.LG"/><outline text="C" xmlUrl="ftp://c.example/"/></body></opml>`;
    expect(await preview(await person(), text)).toMatchObject({
      ...{ of: "feeds", left: 1 },
      feeds: [
        { name: "Journal A", watched: true },
        { name: "cs.LG", place: { kind: "arxiv", query: "cs.LG" }, watched: false },
      ],
    });
    await expect(preview(await person(), text.slice(0, 60))).rejects.toThrow("Export it again");
    expect(sources.asked).toEqual([]);
  });

  it("is shown some thirty times an hour", async () => {
    const viewer = await person();
    const looks = Array.from({ length: 32 }, () => preview(viewer, "<opml><body></body></opml>"));
    const refused = (await Promise.allSettled(looks)).filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(2);
  });
});

it("members see suggestions with the name of their watch, and nobody outside does", async () => {
  const { lena, bela, calls, group } = await organized();
  await calls.add({ group, watches: [{ ...feed(0), name: "cs.LG" }] });
  const [{ id: watchId } = { id: "" }] = await calls.list({ group });
  const [first, second] = [await paper(), await paper()];
  await db.watchedPaper.createMany({
    data: [first, second].map(({ id: paperId }, at) => ({
      ...{ watchId, paperId, key: String(at).repeat(64), brought: true, foundAt: now() },
    })),
  });
  const seen = async (viewer: Viewer | null) =>
    (await as(viewer).watches.suggestions({ group })).suggestions;
  expect(await seen(bela)).toMatchObject([{ watch: "cs.LG" }, { watch: "cs.LG" }]);
  const stranger = await person();
  expect(await outcomes([seen(null), seen(stranger)])).toEqual(["NOT_FOUND", "NOT_FOUND"]);
  await as(bela).nominations.nominate({ group, paperId: first.id });
  expect((await seen(bela)).map(({ paper: { id } }) => id)).toEqual([second.id]);
  const [{ id: suggestionId } = { id: "" }] = await seen(lena);
  expect(await outcomes([as(bela).watches.dismiss({ group, suggestionId })])).toEqual([
    "FORBIDDEN",
  ]);
  await calls.dismiss({ group, suggestionId });
  await calls.dismiss({ group, suggestionId });
  expect(await seen(bela)).toEqual([]);
});

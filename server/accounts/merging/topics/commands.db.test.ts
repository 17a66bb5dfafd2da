import { beforeAll, beforeEach, expect, it } from "vitest";
import { refileSome } from "@/server/papers/topics/refiling/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { importPapers } from "@/server/testing/fixtures/papers";
import { person } from "@/server/testing/world";

ownDatabase();

let moderator: Viewer;
beforeAll(async () => {
  moderator = await person({ moderator: true });
});

interface Topic {
  slug: string;
  word: string;
}
let [kept, other]: Topic[] = [];
beforeEach(async () => {
  [kept, other] = await Promise.all([makeTopic(), makeTopic()]);
});

/** Makes a topic with a word of its own. */
async function makeTopic(): Promise<Topic> {
  const word = `w${crypto.randomUUID().slice(0, 8)}`;
  const name = `Topic ${word}`;
  const { slug } = await as(moderator).papers.saveTopic({ topic: null, name, words: [word] });
  return { slug, word };
}

const at = (topic: Topic | undefined) => topic?.slug ?? "";
/** Imports a paper with the words of these topics. @returns its title */
async function add(...topics: (Topic | undefined)[]): Promise<string> {
  const title = `Paper ${crypto.randomUUID()}`;
  const abstract = topics.map((topic) => topic?.word).join("; ");
  await importPapers([{ title, abstract, authors: [] }]);
  return title;
}
const titles = async (topic: Topic | undefined) => {
  const { papers } = await as(null).papers.list({ topic: at(topic), order: "new" });
  return papers.map(({ title }) => title).sort();
};
const countOf = async (topic: Topic | undefined) =>
  (await db.topic.findUniqueOrThrow({ where: { slug: at(topic) } })).paperCount;
const merge = () => as(moderator).papers.mergeTopics({ kept: at(kept), other: at(other) });
const undo = (topic = other) => as(moderator).papers.undoTopicMerge({ topic: at(topic) });
const follow = (who: Viewer, topic: Topic | undefined, level: "follow" | "mute") =>
  as(who).notifications.follow({ what: { thing: "topic", id: at(topic) }, level });
const levels = async (who: Viewer) =>
  (await as(who).notifications.followings({})).followings.map(({ level, what }) => [
    level,
    what.id,
  ]);

it("moves papers, counts each once, and moves them back", async () => {
  const [mine, theirs, both] = [await add(kept), await add(other), await add(kept, other)];
  await merge();
  expect(await titles(kept)).toEqual([mine, theirs, both].sort());
  expect(await countOf(kept)).toBe(3);
  expect([await titles(other), await countOf(other)]).toEqual([[], 0]);
  const later = await add(other);
  expect(await titles(kept)).toContain(later);
  await undo();
  expect(await titles(kept)).toEqual([mine, both, later].sort());
  expect(await titles(other)).toEqual([theirs, both].sort());
  expect([await countOf(kept), await countOf(other)]).toEqual([3, 2]);
  expect(await titles(other)).not.toContain(await add(kept));
});

/** Looks at all papers again, as the job does. */
async function refileAll() {
  while (await refileSome());
}

it("looks at all papers again: what came since goes where its words say, once the merge is undone", async () => {
  await merge();
  await refileAll();
  const [later, both] = [await add(other), await add(kept, other)];
  expect(await titles(kept)).toEqual([later, both].sort());
  await undo();
  expect(await as(moderator).papers.refiling()).toMatchObject({ looked: 0, finishedAt: null });
  await refileAll();
  expect([await titles(kept), await titles(other)]).toEqual([[both], [later, both].sort()]);
  expect([await countOf(kept), await countOf(other)]).toEqual([1, 2]);
});

it("counts for both topics what people chose for one, once they are merged", async () => {
  const title = await add(other);
  const paper = await db.paper.findFirstOrThrow({ where: { title } });
  const choice = { paperId: paper.id, topic: at(kept), accepted: false };
  await as(moderator).papers.chooseTopic(choice);
  await merge();
  await refileAll();
  expect(await titles(kept)).toEqual([]);
  await undo();
  await refileAll();
  expect(await titles(other)).toEqual([title]);
});

it("leads from the address of a merged topic to the one that stands for it", async () => {
  await merge();
  const third = await makeTopic();
  await as(moderator).papers.mergeTopics({ kept: third.slug, other: at(kept) });
  expect((await as(null).papers.topic({ topic: at(other) })).slug).toBe(third.slug);
  expect(await titles(third)).toEqual([]);
  const paper = await add(other);
  expect(await titles(third)).toEqual([paper]);
  await expect(undo()).rejects.toThrow("Undo that merge first");
  await undo(kept);
  await undo();
  expect((await as(null).papers.topic({ topic: at(other) })).slug).toBe(at(other));
});

it("moves followings, one a person, and moves them back", async () => {
  const [ada, bela] = [await person(), await person()];
  await follow(ada, other, "mute");
  await follow(bela, other, "follow");
  await follow(bela, kept, "mute");
  await merge();
  expect(await levels(ada)).toEqual([["mute", at(kept)]]);
  expect(await levels(bela)).toEqual([["mute", at(kept)]]);
  await undo();
  expect(await levels(ada)).toEqual([["mute", at(other)]]);
  expect((await levels(bela)).sort()).toEqual([
    ["follow", at(other)],
    ["mute", at(kept)],
  ]);
});

it("moves subscriptions, and moves them back", async () => {
  const ada = await person();
  const sources = [{ kind: "topic" as const, topic: at(other) }];
  await as(ada).digests.create({ cadence: "daily", timeZone: "UTC", sources });
  const about = async () => {
    const where = { subscription: { personId: ada.id } };
    return (await db.digestSource.findMany({ where })).map(({ topicSlug }) => topicSlug);
  };
  await merge();
  expect(await about()).toEqual([at(kept)]);
  await undo();
  expect(await about()).toEqual([at(other)]);
});

it("is done once, however often it is asked for at once, and in one direction", async () => {
  await add(other);
  const back = () => as(moderator).papers.mergeTopics({ kept: at(other), other: at(kept) });
  const done = await outcomes([merge(), merge(), back()]);
  expect(done.filter((one) => one === "done")).toHaveLength(1);
  expect((await countOf(kept)) + (await countOf(other))).toBe(1);
});

it("is for moderators, of two topics, and stands in the log", async () => {
  const ada = await person();
  const topics = { kept: at(kept), other: at(other) };
  await expect(as(ada).papers.mergeTopics(topics)).rejects.toMatchObject({ code: "FORBIDDEN" });
  const twice = as(moderator).papers.mergeTopics({ kept: at(kept), other: at(kept) });
  await expect(twice).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await merge();
  const { acts } = await as(moderator).moderation.log({ page: 1 });
  expect(acts[0]).toMatchObject({
    kind: "mergeTopics",
    reason: `“Topic ${other?.word}” into “Topic ${kept?.word}”.`,
  });
});

it("keeps the address of a topic that is renamed, and refuses a name twice", async () => {
  const name = `Renamed ${other?.word}`;
  const changed = { topic: at(other), name, description: "What it is about.", words: [] };
  expect(await as(moderator).papers.saveTopic(changed)).toEqual({ slug: at(other) });
  expect(await as(null).papers.topic({ topic: at(other) })).toMatchObject({
    ...{ slug: at(other), name, description: "What it is about.", papers: 0 },
  });
  const again = as(moderator).papers.saveTopic({ topic: at(kept), name: name.toUpperCase() });
  await expect(again).rejects.toMatchObject({ code: "CONFLICT" });
});

it("knows the other topics of its papers, and how many came lately", async () => {
  await add(kept, other);
  await add(kept, other);
  await add(kept);
  expect(await as(null).papers.topic({ topic: at(kept) })).toMatchObject({
    ...{ papers: 3, week: 3, weekly: 0 },
    related: [{ slug: at(other), papers: 2 }],
  });
});

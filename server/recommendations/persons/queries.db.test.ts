import { beforeEach, describe, expect, it } from "vitest";
import { LANGUAGE } from "@/prisma/demo/papers/language";
import { LEARNING } from "@/prisma/demo/papers/learning";
import { SYSTEMS } from "@/prisma/demo/papers/systems";
import { THEORY } from "@/prisma/demo/papers/theory";
import { comparePapers, countStems } from "@/server/papers/similar/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { as, outcomes } from "@/server/testing/doors/callers";
import { papersLike } from "@/server/testing/fixtures/recommendations";
import { postComment } from "@/server/testing/fixtures/threads";
import { fillPool, group, paper, person } from "@/server/testing/world";

ownDatabase();

beforeEach(async () => {
  await db.reading.deleteMany();
  await db.nomination.deleteMany();
  await db.paper.deleteMany();
  await db.wordStemCount.deleteMany();
});

const upvote = (viewer: Viewer, ...papers: { id: string }[]) =>
  Promise.all(papers.map(({ id }) => as(viewer).papers.upvote({ paperId: id, on: true })));

/** Lists what is recommended, by the titles without their unique letters, with the reasons. */
async function listed(viewer: Viewer): Promise<[string, string][]> {
  const plain = (text: string) => text.replace(/ [0-9a-f]{8}(?=”|$)/g, "");
  const { papers } = await as(viewer).recommendations.forYou();
  return papers.map(({ title, reason }) => [plain(title), plain(reason)]);
}
const titlesOf = async (viewer: Viewer) => (await listed(viewer)).map(([title]) => title);
const reasonOf = async (viewer: Viewer, wanted: string) =>
  (await listed(viewer)).find(([title]) => title === wanted)?.[1];

describe("what is recommended", () => {
  it("is trending for somebody of whom nothing is known, and says so", async () => {
    const [ada, bela] = [await person("ada"), await person("bela")];
    const [first, second] = [await paper({ title: "First" }), await paper({ title: "Second" })];
    await upvote(bela, first);
    expect(await listed(ada)).toEqual([
      ["First", "Trending now"],
      ["Second", "Trending now"],
    ]);
    expect((await as(ada).recommendations.forYou()).isPersonal).toBe(false);
    await upvote(ada, second);
    await papersLike(second, ["Third"]);
    expect((await as(ada).recommendations.forYou()).isPersonal).toBe(true);
  });

  it("follows from each of a person's acts, with the reason", async () => {
    const [ada, lena] = [await person("ada"), await person("lena")];
    const ours = await group({
      name: "Tuesday Readers",
      members: [
        [lena, "owner"],
        [ada, "member"],
      ],
    });
    const acts = ["Upvoted", "Read", "Nominated", "Followed", "Commented", "Kept", "Chosen"];
    const [upvoted, read, nominated, followed, commented, kept, chosen] = await Promise.all(
      acts.map((title) => paper({ title })),
    );
    if (!upvoted || !read || !nominated || !followed || !commented || !kept || !chosen)
      throw new Error();
    for (const one of [upvoted, read, nominated, followed, commented, kept, chosen])
      await papersLike(one, [`Like ${one.title.split(" ")[0]}`]);
    const topic = await paper({ title: "Of a topic" });
    await db.topic.upsert({
      where: { slug: "tuning" },
      create: { slug: "tuning", name: "Fine-tuning" },
      update: {},
    });
    await db.paperTopic.create({ data: { paperId: topic.id, topicSlug: "tuning" } });
    const follow = as(ada).notifications.follow;
    await upvote(ada, upvoted);
    await as(ada).shelves.keep({ paperId: kept.id, shelf: "toRead" });
    await follow({ what: { thing: "paper", id: followed.id }, level: "follow" });
    await follow({ what: { thing: "topic", id: "tuning" }, level: "follow" });
    await fillPool(ours.id, [nominated.id], ada.id);
    await postComment(ada, { paper: commented.slug }, "Words.");
    const { id: readingId } = await db.reading.create({
      data: { groupId: ours.id, paperId: read.id },
    });
    await db.reader.create({ data: { readingId, personId: ada.id } });
    await db.reading.create({ data: { groupId: ours.id, paperId: chosen.id } });
    expect(Object.fromEntries(await listed(ada))).toMatchObject({
      "Like Upvoted": "You upvoted “Upvoted”: both are about trees",
      "Like Read": "You have read “Read”: both are about trees",
      "Like Nominated": "You nominated “Nominated”: both are about trees",
      "Like Followed": "You follow “Followed”: both are about trees",
      "Like Commented": "You commented on “Commented”: both are about trees",
      "Like Kept": "You keep “Kept”: both are about trees",
      "Like Chosen": "Tuesday Readers, your group, chose “Chosen”: both are about trees",
      Chosen: "Chosen by Tuesday Readers, your group",
      "Of a topic": "New in Fine-tuning, which you follow",
    });
    const titles = await titlesOf(ada);
    for (const known of acts.slice(0, 6)) expect(titles).not.toContain(known);
  });

  it("is never what the person added, muted or dismissed, another version, or retracted", async () => {
    const ada = await person("ada");
    const seed = await paper({ title: "Seed" });
    await upvote(ada, seed);
    const names = [
      "Added",
      "Muted",
      "Dismissed",
      "Retracted",
      "Version",
      "In a muted topic",
      "Left",
    ];
    const [added, muted, gone, retracted, version, topical] = await papersLike(seed, names);
    if (!added || !muted || !gone || !retracted || !version || !topical) throw new Error();
    const set = (id: string, data: object) => db.paper.update({ where: { id }, data });
    await set(added.id, { addedById: ada.id });
    await set(retracted.id, { status: "retracted" });
    const { normalizedTitle } = await db.paper.findUniqueOrThrow({ where: { id: seed.id } });
    await set(version.id, { normalizedTitle, namesake: 1 });
    await db.topic.create({ data: { slug: "loud", name: "Loud" } });
    await db.paperTopic.create({ data: { paperId: topical.id, topicSlug: "loud" } });
    const { follow } = as(ada).notifications;
    await follow({ what: { thing: "paper", id: muted.id }, level: "mute" });
    await follow({ what: { thing: "topic", id: "loud" }, level: "mute" });
    await as(ada).recommendations.dismiss({ paperId: gone.id, on: true });
    expect(await titlesOf(ada)).toEqual(["Left"]);
  });

  it("takes no more statements and no more rows for somebody who did much", async () => {
    const [ada, bela] = [await person("ada"), await person("bela")];
    const read = (viewer: Viewer) => statementsOf(() => as(viewer).recommendations.forYou());
    const first = await paper({ title: "Seed" });
    await papersLike(first, ["One"]);
    await upvote(ada, first);
    for (let at = 0; at < 30; at++) {
      const seed = await paper({ title: `Seed ${at}` });
      await papersLike(seed, ["One", "Two", "Three"]);
      await upvote(bela, seed);
    }
    const [few, many] = [await read(ada), await read(bela)];
    expect(few.length).toBeLessThanOrEqual(4);
    expect(many.length).toBe(few.length);
    const { papers } = await as(bela).recommendations.forYou();
    expect(papers).toHaveLength(20);
  });
});

describe("a person who upvoted three papers on one subject", () => {
  const DEMO = { ...LANGUAGE, ...LEARNING, ...SYSTEMS, ...THEORY };
  const SUBJECTS = Object.entries({ LANGUAGE, LEARNING, SYSTEMS, THEORY });

  it("gets at least three of the first five on that subject", async () => {
    const subjectOf = new Map<string, string>();
    const made = new Map<string, { id: string }[]>();
    for (const [subject, papers] of SUBJECTS)
      for (const { title, abstract } of Object.values(papers)) {
        const one = await paper({ title, abstract });
        subjectOf.set(one.id, subject);
        made.set(subject, [...(made.get(subject) ?? []), one]);
      }
    expect(subjectOf.size).toBe(Object.keys(DEMO).length);
    await countStems();
    await comparePapers(Number.POSITIVE_INFINITY);
    const counts: Record<string, number> = {};
    for (const [subject] of SUBJECTS) {
      const viewer = await person();
      await upvote(viewer, ...(made.get(subject) ?? []).slice(0, 3));
      const { papers } = await as(viewer).recommendations.forYou();
      counts[subject] = papers.slice(0, 5).filter(({ id }) => subjectOf.get(id) === subject).length;
      expect(papers.length).toBeGreaterThan(5);
    }
    for (const [subject, count] of Object.entries(counts))
      expect(count, JSON.stringify(counts) + subject).toBeGreaterThanOrEqual(3);
  });
});

describe("not interested", () => {
  async function withPapers() {
    const ada = await person("ada");
    const seed = await paper({ title: "Seed" });
    await upvote(ada, seed);
    const papers = await papersLike(seed, ["One", "Two", "Three"]);
    const [one, two, three] = papers;
    if (!one || !two || !three) throw new Error();
    return { ada, one, two, three };
  }

  it("hides the paper, puts what is like it lower, and can be taken back", async () => {
    const { ada, one, two } = await withPapers();
    await db.similarPaper.create({
      data: { paperId: one.id, similarId: two.id, score: 0.3, shared: [] },
    });
    const { recommendations } = as(ada);
    await recommendations.dismiss({ paperId: one.id, on: true });
    await recommendations.dismiss({ paperId: one.id, on: true });
    expect(await titlesOf(ada)).toEqual(["Three", "Two"]);
    expect(await recommendations.dismissed({})).toMatchObject({ papers: [{ id: one.id }] });
    await recommendations.dismiss({ paperId: one.id, on: false });
    expect(await titlesOf(ada)).toContain("One");
    expect((await recommendations.dismissed({})).papers).toEqual([]);
  });

  it("puts other papers of its topic lower", async () => {
    const { ada, one, two, three } = await withPapers();
    await db.topic.create({ data: { slug: "dull", name: "Dull" } });
    const data = [one, two].map(({ id }) => ({ paperId: id, topicSlug: "dull" }));
    await db.paperTopic.createMany({ data });
    expect(await titlesOf(ada)).toEqual(["One", "Two", "Three"]);
    await as(ada).recommendations.dismiss({ paperId: one.id, on: true });
    expect(await titlesOf(ada)).toEqual(["Three", "Two"]);
    expect(three.title).toContain("Three");
  });

  it("is listed page by page, and cleared at once", async () => {
    const ada = await person("ada");
    const all = [];
    for (let at = 0; at < 23; at++) all.push(await paper());
    const { recommendations } = as(ada);
    for (const { id } of all) await recommendations.dismiss({ paperId: id, on: true });
    const first = await recommendations.dismissed({});
    const next = await recommendations.dismissed({ page: first.pages.next ?? "" });
    const ids = [...first.papers, ...next.papers].map(({ id }) => id);
    expect(ids).toEqual(all.map(({ id }) => id).reverse());
    await recommendations.clearDismissed();
    expect((await recommendations.dismissed({})).papers).toEqual([]);
  });

  it("is nobody else's, and refuses a paper that does not exist", async () => {
    const { ada, one } = await withPapers();
    const bela = await person("bela");
    await as(ada).recommendations.dismiss({ paperId: one.id, on: true });
    expect((await as(bela).recommendations.dismissed({})).papers).toEqual([]);
    expect(await titlesOf(bela)).toContain("One");
    expect(
      await outcomes([
        as(ada).recommendations.dismiss({
          paperId: "00000000-0000-7000-8000-000000000000",
          on: true,
        }),
      ]),
    ).toEqual(["NOT_FOUND"]);
  });
});

it("names a group only to its members", async () => {
  const [ada, lena, stranger] = [await person("ada"), await person("lena"), await person()];
  const ours = await group({
    name: "The Hidden Ones",
    visibility: "private",
    members: [
      [lena, "owner"],
      [ada, "member"],
    ],
  });
  const chosen = await paper({ title: "Chosen" });
  await papersLike(chosen, ["Like it"]);
  await db.reading.create({ data: { groupId: ours.id, paperId: chosen.id } });
  const talked = await paper({ title: "Talked" });
  await papersLike(talked, ["Like the talk"]);
  await postComment(ada, { paper: talked.slug, group: ours.slug }, "Between us.");
  expect(await reasonOf(ada, "Like it")).toContain("The Hidden Ones");
  expect(await reasonOf(ada, "Like the talk")).toContain("You commented on");
  await as(ada).groups.leave({ group: ours.slug });
  for (const viewer of [ada, stranger]) {
    expect(await reasonOf(viewer, "Chosen")).toBe("Trending now");
    expect(await reasonOf(viewer, "Like it")).toBe("Trending now");
    expect(await reasonOf(viewer, "Like the talk")).toBe("Trending now");
  }
});

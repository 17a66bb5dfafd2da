import { beforeEach, expect, it } from "vitest";
import { LANGUAGE } from "@/prisma/demo/papers/language";
import { LEARNING } from "@/prisma/demo/papers/learning";
import { SYSTEMS } from "@/prisma/demo/papers/systems";
import { THEORY } from "@/prisma/demo/papers/theory";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { somebodyWaits } from "@/server/testing/database/waiting";
import { paper } from "@/server/testing/world";
import { comparePapers, countStems } from "./commands";
import { listSimilar } from "./queries";

ownDatabase();

beforeEach(async () => {
  await db.paper.deleteMany();
  await db.wordStemCount.deleteMany();
});

/** Compares until nothing waits. */
async function compareAll(): Promise<number> {
  await countStems();
  return comparePapers(Number.POSITIVE_INFINITY);
}

const titlesLike = async (slug: string) =>
  (await listSimilar(slug)).map(({ title }) => title.replace(/ \w{8}$/, ""));

/** Adds a few papers about trees, a few about clocks, and returns the first of each. */
async function treesAndClocks() {
  const trees = await paper({
    title: "Balanced Trees in Forests",
    abstract: "We plant balanced trees and prune their branches.",
  });
  await paper({ title: "Pruning of Trees", abstract: "Branches of balanced trees are pruned." });
  const clocks = await paper({
    title: "Clocks that Drift",
    abstract: "Two clocks of one network drift apart.",
  });
  await paper({ title: "Logical Clocks", abstract: "A network keeps time without drift." });
  await paper({ title: "Soup", abstract: "Add salt." });
  return { trees, clocks };
}

it("finds the papers that share telling words, and says which", async () => {
  const { trees, clocks } = await treesAndClocks();
  await compareAll();
  expect(await titlesLike(trees.slug)).toEqual(["Pruning of Trees"]);
  expect(await titlesLike(clocks.slug)).toEqual(["Logical Clocks"]);
  const [like] = await listSimilar(trees.slug);
  expect(like?.shared).toContain("trees");
  expect(await db.paperToCompare.count()).toBe(0);
});

it("lists no paper that shares plain words alone", async () => {
  const one = await paper({
    title: "Soup",
    abstract: "We rather came by hundreds of ordinary things.",
  });
  await paper({ title: "Kites", abstract: "Hundreds of ordinary people came, or rather ran." });
  await paper({ title: "Rivers", abstract: "Water." });
  await compareAll();
  expect(await listSimilar(one.slug)).toEqual([]);
  await paper({ title: "Broth", abstract: "Soup of ordinary things, rather by hundreds." });
  await compareAll();
  expect((await listSimilar(one.slug)).map(({ shared }) => shared)).toEqual([["soup"]]);
});

it("lists a paper that comes later with those that were there", async () => {
  const { clocks } = await treesAndClocks();
  await compareAll();
  await paper({ title: "Clocks of a Network", abstract: "Clocks drift." });
  await compareAll();
  expect((await titlesLike(clocks.slug)).sort()).toEqual(["Clocks of a Network", "Logical Clocks"]);
});

it("compares a paper again when its words change", async () => {
  const { trees, clocks } = await treesAndClocks();
  await compareAll();
  await db.paper.update({
    where: { id: trees.id },
    data: { title: "Clocks in Forests", abstract: "The clocks of a network drift." },
  });
  await compareAll();
  expect(await titlesLike(trees.slug)).toContain("Clocks that Drift");
  expect(await titlesLike(trees.slug)).not.toContain("Pruning of Trees");
  expect(await titlesLike(clocks.slug)).toContain("Clocks in Forests");
});

it("does not list a paper that was deleted", async () => {
  const { clocks } = await treesAndClocks();
  await compareAll();
  await db.paper.deleteMany({ where: { title: { startsWith: "Logical Clocks" } } });
  expect(await titlesLike(clocks.slug)).toEqual([]);
});

it("does not list a paper as similar to itself in another version", async () => {
  const text = { title: "Drifting Clocks", abstract: "Two clocks of one network drift apart." };
  const one = await paper(text);
  const other = await paper({ ...text, abstract: `${text.abstract} Slowly.` });
  const { normalizedTitle } = await db.paper.findUniqueOrThrow({ where: { id: one.id } });
  await db.paper.update({ where: { id: other.id }, data: { normalizedTitle, namesake: 1 } });
  await treesAndClocks();
  await compareAll();
  expect(await titlesLike(one.slug)).not.toContain("Drifting Clocks");
  expect(await titlesLike(one.slug)).toContain("Clocks that Drift");
});

it("keeps a paper in the queue that changes while it is compared", async () => {
  const { trees } = await treesAndClocks();
  await compareAll();
  await db.$executeRaw`UPDATE "Paper" SET abstract = abstract || ' More.' WHERE id = ${trees.id}::uuid`;
  let comparing = Promise.resolve(0);
  await db.$transaction(async (tx) => {
    // Here the list of papers that wait can be read, and not yet changed.
    await tx.$executeRaw`LOCK TABLE "PaperToCompare" IN SHARE MODE`;
    comparing = comparePapers(1);
    await somebodyWaits();
    await tx.$executeRaw`UPDATE "PaperToCompare" SET since = since + interval '1 second'`;
  });
  expect(await comparing).toBe(1);
  const waiting = await db.paperToCompare.findMany();
  expect(waiting.map(({ paperId }) => paperId)).toEqual([trees.id]);
  await compareAll();
  expect(await titlesLike(trees.slug)).toEqual(["Pruning of Trees"]);
  expect(await db.paperToCompare.count()).toBe(0);
});

it("reads the list in one statement", async () => {
  const { trees } = await treesAndClocks();
  await compareAll();
  expect(await queriesOf(() => listSimilar(trees.slug))).toBe(1);
});

/** Papers of the demo with one that a reader would expect in their lists. */
const EXPECTED: [string, string][] = [
  ["Approval Voting", "Justified Representation in Approval-Based Committee Voting"],
  [
    "In Search of an Understandable Consensus Algorithm",
    "Impossibility of distributed consensus with one faulty process",
  ],
  [
    "Dynamo: Amazon's Highly Available Key-value Store",
    "Brewer's conjecture and the feasibility of consistent, available, partition-tolerant web services",
  ],
  [
    "Constitutional AI: Harmlessness from AI Feedback",
    "Training language models to follow instructions with human feedback",
  ],
  [
    "Playing Atari with Deep Reinforcement Learning",
    "Mastering Chess and Shogi by Self-Play with a General Reinforcement Learning Algorithm",
  ],
  [
    "Deep Residual Learning for Image Recognition",
    "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
  ],
];

it("finds what readers would expect among the papers of the demo", async () => {
  for (const { title, abstract } of Object.values({
    ...LANGUAGE,
    ...LEARNING,
    ...SYSTEMS,
    ...THEORY,
  })) {
    await paper({ title, abstract });
  }
  await compareAll();
  const papers = await db.paper.findMany({ select: { slug: true, title: true } });
  const slugOf = (wanted: string) =>
    papers.find(({ title }) => title.startsWith(wanted))?.slug ?? "";
  const named = await db.similarPaper.findMany({ select: { shared: true } });
  for (const plain of ["rather", "came", "four time", "n", "count", "lower"])
    expect(named.flatMap(({ shared }) => shared)).not.toContain(plain);
  const found = [];
  for (const [of, wanted] of EXPECTED) {
    const titles = await titlesLike(slugOf(of));
    if (titles.includes(wanted)) found.push(of);
  }
  expect(found).toEqual(EXPECTED.map(([of]) => of));
});

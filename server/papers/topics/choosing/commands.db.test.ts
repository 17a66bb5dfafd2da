import { beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { importPapers } from "@/server/testing/fixtures/papers";
import { person } from "@/server/testing/world";

ownDatabase();

let ada: Viewer;
let paperId: string;
let slug: string;
beforeEach(async () => {
  ada = await person();
  const title = `On graphs ${crypto.randomUUID()}`;
  await as(ada).papers.add({ title, abstract: "Words.", authors: ["A. Author"], url: "" });
  ({ id: paperId, slug } = await db.paper.findFirstOrThrow({ where: { title } }));
});
const topics = async () =>
  (await as(null).papers.page({ paper: slug })).topics.map((topic) => topic.slug).sort();
const choose = (topic: string, accepted: boolean, by = ada) =>
  as(by).papers.chooseTopic({ paperId, topic, accepted });
const history = async () => (await as(null).papers.history({ paper: slug })).changes;
const countOf = async (topic: string) =>
  (await db.topic.findUniqueOrThrow({ where: { slug: topic } })).paperCount;

describe("papers.chooseTopic", () => {
  it("adds and removes topics, and writes a line of history for each", async () => {
    const had = [await countOf("graphs"), await countOf("speech")] as [number, number];
    await choose("speech", true);
    await choose("graphs", false);
    expect(await topics()).toEqual(["speech"]);
    expect([await countOf("graphs"), await countOf("speech")]).toEqual([had[0] - 1, had[1] + 1]);
    const [refused, confirmed] = await history();
    expect(refused).toMatchObject({
      ...{ kind: "topic", version: 2, topicName: "Graphs", topicAccepted: false },
      changedBy: { handle: ada.handle },
    });
    expect(confirmed).toMatchObject({ topicName: "Speech and audio", topicAccepted: true });
  });

  it("holds when the words of the paper change", async () => {
    await choose("graphs", false);
    await choose("speech", true);
    const { version } = await db.paper.findUniqueOrThrow({ where: { id: paperId } });
    const fields = { authors: ["A. Author"], url: "", arxivId: "", doi: "", venue: "" };
    const words = {
      title: `Graphs and vision ${paperId}`,
      abstract: "On graphs.",
      publishedOn: "",
    };
    await as(ada).papers.edit({ paperId, basedOn: version, ...fields, ...words, reason: "" });
    expect(await topics()).toEqual(["speech"]);
  });

  it("is undone to the choice before it, and only while it is the latest", async () => {
    await choose("speech", true);
    await choose("speech", false);
    const [refused, confirmed] = await history();
    const undo = (changeId = "") => as(ada).papers.undo({ changeId });
    await expect(undo(confirmed?.id)).rejects.toMatchObject({ code: "CONFLICT" });
    await undo(refused?.id);
    expect(await topics()).toEqual(["graphs", "speech"]);
    const [undone] = await history();
    expect(undone).toMatchObject({ kind: "undo", topicAccepted: true, undoes: refused?.version });
    await undo(undone?.id);
    expect(await topics()).toEqual(["graphs"]);
  });

  it("goes back to the words once the only choice is undone", async () => {
    await choose("graphs", false);
    const [refused] = await history();
    await as(ada).papers.undo({ changeId: refused?.id ?? "" });
    expect(await topics()).toEqual(["graphs"]);
    expect((await history())[0]).toMatchObject({ topicAccepted: null });
  });

  it("is for people who may change the paper, of topics that there are", async () => {
    const [stranger, moderator] = [await person(), await person({ moderator: true })];
    await expect(choose("speech", true, stranger)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(choose("no-such-topic", true)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await choose("speech", true, moderator);
    expect(await topics()).toContain("speech");
  });

  it("is one choice, however often it is made at once", async () => {
    await outcomes([choose("speech", true), choose("speech", true), choose("speech", true)]);
    expect(await history()).toHaveLength(1);
    expect(await topics()).toEqual(["graphs", "speech"]);
  });

  it("adds at most ten topics", async () => {
    const all = await db.topic.findMany({ where: { slug: { not: "graphs" } }, take: 10 });
    for (const topic of all.slice(0, 9)) await choose(topic.slug, true);
    const tenth = choose(all[9]?.slug ?? "", true);
    await expect(tenth).rejects.toThrow("at most 10 topics");
    expect(await topics()).toHaveLength(10);
  });
});

describe("suggested topics", () => {
  it("come from similar papers, and stay away once they are refused", async () => {
    const like = ["One", "Two"].map((word) => `${word} ${crypto.randomUUID()}`);
    await importPapers(like.map((title) => ({ title, abstract: "Speech.", authors: [] })));
    const near = await db.paper.findMany({
      where: { title: { in: like } },
      orderBy: { title: "asc" },
    });
    await db.similarPaper.createMany({
      data: near.map(({ id }, at) => ({
        paperId,
        similarId: id,
        score: 0.5 - at / 10,
        shared: [],
      })),
    });
    const suggested = async () => (await as(ada).papers.forViewer({ paperId })).suggestedTopics;
    expect(await suggested()).toEqual([
      { slug: "speech", name: "Speech and audio", like: near[0]?.title },
    ]);
    await choose("speech", false);
    expect(await suggested()).toEqual([]);
  });
});

import { beforeEach, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { importPapers } from "@/server/testing/fixtures/papers";
import { person } from "@/server/testing/world";
import { AT_A_TIME, refileSome } from "./commands";

ownDatabase();

let mona: Viewer;
beforeEach(async () => {
  await db.paper.deleteMany();
  await db.topicRefiling.deleteMany();
  await db.topic.updateMany({ data: { paperCount: 0 } });
  mona = await person({ moderator: true });
});

/** Looks at all papers. @returns the number of steps */
async function refileRest(): Promise<number> {
  for (let steps = 1; ; steps++) if (!(await refileSome())) return steps;
}
const save = async (name: string, words: string[], topic: string | null = null) =>
  (await as(mona).papers.saveTopic({ topic, name, words })).slug;
const write = (...titles: string[]) =>
  importPapers(titles.map((title) => ({ title, abstract: "Words.", authors: [] })));
const progress = () => as(mona).papers.refiling();

/** The topics of each paper, as their slugs by title; a count that differs from the rows is an error. */
async function filed(): Promise<Record<string, string[]>> {
  const papers = await db.paper.findMany({ select: { title: true, topics: true } });
  const topics = await db.topic.findMany({ include: { _count: { select: { papers: true } } } });
  for (const { slug, paperCount, _count } of topics) expect(paperCount, slug).toBe(_count.papers);
  return Object.fromEntries(
    papers.map(({ title, topics }) => [title, topics.map(({ topicSlug }) => topicSlug).sort()]),
  );
}
const idOf = async (title: string) => (await db.paper.findFirstOrThrow({ where: { title } })).id;
const unique = () => crypto.randomUUID().slice(0, 8);

it("files the papers that exist under a new topic, and out of it when its words go", async () => {
  await write("On zithers", "On lutes");
  const slug = await save(`Zithers ${unique()}`, ["zither*"]);
  expect((await filed())["On zithers"]).toEqual([]);
  await refileRest();
  expect(await filed()).toEqual({ "On zithers": [slug], "On lutes": [] });
  expect(await progress()).toMatchObject({ papers: 2, looked: 2, changed: 1 });
  await save(`Lutes ${unique()}`, ["lute", "lutes"], slug);
  expect(await progress()).toMatchObject({ papers: 2, looked: 0, changed: 0, finishedAt: null });
  await refileRest();
  expect(await filed()).toEqual({ "On zithers": [], "On lutes": [slug] });
  expect((await progress())?.finishedAt).toBeInstanceOf(Date);
});

it("leaves alone what people refused or confirmed", async () => {
  await write("On harps", "On harpists", "On drums");
  const slug = await save(`Harps ${unique()}`, []);
  const choose = async (title: string, accepted: boolean) =>
    as(mona).papers.chooseTopic({ paperId: await idOf(title), topic: slug, accepted });
  await choose("On harps", false);
  await choose("On drums", true);
  await save(`Harps ${unique()}`, ["harp*"], slug);
  await refileRest();
  const wanted = { "On harps": [], "On harpists": [slug], "On drums": [slug] };
  expect(await filed()).toEqual(wanted);
  const lines = await db.paperChange.count();
  await save(`Harps ${unique()}`, ["harp*", "flute"], slug);
  await refileRest();
  expect(await filed()).toEqual(wanted);
  expect(await db.paperChange.count()).toBe(lines);
});

it("gives to a paper what a new one with its words gets", async () => {
  const words = "graphs, speech, diffusion and federated retrieval of zithers";
  const before = { title: `Before ${words}`, abstract: "On lutes.", authors: [] };
  await importPapers([before]);
  await save(`A zither ${unique()}`, ["zithers"]);
  const lutes = await save(`Lutes ${unique()}`, ["lutes"]);
  await as(mona).papers.mergeTopics({ kept: "graphs", other: lutes });
  await importPapers([{ ...before, title: `After ${words}` }]);
  await refileRest();
  const topics = await filed();
  expect(topics[`Before ${words}`]).toEqual(topics[`After ${words}`]);
});

it("begins only when words change, and anew when they change meanwhile", async () => {
  await write(...Array.from({ length: AT_A_TIME + 1 }, (_, at) => `On gongs ${at}`));
  const name = `Gongs ${unique()}`;
  const slug = await save(name, []);
  await as(mona).papers.saveTopic({ topic: slug, name: `${name}s`, description: "Of bronze." });
  expect(await progress()).toBeNull();
  expect(await refileSome()).toBe(false);
  await save(name, ["bells"], slug);
  expect(await refileSome()).toBe(true);
  expect(await progress()).toMatchObject({ looked: AT_A_TIME, changed: 0, finishedAt: null });
  await save(name, ["gongs"], slug);
  expect(await refileRest()).toBe(2);
  expect(await progress()).toMatchObject({ looked: AT_A_TIME + 1, changed: AT_A_TIME + 1 });
  expect(Object.values(await filed()).every(([topic]) => topic === slug)).toBe(true);
  expect(await refileSome()).toBe(false);
});

it("goes on where it was after a step that broke off, and counts each paper once", async () => {
  await write(...Array.from({ length: AT_A_TIME + 20 }, (_, at) => `On bells ${at}`));
  const slug = await save(`Bells ${unique()}`, ["bells"]);
  await refileSome();
  // The next step breaks off behind its work, before it has noted that.
  await db.$executeRawUnsafe(`CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$`);
  await db.$executeRawUnsafe(`CREATE TRIGGER break_off BEFORE UPDATE ON "TopicRefiling"
    FOR EACH ROW EXECUTE FUNCTION break_off()`);
  await expect(refileSome()).rejects.toThrow("killed");
  await db.$executeRawUnsafe(`DROP TRIGGER break_off ON "TopicRefiling"`);
  expect(await progress()).toMatchObject({ looked: AT_A_TIME, finishedAt: null });
  expect(await db.paperTopic.count({ where: { topicSlug: slug } })).toBe(AT_A_TIME);
  // Two processes that go on at once do no step twice.
  await Promise.all([refileRest(), refileRest()]);
  expect(await progress()).toMatchObject({ looked: AT_A_TIME + 20, changed: AT_A_TIME + 20 });
  expect(Object.values(await filed()).every(([topic]) => topic === slug)).toBe(true);
});

it("takes as many statements for many papers as for a few", async () => {
  const step = async (papers: number) => {
    await db.paper.deleteMany();
    await db.topic.updateMany({ data: { paperCount: 0 } });
    const word = `w${unique()}`;
    await write(...Array.from({ length: papers }, (_, at) => `On graphs ${word} ${at}`));
    const slug = await save(`Words ${unique()}`, [word]);
    // All of them leave a topic as well.
    await db.paperTopic.updateMany({
      where: { topicSlug: "graphs" },
      data: { topicSlug: "speech" },
    });
    await db.topic.updateMany({ where: { slug: "graphs" }, data: { paperCount: 0 } });
    await db.topic.updateMany({ where: { slug: "speech" }, data: { paperCount: papers } });
    const statements = await queriesOf(refileSome);
    expect(await db.paperTopic.count({ where: { topicSlug: slug } })).toBe(papers);
    await filed();
    return statements;
  };
  expect(await step(AT_A_TIME)).toBe(await step(2));
});

it("is shown to moderators only", async () => {
  await expect(as(await person()).papers.refiling()).rejects.toMatchObject({ code: "FORBIDDEN" });
});

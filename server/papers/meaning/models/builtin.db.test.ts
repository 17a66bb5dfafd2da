import { readFileSync } from "node:fs";
import { afterAll, expect, it, vi } from "vitest";
import { PAPERS } from "@/prisma/demo/catalogue";
import type { DemoPaper } from "@/prisma/demo/paper";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { ownDatabase } from "@/server/testing/database/database";
import { normalizedTitle } from "../../rules";
import { measureMeaning } from "../../search/quality/queries";
import { comparePapers, countStems } from "../../similar/commands";
import { readForMeaning } from "../commands";
import { closeMeaning } from "../queries";
import { MeaningReader } from "../reader";
import { modelSettings, questionsFile } from "../schema";

// The one test that loads the model: it takes some seconds.
ownDatabase();
afterAll(async () => {
  await closeMeaning();
  vi.unstubAllEnvs();
});

const readQuestions = (name: string) =>
  questionsFile.parse(JSON.parse(readFileSync(`prisma/demo/questions/${name}.json`, "utf8")));
const questions = readQuestions("demo");
const keptBack = readQuestions("demo-kept-back");
const answers = new Set([...questions, ...keptBack].flatMap(({ papers }) => papers));

it("the model that is built in finds papers in other words, and makes nothing else worse", async () => {
  vi.stubEnv("SEARCH_MEANING", "builtin");
  forgetEnv();
  const papers = Object.values<DemoPaper>(PAPERS).map(({ title, abstract, authors }) => ({
    ...{ title, abstract, authors: [...authors], normalizedTitle: normalizedTitle(title) },
    slug:
      [...answers].find((slug) => normalizedTitle(title).startsWith(normalizedTitle(slug))) ?? "",
  }));
  const answering = papers.filter(({ slug }) => slug !== "");
  expect(answering).toHaveLength(answers.size);
  await db.paper.createMany({ data: [...answering, CHINESE] });
  await countStems();
  await comparePapers(Number.POSITIVE_INFINITY);
  for (let read = 1; read > 0; ) read = await readForMeaning();
  expect(await db.meaningModel.findMany()).toMatchObject([{ dims: 512, trouble: "" }]);

  const { ways, unknown } = await measureMeaning(questions);
  expect([ways.map(({ name }) => name), unknown]).toEqual([["words", "builtin use-lite"], []]);
  const [words, meaning] = ways.map(({ measured }) => measured);
  const rank = (measured: typeof words, kind: string) => measured?.kinds.get(kind)?.rank ?? 0;
  for (const kind of ["title", "typo", "keyword"])
    expect(rank(meaning, kind), kind).toBeGreaterThanOrEqual(rank(words, kind));
  expect(rank(meaning, "paraphrase")).toBeGreaterThan(0.94);
  expect(rank(meaning, "all")).toBeGreaterThan(0.98);
  expect(meaning?.kinds.get("all")?.recall).toBeGreaterThan(0.97);
  expect([meaning?.unanswerable, meaning?.foundByMeaning]).toEqual([10, 0]);
  expect(await countFoundWithoutWords()).toBeGreaterThanOrEqual(7);
  const fresh = (await measureMeaning(keptBack)).ways[1]?.measured.kinds;
  expect(fresh?.get("topic")?.recall).toBeGreaterThan(0.95);
  expect(fresh?.get("all")?.recall).toBeGreaterThan(0.94);
});

/** A paper that a model of English cannot read. */
const CHINESE = {
  ...{ title: "大规模语言模型的数据清洗方法", authors: ["王伟"], slug: "shu-ju" },
  ...{ abstract: "我们提出一种数据清洗的方法。", normalizedTitle: "大规模语言模型的数据清洗方法" },
};

/** Counts the paraphrases whose paper is among the three that are nearest, of all papers. */
async function countFoundWithoutWords(): Promise<number> {
  const { key, settings, floor } = await db.meaningModel.findFirstOrThrow();
  const reader = new MeaningReader({ key, settings: modelSettings.parse(settings), floor });
  await reader.fill();
  const slugs = new Map(
    (await db.paper.findMany({ select: { id: true, slug: true } })).map(({ id, slug }) => [
      id,
      slug,
    ]),
  );
  const readable = async (question: string) => (await reader.nearest(question)).cosines.size;
  expect(await readable("sorting nlogn")).toBe(slugs.size - 1);
  expect(await readable("数据清洗")).toBe(0);
  let found = 0;
  for (const { question, papers } of questions.filter(({ kind }) => kind === "paraphrase")) {
    const { cosines } = await reader.nearest(question);
    const near = [...cosines.keys()].slice(0, 3).map((id) => slugs.get(id) ?? "");
    if (papers.some((slug) => near.includes(slug))) found++;
  }
  await reader.thread.end();
  return found;
}

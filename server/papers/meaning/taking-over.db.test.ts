import { Worker } from "node:worker_threads";
import { expect, it, vi } from "vitest";
import { db } from "@/server/platform/database/db";
import { liveHub, notifyTopics } from "@/server/platform/live";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import {
  addPapers,
  requests,
  searching,
  settingsFor,
  twoModels,
  vectorBy,
} from "@/server/testing/fixtures/two-models";
import { soon } from "@/server/testing/time";
import { paper } from "@/server/testing/world";
import { searchWithMeaning } from "../search/queries";
import { readForMeaning } from "./commands";
import { ModelThread } from "./models/thread";
import { closeMeaning } from "./queries";
import { meaningTopic } from "./rules";

// What one process does while a model takes over, and what becomes of vectors that nobody uses.
ownDatabase();
twoModels();

/** Papers whose vectors a process reads by more than one statement. */
const LARGE = 2001;
const DAY_MS = 86_400_000;
const vectorsOf = (modelKey: string) => db.paperVector.count({ where: { modelKey } });

it("searches go on while the thread with the vectors is ended again and again", async () => {
  await addPapers(16);
  await readForMeaning();
  const sent = vi.spyOn(Worker.prototype, "postMessage");
  const search = searching();
  for (let time = 0; time < 5; time++) {
    const { byMeaning } = search.counts;
    await soon(() => expect(search.counts.byMeaning).toBeGreaterThan(byMeaning));
    await (sent.mock.contexts.at(-1) as Worker).terminate();
    // It rests for half a minute after a failure, and searches by words meanwhile.
    const { all } = search.counts;
    await soon(() => expect(search.counts.all).toBeGreaterThan(all + 1));
    await closeMeaning();
  }
  await search.end();
});

it("the former model answers until the vectors of a large catalogue are in memory", async () => {
  const row = (model: string) => ({
    ...{ key: `http ${model}`, dims: 16, floor: 0.5 },
    settings: {
      provider: "http" as const,
      name: model,
      base: settingsFor(model).SEARCH_MODEL_URL,
      dimensions: null,
    },
  });
  await db.$executeRaw`
    INSERT INTO "Paper" (id, slug, title, "normalizedTitle", abstract, authors)
      SELECT gen_random_uuid(), 'p' || n, 'Ocean', 'p' || n, '', '{}' FROM generate_series(1, ${LARGE}::int) n`;
  await db.meaningModel.create({ data: { ...row("first"), servesSince: new Date() } });
  await db.meaningModel.create({ data: row("second") });
  for (const model of ["first", "second"]) {
    const bytes = Uint8Array.from(vectorBy(model, "ocean"), (value) => Math.round(value * 40));
    await db.$executeRaw`
      INSERT INTO "PaperVector" ("modelKey", "paperId", scale, bytes)
        SELECT ${`http ${model}`}, id, 0.0083, ${bytes}::bytea FROM "Paper"`;
  }
  const questions = () =>
    requests()
      .splice(0)
      .map(({ model }) => model);
  const search = async (q: string) => (await searchWithMeaning(q, 10)).length;
  expect(await search("marine")).toBe(10);
  expect(questions()).toEqual(["first"]);
  const keep = ModelThread.prototype.keep;
  let [isFull, fill] = [false, () => {}];
  const rest = new Promise<void>((done) => {
    fill = done;
  });
  vi.spyOn(ModelThread.prototype, "keep").mockImplementation(async function (
    this: ModelThread,
    dims,
    rows,
  ) {
    if (rows.length === 1) await rest;
    return keep.call(this, dims, rows).finally(() => {
      isFull = rows.length === 1;
    });
  });
  await db.meaningModel.delete({ where: { key: "http first" } });
  await db.meaningModel.update({
    where: { key: "http second" },
    data: { servesSince: new Date() },
  });
  const count = liveHub().heardSoFar();
  await notifyTopics(db, meaningTopic());
  await soon(() => expect(liveHub().heardAfter(meaningTopic(), count)).toBe(true));
  for (const q of ["marine life", "life of the sea", "sea"]) expect(await search(q)).toBe(10);
  expect(questions()).toEqual(["first", "first", "first"]);
  fill();
  await soon(() => expect(isFull).toBe(true));
  expect(await search("marine animals")).toBe(10);
  expect(questions()).toEqual(["second"]);
});

it("a run looks up once what is unread, and once more at its end, however many batches it reads", async () => {
  await addPapers(40);
  const statements = await statementsOf(() => readForMeaning());
  const about = (part: RegExp) => statements.filter(({ text }) => part.test(text)).length;
  expect(about(/NOT EXISTS \(SELECT FROM "PaperVector"/)).toBe(2);
  expect(about(/^\s*INSERT INTO .*"PaperVector"/)).toBe(3);
});

it("a model that is neither used nor serves is forgotten after two weeks, with its vectors", async () => {
  await addPapers(2);
  await readForMeaning();
  const { paperId } = await db.paperVector.findFirstOrThrow();
  for (const days of [13, 15]) {
    const usedAt = new Date(Date.now() - days * DAY_MS);
    const key = `for ${days} days`;
    await db.meaningModel.create({ data: { key, settings: {}, usedAt } });
    await db.paperVector.create({
      data: { modelKey: key, paperId, scale: 1, bytes: new Uint8Array(16) },
    });
  }
  await readForMeaning();
  expect([await vectorsOf("for 13 days"), await vectorsOf("for 15 days")]).toEqual([1, 0]);
  expect(await db.meaningModel.count()).toBe(2);
});

it("vectors of another length than the earlier ones are refused, and the operator is told", async () => {
  await addPapers(2);
  await readForMeaning();
  await paper({ title: "Another of the sea" });
  await db.meaningModel.updateMany({ data: { dims: 15 } });
  expect(await readForMeaning()).toBe(0);
  expect(await db.paperVector.count()).toBe(2);
  expect((await db.meaningModel.findFirstOrThrow()).trouble).toContain(
    "16 numbers, after others of 15",
  );
});

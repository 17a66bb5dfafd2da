import "server-only";
import { setTimeout } from "node:timers/promises";
import { now } from "@/server/platform/clock";
import { whileAlone } from "@/server/platform/database/alone";
import { db, type Tx, transact } from "@/server/platform/database/db";
import { LOCK_NAMES } from "@/server/platform/database/locks";
import { notifyTopics } from "@/server/platform/live";
import { log } from "@/server/platform/log";
import { countInWords } from "@/server/platform/text/words";
import { chosenModel, embed, keyOf } from "./models/model";
import { ModelThread } from "./models/thread";
import { MeaningReader, type ReadModel } from "./reader";
import {
  floorAbove,
  isFloorOld,
  meaningTopic,
  OFF_TOPIC,
  textOf,
  toBytes,
  unusedSince,
} from "./rules";
import type { ModelSettings } from "./schema";

/** Papers read at a time. A model behind an address gets them in one request. */
const A_BATCH = 16;
/** Unread papers that are looked up at a time, by ids alone: indexes know these. */
const LOOKED_UP = 2000;
/** Milliseconds of a run, which the queue starts each minute. */
const A_RUN_MS = 45_000;
/** Part of the working time that the thread rests, so that it never takes a processor for itself. */
const REST = 0.25;
/** Milliseconds before a command asks again whether the site has stopped reading with its model. */
const A_PAUSE_MS = 1000;
/** Characters of an error that the operator is shown. */
const MOST_TROUBLE = 500;

interface Text {
  id: string;
  title: string;
  abstract: string;
  /** Of both as they were read. */
  hash: string;
}

interface Reading {
  settings: ModelSettings;
  key: string;
  thread: ModelThread;
}

/**
 * Lets the chosen model read the papers that it has not read, for one run, and lets it serve once it has read all of
 * them. Safe to run twice: while one run goes on, in any process, another does nothing. @returns how many papers it read
 */
export async function readForMeaning(within = A_RUN_MS): Promise<number> {
  const settings = chosenModel();
  if (!settings) return 0;
  const key = keyOf(settings);
  const run = await whileAlone(LOCK_NAMES.reading + key, () => readAsChosen(key, settings, within));
  return run?.done ?? 0;
}

async function readAsChosen(key: string, settings: ModelSettings, within: number): Promise<number> {
  const reading = { settings, key, thread: new ModelThread(true) };
  try {
    await addModel(reading);
    const { read, left } = await readPapers(reading, now().getTime() + within);
    if (!left) await letServe(reading);
    await dropUnused();
    await noteTrouble(key, "");
    if (read > 0) log.info({ model: key, read, left }, "papers read for their meaning");
    return read;
  } catch (error) {
    log.warn({ model: key, error: String(error) }, "papers not read for their meaning");
    await noteTrouble(key, String(error).slice(0, MOST_TROUBLE));
    return 0;
  } finally {
    await reading.thread.end();
  }
}

async function addModel({ key, settings }: Reading): Promise<void> {
  const usedAt = now();
  await db.meaningModel.upsert({
    where: { key },
    create: { key, settings, usedAt },
    update: { usedAt },
  });
}

/** Deletes models that do not serve and with which nobody has read for long, with their vectors. */
async function dropUnused(): Promise<void> {
  await db.meaningModel.deleteMany({
    where: { servesSince: null, usedAt: { lt: unusedSince(now()) } },
  });
}

async function noteTrouble(key: string, trouble: string): Promise<void> {
  await db.meaningModel.updateMany({
    where: { key, trouble: { not: trouble } },
    data: { trouble },
  });
}

/** Lets the model read papers until all are read or the time is over. */
async function readPapers(reading: Reading, until: number) {
  let read = 0;
  for (;;) {
    const ids = await unreadPapers(reading.key);
    if (ids.length === 0) return { read, left: false };
    for (let from = 0; from < ids.length; from += A_BATCH) {
      const begun = now().getTime();
      if (begun >= until) return { read, left: true };
      const texts = await readTexts(ids.slice(from, from + A_BATCH));
      const vectors = await embed(reading.settings, reading.thread, texts.map(textOf), false);
      read += await transact((tx) => writeVectors(tx, reading.key, texts, vectors));
      await setTimeout(REST * (now().getTime() - begun));
    }
  }
}

/**
 * Looks papers without a vector of this model up, the newest first. The numbers of both say how many there are, so that it stops
 * at the last. Each is looked up by itself (OFFSET 0 sees to that): statistics lag behind a model that reads fast.
 */
async function unreadPapers(key: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM "Paper" p
    WHERE NOT EXISTS (SELECT FROM "PaperVector" v WHERE v."modelKey" = ${key} AND v."paperId" = p.id OFFSET 0)
    ORDER BY p."addedAt" DESC, p.id LIMIT least(
      (SELECT count(*) FROM "Paper") - (SELECT count(*) FROM "PaperVector" WHERE "modelKey" = ${key} AND part = 0), ${LOOKED_UP})`;
  return rows.map(({ id }) => id);
}

function readTexts(ids: readonly string[]): Promise<Text[]> {
  return db.$queryRaw<Text[]>`
    SELECT p.id, p.title, p.abstract, md5(p.title || chr(10) || p.abstract) AS hash FROM "Paper" p
    WHERE p.id = ANY(${[...ids]}::uuid[]) ORDER BY p."addedAt" DESC, p.id`;
}

/** Writes vectors of the papers whose text is still the one that was read. @returns how many */
async function writeVectors(
  tx: Tx,
  key: string,
  texts: readonly Text[],
  vectors: readonly Float32Array[],
): Promise<number> {
  const ids = texts.map(({ id }) => id);
  // Their numbers follow the order of commits, so that a reader misses none.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${LOCK_NAMES.vectors + key}, 0))`;
  const current = await tx.$queryRaw<{ id: string; hash: string }[]>`
    SELECT id, md5(title || chr(10) || abstract) AS hash FROM "Paper" WHERE id = ANY(${ids}::uuid[])
    ORDER BY id FOR SHARE`;
  const hashes = new Map(current.map(({ id, hash }) => [id, hash]));
  const rows = texts.flatMap(({ id, hash }, at) => {
    const vector = vectors[at];
    if (!vector || hashes.get(id) !== hash) return [];
    const { scale, bytes } = toBytes(vector);
    return [
      { modelKey: key, paperId: id, scale, bytes: new Uint8Array(bytes.buffer as ArrayBuffer) },
    ];
  });
  const [model] = await tx.$queryRaw<{ dims: number; serves: boolean }[]>`
    SELECT dims, "servesSince" IS NOT NULL AS serves FROM "MeaningModel" WHERE key = ${key} FOR NO KEY UPDATE`;
  if (!model) throw new Error("Another model serves in place of this one.");
  const dims = vectors[0]?.length ?? 0;
  if (model.dims !== 0 && model.dims !== dims)
    throw new Error(`The model made vectors of ${dims} numbers, after others of ${model.dims}.`);
  const { count } = await tx.paperVector.createMany({ data: rows, skipDuplicates: true });
  await tx.meaningModel.updateMany({ where: { key, dims: 0 }, data: { dims } });
  // Searches look at the vectors of the model that serves. While another one reads, they have nothing new to read.
  if (model.serves) await notifyTopics(tx, meaningTopic());
  return count;
}

/** Measures the floor of a model that has read the catalogue, if that is due, and lets it serve in place of others. */
async function letServe(reading: Reading): Promise<void> {
  const { key } = reading;
  const papers = await db.paperVector.count({ where: { modelKey: key } });
  const { servesSince, floorPapers } = await db.meaningModel.findUniqueOrThrow({ where: { key } });
  if (papers === 0 || (servesSince && !isFloorOld(floorPapers, papers))) return;
  const floor = await measureFloor(reading);
  await transact(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${LOCK_NAMES.vectors}, 0))`;
    await tx.meaningModel.deleteMany({ where: { key: { not: key }, servesSince: { not: null } } });
    await tx.meaningModel.update({
      where: { key },
      data: { floor, floorPapers: papers, servesSince: servesSince ?? now() },
    });
    await notifyTopics(tx, meaningTopic());
  });
  log.info({ model: key, papers, floor }, "searches by meaning");
}

async function measureFloor({ key, settings, thread }: Reading): Promise<number> {
  const reader = new MeaningReader({ key, settings, floor: null }, thread);
  await reader.fill();
  return floorAbove(await reader.bestOf(OFF_TOPIC), settings);
}

/** Lets a model read all papers that it has not read, and does not let it serve. @param say told how far it is */
export async function readWithoutServing(
  settings: ModelSettings,
  say: (line: string) => void,
): Promise<ReadModel> {
  const reading = { settings, key: keyOf(settings), thread: new ModelThread(true) };
  const { key } = reading;
  try {
    await addModel(reading);
    for (let all = 0; ; ) {
      const run = await whileAlone(LOCK_NAMES.reading + key, () =>
        readPapers(reading, now().getTime() + A_RUN_MS),
      );
      all += run?.done.read ?? 0;
      if (all > 0) say(`${key} has read ${countInWords(all, "paper")}`);
      if (run && !run.done.left) break;
      // Meanwhile the site may read with it.
      await setTimeout(A_PAUSE_MS);
    }
    return { key, settings, floor: await measureFloor(reading) };
  } finally {
    await reading.thread.end();
  }
}

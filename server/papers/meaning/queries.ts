import "server-only";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { liveHub } from "@/server/platform/live";
import { log } from "@/server/platform/log";
import { canAsk, chosenModel, keyOf } from "./models/model";
import { ThreadEnded } from "./models/thread";
import { MeaningReader } from "./reader";
import { meaningTopic, type Nearness } from "./rules";
import { modelSettings } from "./schema";

/** Milliseconds that a search waits for meaning before it goes by words alone. */
const PATIENCE_MS = 300;
/** Questions at a time that the model has. More of them would all be late. */
const MOST_WAITING = 8;
/** Milliseconds after a failure in which the model is left alone. */
const REST_MS = 30_000;

interface Serving {
  /** Null if no model serves. */
  reader: MeaningReader | null;
  /** The count of announcements before it was read. */
  heard: number;
}

let serving: Serving | undefined;
/** The reader of a model that took over, while it reads its vectors. `filled` is null if that fails. */
let next: { reader: MeaningReader; filled: Promise<Serving | null> } | undefined;
/** The number of readers that this process has ended. */
let ended = 0;
let reading: Promise<Serving> | undefined;
let restUntil = 0;
let isTroubled = false;

/**
 * Reads how near papers are in meaning to a question. It never fails: without an answer in time, the search goes by
 * words alone. @param beside ids of papers to compare as well, which are being found meanwhile
 * @returns null if there is nothing to go by
 */
export async function findNearness(
  q: string,
  beside: Promise<readonly string[]>,
): Promise<Nearness | null> {
  if (env().SEARCH_MEANING === "off" || now().getTime() < restUntil) return null;
  const found = await inTime(find(q));
  if (!found) return null;
  const ids = await beside;
  return inTime(withoutFailing(() => found.reader.compare(q, found.near, ids)));
}

/** Waits for an answer, but not for long. @returns null if it is late, and lets it go on */
function inTime<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  let late: NodeJS.Timeout | undefined;
  const silence = new Promise<null>((done) => {
    late = setTimeout(() => done(null), PATIENCE_MS);
  });
  return Promise.race([answer, silence]).finally(() => clearTimeout(late));
}

function find(q: string): Promise<{ reader: MeaningReader; near: Nearness } | null> {
  return withoutFailing(async () => {
    const { reader } = await servingNow();
    if (!reader || reader.asking >= MOST_WAITING) return null;
    reader.asking++;
    try {
      const near = await reader.nearest(q);
      isTroubled = false;
      return { reader, near };
    } finally {
      reader.asking--;
    }
  });
}

async function withoutFailing<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
  const before = ended;
  try {
    return await work();
  } catch (error) {
    // Another model has begun to serve meanwhile.
    if (error instanceof ThreadEnded || before !== ended) return null;
    restUntil = now().getTime() + REST_MS;
    if (!isTroubled) log.warn({ error: String(error) }, "search by meaning failed, words go on");
    isTroubled = true;
    return null;
  }
}

/** Reads which model serves, with its vectors, unless nothing was announced since the last time. */
function servingNow(): Promise<Serving> {
  const hub = liveHub();
  if (
    serving &&
    !serving.reader?.thread.isOver &&
    hub.hears() &&
    !hub.heardAfter(meaningTopic(), serving.heard)
  )
    return Promise.resolve(serving);
  reading ??= readServing(hub.heardSoFar()).finally(() => {
    reading = undefined;
  });
  return reading;
}

async function readServing(heard: number): Promise<Serving> {
  const row = await db.meaningModel.findFirst({ where: { servesSince: { not: null } } });
  const settings = row && modelSettings.parse(row.settings);
  const model =
    row && settings && canAsk(settings) ? { key: row.key, settings, floor: row.floor } : null;
  if (next && next.reader.model.key !== model?.key) await endNext();
  if (!model) return serveBy(null, heard);
  const before = serving?.reader?.thread.isOver ? null : (serving?.reader ?? null);
  if (before?.model.key === model.key) {
    before.model.floor = model.floor;
    await before.fill();
    return serveBy(before, heard);
  }
  if (!next) {
    const reader = new MeaningReader(model);
    if (await reader.fill(1)) return serveBy(reader, heard);
    next = { reader, filled: withoutFailing(() => fillAndServe(reader, heard)) };
  }
  // The vectors of a large catalogue take their time. Until they are here, the former model answers in this process.
  return before ? { reader: before, heard } : ((await next.filled) ?? { reader: null, heard });
}

async function fillAndServe(reader: MeaningReader, heard: number): Promise<Serving> {
  try {
    await reader.fill();
  } catch (error) {
    if (next?.reader === reader) await endNext();
    throw error;
  }
  if (next?.reader !== reader) throw new ThreadEnded();
  next = undefined;
  return serveBy(reader, heard);
}

/** Lets a reader answer from now on. Questions under way to another one are answered by words. */
async function serveBy(reader: MeaningReader | null, heard: number): Promise<Serving> {
  const before = serving?.reader;
  const current = { reader, heard };
  serving = current;
  if (before && before !== reader) {
    ended++;
    await before.thread.end();
  }
  return current;
}

async function endNext(): Promise<void> {
  const former = next;
  next = undefined;
  await former?.reader.thread.end();
}

/** Ends the threads of this process, if it has any. */
export async function closeMeaning(): Promise<void> {
  const before = serving?.reader;
  serving = undefined;
  ended++;
  restUntil = 0;
  isTroubled = false;
  await Promise.all([before?.thread.end(), endNext()]);
}

/** Reads how far each model has read the catalogue, for operators. */
export async function readMeaningProgress() {
  const [papers, models] = await Promise.all([
    db.paper.count(),
    db.meaningModel.findMany({
      select: {
        key: true,
        settings: true,
        floor: true,
        servesSince: true,
        trouble: true,
        _count: { select: { vectors: true } },
      },
      orderBy: { key: "asc" },
    }),
  ]);
  const chosen = chosenModel();
  return {
    setting: env().SEARCH_MEANING,
    papers,
    chosenKey: chosen && keyOf(chosen),
    models: models.map(({ settings, _count, ...model }) => {
      const { provider, name } = modelSettings.parse(settings);
      return { ...model, provider, name, read: _count.vectors };
    }),
  };
}

// The vectors of one model in the memory of a thread, brought up to date from the database.
import "server-only";
import { LRUCache } from "lru-cache";
import { db } from "@/server/platform/database/db";
import { embed } from "./models/model";
import { ModelThread, type StoredVector } from "./models/thread";
import { type Nearness, strengthOf } from "./rules";
import type { ModelSettings } from "./schema";

/** Vectors read by one statement: about a megabyte. */
const A_BATCH = 2000;
/** Questions whose vectors are remembered. */
const REMEMBERED = 2000;
/** Papers that meaning suggests for a question. The mean and the deviation are of all. */
const NEAREST = 200;

/** A row of models. */
export interface ReadModel {
  key: string;
  settings: ModelSettings;
  floor: number | null;
}

interface VectorRow {
  id: string;
  number: bigint;
  scale: number;
  bytes: Uint8Array;
}

export class MeaningReader {
  readonly model: ReadModel;
  readonly thread: ModelThread;
  /** Questions that its model has now. */
  asking = 0;
  readonly #questions = new LRUCache<string, Float32Array>({ max: REMEMBERED });
  #last = 0n;

  constructor(model: ReadModel, thread = new ModelThread(false)) {
    this.model = model;
    this.thread = thread;
  }

  /**
   * Reads the vectors that are new since the last time. Those of papers that are gone stay: nothing shows them.
   * @param most statements after which it stops @returns whether it has all
   */
  async fill(most = Number.POSITIVE_INFINITY): Promise<boolean> {
    for (let count = 0; count < most; count++) {
      const rows = await db.$queryRaw<VectorRow[]>`
        SELECT "paperId" AS id, number, scale, bytes FROM "PaperVector"
        WHERE "modelKey" = ${this.model.key} AND number > ${this.#last} AND part = 0 ORDER BY number LIMIT ${A_BATCH}`;
      // Each vector gets memory of its own: what is sent to a thread takes all that it stands in along.
      const vectors = rows.map(({ id, scale, bytes }): StoredVector => {
        return { id, scale, bytes: new Int8Array(bytes) };
      });
      const [first] = vectors;
      if (first) await this.thread.keep(first.bytes.length, vectors);
      this.#last = rows.at(-1)?.number ?? this.#last;
      if (rows.length < A_BATCH) return true;
    }
    return false;
  }

  /** Finds the papers that are nearest to a question. */
  async nearest(q: string): Promise<Nearness> {
    const { near, ...ofAll } = await this.thread.nearest(await this.#vectorOf(q), NEAREST);
    const { floor, settings } = this.model;
    const strength = strengthOf(settings);
    return { cosines: new Map(near), ...ofAll, floor: floor ?? 1, strength };
  }

  /** Adds the cosines of these papers, as far as they have been read. */
  async compare(q: string, near: Nearness, ids: readonly string[]): Promise<Nearness> {
    const missing = ids.filter((id) => !near.cosines.has(id));
    if (missing.length === 0) return near;
    const further = await this.thread.cosines(await this.#vectorOf(q), missing);
    return { ...near, cosines: new Map([...near.cosines, ...further]) };
  }

  /** Reads the best cosine of each question. */
  async bestOf(questions: readonly string[]): Promise<number[]> {
    const best: number[] = [];
    for (const q of questions) {
      const { near } = await this.thread.nearest(await this.#vectorOf(q), 1);
      best.push(near[0]?.[1] ?? 0);
    }
    return best;
  }

  async #vectorOf(q: string): Promise<Float32Array> {
    const known = this.#questions.get(q);
    if (known) return known;
    const [vector] = await embed(this.model.settings, this.thread, [q], true);
    if (!vector) throw new Error("The model made no vector.");
    this.#questions.set(q, vector);
    return vector;
  }
}

// The thread of a model (worker.mjs), seen from outside.
import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { ModelSettings } from "../schema";

/** Megabytes of JavaScript objects. Vectors and the model itself are outside of them. */
const MOST_HEAP_MB = 256;

/** A row of vectors, as the database has it. */
export interface StoredVector {
  id: string;
  scale: number;
  bytes: Int8Array;
}

export interface Nearest {
  mean: number;
  deviation: number;
  /** Ids with their cosines, the nearest first. */
  near: [string, number][];
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** Threads are started outside the context of the request that needs them first. */
const outside = AsyncLocalStorage.snapshot();

/** The answer of a thread that has been ended on purpose. */
export class ThreadEnded extends Error {}

/** A thread that runs a model and compares vectors. It starts with the first question to it, and once. */
export class ModelThread {
  readonly #behind: boolean;
  #worker: Worker | undefined;
  #over: Error | undefined;
  #count = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** @param behind whether everything else in the process goes first */
  constructor(behind: boolean) {
    this.#behind = behind;
  }

  /** Whether it has ended, by itself or not, and with it the vectors that it had. */
  get isOver(): boolean {
    return this.#over !== undefined;
  }

  /** Questions that wait for their answers. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Makes vectors of length one. @param asked whether the texts are questions */
  embed(model: ModelSettings, texts: readonly string[], asked: boolean): Promise<Float32Array[]> {
    return this.#ask({ ask: "embed", model, texts, asked });
  }

  /** Keeps vectors, in place of earlier ones of the same papers. @returns how many it has */
  keep(dims: number, rows: readonly StoredVector[]): Promise<number> {
    return this.#ask({ ask: "keep", dims, rows });
  }

  nearest(vector: Float32Array, most: number): Promise<Nearest> {
    return this.#ask({ ask: "nearest", vector, most });
  }

  /** Reads the cosines of these papers, as far as it has them. */
  cosines(vector: Float32Array, ids: readonly string[]): Promise<[string, number][]> {
    return this.#ask({ ask: "cosines", vector, ids });
  }

  /** Ends the thread and gives its memory back. */
  async end(): Promise<void> {
    this.#fail(new ThreadEnded());
    await this.#worker?.terminate();
  }

  #ask<Answer>(question: { ask: string } & Record<string, unknown>): Promise<Answer> {
    if (this.#over) return Promise.reject(this.#over);
    const worker = this.#started();
    const id = ++this.#count;
    worker.ref();
    return new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
      worker.postMessage({ id, ...question });
    });
  }

  #started(): Worker {
    this.#worker ??= outside(() => {
      const worker = new Worker(join(import.meta.dirname, "worker.mjs"), {
        workerData: { behind: this.#behind },
        // No setting of the site, such as its secret, is needed there.
        env: {},
        execArgv: [],
        resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
      });
      worker.on("message", ({ id, answer, error }) => {
        const waiting = this.#waiting.get(id);
        this.#waiting.delete(id);
        // A process may end while nothing is asked.
        if (this.#waiting.size === 0) worker.unref();
        if (error === undefined) waiting?.resolve(answer);
        else waiting?.reject(new Error(error));
      });
      worker.on("error", (error: Error) => this.#fail(error));
      worker.on("exit", (code) => this.#fail(new Error(`The model's thread ended (${code}).`)));
      return worker;
    });
    return this.#worker;
  }

  #fail(error: Error): void {
    this.#over ??= error;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}

// Marks digests that a mail server accepted.
import "server-only";
import { setTimeout } from "node:timers/promises";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";

/** Milliseconds between tries to mark a digest as sent. */
const RETRY_MS = 500;

/**
 * Marks accepted digests in batches. Two statements run at a time, because each waits for the disk; digests accepted
 * meanwhile are marked by the next one.
 */
export class DeliveredBatch {
  #waiting: string[] = [];
  #nextMark: Promise<void> | null = null;
  readonly #running: Promise<void>[] = [Promise.resolve(), Promise.resolve()];

  /** @param patienceMs how long to keep trying without a database; a digest that is not marked is sent again */
  constructor(readonly patienceMs: number) {}

  /** Resolves once the digest is marked. @throws the database's error after patienceMs */
  add(id: string): Promise<void> {
    this.#waiting.push(id);
    this.#nextMark ??= this.#findFree().then((place) => {
      const ids = this.#waiting;
      this.#waiting = [];
      this.#nextMark = null;
      const marked = this.#mark(ids, now());
      this.#running[place] = marked;
      return marked;
    });
    return this.#nextMark;
  }

  /** Resolves to the place of a statement that has ended. */
  #findFree(): Promise<number> {
    return Promise.race(this.#running.map((mark, place) => mark.then(() => place)));
  }

  async #mark(ids: readonly string[], sentAt: Date): Promise<void> {
    for (const until = Date.now() + this.patienceMs; ; await setTimeout(RETRY_MS)) {
      try {
        // Finds them by their ids only: with a condition on "sentAt", PostgreSQL reads the index of all waiting digests.
        await db.$executeRaw`
          UPDATE "Digest" SET "sentAt" = coalesce("sentAt", ${sentAt}::timestamptz), "tryAt" = NULL,
            failure = NULL, "failedAt" = NULL
          WHERE id = ANY(${[...ids]}::uuid[])`;
        return;
      } catch (error) {
        if (Date.now() > until) throw error;
      }
    }
  }
}

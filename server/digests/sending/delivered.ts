// Marks digests that a mail server accepted.
import "server-only";
import { setTimeout } from "node:timers/promises";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";

/** Milliseconds between tries to mark a digest as sent. */
const RETRY_MS = 500;

/**
 * Marks accepted digests in batches: those accepted while a statement runs are marked by the next statement.
 */
export class DeliveredBatch {
  #waiting: string[] = [];
  #nextMark: Promise<void> | null = null;
  #lastMark: Promise<void> = Promise.resolve();

  /** @param patienceMs how long to keep trying without a database; a digest that is not marked is sent again */
  constructor(readonly patienceMs: number) {}

  /** Resolves once the digest is marked. @throws the database's error after patienceMs */
  add(id: string): Promise<void> {
    this.#waiting.push(id);
    this.#nextMark ??= this.#lastMark = this.#lastMark.then(() => {
      const ids = this.#waiting;
      this.#waiting = [];
      this.#nextMark = null;
      return this.#mark(ids, now());
    });
    return this.#nextMark;
  }

  async #mark(ids: readonly string[], sentAt: Date): Promise<void> {
    for (const until = Date.now() + this.patienceMs; ; await setTimeout(RETRY_MS)) {
      try {
        await db.$executeRaw`
          UPDATE "Digest" SET "sentAt" = ${sentAt}, "tryAt" = NULL, failure = NULL, "failedAt" = NULL
          WHERE id = ANY(${[...ids]}::uuid[]) AND "sentAt" IS NULL`;
        return;
      } catch (error) {
        if (Date.now() > until) throw error;
      }
    }
  }
}

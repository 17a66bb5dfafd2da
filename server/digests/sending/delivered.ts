// Marks the digests that a mail server accepted.
import "server-only";
import { setTimeout } from "node:timers/promises";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";

/** Milliseconds until it is tried again to note that something was sent. */
const RETRY_MS = 500;

/**
 * Marks digests that a mail server accepted: those that are accepted while a statement runs go together with
 * the next.
 */
export class DeliveredBatch {
  #waiting: string[] = [];
  #nextMark: Promise<void> | null = null;
  #lastMark: Promise<void> = Promise.resolve();

  /** @param patienceMs how long it is tried while the database is away: what is not marked goes again */
  constructor(readonly patienceMs: number) {}

  /** Resolves when it is marked. @throws what kept it from being marked for too long */
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

// Marks the digests that a mail server accepted.
import "server-only";
import { setTimeout } from "node:timers/promises";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";

/** Milliseconds until it is tried again to note that something was sent. */
const AGAIN = 500;

/**
 * Marks digests that a mail server accepted: those that are accepted while a statement runs go together with
 * the next.
 */
export class Marks {
  #waiting: string[] = [];
  #coming: Promise<void> | null = null;
  #last: Promise<void> = Promise.resolve();

  /** @param patienceMs how long it is tried while the database is away: what is not marked goes again */
  constructor(readonly patienceMs: number) {}

  /** Resolves when it is marked. @throws what kept it from being marked for too long */
  add(id: string): Promise<void> {
    this.#waiting.push(id);
    this.#coming ??= this.#last = this.#last.then(() => {
      const ids = this.#waiting;
      this.#waiting = [];
      this.#coming = null;
      return this.#mark(ids, now());
    });
    return this.#coming;
  }

  async #mark(ids: readonly string[], sentAt: Date): Promise<void> {
    for (const until = Date.now() + this.patienceMs; ; await setTimeout(AGAIN)) {
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

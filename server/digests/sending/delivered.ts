// Marks digests that a mail server accepted.
import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { now } from "@/server/platform/clock";
import { databasePool } from "@/server/platform/database/db";

/** Milliseconds between tries to mark a digest as sent. */
const RETRY_MS = 500;
/** Most milliseconds for which an accepted digest waits for the others under way, to be marked with them. */
const TOGETHER_MS = 4;

/** Accepted digests that wait for no others: more at a time would leave the connections idle together. */
const ENOUGH = 3;

/**
 * Finds them by their ids only: with a condition on "sentAt", PostgreSQL reads the index of all waiting digests. For a
 * list in one value it would plan each time. Prisma would take as long for it as PostgreSQL.
 */
function markAll(ids: readonly string[], sentAt: Date) {
  const places = ids.map((_, at) => `$${at + 2}::uuid`);
  return databasePool().query({
    name: `mark ${ids.length} digests`,
    text: `UPDATE "Digest" SET "sentAt" = coalesce("sentAt", $1::timestamptz), "tryAt" = NULL,
      failure = NULL, "failedAt" = NULL WHERE id IN (${places.join(", ")})`,
    values: [sentAt, ...ids],
  });
}

/** Digests that are marked by one statement. */
interface Mark {
  ids: string[];
  /** Ends the wait for others. */
  close: () => void;
  done: Promise<void>;
}

/**
 * Marks accepted digests in batches of at least three while others are under way: a statement takes the processor as
 * long as composing half a digest. Two statements run at a time, because each waits for the disk; digests accepted
 * meanwhile are marked by the next one.
 */
export class DeliveredBatch {
  #underWay = 0;
  #next: Mark | null = null;
  readonly #running: Promise<void>[] = [Promise.resolve(), Promise.resolve()];

  /** @param patienceMs how long to keep trying without a database; a digest that is not marked is sent again */
  constructor(readonly patienceMs: number) {}

  /**
   * Hands a digest over, and begins to mark it once it is accepted.
   * @param send whether the mail server accepted it
   * @returns null if it was not accepted; otherwise `marked`, which rejects with the database's error after patienceMs
   */
  async handOver(
    id: string,
    send: () => Promise<boolean>,
  ): Promise<{ marked: Promise<void> } | null> {
    this.#underWay++;
    const accepted = await send().finally(() => this.#underWay--);
    if (accepted) {
      this.#next ??= this.#begin();
      this.#next.ids.push(id);
    }
    const mark = this.#next;
    if (this.#underWay === 0 || (this.#next?.ids.length ?? 0) >= ENOUGH) this.#next?.close();
    return accepted && mark ? { marked: mark.done } : null;
  }

  #begin(): Mark {
    const ids: string[] = [];
    let close = () => {};
    const closed = new Promise<void>((resolve) => {
      const late = setTimeout(resolve, TOGETHER_MS);
      close = () => {
        clearTimeout(late);
        resolve();
      };
    });
    const done = closed
      .then(() => this.#findFree())
      .then((place) => {
        this.#next = null;
        const marked = this.#mark(ids, now());
        this.#running[place] = marked;
        return marked;
      });
    return { ids, close, done };
  }

  /** Resolves to the place of a statement that has ended. */
  #findFree(): Promise<number> {
    return Promise.race(this.#running.map((mark, place) => mark.then(() => place)));
  }

  async #mark(ids: readonly string[], sentAt: Date): Promise<void> {
    for (const until = Date.now() + this.patienceMs; ; await sleep(RETRY_MS)) {
      try {
        await markAll(ids, sentAt);
        return;
      } catch (error) {
        if (Date.now() > until) throw error;
      }
    }
  }
}

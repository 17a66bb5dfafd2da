// Brings texts that are kept as HTML up to date after a change of the renderer.
import "server-only";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { db, type Tx, transact } from "../database/db";
import { log } from "../log";
import { enqueue, type Handler, handle, type Recurring } from "../queue";

/** Texts read, or written, by one statement. */
const BATCH = 50;
/** Most texts per run: a few seconds of work per minute, which leaves the queue time for everything else. */
export const A_RUN = 1000;

/** Looks through all stored HTML. */
export const RENDER = { name: "platform.render", payload: z.unknown() };

/** A text before and after its renewal. */
export interface Renewed<Text, Shown> {
  text: Text;
  shown: Shown;
}

/** Functions by which the owner of a table renews its texts. */
interface Ways<Text, Shown> {
  /** Name of the texts in the log. */
  name: string;
  /** Counts the texts that an older renderer has left. */
  left(): Promise<number>;
  /** Reads some of these, and never a text of a newer renderer. */
  read(most: number): Promise<Text[]>;
  render(text: Text): Shown;
  /** The replacement for a text that cannot be rendered, so that it is not tried each minute. */
  unrendered(text: Text): Shown;
  /**
   * Stores the HTML and the renderer's version, and nothing else, if the text is unchanged since it was read.
   * @returns how many
   */
  write(tx: Tx, renewed: readonly Renewed<Text, Shown>[]): Promise<number>;
}

/** The texts of one table. */
export interface StoredTexts {
  name: string;
  left(): Promise<number>;
  /**
   * Renders the texts that an older renderer has left, in batches, and lets other work run after each text.
   * Safe to run twice, even at the same time; a text that is changed meanwhile is left to its writer.
   * @param most the most texts to look at
   */
  renew(most: number): Promise<{ looked: number; renewed: number }>;
}

/** Makes the texts of a table renewable. */
export function storedTexts<Text, Shown>(ways: Ways<Text, Shown>): StoredTexts {
  return {
    name: ways.name,
    left: ways.left,
    async renew(most) {
      const done = { looked: 0, renewed: 0 };
      while (done.looked < most) {
        const texts = await ways.read(Math.min(BATCH, most - done.looked));
        if (texts.length === 0) break;
        const renewed: Renewed<Text, Shown>[] = [];
        for (const text of texts) {
          await setImmediate();
          renewed.push({ text, shown: shownAnew(ways, text) });
        }
        done.looked += texts.length;
        done.renewed += await transact((tx) => ways.write(tx, renewed));
      }
      return done;
    },
  };
}

function shownAnew<Text, Shown>(ways: Ways<Text, Shown>, text: Text): Shown {
  try {
    return ways.render(text);
  } catch (error) {
    log.warn({ texts: ways.name, error: String(error) }, "text not rendered anew");
    return ways.unrendered(text);
  }
}

/**
 * Runs once over all stored texts, and goes on where the last run stopped.
 * @returns how many were renewed
 */
export async function renewTexts(all: readonly StoredTexts[], most = A_RUN): Promise<number> {
  let left = most;
  let sum = 0;
  for (const texts of all) {
    const { looked, renewed } = await texts.renew(left);
    left -= looked;
    sum += renewed;
    if (looked === 0) continue;
    log.info({ texts: texts.name, renewed, left: await texts.left() }, "texts rendered anew");
  }
  return sum;
}

/** Makes the job that renews all stored texts, at each start and each minute. */
export function renewalJob(all: readonly StoredTexts[]): {
  handlers: Handler[];
  recurring: Recurring[];
} {
  const work = async () => {
    await renewTexts(all);
  };
  return {
    handlers: [handle(RENDER, work)],
    recurring: [{ pattern: "* * * * *", job: RENDER }],
  };
}

/** Asks the queue to look through all stored texts at once, after a start with another renderer. */
export async function enqueueRenewal(): Promise<void> {
  await enqueue(db, RENDER, null, { key: RENDER.name });
}

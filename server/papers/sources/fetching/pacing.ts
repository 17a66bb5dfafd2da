// Keeps the limits of the sources. They are counted in the database, for all processes of the site together.
import { now } from "@/server/platform/clock";
import { whileAlone } from "@/server/platform/database/alone";
import { db } from "@/server/platform/database/db";
import { LOCK_NAMES } from "@/server/platform/database/locks";
import { spend } from "@/server/platform/limits";
import { Refusal } from "@/server/platform/refusal";
import type { Source } from "../record";

/** Longest wait for one request; somebody looks at a skeleton meanwhile. */
const PATIENCE_SECONDS = 12;

/** Waits. Tests move their clock instead. */
export type Wait = (seconds: number) => Promise<void>;

/** Whether a source asked to be left alone until a later moment, at which any process may ask again. */
export async function isPaused(source: Source): Promise<boolean> {
  const pause = await db.sourcePause.findUnique({ where: { source: source.name } });
  return pause !== null && pause.until > now();
}

/** Leaves a source alone for some time, in all processes. */
export async function pauseSource(source: Source, seconds: number): Promise<void> {
  const until = new Date(now().getTime() + seconds * 1000);
  await db.sourcePause.upsert({
    where: { source: source.name },
    create: { source: source.name, until },
    update: { until },
  });
}

/** Seconds of a Retry-After, which is a number or a date; null if there is none. */
export function secondsOf(retryAfter: string | null): number | null {
  if (retryAfter === null) return null;
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now().getTime()) / 1000));
}

/** Takes the next free moment for a request. @returns false if that is too far away */
async function takeTurn({ name, pace }: Source, wait: Wait): Promise<boolean> {
  const limit = { name: "source", points: pace.requests, perSeconds: pace.perSeconds };
  for (let waited = 0; ; ) {
    try {
      await spend(limit, name);
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const seconds = error.retryAfterSeconds ?? 1;
      waited += seconds;
      if (waited > PATIENCE_SECONDS) return false;
      await wait(seconds);
    }
  }
}

/**
 * Sends a request within the limits of its source. A source that is asked once at a time, as arXiv wants it, has one
 * connection from all processes together.
 * @returns null if the request would have to wait too long
 */
export async function inTurn<T>(
  source: Source,
  wait: Wait,
  send: () => Promise<T>,
): Promise<T | null> {
  if (source.pace.requests > 1) return (await takeTurn(source, wait)) ? send() : null;
  const name = LOCK_NAMES.source + source.name;
  for (let waited = 0; ; waited += 1) {
    const turn = await whileAlone(name, async () =>
      (await takeTurn(source, wait)) ? send() : null,
    );
    if (turn) return turn.done;
    if (waited >= PATIENCE_SECONDS) return null;
    await wait(1);
  }
}

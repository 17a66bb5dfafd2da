import "server-only";
import pg from "pg";
import type { Tx } from "./database/db";
import { env } from "./env";
import { log } from "./log";

/** The channel on which all processes of a site hear of changes. */
const CHANNEL = "colloquy_live";
/** Clocks of two machines may differ by this much; within it a change counts as not seen yet. */
export const SKEW_MS = 2000;
/** Announcements are forgotten after this time; a page older than that has to read again. */
const REMEMBERED_MS = 15 * 60 * 1000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5000;
/** Interval of a probe, which notices a connection whose other end vanished. */
const PROBE_MS = 15_000;

/** Notifies listeners, once the caller's transaction commits, that these topics have changed. */
export async function notifyTopics(tx: Tx, ...topics: string[]): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_notify(${CHANNEL}, topic) FROM unnest(${topics}::text[]) AS topic`;
}

/**
 * Names the topic that the database itself announces when access has changed: of a
 * person, a session, a group, or of a paper, meeting or ballot that is gone (migration what_is_over).
 */
export function accessTopic(id: string): string {
  return `access:${id}`;
}

type Listener = (topic: string) => void;

/**
 * Holds one connection per process, hears all announcements and passes each on to the listeners of its topic.
 * When the database was away, all listeners are called afterwards, because announcements may have been missed.
 */
class Hub {
  #listeners = new Map<string, Set<Listener>>();
  /** Time of a topic's last announcement (milliseconds), and its running number among all. */
  #heard = new Map<string, { at: number; count: number }>();
  #count = 0;
  /** The count of announcements when the connection was last made. */
  #connectedAt = 0;
  #client: pg.Client | undefined;
  /** The time since which no announcement was missed; null while the connection is away. */
  #since: number | null = null;
  #connecting: Promise<void> | undefined;
  #retryMs = FIRST_RETRY_MS;
  #probe: NodeJS.Timeout | undefined;
  #closed = false;

  /** Counts the listeners of a topic. */
  crowd(topic: string): number {
    return this.#listeners.get(topic)?.size ?? 0;
  }

  /** @returns a function that ends the listening */
  listen(topics: readonly string[], listener: Listener): () => void {
    for (const topic of topics) {
      const there = this.#listeners.get(topic);
      if (there) there.add(listener);
      else this.#listeners.set(topic, new Set([listener]));
    }
    return () => {
      for (const topic of topics) {
        const there = this.#listeners.get(topic);
        there?.delete(listener);
        if (there?.size === 0) this.#listeners.delete(topic);
      }
    };
  }

  /** Whether a topic may have changed since an instant (milliseconds), as far as this process knows. */
  changedSince(topic: string, instant: number): boolean {
    const from = instant - SKEW_MS;
    if (this.#since === null || this.#since > from) return true;
    if (Date.now() - REMEMBERED_MS > from) return true;
    return (this.#heard.get(topic)?.at ?? 0) >= from;
  }

  /** Whether the connection is there, so that announcements arrive. */
  hears(): boolean {
    return this.#since !== null;
  }

  /** Counts the announcements so far, for `heardAfter`. */
  heardSoFar(): number {
    return this.#count;
  }

  /** Whether a topic was announced, or may have been missed, after this count. */
  heardAfter(topic: string, count: number): boolean {
    return this.#connectedAt > count || (this.#heard.get(topic)?.count ?? 0) > count;
  }

  /** Connects once; resolves when the first try has succeeded or failed. */
  connected(): Promise<void> {
    this.#connecting ??= this.#connect();
    return this.#connecting;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#probe);
    await this.#client?.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: env().DATABASE_URL,
      application_name: "colloquy live",
      keepAlive: true,
      connectionTimeoutMillis: 5000,
    });
    let over = false;
    const again = () => {
      if (over) return;
      over = true;
      clearTimeout(this.#probe);
      this.#since = null;
      client.end().catch(() => {});
      if (this.#closed) return;
      setTimeout(() => void this.#connect(), this.#retryMs).unref();
      this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
    };
    client.on("error", again);
    client.on("end", again);
    client.on("notification", ({ payload }) => this.#hear(payload ?? ""));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      log.warn({ error: String(error) }, "live updates wait for the database");
      again();
      return;
    }
    this.#client = client;
    this.#since = Date.now();
    this.#connectedAt = ++this.#count;
    this.#retryMs = FIRST_RETRY_MS;
    this.#watchOver(client, again);
    // Announcements before this moment were missed.
    for (const topic of [...this.#listeners.keys()]) this.#hear(topic);
  }

  #watchOver(client: pg.Client, lost: () => void): void {
    this.#probe = setTimeout(async () => {
      const late = setTimeout(lost, PROBE_MS);
      late.unref();
      try {
        await client.query("SELECT 1");
        clearTimeout(late);
        this.#forget();
        if (this.#client === client && this.#since !== null) this.#watchOver(client, lost);
      } catch {
        clearTimeout(late);
        lost();
      }
    }, PROBE_MS);
    this.#probe.unref();
  }

  #hear(topic: string): void {
    this.#heard.set(topic, { at: Date.now(), count: ++this.#count });
    for (const listener of [...(this.#listeners.get(topic) ?? [])]) listener(topic);
  }

  #forget(): void {
    const before = Date.now() - REMEMBERED_MS;
    for (const [topic, { at }] of this.#heard) if (at < before) this.#heard.delete(topic);
  }
}

let hub: Hub | undefined;

/** The hub through which this process hears of changes. */
export function liveHub(): Hub {
  hub ??= new Hub();
  return hub;
}

/** Ends the connection of this process, if there is one. */
export async function closeLive(): Promise<void> {
  const closing = hub;
  hub = undefined;
  await closing?.close();
}

import pg from "pg";

const CHANNEL = "colloquy_stale";
const PING_EVERY_MS = 10_000;
const ANSWER_WITHIN_MS = 3_000;
const LONGEST_PAUSE_MS = 5_000;

export type StaleListener = {
  /** Resolves when every invalidation committed before the call has been applied here. */
  catchUp(): Promise<void>;
  close(): Promise<void>;
};

type Ears = {
  /** These tags are stale; null: a notification that cannot be read, so anything may be. */
  heard(tags: string[] | null): void;
  connected(): void;
  /** The connection is gone: from here on changes go unheard. */
  lost(): void;
  /** Something worth a line in the log: the first failure after a good connection. */
  trouble(error: Error): void;
};

/**
 * Listens for what commands mark stale (`pg_notify('colloquy_stale', '["papers"]')`), on a connection
 * of its own, and connects again when it is lost. A connection that died silently is
 * found by asking it something every ten seconds.
 */
export function listenForStale(databaseUrl: string, ears: Ears): StaleListener {
  let client: pg.Client | null = null;
  let ready = false;
  let closed = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;

  const later = (ms: number, act: () => void) => {
    timer = setTimeout(act, ms);
    timer.unref();
  };

  const drop = (from: pg.Client, error: Error) => {
    if (client !== from) return;
    client = null;
    clearTimeout(timer);
    if (ready) ears.lost();
    ready = false;
    from.end().catch(() => {});
    from.connection?.stream?.destroy();
    if (closed) return;
    failures += 1;
    if (failures === 1) ears.trouble(error);
    later(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** Math.min(failures, 10)), connect);
  };

  const ping = (from: pg.Client) => {
    later(PING_EVERY_MS, () => void ask(from).then(() => client === from && ping(from)));
  };

  /** Asks the connection for a sign of life; one that does not answer in time is dropped. */
  const ask = async (from: pg.Client) => {
    const silence = setTimeout(
      () => drop(from, new Error("no answer from the database")),
      ANSWER_WITHIN_MS,
    );
    try {
      await from.query("SELECT 1");
    } catch (error) {
      drop(from, error as Error);
    } finally {
      clearTimeout(silence);
    }
  };

  const connect = () => {
    const next = new pg.Client({
      connectionString: databaseUrl,
      application_name: "colloquy pages",
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
    });
    client = next;
    next.on("error", (error) => drop(next, error));
    next.on("end", () => drop(next, new Error("the database closed the connection")));
    next.on("notification", ({ payload }) => client === next && ears.heard(tagsIn(payload)));
    next
      .connect()
      .then(() => next.query(`LISTEN ${CHANNEL}`))
      .then(() => {
        if (client !== next) return;
        ready = true;
        failures = 0;
        ears.connected();
        ping(next);
      })
      .catch((error: Error) => drop(next, error));
  };

  connect();
  return {
    async catchUp() {
      // PostgreSQL hands out pending notifications before it answers the next question.
      if (client && ready) await ask(client);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const last = client;
      client = null;
      await last?.end().catch(() => {});
    },
  };
}

/** The tags in a notification, or null when it is not a list of texts. */
export function tagsIn(payload: string | undefined): string[] | null {
  try {
    const tags: unknown = JSON.parse(payload ?? "");
    return Array.isArray(tags) && tags.every((tag) => typeof tag === "string") ? tags : null;
  } catch {
    return null;
  }
}

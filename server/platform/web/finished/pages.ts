import { LRUCache } from "lru-cache";
import { SKEW_MS } from "@/server/platform/live";

/** The longest age of a page, in case an announcement got lost or the page changes with time alone. */
export const LIFE_MS = 60_000;
/** The age at which a requested page is rendered again in the background, so that nobody waits for a popular one. */
const RENEWED_MS = 30_000;
/** For this long, a page that is rendered again says the time of its first rendering: less than the hub remembers. */
const SAME_TIME_MS = 10 * 60_000;

/** A page after rendering, before it is known whether it may be kept. */
export interface Made<Body> {
  body: Body;
  /** Size in memory. */
  bytes: number;
  /** Topics of what the page shows; null if it must not be kept. */
  topics: readonly string[] | null;
}

/** The part of the live hub (server/platform/live.ts) that tells whether something changed. */
export interface Announcements {
  connected(): Promise<void>;
  hears(): boolean;
  heardSoFar(): number;
  heardAfter(topic: string, count: number): boolean;
}

interface Kept<Body> extends Made<Body> {
  /** The number of its rendering among all requests and renderings. */
  turn: number;
  /** The time when its rendering began (milliseconds), and the hub's count then. */
  begunAt: number;
  heard: number;
  /** The time (milliseconds) from which on an open page has to hear of changes. */
  readAt: number;
  /** The hub's count up to which its topics are known to be unchanged. */
  checked: number;
}

interface Making<Body> {
  /** Most bytes of all pages together. */
  most: number;
  /** @param readAt the time that the page says of itself */
  make: (key: string, readAt: number) => Promise<Made<Body>>;
  announcements: Announcements;
  now: () => number;
}

/**
 * Keeps finished pages in memory. A page is given out while nothing that it shows was announced since its rendering
 * began, and for a minute at most. It is rendered once for everybody who asks meanwhile.
 */
export class FinishedPages<Body extends object> {
  readonly #how: Making<Body>;
  readonly #pages: LRUCache<string, Kept<Body>>;
  #turn = 0;

  constructor(how: Making<Body>) {
    this.#how = how;
    this.#pages = new LRUCache<string, Kept<Body>>({
      maxSize: how.most,
      sizeCalculation: ({ bytes }) => bytes,
      // Everybody who waits gets the page, even if it has lost its place meanwhile.
      ignoreFetchAbort: true,
      fetchMethod: async (key, _old, { options }) => {
        const page = await this.#make(key);
        // A size beyond the cache's limit keeps the page out of it, so that it pushes no other page out.
        if (page.topics === null) options.size = how.most + 1;
        return page;
      },
    });
  }

  /** Bytes of the pages that are kept. */
  get bytes(): number {
    return this.#pages.calculatedSize;
  }

  /** @param wroteAt when the reader last changed something (milliseconds, by the clock of any process), or null */
  async get(key: string, wroteAt: number | null): Promise<Body> {
    const asked = ++this.#turn;
    for (;;) {
      const kept = this.#pages.get(key);
      if (kept && this.#isGood(kept, wroteAt)) {
        if (this.#how.now() - kept.begunAt > RENEWED_MS) this.#renew(key);
        return kept.body;
      }
      const page = await this.#pages.forceFetch(key, { forceRefresh: true });
      // A rendering that began after the request includes everything that its reader can know of.
      if (page.turn > asked || this.#isGood(page, wroteAt)) return page.body;
    }
  }

  #renew(key: string): void {
    // If the fault remains, it is reported when somebody has to wait for the page.
    this.#pages.fetch(key, { forceRefresh: true, noDeleteOnFetchRejection: true }).catch(() => {});
  }

  #isGood(page: Kept<Body>, wroteAt: number | null): boolean {
    if (page.topics === null || this.#how.now() - page.begunAt > LIFE_MS) return false;
    if (wroteAt !== null && page.begunAt <= wroteAt + SKEW_MS) return false;
    return this.#isUnchanged(page);
  }

  #isUnchanged(page: Kept<Body>): boolean {
    const { announcements } = this.#how;
    if (!announcements.hears()) return false;
    const count = announcements.heardSoFar();
    if (count === page.checked) return true;
    if (page.topics?.some((topic) => announcements.heardAfter(topic, page.heard))) return false;
    page.checked = count;
    return true;
  }

  async #make(key: string): Promise<Kept<Body>> {
    const { announcements, make, now } = this.#how;
    await announcements.connected();
    // Counts before anything is read: announcements from here on may be missing in the page.
    const heard = announcements.heardSoFar();
    const begun = { turn: ++this.#turn, begunAt: now(), heard, checked: heard };
    // While nothing changes, the bytes stay the same, so that a browser's copy stays good.
    const before = this.#pages.peek(key, { allowStale: true });
    const steady =
      before?.topics && begun.begunAt - before.readAt < SAME_TIME_MS && this.#isUnchanged(before);
    const readAt = steady ? before.readAt : begun.begunAt;
    return { ...(await make(key, readAt)), ...begun, readAt };
  }
}

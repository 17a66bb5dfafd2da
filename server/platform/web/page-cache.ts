import { LRUCache } from "lru-cache";

/** What Next hands over to be kept: a page (html, data for navigation) or a route handler's answer. */
export type PageValue = {
  kind: string;
  status?: number;
  html?: unknown;
  body?: unknown;
  rscData?: unknown;
  segmentData?: Map<string, unknown>;
  headers?: Record<string, unknown>;
};
type CacheControl = { revalidate: number | false; expire?: number };
export type PageEntry = { lastModified: number; value: PageValue; cacheControl?: CacheControl };

/** Where Next's cache handler, loaded as a module of its own, finds the one cache of the process. */
export const PAGE_CACHE = Symbol.for("colloquy.page-cache");

const MEMORY = 64 * 1024 * 1024;
const TAGS_HEADER = "x-next-cache-tags";

/**
 * The rendered pages that are the same for everyone, in the memory of this process.
 *
 * Time is counted in invalidations: each one moves `#moment` on. An entry is kept only if none of its
 * tags was invalidated since its render began; otherwise a render that had read the old state
 * would be kept as fresh. While the database's notifications cannot be heard nothing is kept at all.
 */
export class PageCache {
  #entries = new LRUCache<string, PageEntry & { tags: readonly string[] }>({
    maxSize: MEMORY,
    maxEntrySize: MEMORY / 16,
    sizeCalculation: (entry, key) => sizeOf(entry.value) + key.length * 2 + 500,
    dispose: (entry, key) => this.#forget(entry.tags, key),
  });
  #keysByTag = new Map<string, Set<string>>();
  #began = new LRUCache<string, number>({ max: 10_000 });
  #moment = 0;
  #floor = 0;
  #hearing = false;
  /** The last invalidation of each tag. A tag that falls out raises the floor for everything. */
  #invalidated = new LRUCache<string, number>({
    max: 50_000,
    dispose: (moment, _tag, reason) => {
      if (reason === "evict") this.#floor = Math.max(this.#floor, moment);
    },
  });
  #onMiss: (key: string, moment: number) => void;

  /** @param onMiss told of each render that is about to begin: its key and the moment of its reads */
  constructor(onMiss: (key: string, moment: number) => void = () => {}) {
    this.#onMiss = onMiss;
  }

  /** Counts invalidations; a render that began at a lower moment may have read older data. */
  get moment(): number {
    return this.#moment;
  }

  /** The kept page, or null, from which moment on a render of it counts as begun. */
  get(key: string): PageEntry | null {
    const entry = this.#hearing ? this.#entries.get(key) : undefined;
    if (entry && !isPastItsTime(entry)) return entry;
    // Two renders of one page may overlap: the older beginning holds for both.
    if (!this.#began.has(key)) this.#began.set(key, this.#moment);
    this.#onMiss(key, this.#moment);
    return null;
  }

  /** Keeps a rendered page, unless something it shows changed while it was rendered. */
  set(key: string, value: PageValue | null, cacheControl?: CacheControl): void {
    const began = this.#began.get(key);
    this.#began.delete(key);
    if (!value || !this.#hearing || began === undefined || began < this.#floor) return;
    // Unknown addresses are without number, and one of them may exist a moment later.
    if ((value.status ?? 200) >= 400) return;
    const tags = tagsOf(value);
    if (tags.some((tag) => (this.#invalidated.get(tag) ?? 0) > began)) return;
    this.#entries.set(key, { lastModified: Date.now(), value, cacheControl, tags });
    if (!this.#entries.has(key)) return;
    for (const tag of tags) {
      const keys = this.#keysByTag.get(tag) ?? new Set();
      this.#keysByTag.set(tag, keys.add(key));
    }
  }

  /** Drops every page with one of these tags; the next request for it renders anew. */
  drop(tags: readonly string[]): void {
    this.#moment += 1;
    for (const tag of tags) {
      this.#invalidated.set(tag, this.#moment);
      for (const key of [...(this.#keysByTag.get(tag) ?? [])]) this.#entries.delete(key);
    }
  }

  /** Anything may have changed: drops every page, and keeps none that began rendering before. */
  forget(): void {
    this.#entries.clear();
    this.#moment += 1;
    this.#floor = this.#moment;
  }

  /** Changes are heard from now on. */
  resume(): void {
    this.forget();
    this.#hearing = true;
  }

  /** Changes cannot be heard: nothing is kept until they are again. */
  pause(): void {
    this.forget();
    this.#hearing = false;
  }

  get size(): { pages: number; bytes: number } {
    return { pages: this.#entries.size, bytes: this.#entries.calculatedSize };
  }

  #forget(tags: readonly string[], key: string): void {
    for (const tag of tags) {
      const keys = this.#keysByTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysByTag.delete(tag);
    }
  }
}

/**
 * Next would serve a page past its `revalidate` once more and render behind it. Somebody who comes
 * a day later should not read yesterday's page, so such a page counts as missing.
 */
function isPastItsTime({ cacheControl, lastModified }: PageEntry): boolean {
  const seconds = cacheControl?.revalidate;
  return typeof seconds === "number" && Date.now() - lastModified > seconds * 1000;
}

function tagsOf(value: PageValue): string[] {
  const header = value.headers?.[TAGS_HEADER];
  return typeof header === "string" ? header.split(",").filter(Boolean) : [];
}

function sizeOf(value: PageValue): number {
  const parts = [value.html, value.body, value.rscData, ...(value.segmentData?.values() ?? [])];
  return parts.reduce<number>((sum, part) => {
    if (typeof part === "string") return sum + part.length * 2;
    return sum + (part instanceof Uint8Array ? part.byteLength : 0);
  }, 1);
}

import { createRequire } from "node:module";

/**
 * Next's door to the page cache (next.config.js, `cacheHandler`). Next loads this file by itself, as
 * plain JavaScript, in the server and in the workers of a build; the cache itself is made by
 * startWeb (page-cache.ts) and found through a global symbol. Without one nothing is kept.
 * Only whole pages and route handlers' answers are kept, no data: one place less that can be old.
 */
const PAGE_CACHE = Symbol.for("colloquy.page-cache");
const KEPT = new Set(["APP_PAGE", "APP_ROUTE"]);
const SETS_BETWEEN_SWEEPS = 2_000;
let sets = 0;

export default class PageCacheHandler {
  async get(key, { kind }) {
    return KEPT.has(kind) ? (globalThis[PAGE_CACHE]?.get(key) ?? null) : null;
  }

  async set(key, value, { cacheControl }) {
    if (value && !KEPT.has(value.kind)) return;
    globalThis[PAGE_CACHE]?.set(key, value, cacheControl);
    sweep();
  }

  async revalidateTag(tags) {
    globalThis[PAGE_CACHE]?.drop([tags].flat());
  }

  resetRequestCache() {}
}

/**
 * Next remembers the lifetime of every address it ever rendered, without a bound. Our entries bring
 * theirs along, so its memory can be emptied at any time.
 */
function sweep() {
  sets += 1;
  if (sets % SETS_BETWEEN_SWEEPS !== 0) return;
  const require = createRequire(import.meta.url);
  const {
    SharedCacheControls,
  } = require("next/dist/server/lib/incremental-cache/shared-cache-controls.external.js");
  new SharedCacheControls({ routes: {}, dynamicRoutes: {} }).clear();
}

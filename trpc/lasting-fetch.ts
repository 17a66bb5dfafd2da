/**
 * Most bytes of calls under way that may outlive their page. Browsers refuse more than 64 KiB of them together (Fetch
 * Standard, "HTTP-network-or-cache fetch": the sum of the bodies of a page's keepalive requests).
 */
const MOST_BYTES = 48 * 1024;
/** Most bytes of one sign of a string in UTF-8. */
const BYTES_PER_SIGN = 3;

/**
 * Makes a fetch whose acts outlive their page: somebody who presses a button and closes the page at once, or follows a
 * link, has still pressed it. Long texts and questions end with their page.
 */
export function lastingFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  let underWay = 0;
  return async (address, init) => {
    const body = init?.method === "POST" && typeof init.body === "string" ? init.body : null;
    const bytes = (body?.length ?? 0) * BYTES_PER_SIGN;
    if (body === null || underWay + bytes > MOST_BYTES) return fetch(address, init);
    underWay += bytes;
    try {
      return await fetch(address, { ...init, keepalive: true });
    } finally {
      underWay -= bytes;
    }
  };
}

import type { IncomingHttpHeaders } from "node:http";

/** Bytes a request body may have. The largest thing people send is a paper's abstract or a comment. */
export const BODY_LIMIT = 1_000_000;

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

export type Rejection = { status: number; say: string };

/** Why a request is refused before anything looks at it, or null. */
export function rejection(
  method: string,
  url: string,
  headers: IncomingHttpHeaders,
): Rejection | null {
  if (!METHODS.has(method)) return { status: 405, say: "This method is not used here." };
  if (!url.startsWith("/")) return { status: 400, say: "This address is malformed." };
  const path = pathOf(url);
  try {
    if (decodeURIComponent(path).includes("\0")) throw new URIError("NUL");
  } catch {
    return { status: 400, say: "This address is malformed." };
  }
  const length = headers["content-length"];
  if (length !== undefined && Number(length) > BODY_LIMIT) return TOO_LARGE;
  return null;
}

export const TOO_LARGE: Rejection = {
  status: 413,
  say: "What you sent is too large: at most 1 MB.",
};

/** The path of a request target, without its query. */
export function pathOf(url: string): string {
  const mark = url.indexOf("?");
  return mark < 0 ? url : url.slice(0, mark);
}

/**
 * Headers that only this server or Next itself may set. From outside they could name a client
 * address, skip a step of the routing or pick another answer of the page cache.
 */
const INTERNAL =
  /^(?:x-colloquy-|x-middleware-|x-invoke-|x-vercel-|x-now-|x-next-|x-prerender-|x-forwarded-|x-matched-path$|x-nextjs-data$|x-nextjs-postponed$|x-nextjs-rewritten-|x-invocation-id$|next-resume$|forwarded$|x-real-ip$|x-original-|x-rewrite-url$|x-http-method|x-method-override$)/;

/** Removes from the headers what may not come from outside. */
export function removeInternalHeaders(headers: IncomingHttpHeaders): void {
  for (const name in headers) if (INTERNAL.test(name)) delete headers[name];
}

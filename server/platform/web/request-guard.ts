import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** Most bytes of a request body. The largest thing people send is a paper's abstract or a comment. */
export const BODY_LIMIT = 1_000_000;

/**
 * Bytes of a form: its fields are read one by one, and a megabyte of them holds up the site for a third of a second.
 */
const FORM_LIMIT = 20_000;
/** Addresses that take larger bodies than a form. */
const TAKES_MORE = /^\/api\/(?:trpc\/|inbound-mail$)/;

/** Bytes of a file of papers: 20,000 with their abstracts. Only people who organize groups send one. */
const FILE_LIMIT = 40_000_000;
const TAKES_FILES = /^\/api\/papers\/import$/;

/** Bytes that the body of a request for a path may have. */
export function bodyLimit(path: string): number {
  if (TAKES_FILES.test(path)) return FILE_LIMIT;
  return TAKES_MORE.test(path) ? BODY_LIMIT : FORM_LIMIT;
}

const READING = new Set(["GET", "HEAD"]);
const METHODS = new Set([...READING, "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]);
/** Next's own page for a fault, which it serves as a fault (500) if its address is asked for. */
const FAULT_PAGE = /^\/_global-error(?:[/.]|$)/i;

/** Whether a request with this method changes nothing. */
export function isReading(method: string): boolean {
  return READING.has(method);
}

/** Whether a request asks for a whole page. The framework's client asks for parts, by headers of its own. */
export function isPlain({ method, headers }: IncomingMessage): boolean {
  if (method !== "GET" && method !== "HEAD") return false;
  const body = headers["content-length"] ?? headers["transfer-encoding"];
  if (body !== undefined) return false;
  return !Object.keys(headers).some((name) => name === "rsc" || name.startsWith("next-"));
}

export type Rejection = { status: number; say: string; headers?: Record<string, string> };

/** Finds why a request is refused before anything handles it. @returns null if it is not */
export function rejection(
  method: string,
  url: string,
  headers: IncomingHttpHeaders,
  { dev = false } = {},
): Rejection | null {
  if (!METHODS.has(method)) return { status: 405, say: "This method is not supported here." };
  if (!isWellFormedTarget(url)) return { status: 400, say: "This address is malformed." };
  if (FAULT_PAGE.test(decodeURIComponent(pathOf(url))))
    return { status: 404, say: "There is nothing at this address." };
  // Next answers two requests with a fault: OPTIONS for its own files, and a form for an address that does not exist.
  if (!READING.has(method) && !isDoor(method, pathOf(url), dev)) {
    const say =
      "This form needs JavaScript. Go back, switch it on, and send the form again. Nothing was changed.";
    return { status: 405, say, headers: { Allow: "GET, HEAD" } };
  }
  const length = headers["content-length"];
  if (length !== undefined && Number(length) > bodyLimit(pathOf(url))) return TOO_LARGE;
  return null;
}

/** Whether a path of this site means the same to all its readers: browsers, proxies and files. */
function isWellFormedTarget(url: string): boolean {
  // A path that begins with two slashes would name another site in a redirect.
  if (!url.startsWith("/") || url.startsWith("//") || url.includes("\\")) return false;
  try {
    const path = decodeURIComponent(pathOf(url));
    return path.isWellFormed() && !path.includes("\0") && !/(?:^|[/\\])\.\.?(?:[/\\]|$)/.test(path);
  } catch {
    return false;
  }
}

/** Our routes that take a body; a test compares this with `server/api/routes`. */
const TAKES =
  /^\/api\/(?:(?:trpc|sign-in)\/[^/]+|subscribe|sign-out|join|welcome|unsubscribe|mute|inbound-mail|papers\/import)$/;

/** Whether a request is for a machine door (api/). Pages take no bodies. Next's doors answer only in development. */
function isDoor(method: string, path: string, dev: boolean): boolean {
  if (dev && path.startsWith("/__nextjs_")) return true;
  return method === "POST" ? TAKES.test(path) : path.startsWith("/api/");
}

export const TOO_LARGE: Rejection = {
  status: 413,
  say: "Your request is too large: at most 1 MB, 20 kB in a form, or 40 MB in a file of papers.",
  // The rest of the body, still on the way, must not be read as the next request.
  headers: { Connection: "close" },
};

/** The path of a request target, without its query. */
export function pathOf(url: string): string {
  const mark = url.indexOf("?");
  return mark < 0 ? url : url.slice(0, mark);
}

/** Removes secrets from a path for the log, in whatever case or percent-encoding it was asked for. */
export function loggedPath(path: string): string {
  let read = path;
  try {
    read = decodeURIComponent(path);
  } catch {
    // A path that cannot be decoded is logged as it came.
  }
  return read.replace(/^(\/+(?:join|api\/+calendar))\/.*/is, "$1/…");
}

/**
 * Headers that only this server or Next itself may set. From outside they could name a client
 * address, skip a step of the routing or pick another answer of the page cache.
 */
const INTERNAL =
  /^(?:x-colloquy-|x-middleware-|x-invoke-|x-vercel-|x-now-|x-next-|x-prerender-|x-forwarded-|x-matched-path$|x-nextjs-data$|x-nextjs-postponed$|x-nextjs-rewritten-|x-invocation-id$|next-resume$|next-action$|forwarded$|x-real-ip$|x-original-|x-rewrite-url$|x-http-method|x-method-override$)/;

/**
 * Conditions for changing something that is unchanged so far. Nothing here uses them, and for files Next makes
 * a 500 of a condition that does not hold.
 */
const PRECONDITIONS = ["if-match", "if-unmodified-since"];

/** Removes headers that may not come from outside, or mean nothing here. */
export function removeInternalHeaders(headers: IncomingHttpHeaders): void {
  for (const name in headers) if (INTERNAL.test(name)) delete headers[name];
  for (const name of PRECONDITIONS) delete headers[name];
}

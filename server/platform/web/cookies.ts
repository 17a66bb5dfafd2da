import { parseCookie } from "cookie";

/** The cookies of this site: the session, and when this browser last changed something. */
type Cookie = "session" | "wrote";

/** The name of a cookie. Its prefix makes browsers refuse it from a neighbouring host or over http. */
export function cookieName(cookie: Cookie, https: boolean): string {
  return `${https ? "__Host-" : ""}colloquy.${cookie}`;
}

/** Reads a cookie from the header that a browser sends. @returns null if it is missing or empty */
export function readCookie(
  header: string | null | undefined,
  cookie: Cookie,
  https: boolean,
): string | null {
  return parseCookie(header ?? "")[cookieName(cookie, https)] || null;
}

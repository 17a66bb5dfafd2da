import "server-only";
import { type Cookies, parseCookie, parseSetCookie } from "cookie";

/**
 * The cookies of this site: the session, a mark that there is one, when this browser last changed something, and its
 * ticket for a code.
 */
type Cookie = "session" | "member" | "wrote" | "asked";

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

/** The cookies that next-auth reads, and the session's; others may have names that cannot be written again. */
export function cookiesOf(request: Request): Cookies {
  return pickCookies(parseCookie(request.headers.get("cookie") ?? ""), (name) =>
    /^(?:__Host-|__Secure-)?(?:authjs|colloquy)\.[\w.-]+$/.test(name),
  );
}

/** The cookies that an answer sets. */
export function cookiesSetBy(answer: Response): Cookies {
  const set = answer.headers.getSetCookie().map((line) => parseSetCookie(line));
  return Object.fromEntries(set.map(({ name, value }) => [name, value]));
}

/** Picks the cookies with these names. */
export function pickCookies(cookies: Cookies, isWanted: (name: string) => boolean): Cookies {
  return Object.fromEntries(Object.entries(cookies).filter(([name]) => isWanted(name)));
}

import { parseSetCookie, stringifySetCookie } from "cookie";
import { cookieName, readCookie } from "../cookies";

interface Answer {
  /** The Set-Cookie lines so far. */
  lines: readonly string[];
  /** The request's cookies. */
  cookies: string | undefined;
  /** Whether a page asked for it after it was shown, so that a mark which is missing can be made good. */
  forPage: boolean;
}

/**
 * Writes the Set-Cookie line of the mark beside the session's, which scripts of a finished page may read: the page's bytes
 * are the same for everybody (components/shell/member.ts). @returns null if the mark stays as it is
 */
export function memberMark({ lines, cookies, forPage }: Answer, https: boolean): string | null {
  const name = cookieName("member", https);
  const session = lines.findLast((line) => line.startsWith(`${cookieName("session", https)}=`));
  if (session) {
    const { value, httpOnly: _, ...rest } = parseSetCookie(session);
    return stringifySetCookie({ ...rest, name, value: value ? "1" : "" });
  }
  const has = readCookie(cookies, "session", https) !== null;
  if (!forPage || has === (readCookie(cookies, "member", https) !== null)) return null;
  const value = has ? "1" : "";
  const always = { name, value, path: "/", sameSite: "lax", secure: https } as const;
  return stringifySetCookie(has ? always : { ...always, maxAge: 0 });
}

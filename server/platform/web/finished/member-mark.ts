import { stringifySetCookie } from "cookie";
import { cookieName, readCookie } from "../cookies";

/**
 * Writes the Set-Cookie line that tells scripts of a finished page, whose bytes are the same for everybody, whether the
 * browser has a session (components/shell/member.ts). @returns null if the browser knows
 */
export function memberMark(header: string | undefined, https: boolean): string | null {
  const has = readCookie(header, "session", https) !== null;
  if (has === (readCookie(header, "member", https) !== null)) return null;
  return stringifySetCookie({
    name: cookieName("member", https),
    value: has ? "1" : "",
    path: "/",
    sameSite: "lax",
    secure: https,
    ...(has ? {} : { maxAge: 0 }),
  });
}
